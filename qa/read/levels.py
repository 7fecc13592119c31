"""Heads of several rows that were written into one: 收入<br>决算数, 收入.决算数, 收入/决算数.

Programs that keep one row for the head join what stands above each column. Cells beside each other
that begin with the same word show it; a word that is only broken into lines stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.read.grid import GridRow, head_height, is_index_row

# What is put between the words; the break of a line first, for it may stand beside the others.
_SEPARATORS = ("\n", ".", "/", "_", "-", ">")

_Parts = tuple[str, ...]


def with_levels(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """The rows of a table; a head that joins several rows is parted into them."""
    if not rows or not any(mark in cell for cell in rows[0].cells for mark in _SEPARATORS):
        return rows
    if not all(map(is_index_row, rows[1 : head_height(rows)])):
        return rows
    for mark in _SEPARATORS:
        parts = _parted([_words(cell, mark) for cell in rows[0].cells])
        depth = max(map(len, parts))
        if depth > 1:
            levels = [tuple(_at(cell, level) for cell in parts) for level in range(depth)]
            head = [
                replace(rows[0], cells=cells, indents=(), quote="" if level else rows[0].quote)
                for level, cells in enumerate(levels)
            ]
            return (*head, *rows[1:])
    return rows


def _words(cell: str, mark: str) -> _Parts:
    """The words of a head that ``mark`` parts, without the number of its column behind them."""
    parts = tuple(part.strip() for part in cell.split(mark))
    if len(parts) > 1 and parts[-1].isdecimal() and len(parts[-1]) < 3:
        parts = parts[:-1]
    return (cell,) if any(not part or part.isdecimal() for part in parts) else parts


def _parted(cells: Sequence[_Parts]) -> list[_Parts]:
    """The words of each column; those of one that shares no first word with its neighbour are
    one."""
    found: list[_Parts] = []
    for at, parts in enumerate(cells):
        beside = [cells[to] for to in (at - 1, at + 1) if 0 <= to < len(cells)]
        shared = any(len(other) > 1 and other[0] == parts[0] for other in beside)
        found.append(parts if shared else ("".join(parts),))
    return found


def _at(parts: _Parts, level: int) -> str:
    return parts[level] if level < len(parts) else ""
