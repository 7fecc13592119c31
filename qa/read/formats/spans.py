"""Cells that span columns and rows, laid out in a rectangular grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.read.figures import is_figure
from qa.read.text import indent_of

# No printed table is wider or taller: a file that says so is broken or hostile.
_MOST = 1000
# What one figure that is broken over two lines ends or goes on with.
_BROKEN = (",", "，", ".")
# Between two figures of a cell: blanks would make them one.
_APART = "、"


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as a format writes it: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def spread(rows: Sequence[Sequence[Span]]) -> list[tuple[str, ...]]:
    """The texts row by row, each in the first field of its cell, the other fields blank.

    Columns at the right end that no cell begins in are left out: a cell that spans them says that
    it is wider than its table. Where cells from above cover all columns of a row that fills as many
    with cells of its own, they end above it.
    """
    grid, started = _laid(rows)
    return [tuple(row.get(at, "") for at in range(started)) for row in grid]


def is_ragged(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether a row of several cells ends before the last column begins: cells, or how far they
    span, were lost on the way here."""
    grid, started = _laid(rows)
    return any(
        len(row) > 1 and len(fields) < started for row, fields in zip(rows, grid, strict=True)
    )


def _laid(rows: Sequence[Sequence[Span]]) -> tuple[list[dict[int, str]], int]:
    """The fields of each row with their texts, and how many columns a cell begins in."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    started = 0
    for number, row in enumerate(rows):
        covered = len(grid[number])
        if covered >= max(started, 2) and covered == sum(span.columns for span in row):
            for fields in grid[number:]:
                fields.clear()
        column = 0
        for span in row:
            while column in grid[number]:
                column += 1
            width = min(span.columns, _MOST)
            for below in range(number, min(number + span.rows, len(rows), number + _MOST)):
                for at in range(column, column + width):
                    grid[below].setdefault(at, "")
            grid[number][column] = span.text
            started = max(started, column + 1)
            column += width
    return grid, started


def claimed(value: str | None) -> int:
    """How many columns or rows an attribute says that a cell covers; 1 where it says nothing."""
    said = (value or "").strip()
    return max(1, int(said)) if said.isdecimal() and len(said) < 10 else 1


def one_cell(paragraphs: Iterable[str]) -> str:
    """The lines of a cell as one text, with the blanks in front of its first.

    Two figures below each other stay two, unless one is broken at its comma or point.
    """
    lines = [line for line in paragraphs if line.strip()]
    if not lines:
        return ""
    text = " ".join(lines[0].split())
    for above, line in pairwise(lines):
        two = is_figure(above) and is_figure(line)
        broken = above.rstrip().endswith(_BROKEN) or line.lstrip().startswith(_BROKEN)
        text += (_APART if two and not broken else _gap(text, line)) + " ".join(line.split())
    return " " * indent_of(lines[0]) + text


def _gap(before: str, line: str) -> str:
    """A blank between Latin words, or figures, of two lines."""
    return " " if before[-1:].isascii() and line.lstrip()[:1].isascii() else ""
