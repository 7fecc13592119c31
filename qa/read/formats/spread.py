"""Tables that go on over pages: all their pieces brought to the same columns.

A page may draw fewer rules than the one before (a last row of totals, three columns of a
code put into one) or more (a head that a page break cuts). Where the rules of one piece
are among those of the other, both are the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.read.formats.cells import Grid
from qa.read.formats.indents import indented
from qa.read.patterns import matches
from qa.read.text import tight

# Rules of two pages are the same within so many points.
_SAME = 6.0
# Pieces of one page are as near to each other as this.
_NEAR = 6.0
# A line at the edge of so many pages is no text of theirs.
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A line of prose, with its upper edge on the page."""

    top: float
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A table, or a part of one; ``continues`` where it goes on with the piece before, ``undrawn``
    where only the places of its words part its columns."""

    grid: Grid
    continues: bool = False
    undrawn: bool = False

    @property
    def top(self) -> float:
        """The upper edge on the page."""
        return self.grid.top


Item = Text | Piece
_Place = tuple[int, int]


def join_pieces(pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items of every page, with the pieces of one table under the same columns."""
    found = [list(page) for page in pages]
    marks = _marks(pages)
    chain: list[_Place] = []
    for place in _places(pages, marks):
        if chain and place is not None and _goes_on(found, chain, place):
            chain.append(place)
            continue
        _settle(found, chain)
        chain = [place] if place is not None else []
    _settle(found, chain)
    return found


def _marks(pages: Sequence[Sequence[Item]]) -> set[str]:
    """What the edges of many pages print."""
    edges = Counter(
        text
        for page in pages
        for text in {tight(item.text) for item in (*page[:1], *page[-1:]) if isinstance(item, Text)}
    )
    return {text for text, count in edges.items() if count >= _REPEATED}


def _places(pages: Sequence[Sequence[Item]], marks: set[str]) -> list[_Place | None]:
    """Where the pieces stand, with ``None`` for text between two of them."""
    found: list[_Place | None] = []
    for number, page in enumerate(pages):
        for at, item in enumerate(page):
            if isinstance(item, Piece):
                found.append((number, at))
            elif not _is_mark(item.text, marks):
                found.append(None)
    return found


def _is_mark(text: str, marks: set[str]) -> bool:
    return not text or matches("reading", "lines", "page", text.strip()) or tight(text) in marks


def _goes_on(pages: Sequence[Sequence[Item]], chain: Sequence[_Place], place: _Place) -> bool:
    """Whether the piece at ``place`` belongs to the table of the pieces ``chain``."""
    grids = [_grid(pages, one) for one in chain]
    own = _grid(pages, place)
    page, last = place[0], chain[-1][0]
    if page == last and own.top - grids[-1].bottom > _NEAR:
        return False
    widest = max((grid.columns for grid in grids), key=len)
    if _among(own.columns, widest):
        # A cell that the page break cuts goes on.
        if page != last and grids[-1].cut_below and own.cut_above:
            return True
        same = len(own.columns) == len(widest)
        return same or own.figures_in(1) or _repeats(grids[0], own)
    return _among(widest, own.columns) and not any(grid.figures_in() for grid in grids)


def _grid(pages: Sequence[Sequence[Item]], place: _Place) -> Grid:
    item = pages[place[0]][place[1]]
    assert isinstance(item, Piece)
    return item.grid


def _among(few: Sequence[float], many: Sequence[float]) -> bool:
    """Whether the places ``few`` are among ``many``, the outer ones being the same."""
    outer = abs(few[0] - many[0]) <= _SAME and abs(few[-1] - many[-1]) <= _SAME
    places = {_nearest(place, many) for place in few}
    near = all(abs(many[_nearest(place, many)] - place) <= _SAME for place in few)
    return outer and near and len(places) == len(few)


def _nearest(place: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - place))


def _repeats(first: Grid, own: Grid) -> bool:
    """Whether a piece starts with the row that the table starts with."""
    return bool(first.lines and own.lines) and _bare(first.lines[0]) == _bare(own.lines[0])


def _bare(line: str) -> list[str]:
    return [tight(cell) for cell in line.split("\t") if cell]


def _settle(pages: list[list[Item]], chain: Sequence[_Place]) -> None:
    """Puts the pieces of one table under the columns of the widest.

    A single row of words is no table: the legend of a chart, a line in frames.
    """
    if len(chain) < 2:
        for page, at in chain:
            grid = _grid(pages, (page, at))
            if len(grid.cells) < 2 and not grid.figures_in():
                pages[page][at] = Text(grid.top, "  ".join(grid.lines[0].split()))
            else:
                pages[page][at] = Piece(indented([grid])[0])
        return
    grids = [_grid(pages, place) for place in chain]
    repeats = [_repeats(grids[0], grid) for grid in grids]
    widest = max((grid.columns for grid in grids), key=len)
    grids = [_moved(grid, widest) for grid in grids]
    for number in range(1, len(grids)):
        grids[number - 1], grids[number] = _healed(grids[number - 1], grids[number])
    for place, grid, again in zip(chain, indented(grids), repeats, strict=True):
        pages[place[0]][place[1]] = Piece(grid, place != chain[0] and not again)


def _moved(grid: Grid, columns: tuple[float, ...]) -> Grid:
    targets = [_nearest(place, columns) for place in grid.columns[:-1]]
    rows: list[tuple[str, ...]] = []
    for row in grid.cells:
        cells = [""] * (len(columns) - 1)
        for target, cell in zip(targets, row, strict=True):
            cells[target] = cell
        rows.append(tuple(cells))
    above, below = (
        {targets[i]: (row, targets[i]) for i, (row, _) in cut.items()}
        for cut in (grid.cut_above, grid.cut_below)
    )
    starts = {(row, targets[column]): start for (row, column), start in grid.starts.items()}
    return Grid(columns, tuple(rows), grid.top, grid.bottom, above, below, starts)


def _healed(upper: Grid, lower: Grid) -> tuple[Grid, Grid]:
    """Two pieces with the cells that the page break cuts whole again, in the upper piece.

    Some producers print the text of such a cell on both pages, some on one, some in parts.
    """
    above, below = [list(row) for row in upper.cells], [list(row) for row in lower.cells]
    for column in upper.cut_below.keys() & lower.cut_above.keys():
        row, at = upper.cut_below[column]
        text, rest = above[row][at], below[0][column].strip()
        if rest != text.strip():
            above[row][at] = text + rest
        below[0][column] = ""
    return (
        replace(upper, cells=tuple(tuple(row) for row in above)),
        replace(lower, cells=tuple(tuple(row) for row in below)),
    )
