"""Indicators: classes, a name that may wrap, and its values, cut out of running pieces."""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Cell, Column, Row
from qa.read.flow.entries import Entry, Slots, cheapest_reading
from qa.read.flow.form import quote_of
from qa.read.flow.kinds import is_any_class, is_placeholder
from qa.read.flow.text import Piece
from qa.read.flow.weigh import Weigher
from qa.read.flow.words import Label
from qa.read.flow.wrap import join, units_of
from qa.read.flow.zones import Part, sheet_words, word_at
from qa.read.indicators import is_class
from qa.read.labels import clean_label


def _texts(pieces: Sequence[Piece], at: int) -> tuple[int, Label] | None:
    return word_at(pieces, at, sheet_words("sheet", "texts"))


def _text_rows(pieces: Sequence[Piece], columns: int, offset: int) -> tuple[list[Row], list[Piece]]:
    """Rows whose value is a text (测算明细 …), and the pieces that are left.

    Such a text ends where a line begins with a class of indicators or the next such name.
    """
    rows: list[Row] = []
    left: list[Piece] = []
    at = 0
    classes: list[str] = []
    while at < len(pieces):
        found = _texts(pieces, at) if columns else None
        if not found:
            left.append(pieces[at])
            at += 1
            continue
        if left and is_class(left[-1].text, "first"):
            classes = [left.pop().text]
        end = found[0]
        while end < len(pieces) and not (
            pieces[end].first and (is_any_class(pieces[end].text) or _texts(pieces, end))
        ):
            end += 1
        labels = tuple(clean_label(label) for label in (*classes, found[1].text))
        line = pieces[at].line
        own = pieces[found[0]].line if found[0] < end else line
        cells = [Cell(offset, join(units_of(pieces[found[0] : end])) or None, own.number)]
        cells += [Cell(offset + more, None, line.number) for more in range(1, columns)]
        quote = quote_of(pieces[at:end])
        rows.append(Row(labels, tuple(cells), line.number, quote, None, line.page))
        at = end
    return rows, left


def read_indicators(heads: Sequence[Label], pieces: Sequence[Piece], marks: bool) -> Part:
    """The indicators of a zone; a class without one is a row with blank cells."""
    values = [head for head in heads if head.role is None]
    names = [head for head in heads if head.role == "measure"][:1]
    columns = tuple(Column((head.text,), head.unit) for head in (*names, *values))
    rows, left = _text_rows(pieces, len(values), len(names))
    numeric, optional = sheet_words("sheet", "numeric"), sheet_words("sheet", "optional")
    slots = Slots(
        len(values),
        frozenset(at for at, head in enumerate(values) if head.core in numeric),
        frozenset(at for at, head in enumerate(values) if head.core in optional),
    )
    reading = cheapest_reading(left, slots, marks)
    entries, lost = reading.entries()
    classes = ("", "")
    for entry in entries:
        classes = ("", "") if entry.total else _classes(reading.weigh, entry, classes)
        rows.append(_row(reading.weigh, entry, classes, len(names)))
    rows.sort(key=lambda row: row.line)
    return Part(columns, tuple(rows), lost)


def _classes(weigh: Weigher, entry: Entry, above: tuple[str, str]) -> tuple[str, str]:
    first = weigh.text(*entry.first) if entry.first else above[0]
    if entry.second:
        return first, weigh.text(*entry.second)
    return (first, "") if entry.first else above


def _row(weigh: Weigher, entry: Entry, classes: tuple[str, str], offset: int) -> Row:
    spans = [s for s in (entry.first, entry.second, entry.name, *entry.values, *entry.rests) if s]
    used = [piece for start, end in spans for piece in weigh.pieces[start:end]]
    line = used[0].line
    rests = entry.rests or (None,) * (1 + len(entry.values))
    name, *texts = (
        "".join(weigh.text(*span) for span in spans if span)
        for spans in zip((entry.name, *entry.values), rests, strict=True)
    )
    own = bool(name) and not is_placeholder(name)
    printed = (*classes, name) if own else classes
    cells = [Cell(0, name or None, line.number)] if offset and not own else []
    for at, (span, text) in enumerate(zip(entry.values, texts, strict=True)):
        where = weigh.pieces[span[0]].line if span else line
        cells.append(Cell(offset + at, text or None, where.number))
    labels = tuple(clean_label(label) for label in printed if label)
    return Row(labels, tuple(cells), line.number, quote_of(used), None, line.page)
