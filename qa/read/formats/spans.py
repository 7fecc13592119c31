"""Cells that span columns and rows, laid out in a rectangular grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# No printed table is wider or taller: a file that says so is broken or hostile.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a format writes it: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def spread(rows: Sequence[Sequence[Span]]) -> list[tuple[str, ...]]:
    """The texts row by row, each in the first field of its cell, the other fields blank."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for span in row:
            while column in grid[number]:
                column += 1
            width = min(span.columns, _MOST)
            for below in range(number, min(number + span.rows, len(rows), number + _MOST)):
                for at in range(column, column + width):
                    grid[below].setdefault(at, "")
            grid[number][column] = span.text
            column += width
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [tuple(row.get(at, "") for at in range(width)) for row in grid]
