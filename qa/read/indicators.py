"""The indicator zone of a project sheet: classes, the indicator, its values and scores.

A class cell that stays blank may have left no tab, so that the whole row stands too far
left. Such a row is put right by what its cells hold: class words of the lexicon, then the
indicator, then values, then scores. A row that fits in no way, or in two, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qa import lexicon
from qa.model import Cell, Column, Row
from qa.read.figures import is_dash, is_figure, is_number
from qa.read.grid import GridRow, column_paths
from qa.read.labels import clean_head, clean_label
from qa.read.patterns import matches, words
from qa.read.rows import Body, cell_text, join_broken
from qa.read.text import strip_markup, tight

# How far a row may stand from its place, nearest first.
_SHIFTS = (0, 1, -1, 2, -2, 3, -3)


@dataclass(frozen=True, slots=True)
class _Zone:
    """The zone's columns by position: classes of the first and second level, the
    indicator's name, and from ``start`` on the values.

    ``scores`` are values that a row prints as numbers, all of them or none; ``reasons`` are
    words.
    """

    first: int | None
    second: int | None
    name: int | None
    start: int
    values: tuple[int, ...]
    scores: frozenset[int]
    reasons: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A row put in its place: its own classes and name, and its values by position."""

    first: str
    second: str
    name: str
    values: dict[int, str]


def is_indicator_head(row: GridRow) -> bool:
    """Whether the row is the head of an indicator zone."""
    return sum(is_head("indicator_head", row.cells[i]) for i in row.filled) >= 2


def is_list_head(row: GridRow) -> bool:
    """Whether the row heads indicators that stand under no classes: name and value alone."""
    named, valued = (
        any(is_head(key, row.cells[i]) for i in row.filled)
        for key in ("indicator_name", "indicator_value")
    )
    return named and valued and not is_indicator_head(row)


def is_head(key: str, cell: str) -> bool:
    """Whether a cell is a head of the kind ``key``."""
    return matches("reading", "sheet", key, tight(cell))


def read_list(rows: Sequence[GridRow]) -> Body:
    """The rows below a list head (the first of ``rows``), each under what is left of it."""
    head, body = rows[0], rows[1:]
    names = [i for i in head.filled if matches("reading", "sheet", "indicator_name", head.cells[i])]
    labels = [i for i in head.filled if i <= names[-1]]
    values = [i for i in head.filled if i > names[-1]]
    columns = tuple(Column((clean_head(head.cells[i]),)) for i in values)
    found: list[Row] = []
    dropped = 0
    above = ("",) * len(labels)
    for row in join_broken(body, labels):
        if not row.cell(names[-1]):
            dropped += sum(is_figure(row.cells[i]) for i in row.filled)
            continue
        above = tuple(clean_label(row.cell(i)) or old for i, old in zip(labels, above, strict=True))
        cells = tuple(
            Cell(number, cell_text(row.cell(i)), row.line) for number, i in enumerate(values)
        )
        own = tuple(label for label in above if label)
        found.append(Row(own, cells, row.line, row.quote, page=row.page))
    return Body(columns, tuple(found), dropped)


def read_indicators(rows: Sequence[GridRow]) -> Body:
    """The rows below an indicator head (the first of ``rows``)."""
    head, body = rows[0], rows[1:]
    width = max(len(row.cells) for row in rows)
    paths, merged = column_paths([head], width)
    zone = _zone([path[-1] if path else "" for path in paths], merged)
    name = () if zone.name is None else (zone.name,)
    positions = (*name, *zone.values)
    columns = tuple(Column(paths[i]) for i in positions)
    index = {position: number for number, position in enumerate(positions)}
    found: list[Row] = []
    dropped = 0
    classes = ("", "")
    for row in join_broken(body, range(zone.start)):
        aligned = _align(row, zone)
        if aligned is None:
            dropped += sum(is_figure(row.cells[i]) for i in row.filled) or 1
            continue
        classes = _classes(aligned, classes)
        found.append(_row(row, aligned, classes, zone, index))
    return Body(columns, tuple(found), dropped)


def _zone(heads: Sequence[str], merged: Sequence[int]) -> _Zone:
    labels = [
        i
        for i, head in enumerate(heads)
        if merged[i] == i and matches("reading", "sheet", "indicator_head", head)
    ]
    names = [i for i in labels if matches("reading", "sheet", "indicator_name", heads[i])]
    name = names[-1] if names else None
    classes = [i for i in labels if i != name]
    last = max(labels)
    start = max(i for i in range(len(heads)) if merged[i] == last) + 1
    values = tuple(i for i in range(start, len(heads)) if heads[i] and merged[i] == i)
    return _Zone(
        first=classes[0] if classes else None,
        second=classes[1] if len(classes) > 1 else None,
        name=name,
        start=start,
        values=values,
        scores=frozenset(i for i in values if matches("reading", "sheet", "score", heads[i])),
        reasons=frozenset(i for i in values if matches("reading", "sheet", "reason", heads[i])),
    )


def _align(row: GridRow, zone: _Zone) -> _Aligned | None:
    """The row in its place; ``None`` where it fits nowhere, or in two places as well."""
    fitting = [
        (_oddity(row, found, zone, shift), abs(shift), found)
        for shift in _SHIFTS
        if (found := _fit(row, zone, shift)) is not None
    ]
    if not fitting:
        return None
    best = min(rank[:2] for rank in fitting)
    chosen = [found for *rank, found in fitting if tuple(rank) == best]
    return chosen[0] if all(found == chosen[0] for found in chosen) else None


def _oddity(row: GridRow, found: _Aligned, zone: _Zone, shift: int) -> int:
    """How many label cells stand in another column than theirs, or look like values."""
    own: dict[str, Sequence[int | None]] = {
        found.first: [zone.first],
        found.second: [zone.second],
        found.name: [] if zone.name is None else range(zone.name, zone.start),
    }
    odd = 2 * bool(matches("reading", "indicator", "value", tight(found.name)))
    for position in row.filled:
        columns = own.get(strip_markup(row.cells[position]).split("\n", 1)[0])
        odd += columns is not None and position + shift not in columns
    return odd


def _fit(row: GridRow, zone: _Zone, shift: int) -> _Aligned | None:
    """The row moved by ``shift`` columns, or ``None`` where it does not fit there."""
    if row.filled[0] + shift < 0:
        return None
    leading = [row.cells[i] for i in row.filled if i + shift < zone.start]
    values = {i + shift: row.cells[i] for i in row.filled if i + shift >= zone.start}
    if any(position not in zone.values for position in values):
        return None
    if not _scores_fit(row, values, zone):
        return None
    if any(is_number(values[i]) for i in zone.reasons if i in values):
        return None
    return _labels(leading, values, zone)


def _scores_fit(row: GridRow, values: dict[int, str], zone: _Zone) -> bool:
    """Scores are numbers or dashes, and a row that prints as many numbers prints them all."""
    printed = [values[i] for i in zone.scores if i in values]
    if any(not is_number(text) and not is_dash(text) for text in printed):
        return False
    if printed or not zone.scores:
        return len(printed) == len(zone.scores)
    return sum(is_number(cell) for cell in row.cells) < len(zone.scores)


def _labels(leading: Sequence[str], values: dict[int, str], zone: _Zone) -> _Aligned | None:
    """The classes and the name among the cells that stand before the values."""
    first = second = name = ""
    for printed in leading:
        label = strip_markup(printed)
        if not (first or second or name) and _is_caption(label):
            continue
        if name:
            return None
        if not first and not second and is_class(label, "first") and _wide(label, leading):
            first = label
        elif not second and is_class(label, "second"):
            second = label
        else:
            name = label
    if not (first or second or name):
        return None
    value = zone.values[0] if zone.values else None
    if "\n" in name and value is not None and value not in values:
        # Name and value in one cell, as two paragraphs.
        name, rest = name.split("\n", 1)
        values = values | {value: rest}
    return _Aligned(first, second, name, values)


def _is_caption(label: str) -> bool:
    """Whether the cell names the whole zone, printed once at its left."""
    return matches("reading", "indicator", "caption", tight(label))


def _wide(label: str, leading: Sequence[str]) -> bool:
    """Whether a word that may be a class of either level is one of the first level here."""
    if not is_class(label, "second"):
        return True
    after = [strip_markup(text) for text in leading[1:2]]
    return bool(after) and is_class(after[0], "second")


def is_class(label: str, level: str) -> bool:
    """Whether ``label`` is a class of indicators of ``level`` (``first`` or ``second``)."""
    return bool(_class_pattern(level).match(tight(label)))


@cache
def _class_pattern(level: str) -> re.Pattern[str]:
    names = lexicon.alternatives(words("reading", "indicator", level))
    return re.compile(f"(?:{names}){lexicon.load('reading')['indicator']['suffix']}")


def _classes(aligned: _Aligned, above: tuple[str, str]) -> tuple[str, str]:
    """The classes of a row: its own, else those of the row above."""
    if matches("reading", "body", "total", clean_label(aligned.name)):
        return ("", "")
    if aligned.first:
        return (aligned.first, aligned.second)
    return (above[0], aligned.second or above[1])


def _row(
    row: GridRow, aligned: _Aligned, classes: tuple[str, str], zone: _Zone, index: dict[int, int]
) -> Row:
    is_label = aligned.name and tight(aligned.name) not in words("reading", "body", "placeholders")
    printed = (*classes, aligned.name) if is_label else classes
    labels = tuple(clean_label(label) for label in printed if label)
    cells: list[Cell] = []
    if zone.name is not None and not is_label:
        cells.append(Cell(index[zone.name], cell_text(aligned.name), row.line))
    for position in zone.values:
        text = cell_text(aligned.values.get(position, ""))
        cells.append(Cell(index[position], text, row.line))
    return Row(labels, tuple(cells), row.line, row.quote, page=row.page)
