"""A table of projects beside their indicators: the sums of each project in one row, its
indicators in that row and those below, up to the next project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from qa.read.grid import GridRow, head_height, pad
from qa.read.hierarchy import CodeBook
from qa.read.indicators import is_indicator_head, read_indicators
from qa.read.labels import clean_head
from qa.read.patterns import matches
from qa.read.rowlabels import split_code
from qa.read.rows import Body, read_grid

# The head of such a table has at most so many rows.
_TALLEST_HEAD = 3


def read_projects(rows: Sequence[GridRow], unit: str | None, book: CodeBook) -> Body | None:
    """The table's columns and rows, ``None`` for a table of another form.

    A row of an indicator stands under the name of its project.
    """
    rows = pad(rows)
    start = _first_indicator(rows[:_TALLEST_HEAD])
    if not start:
        return None
    left = [replace(row, cells=row.cells[:start]) for row in rows]
    height = head_height(left)
    name = _project_column(left[:height])
    if name is None or height >= len(rows):
        return None
    sums = [*left[:height], *(row for row in left[height:] if row.cells[name])]
    money = read_grid(sums, unit, book)
    if not money.columns:
        return None
    columns, found, dropped = list(money.columns), list(money.rows), money.dropped
    head = replace(rows[0], cells=_blank(rows[0].cells, start))
    for project, group in _groups(rows[height:], name, start):
        part = read_indicators([head, *group])
        columns[len(money.columns) :] = part.columns
        shifted = (row.shifted(len(money.columns)) for row in part.rows)
        found += [replace(row, labels=(project, *row.labels)) for row in shifted]
        dropped += part.dropped
    return Body(tuple(columns), tuple(sorted(found, key=attrgetter("line"))), dropped)


def _first_indicator(head: Sequence[GridRow]) -> int:
    """Where the columns of indicators start; 0 where there are none behind other columns."""
    if not head or not is_indicator_head(head[0]):
        return 0
    cells = head[0].cells
    return next(
        i for i in head[0].filled if matches("reading", "sheet", "indicator_head", cells[i])
    )


def _project_column(head: Sequence[GridRow]) -> int | None:
    """The column of the projects' names."""
    for row in head:
        for i in row.filled:
            if matches("reading", "sheet", "subject", clean_head(row.cells[i])):
                return i
    return None


def _groups(body: Sequence[GridRow], name: int, start: int) -> list[tuple[str, list[GridRow]]]:
    """The rows of indicators by their project, without the project's own columns."""
    groups: list[tuple[str, list[GridRow]]] = []
    for row in body:
        if row.cells[name]:
            groups.append((split_code(row.cells[name])[1], []))
        if groups and any(row.cells[start:]):
            groups[-1][1].append(replace(row, cells=_blank(row.cells, start)))
    return groups


def _blank(cells: tuple[str, ...], start: int) -> tuple[str, ...]:
    return ("",) * start + cells[start:]
