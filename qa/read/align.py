"""A page that goes on without a head may be laid out anew: its cells are put under the old head.

The columns of the page are known by what they hold. Where they cannot be told, the page
is left as it is, and rows whose cells do not fit their columns yield no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.read.figures import is_code, is_dash, is_figure, is_year
from qa.read.grid import GridRow, column_paths, head_height, is_index_row, pad
from qa.read.layout import Role, roles

# How far a whole page may stand from its place.
_SHIFTS = (1, -1, 2, -2)


def align_page(page: Sequence[GridRow], before: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """The rows of ``page`` with their cells in the columns of the rows ``before``."""
    rows = pad(before)
    height = head_height(rows)
    body = [row for row in rows[height:] if row.filled and not is_index_row(row)]
    if not body or not height:
        return tuple(page)
    paths, merged = column_paths(rows[:height], len(rows[0].cells))
    kinds = roles(paths, body, merged)
    if _fits(page, kinds):
        return tuple(page)
    for moves in _candidates(page, body):
        moved = tuple(_moved(row, moves) for row in page)
        if _fits(moved, kinds):
            return moved
    return tuple(page)


def align_rows(rows: Sequence[GridRow], kinds: Sequence[Role]) -> list[GridRow]:
    """The rows, with those that a lost or extra tab moved put back under their columns.

    A row is moved only where it does not fit as it stands, and fits in one other place.
    """
    return [row if _fits([row], kinds) else _moved_back(row, kinds) for row in rows]


def _moved_back(row: GridRow, kinds: Sequence[Role]) -> GridRow:
    places = [
        moved
        for shift in _SHIFTS
        if row.filled[0] + shift >= 0
        and _fits([moved := _moved(row, {at: at + shift for at in row.filled})], kinds)
    ]
    if len(places) != 1:
        return row
    width = max(len(kinds), len(row.cells))
    cells = (*places[0].cells, *("" for _ in range(width - len(places[0].cells))))
    return replace(places[0], cells=cells)


def _candidates(page: Sequence[GridRow], body: Sequence[GridRow]) -> Iterator[Mapping[int, int]]:
    """Ways to place the page's columns: one by one in order, else all moved alike."""
    used, old = _used(page), _used(body)
    if len(used) == len(old):
        yield dict(zip(used, old, strict=True))
    for shift in _SHIFTS:
        if used[0] + shift >= 0:
            yield {position: position + shift for position in used}


def _used(rows: Sequence[GridRow]) -> list[int]:
    return sorted({position for row in rows for position in row.filled})


def _moved(row: GridRow, moves: Mapping[int, int]) -> GridRow:
    width = max((moves[position] for position in row.filled), default=-1) + 1
    cells = [""] * max(width, len(row.cells))
    for position in row.filled:
        cells[moves[position]] = row.cells[position]
    return replace(row, cells=tuple(cells))


def _fits(rows: Sequence[GridRow], kinds: Sequence[Role]) -> bool:
    """Whether every cell may stand in its column: figures under figures, names under names."""
    for row in rows:
        for position in row.filled:
            if position >= len(kinds) or not _may_hold(row.cells[position], kinds[position]):
                return False
    return True


def _may_hold(cell: str, kind: Role) -> bool:
    figure = is_figure(cell) and not is_year(cell)
    if kind is Role.FIGURE:
        return is_figure(cell) or is_dash(cell)
    if kind is Role.CODE:
        return is_code(cell) or not figure
    return kind is not Role.LABEL or not figure
