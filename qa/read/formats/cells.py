"""Words put into the cells of a drawn table, and the table as lines with tabs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qa.read.figures import is_figure
from qa.read.formats.printed import Word, joined, lines_of
from qa.read.formats.ruled import Box, Ruled

# A word may stand so many points over the rules of its column.
_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Start:
    """Where the first line of a cell's words starts and ends, right of the cell's left rule, and
    the size of its type, in points; ``hangs`` where the lines below it start farther left, as
    they do behind a paragraph's first."""

    left: float
    right: float
    size: float
    hangs: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table with its words.

    ``columns`` are the places of its upright rules, ``cells`` the texts row by row, a merged
    cell's in its first field; ``top`` and ``bottom`` are its edges on the page.
    ``cut_above`` and ``cut_below`` are the fields (row, column) of cells that a page break
    cuts, by the column that they start in. ``starts`` tells where the words of a field start.
    """

    columns: tuple[float, ...]
    cells: tuple[tuple[str, ...], ...]
    top: float
    bottom: float
    cut_above: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    cut_below: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    starts: Mapping[tuple[int, int], Start] = field(default_factory=dict)

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


def grid_of(table: Ruled, words: Sequence[Word]) -> tuple[Grid, list[Word], list[Word]]:
    """The table, the words that belong to it, and the others."""
    owner = _owners(table.boxes)
    boxes = [_box_of(word, table, owner) for word in words]
    for cut in (_cut_below(table, words, boxes, owner), _cut_above(table, words, boxes, owner)):
        for number, box in cut.items():
            boxes[number] = box
    held: dict[Box, list[Word]] = {}
    for word, place in zip(words, boxes, strict=True):
        if place is not None:
            held.setdefault(place, []).append(word)
    cells = [[""] * (len(table.columns) - 1) for _ in table.rows[1:]]
    for box, group in held.items():
        cells[box.top][box.left] = joined(group)
    _, top, _, bottom = table.bounds
    last = len(table.rows) - 2
    grid = Grid(
        table.columns,
        tuple(tuple(row) for row in cells),
        top,
        bottom,
        _by_column(owner[i, 0] for i in table.open_above),
        _by_column(owner[i, last] for i in table.open_below),
        {
            (box.top, box.left): _start(group, table.columns[box.left])
            for box, group in held.items()
        },
    )
    inside = [word for word, box in zip(words, boxes, strict=True) if box]
    outside = [word for word, box in zip(words, boxes, strict=True) if not box]
    return grid, inside, outside


def _start(words: Sequence[Word], rule: float) -> Start:
    first, *rest = lines_of(words)
    hangs = any(line.left < first.left - _SLACK for line in rest)
    return Start(first.left - rule, first.right - rule, first.size, hangs)


def _by_column(boxes: Iterable[Box]) -> dict[int, tuple[int, int]]:
    return {box.left: (box.top, box.left) for box in boxes}


def _cut_below(
    table: Ruled,
    words: Sequence[Word],
    boxes: Sequence[Box | None],
    owner: Mapping[tuple[int, int], Box],
) -> dict[int, Box]:
    """The words that a page break hides: they hang out of cells that it cuts.

    So they do where everything below the table stands inside columns that are open there.
    """
    bottom, row = table.rows[-1], len(table.rows) - 2
    below = [i for i, word in enumerate(words) if boxes[i] is None and word.middle > bottom]
    return _hanging(table, words, below, table.open_below, row, owner)


def _cut_above(
    table: Ruled,
    words: Sequence[Word],
    boxes: Sequence[Box | None],
    owner: Mapping[tuple[int, int], Box],
) -> dict[int, Box]:
    """The same above the table, where a page goes on with a cell that was cut."""
    top = table.rows[0]
    above = [i for i, word in enumerate(words) if boxes[i] is None and word.middle < top]
    return _hanging(table, words, above, table.open_above, 0, owner)


def _hanging(
    table: Ruled,
    words: Sequence[Word],
    numbers: Sequence[int],
    cut: frozenset[int],
    row: int,
    owner: Mapping[tuple[int, int], Box],
) -> dict[int, Box]:
    found: dict[int, Box] = {}
    for number in numbers:
        word = words[number]
        column = bisect_right(table.columns, word.left + _SLACK) - 1
        if column not in cut or word.right - _SLACK > table.columns[column + 1]:
            return {}
        found[number] = owner[column, row]
    return found


def _owners(boxes: Sequence[Box]) -> dict[tuple[int, int], Box]:
    return {
        (x, y): box
        for box in boxes
        for x in range(box.left, box.right + 1)
        for y in range(box.top, box.bottom + 1)
    }


def _box_of(word: Word, table: Ruled, owner: Mapping[tuple[int, int], Box]) -> Box | None:
    """The cell that holds the greater part of the word: long figures may hang over a rule."""
    y = bisect_right(table.rows, word.middle) - 1
    middle = (word.left + word.right) / 2
    x = bisect_right(table.columns, middle) - 1
    if not (0 <= y < len(table.rows) - 1 and 0 <= x < len(table.columns) - 1):
        return None
    return owner[x, y]
