"""Forms: labels with their values beside them or texts below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.model import Cell, Column, Row
from qa.read.flow.text import Piece, key, plain_figure, starts_page
from qa.read.flow.words import Label, core_of
from qa.read.flow.wrap import join, units_of
from qa.read.flow.zones import Part, sheet_words, word_at
from qa.read.labels import clean_label

LABELLED = re.compile(r"[\u4e00-\u9fff）)][：:]")
#: A figure with its unit, a date, a period, a telephone number.
PLAIN_VALUE = re.compile(r"[\d\s,.%～~/()（）\-—年月日至到分元万人个]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A label of a form with the pieces of its value."""

    label: Label
    pieces: tuple[Piece, ...]
    value: tuple[Piece, ...]

    @property
    def text(self) -> str | None:
        """The value as words; ``None`` where nothing is printed beside the label."""
        return join(units_of(self.value)) or None


@cache
def _labels() -> frozenset[str]:
    return sheet_words("form", "labels") | sheet_words("form", "texts")


def _ends_value(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a label from ``start`` to ``end`` is one without its first piece, too, and so better.

    Lines are broken where they are full: 项目 above 实施单位 is the last line of a value.
    """
    inner = word_at(pieces, start + 1, _labels()) if start + 1 < end else None
    return (
        inner is not None
        and inner[0] == end
        and pieces[start + 1].first
        and pieces[start].width < pieces[start + 1].width
    )


def fields_of(pieces: Sequence[Piece]) -> tuple[list[Field], int]:
    """The labels of a form with their values; how many figures no label precedes.

    Inside a text of several sentences only a line may begin with the next label.
    """
    labels = _labels()
    long = sheet_words("form", "texts")
    fields: list[Field] = []
    lost = 0
    at = 0
    while at < len(pieces):
        inside = bool(fields) and fields[-1].label.core in long
        found = word_at(pieces, at, labels) if pieces[at].first or not inside else None
        if found and not (fields and fields[-1].value and _ends_value(pieces, at, found[0])):
            fields.append(Field(found[1], tuple(pieces[at : found[0]]), ()))
            at = found[0]
            continue
        if fields:
            last = fields[-1]
            fields[-1] = Field(last.label, last.pieces, (*last.value, pieces[at]))
        else:
            lost += pieces[at].kind == "figure"
        at += 1
    return fields, lost


def _fits(field: Field, text: str) -> bool:
    """Whether a value is what its label may have beside it.

    A label with a unit has a figure, another one a few words or one figure: figures among
    words belong to labels that were not recognised.
    """
    if field.label.unit:
        return plain_figure(text) is not None
    if field.label.core in sheet_words("form", "texts"):
        return True
    balanced = key(text).count("（") == key(text).count("）")
    if LABELLED.search(text) or not balanced:
        return False
    figures = [piece for piece in field.value if piece.kind == "figure"]
    return not figures or PLAIN_VALUE.fullmatch(text) is not None


def _mended(field: Field) -> Field:
    """A label whose unit of measure stands behind its value, on the next page."""
    last = field.value[-1] if len(field.value) > 1 else None
    if last is None or field.label.unit or not (last.first and starts_page(last.line)):
        return field
    core, unit = core_of(field.label.core + last.text, frozenset({field.label.core}))
    if core != field.label.core or unit is None:
        return field
    label = replace(field.label, text=field.label.text + last.text, unit=unit)
    return Field(label, (*field.pieces, last), field.value[:-1])


def quote_of(pieces: Sequence[Piece]) -> str:
    """The printed lines that ``pieces`` stand on, spaces made single."""
    lines = {piece.line.number: " ".join(piece.line.text.split()) for piece in pieces}
    return " ".join(lines[number] for number in sorted(lines))


def read_form(pieces: Sequence[Piece]) -> Part:
    """A form's rows: one label, one cell, a column without words."""
    fields, dropped = fields_of(pieces)
    columns: list[Column] = []
    rows: list[Row] = []
    for field in map(_mended, fields):
        text = field.text
        if text is not None and not _fits(field, text):
            dropped += sum(piece.kind == "figure" for piece in field.value)
            continue
        column = Column((), field.label.unit)
        if column not in columns:
            columns.append(column)
        all_pieces = (*field.pieces, *field.value)
        line = field.value[0].line if field.value else field.pieces[0].line
        rows.append(
            Row(
                labels=(clean_label(field.label.text),),
                cells=(Cell(columns.index(column), text, line.number),),
                line=field.pieces[0].line.number,
                quote=quote_of(all_pieces),
                page=line.page,
            )
        )
    return Part(tuple(columns), tuple(rows), dropped)


def subject_of(fields: Sequence[Field]) -> str | None:
    """The project that a sheet is about."""
    for field in fields:
        if field.label.core in sheet_words("form", "subject") and field.text:
            return field.text
    return None
