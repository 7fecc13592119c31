"""Performance sheets: from a block of lines to a table of all its zones."""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Column, Line, Row, Table
from qa.read.flow.find import Block
from qa.read.flow.form import fields_of, read_form, subject_of
from qa.read.flow.goals import read_goals
from qa.read.flow.indicators import read_indicators
from qa.read.flow.lines import ends_part, is_note, prints_ends
from qa.read.flow.money import read_money
from qa.read.flow.scores import read_scores
from qa.read.flow.tasks import read_tasks
from qa.read.flow.text import Piece, key, pieces_of, squeeze
from qa.read.flow.zones import Part, Zone, ZoneKind, sheet_words, zones_of
from qa.read.patterns import pattern

#: The heads that make a sheet stand within this many lines of its title.
REACH = 400
#: Labels of a form that make a sheet, among this many pieces after its title.
LABELS, FORM = 4, 40


def _end(body: Sequence[Line]) -> tuple[int, tuple[str, ...]]:
    """Where a sheet ends, and its closing notes."""
    texts = [squeeze(line.text) for line in body]
    size = next((at for at, text in enumerate(texts) if ends_part(text)), len(body))
    note = pattern("flow", "line", "sheet_note")
    start = next((at for at in range(size) if note.match(texts[at])), None)
    if start is None and size and is_note(texts[size - 1]):
        start = size - 1
    if start is None:
        return size, ()
    return start, tuple(" ".join(line.text.split()) for line in body[start:size])


def is_sheet(block: Block) -> bool:
    """Whether a block prints the head of indicators, tasks or scores, or is a form."""
    size, _ = _end(block.body[:REACH])
    pieces = [piece for line in block.body[:size] for piece in pieces_of(line)]
    heads = sheet_words("sheet", "heads")
    if any(key(piece.text).lstrip("*") in heads for piece in pieces):
        return True
    return block.unit is None and len(fields_of(pieces[:FORM])[0]) >= LABELS


def _read_zone(zone: Zone, marks: bool) -> Part:
    if zone.kind is ZoneKind.FORM:
        return read_form(zone.pieces)
    if zone.kind is ZoneKind.MONEY:
        return read_money(zone.heads, zone.pieces)
    if zone.kind is ZoneKind.TASKS:
        return read_tasks(zone.heads, zone.pieces, marks)
    if zone.kind is ZoneKind.GOALS:
        return read_goals(zone, marks)
    if zone.kind is ZoneKind.SCORES:
        return read_scores(zone.heads, zone.pieces, marks)
    return read_indicators(zone.heads, zone.pieces, marks)


def _subject(zones: Sequence[Zone]) -> str | None:
    for zone in zones:
        if zone.kind is ZoneKind.FORM:
            found = subject_of(fields_of(zone.pieces)[0])
            if found:
                return found
    return None


def read_sheet(block: Block) -> Table:
    """The table of a sheet; ``subject`` is the project that it names."""
    size, notes = _end(block.body)
    lines = block.body[:size]
    marks = prints_ends(lines)
    pieces: list[Piece] = [piece for line in lines for piece in pieces_of(line)]
    zones = zones_of(pieces)
    columns: list[Column] = []
    rows: list[Row] = []
    dropped = 0
    for zone in zones:
        part = _read_zone(zone, marks)
        rows += [row.shifted(len(columns)) for row in part.rows]
        columns += part.columns
        dropped += part.dropped
    last = size - 1 + len(notes)
    return Table(
        title=block.title,
        columns=tuple(columns),
        rows=tuple(rows),
        section=(),
        line=block.line,
        end_line=block.body[last].number if block.body else block.line,
        number=block.number,
        unit=block.unit,
        subject=_subject(zones),
        header=" ".join(head.text for zone in zones for head in zone.heads),
        notes=notes,
        dropped=dropped,
        page=block.page,
    )
