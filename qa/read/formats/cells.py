"""Words put into the cells of a drawn table, and the table as lines with tabs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.read.figures import is_figure
from qa.read.formats.printed import Word, joined
from qa.read.formats.ruled import Box, Ruled


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table with its words.

    ``columns`` are the places of its upright rules, ``cells`` the texts row by row, a merged
    cell's in its first field; ``top`` and ``bottom`` are its edges on the page.
    """

    columns: tuple[float, ...]
    cells: tuple[tuple[str, ...], ...]
    top: float
    bottom: float

    @property
    def is_table(self) -> bool:
        """Whether more than one cell is filled: text in a frame is no table."""
        return sum(bool(cell) for row in self.cells for cell in row) > 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The rows that print anything, cells parted by tabs."""
        return tuple("\t".join(row) for row in self.cells if any(row))

    def figures_in(self, rows: int | None = None) -> bool:
        """Whether any of the first ``rows`` (default: of all) holds a figure."""
        return any(is_figure(cell) for row in self.cells[:rows] for cell in row)


def grid_of(table: Ruled, words: Iterable[Word]) -> tuple[Grid, list[Word], list[Word]]:
    """The table, the words inside its bounds, and the words that stay outside."""
    owner = _owners(table.boxes)
    held: dict[Box, list[Word]] = {}
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        box = _box_of(word, table, owner)
        if box is None:
            outside.append(word)
        else:
            inside.append(word)
            held.setdefault(box, []).append(word)
    cells = [[""] * (len(table.columns) - 1) for _ in table.rows[1:]]
    for box, group in held.items():
        cells[box.top][box.left] = joined(group)
    rows = tuple(tuple(row) for row in cells)
    _, top, _, bottom = table.bounds
    return Grid(table.columns, rows, top, bottom), inside, outside


def _owners(boxes: Sequence[Box]) -> dict[tuple[int, int], Box]:
    return {
        (x, y): box
        for box in boxes
        for x in range(box.left, box.right + 1)
        for y in range(box.top, box.bottom + 1)
    }


def _box_of(word: Word, table: Ruled, owner: dict[tuple[int, int], Box]) -> Box | None:
    """The cell that holds the greater part of the word: long figures may hang over a rule."""
    y = bisect_right(table.rows, word.middle) - 1
    middle = (word.left + word.right) / 2
    x = bisect_right(table.columns, middle) - 1
    if not (0 <= y < len(table.rows) - 1 and 0 <= x < len(table.columns) - 1):
        return None
    return owner[x, y]
