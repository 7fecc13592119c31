"""Cells of words that run over several lines: where one ends and the next begins.

A line inside a cell is broken only where its column is full. So of all ways to cut a run
of lines into the cells that a table wants, the one is right in which no line is broken
while there was still room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from qa.model import Line
from qa.numerals import NUMERALS
from qa.read.flow.text import REMEMBERED, Piece, starts_page

#: What stands before a piece: a space on its line, the end of the line above, that of a line
#: printed less than a full line higher (of a cell beside, centred on the row), or of a page.
Break = Literal["space", "line", "jump", "page"]

CLOSING = "，。、；：！？）》”’】,.;:!?)%"
NARROW = frozenset("，。、；：！？（）《》“”‘’【】")
ENDS_PARAGRAPH = re.compile(r".*[。；！？!?;]$")
OPENS_PARAGRAPH = re.compile(rf"(?:\d{{1,2}}[、.．](?!\d)|[（(]\d{{1,2}}[）)]|[{NUMERALS}]+、)")
CJK = re.compile(r"[^\x00-\x7f]")
LATIN = re.compile(r"[0-9A-Za-z.,%]+")
# Costs of joining lines into cells and of parting them; the cheapest way is taken.
#: A line that ends though the next word had room on it, hardly any room, or begins a paragraph.
BROKEN, NEARLY_FULL, PARAGRAPH = 1.0, 0.05, 0.1
#: A cell that goes on behind a space, a jump, a page (see ``Break``).
SPACED, JUMPED, PAGED = 0.3, 4.0, 0.2
#: A cell that ends before a closing mark, or unmarked in a text that marks the ends of its cells.
UNMARKED = 3.0
#: A cell that ends within a line.
PARTED = 0.1
#: A cell that costs more is not looked at.
UNBEARABLE = 6.0
WIDE_GAP = 3
#: Setting lines to one width leaves up to a tenth of it free.
LOOSE = 10

#: What else speaks against a cell: its number, and its first and last unit.
Price = Callable[[int, int, int], float]


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that certainly stand in one cell; ``before`` is what precedes them in print.

    ``width`` counts the spaces inside, which ``text`` keeps between Latin words only;
    ``filled`` is how far the line is filled where the unit ends.
    """

    text: str
    line: Line
    before: Break
    closed: bool
    width: int
    filled: int


def break_before(piece: Piece) -> Break:
    """How a piece is set off from what is printed before it."""
    if not piece.first:
        return "space"
    if starts_page(piece.line):
        return "page"
    return "line" if piece.line.gap else "jump"


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def unit_of(piece: Piece) -> Unit:
    """A piece alone as a unit."""
    width = wrap_width(piece.text)
    return Unit(piece.text, piece.line, break_before(piece), piece.closed, width, width)


def units_of(pieces: Sequence[Piece]) -> list[Unit]:
    """Pieces as units: a space beside a number or a Latin word does not end a cell.

    Neither do several spaces: cells are parted by one.
    """
    units: list[Unit] = []
    for piece in pieces:
        unit = unit_of(piece)
        last = units[-1] if units else None
        if last is None or unit.before != "space":
            units.append(unit)
            continue
        filled = last.filled + piece.gap + unit.width
        if piece.gap < WIDE_GAP and CJK.match(last.text[-1]) and CJK.match(unit.text[0]):
            units.append(replace(unit, filled=filled))
            continue
        gap = " " if _latin(last.text[-1]) and _latin(unit.text[0]) else ""
        units[-1] = replace(
            last,
            text=last.text + gap + unit.text,
            closed=unit.closed,
            width=last.width + piece.gap + unit.width,
            filled=filled,
        )
    return units


def join(units: Sequence[Unit]) -> str:
    """The words of a cell without its line breaks."""
    text = ""
    for unit in units:
        gap = " " if text and _latin(text[-1]) and _latin(unit.text[0]) else ""
        digits = text[-1:].isdigit() and unit.text[0].isdigit()
        text += ("" if digits and unit.before != "space" else gap) + unit.text
    return text


@lru_cache(maxsize=REMEMBERED)
def wrap_width(text: str) -> int:
    """Width in half characters; Chinese punctuation may be set half as wide."""
    return sum(1 if ord(char) < 0x2000 or char in NARROW else 2 for char in text)


@lru_cache(maxsize=REMEMBERED)
def _head_width(text: str) -> int:
    """The width of what a line begins with and cannot be parted from."""
    latin = LATIN.match(text)
    end = latin.end() if latin else 1
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return wrap_width(text[:end])


def free_room(above: Unit, below: Unit, room: int) -> int:
    """How much of a line ``room`` wide stays free because ``below`` starts a new line.

    Negative where the first word of ``below`` would not have fitted.
    """
    return room - above.filled - _head_width(below.text)


def _join_cost(above: Unit, below: Unit, room: int) -> float:
    if below.before == "space":
        return SPACED
    if below.before == "jump":
        return JUMPED
    if below.before == "page":
        return PAGED
    free = free_room(above, below, room)
    if free < 0:
        return 0.0
    if ENDS_PARAGRAPH.match(above.text) or OPENS_PARAGRAPH.match(below.text):
        return PARAGRAPH
    return NEARLY_FULL if free * LOOSE < room else BROKEN


class Wrapped:
    """A run of units, ready to be cut into cells in different ways."""

    def __init__(self, units: Sequence[Unit], marks: bool) -> None:
        self.units = tuple(units)
        self.widths = [unit.width for unit in units]
        self._inner: dict[int, list[list[float]]] = {}
        self._ends = [self._end_cost(above, below, marks) for above, below in pairwise(units)]

    @staticmethod
    def _end_cost(above: Unit, below: Unit, marks: bool) -> float:
        """What speaks against a cell that ends between two units."""
        if below.text[0] in CLOSING:
            return UNMARKED
        if below.before == "space" and not starts_page(below.line):
            return PARTED
        return UNMARKED if marks and not above.closed and below.before == "line" else 0.0

    def _costs(self, start: int, room: int) -> list[float]:
        """The costs of the cells that begin at ``start``, by their end, while bearable."""
        units = self.units
        room, inside = max(room, self.widths[start]), 0.0
        costs = [inside]
        for end in range(start + 1, len(units)):
            if self.widths[end] > room:
                room = self.widths[end]
                inside = sum(
                    _join_cost(units[at - 1], units[at], room) for at in range(start + 1, end)
                )
            inside += _join_cost(units[end - 1], units[end], room)
            if inside > UNBEARABLE + (end - start) / LOOSE:
                break
            costs.append(inside)
        return costs

    def _cells(self, room: int) -> list[list[float]]:
        if room not in self._inner:
            self._inner[room] = [self._costs(start, room) for start in range(len(self.units))]
        return self._inner[room]

    def cut(
        self, rooms: Sequence[int], price: Price
    ) -> tuple[float, tuple[tuple[int, int], ...]] | None:
        """The cheapest cut into cells of columns as wide as ``rooms``, none of them empty.

        A room of 0 is a column of unknown width: its cell is as wide as its widest line.
        ``price`` adds what speaks against a cell for other reasons than its lines. Gives
        what speaks against the cut and (start, end) of each cell; ``None`` where no cut
        is bearable.
        """
        size, cells = len(self.units), len(rooms)
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
        for count, room in enumerate(rooms, 1):
            inner = self._cells(room)
            row: dict[int, tuple[float, int]] = {}
            for start, (before, _) in best[-1].items():
                if start == size:
                    continue
                base = before + (self._ends[start - 1] if start else 0.0)
                for end, inside in enumerate(inner[start], start + 1):
                    if (end == size) != (count == cells):
                        continue
                    total = base + inside + price(count - 1, start, end)
                    if end not in row or total < row[end][0] - 1e-9:
                        row[end] = (total, start)
            best.append(row)
        if not cells or size not in best[cells]:
            return None
        cuts: list[tuple[int, int]] = []
        end = size
        for count in range(cells, 0, -1):
            start = best[count][end][1]
            cuts.append((start, end))
            end = start
        return best[cells][size][0], tuple(cuts[::-1])
