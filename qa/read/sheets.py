"""Project sheets and forms: stacks of zones, each with a head of its own.

A zone is a form (label beside value), a table of money, the pair of aims and results, or
the table of indicators. Heads are known by the lexicon's words, never by their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from qa.model import Cell, Column, Row
from qa.read.figures import is_dash, is_figure
from qa.read.forms import bare, colon_labels, read_form, subject_of
from qa.read.grid import GridRow, column_paths, head_height, pad, same_row
from qa.read.hierarchy import CodeBook
from qa.read.indicators import (
    is_head,
    is_indicator_head,
    is_list_head,
    read_indicators,
    read_list,
)
from qa.read.labels import clean_head, clean_label
from qa.read.layout import label_columns, roles
from qa.read.money import settle_money
from qa.read.patterns import matches, pattern
from qa.read.projects import read_projects
from qa.read.rows import Body, cell_text, join_broken, read_grid
from qa.read.text import REMEMBERED, squeeze


class _Kind(Enum):
    FORM = "form"
    MONEY = "money"
    GOALS = "goals"
    INDICATORS = "indicators"
    LIST = "list of indicators"


@dataclass(frozen=True, slots=True)
class _Zone:
    kind: _Kind
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read: its columns and rows, and the project that it is about."""

    body: Body
    subject: str | None


def is_sheet(rows: Sequence[GridRow]) -> bool:
    """Whether the rows are a stack of zones and not one table."""
    kinds = list(map(_headed, rows))
    if _Kind.INDICATORS in kinds or _Kind.GOALS in kinds or _Kind.LIST in kinds[1:]:
        return True
    return bool(rows) and len(colon_labels(rows[0])) >= 2


def _headed(row: GridRow) -> _Kind | None:
    """The kind of the zone of aims or indicators that the row heads, if it heads any."""
    if not any(map(_names_head, row.cells)):
        return None
    if is_indicator_head(row):
        return _Kind.INDICATORS
    if _is_goal_head(row):
        return _Kind.GOALS
    return _Kind.LIST if is_list_head(row) else None


# Every cell of every table is asked, and hardly any is one.
@lru_cache(REMEMBERED)
def _names_head(cell: str) -> bool:
    """Whether a cell may stand in the head of such a zone."""
    heads = ("indicator_head", "indicator_name", "indicator_value")
    return _is_goal(cell) or any(is_head(key, cell) for key in heads)


def read_sheet(rows: Sequence[GridRow], unit: str | None, book: CodeBook) -> Sheet:
    """Every zone of the sheet; columns are numbered through all of them."""
    projects = read_projects(rows, unit, book)
    if projects is not None:
        return Sheet(projects, None)
    columns: list[Column] = []
    found: list[Row] = []
    dropped = 0
    subject: str | None = None
    for zone in _zones(rows):
        part = _read_zone(zone, unit, book)
        if zone.kind is _Kind.FORM:
            subject = subject or subject_of(part.rows)
        found += [row.shifted(len(columns)) for row in part.rows]
        columns += part.columns
        dropped += part.dropped
    return Sheet(Body(tuple(columns), tuple(found), dropped), subject)


def _read_zone(zone: _Zone, unit: str | None, book: CodeBook) -> Body:
    """The rows of a zone, with its columns numbered from 0."""
    if zone.kind is _Kind.FORM:
        return read_form(zone.rows, unit)
    if zone.kind is _Kind.GOALS:
        return _read_goals(zone.rows)
    if zone.kind is _Kind.MONEY:
        return _read_money(zone.rows, unit, book)
    return read_list(zone.rows) if zone.kind is _Kind.LIST else read_indicators(zone.rows)


def _zones(rows: Sequence[GridRow]) -> list[_Zone]:
    zones: list[_Zone] = []
    kind, current = _Kind.FORM, list[GridRow]()
    for number, row in enumerate(rows):
        starts = _starts(rows, number, kind)
        repeated = starts is kind and current and same_row(current[0], row)
        if repeated:
            continue
        if starts is None:
            current.append(row)
            continue
        if current:
            zones.append(_Zone(kind, tuple(current)))
        kind, current = starts, [row]
    if current:
        zones.append(_Zone(kind, tuple(current)))
    return zones


def _starts(rows: Sequence[GridRow], number: int, current: _Kind) -> _Kind | None:
    """The kind of the zone that starts with the row, ``None`` where the zone goes on."""
    row = rows[number]
    if headed := _headed(row):
        return headed
    if current is not _Kind.MONEY and _is_money_head(rows, number):
        return _Kind.MONEY
    if current is _Kind.FORM:
        return None
    if len(row.filled) == 1 and matches(
        "reading", "sheet", "caption", squeeze(row.cells[row.filled[0]])
    ):
        return _Kind.FORM
    if current is _Kind.MONEY and _is_form_row(row):
        return _Kind.FORM
    if current is _Kind.INDICATORS and _is_closing_row(row):
        return _Kind.FORM
    return None


def _is_closing_row(row: GridRow) -> bool:
    """Whether the row is of the sheet as a whole (备注, 填报人), printed below its indicators."""
    return row.filled[:1] == (0,) and matches("reading", "sheet", "closing", bare(row.cells[0]))


def _is_goal_head(row: GridRow) -> bool:
    heads = _goal_heads(row)
    rest = [i for i in row.filled if i not in heads]
    return len(heads) >= (1 if len(rest) == 1 and _is_goal_caption(row, rest[0]) else 2)


def _goal_heads(row: GridRow) -> list[int]:
    """The positions of the heads of aims and results; a caption at their left is none."""
    cells = [i for i in row.filled if _is_goal(row.cells[i])]
    first, others = cells[:1], [i for i in cells[1:] if not _is_goal_caption(row, i)]
    captioned = bool(others) and first == [row.filled[0]] and _is_goal_caption(row, first[0])
    return cells[1:] if captioned else cells


def _is_goal(cell: str) -> bool:
    return matches("reading", "sheet", "goal_head", bare(cell))


def _is_goal_caption(row: GridRow, position: int) -> bool:
    return matches("reading", "sheet", "goal_caption", bare(row.cells[position]))


def _is_money_head(rows: Sequence[GridRow], number: int) -> bool:
    row = rows[number]
    if any(is_figure(cell) for cell in row.cells):
        return False
    known = {bare(row.cells[i]) for i in _money_labels(row)}
    if len(known) >= 2:
        return True
    below = rows[number + 1 : number + 2]
    return bool(known) and any(
        len(_money_labels(next_row)) >= 2 and head_height([row, next_row]) == 2
        for next_row in below
    )


def _money_labels(row: GridRow) -> list[int]:
    return [i for i in row.filled if matches("reading", "sheet", "money_head", bare(row.cells[i]))]


def _is_form_row(row: GridRow) -> bool:
    """Whether the row is a label, perhaps behind that of its group, with one text beside it."""
    *labels, text = [row.cells[i] for i in row.filled] or [""]
    return (
        len(labels) in (1, 2)
        and all(matches("reading", "sheet", "form_label", bare(label)) for label in labels)
        and not is_figure(text)
        and not is_dash(text)
    )


def _read_goals(rows: Sequence[GridRow]) -> Body:
    """Aims beside results: texts under the heads at or left of them."""
    head = rows[0]
    heads = _goal_heads(head)
    captions = [head.cells[i] for i in head.filled if i < heads[0]]
    columns = tuple(Column((clean_head(head.cells[i]),)) for i in heads)
    found: list[Row] = []
    for row in join_broken(rows[1:], (0,)):
        texts = [""] * len(heads)
        own = [row.cells[i] for i in row.filled if i < heads[0]]
        for position in row.filled:
            at = sum(start <= position for start in heads) - 1
            if at >= 0:
                texts[at] += row.cells[position]
        label = clean_label((own or captions or [""])[-1])
        cells = tuple(Cell(i, cell_text(text), row.line) for i, text in enumerate(texts))
        found.append(Row((label,) if label else (), cells, row.line, row.quote, page=row.page))
    return Body(columns, tuple(found))


def _read_money(rows: Sequence[GridRow], unit: str | None, book: CodeBook) -> Body:
    rows = pad(rows)
    height = head_height(rows)
    paths, merged = column_paths(rows[:height], len(rows[0].cells))
    body = join_broken(rows[height:], label_columns(roles(paths, rows[height:], merged)))
    first = min(_money_labels(rows[height - 1]), default=len(paths))
    figures = [i for i in range(first, len(paths)) if paths[i] and merged[i] == i]
    if figures:
        settled, dropped = settle_money(body, figures)
    else:
        settled, dropped = tuple(body), 0
    part = read_grid([*rows[:height], *settled], _zone_unit(rows, unit), book)
    return Body(part.columns, part.rows, part.dropped + dropped)


def _zone_unit(rows: Sequence[GridRow], unit: str | None) -> str | None:
    """The unit that a label of the zone names (项目资金(元)), else the table's own."""
    units = pattern("reading", "measure", "units")
    for row in rows:
        for i in row.filled[:2]:
            found = None if is_figure(row.cells[i]) else units.search(squeeze(row.cells[i]))
            if found and found.group(1) and found.group(1) not in "%％":
                return found.group(1)
    return unit
