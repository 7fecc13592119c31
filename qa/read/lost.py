"""Which tables of a text lost blank cells, so that a cell's number does not tell its column.

Word, Excel and web pages hand over their cells with the blank ones between them. What is copied
or converted from them may let go of those: heads of several rows without the blanks of their
merged cells, rows that end before their columns do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from qa.read.figures import is_code, is_dash, is_figure, is_year
from qa.read.flow.words import core_of, vocabulary
from qa.read.grid import GridRow, column_paths, head_height, is_index_row, pad
from qa.read.layout import Role, roles
from qa.read.patterns import matches


def keeps_blanks(rows: Sequence[GridRow]) -> bool:
    """Whether a row with figures below the head prints a blank cell before another one."""
    body = (row for row in rows[head_height(rows) :] if not is_index_row(row))
    return any(map(_has_blank, filter(_has_amount, body)))


def has_lost_head(rows: Sequence[GridRow]) -> bool:
    """Whether a head has several rows, and no blank of a merged cell is left in any; or most rows
    have more cells than their head."""
    figures = list(filter(_has_amount, rows))
    heads = list(takewhile(_is_wordy, (row for row in rows if row.filled)))
    heads = [row for row in heads if len(row.filled) > 1 and not is_index_row(row)]
    if not figures or not heads or any(map(_has_blank, heads)) or any(map(_repeats, heads)):
        return False
    widest = max(len(row.filled) for row in heads)
    wider = sum(row.filled[-1] >= widest for row in figures)
    return wider * 2 > len(figures) or any(map(_is_head, heads[1:]))


def keeps_head_blanks(rows: Sequence[GridRow]) -> bool:
    """Whether a row of the head prints a blank cell before another one."""
    return any(map(_has_blank, rows[: head_height(rows)]))


def has_moved(rows: Sequence[GridRow]) -> bool:
    """Whether rows that end with blank cells have amounts in the columns that name the rows."""
    padded = pad(rows)
    paths, _ = column_paths(padded[: head_height(padded)], len(padded[0].cells))
    labels = {
        at
        for at, path in enumerate(paths)
        if path and any(matches("reading", "head", kind, path[-1]) for kind in ("label", "code"))
    }
    return any(
        at in labels and _is_amount(row.cells[at]) and not is_code(row.cells[at])
        for row in short_rows(rows, True)
        for at in row.filled
    )


def short_rows(rows: Sequence[GridRow], filled_up: bool = False) -> tuple[GridRow, ...]:
    """The rows with figures that end before the last column of figures does; what is printed as
    a blank cell at their end counts, unless rows were ``filled_up`` with such."""
    padded = pad(rows)
    height = head_height(padded)
    body = [row for row in padded[height:] if row.filled and not is_index_row(row)]
    if not height or not body:
        return ()
    paths, merged = column_paths(padded[:height], len(padded[0].cells))
    kinds = roles(paths, body, merged)
    figures = [at for at, kind in enumerate(kinds) if kind is Role.FIGURE]
    if len(figures) < 2:
        return ()
    last = max(figures[-1], *(row.filled[-1] for row in body)) if filled_up else figures[-1]
    return tuple(
        row
        for row in rows[height:]
        if any(is_figure(row.cells[at]) for at in row.filled[1:])
        and (row.filled[-1] < last if filled_up else len(row.cells) <= last)
    )


def _has_blank(row: GridRow) -> bool:
    return bool(row.filled) and "" in row.cells[: row.filled[-1]]


def _has_amount(row: GridRow) -> bool:
    return any(_is_amount(row.cells[at]) for at in row.filled)


def _is_amount(cell: str) -> bool:
    return is_figure(cell) and not is_year(cell)


def _is_wordy(row: GridRow) -> bool:
    """Whether a row prints words only, or numbers its columns."""
    cells = [row.cells[at] for at in row.filled]
    return is_index_row(row) or not any(_is_amount(cell) or is_dash(cell) for cell in cells)


def _repeats(row: GridRow) -> bool:
    """Whether a merged cell is printed in each of its fields."""
    return any(row.cells[at] == row.cell(at + 1) for at in row.filled)


def _is_head(row: GridRow) -> bool:
    """Whether most words of a row are such as heads of columns are."""
    keys = vocabulary().keys
    known = sum(core_of(row.cells[at], keys)[0] in keys for at in row.filled)
    return known * 2 > len(row.filled)
