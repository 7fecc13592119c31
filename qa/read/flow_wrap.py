"""Cells of words that run over several lines: where one ends and the next begins.

A line inside a cell is broken only where its column is full. So of all ways to cut a run
of lines into the cells that a table wants, the one is right in which no line is broken
while there was still room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.model import Line
from qa.read.flow_text import Piece

Break = Literal["space", "line", "jump", "page"]

CLOSING = "，。、；：！？）》”’】,.;:!?)%"
NARROW = frozenset("，。、；：！？（）《》“”‘’【】")
ENDS_PARAGRAPH = re.compile(r".*[。；！？!?;]$")
OPENS_PARAGRAPH = re.compile(r"(?:\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|[一二三四五六七八九十]+、)")
LATIN = re.compile(r"[0-9A-Za-z.,%]+")
#: What speaks against a cut or a join, in broken lines.
BROKEN, NEARLY_FULL, PARAGRAPH, SPACED, JUMPED, PAGED, UNMARKED = 1.0, 0.05, 0.1, 0.8, 4.0, 0.2, 3.0
#: Setting lines to one width leaves up to a tenth of it free.
LOOSE = 10

#: What else speaks against a cell: its number, and its first and last unit.
Price = Callable[[int, int, int], float]


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that certainly stand in one cell; ``before`` is what precedes them in print."""

    text: str
    line: Line
    before: Break
    closed: bool


def starts_page(line: Line) -> bool:
    """Whether a line is the first of a page: indented, with no blank line before it."""
    return not line.gap and line.text[:1].isspace()


def break_before(piece: Piece) -> Break:
    """How a piece is set off from what is printed before it."""
    if not piece.first:
        return "space"
    if starts_page(piece.line):
        return "page"
    return "line" if piece.line.gap else "jump"


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def units_of(pieces: Sequence[Piece]) -> list[Unit]:
    """Pieces as units: a space beside a number or a Latin word does not end a cell."""
    units: list[Unit] = []
    for piece in pieces:
        before = break_before(piece)
        last = units[-1] if units else None
        if last and before == "space" and not _parts(last.text, piece.text):
            gap = " " if _latin(last.text[-1]) and _latin(piece.text[0]) else ""
            units[-1] = Unit(last.text + gap + piece.text, last.line, last.before, piece.closed)
        else:
            units.append(Unit(piece.text, piece.line, before, piece.closed))
    return units


def _parts(left: str, right: str) -> bool:
    """Whether the space between two pieces may part cells: only between Chinese words."""
    return not (left[-1].isascii() or right[0].isascii())


def join(units: Sequence[Unit]) -> str:
    """The words of a cell without its line breaks."""
    text = ""
    for unit in units:
        gap = " " if text and _latin(text[-1]) and _latin(unit.text[0]) else ""
        digits = text[-1:].isdigit() and unit.text[0].isdigit()
        text += ("" if digits and unit.before != "space" else gap) + unit.text
    return text


def wrap_width(text: str) -> int:
    """Width in half characters; Chinese punctuation may be set half as wide."""
    return sum(1 if ord(char) < 0x2000 or char in NARROW else 2 for char in text)


def _head_width(text: str) -> int:
    """The width of what a line begins with and cannot be parted from."""
    latin = LATIN.match(text)
    end = latin.end() if latin else 1
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return wrap_width(text[:end])


def free_room(above: str, below: str, room: int) -> int:
    """How much of a line ``room`` wide stays free because ``below`` starts a new line.

    Negative where the first word of ``below`` would not have fitted.
    """
    return room - wrap_width(above) - _head_width(below)


def _join_cost(above: Unit, below: Unit, room: int) -> float:
    if below.before == "space":
        return SPACED
    if below.before == "jump":
        return JUMPED
    if below.before == "page":
        return PAGED
    free = free_room(above.text, below.text, room)
    if free < 0:
        return 0.0
    if ENDS_PARAGRAPH.match(above.text) or OPENS_PARAGRAPH.match(below.text):
        return PARAGRAPH
    return NEARLY_FULL if free * LOOSE < room else BROKEN


def _cell_costs(units: Sequence[Unit], start: int, upto: int) -> list[float]:
    """The costs of the cells that begin at ``start``, by their end, up to ``upto``."""
    costs = []
    room, inside = wrap_width(units[start].text), 0.0
    costs.append(0.0)
    for end in range(start + 1, upto):
        wide = wrap_width(units[end].text)
        if wide > room:
            room = wide
            inside = sum(
                _join_cost(units[at - 1], units[at], room) for at in range(start + 1, end)
            )
        inside += _join_cost(units[end - 1], units[end], room)
        costs.append(inside)
    return costs


def partition(
    units: Sequence[Unit], cells: int, marks: bool, price: Price
) -> tuple[float, tuple[tuple[int, int], ...]] | None:
    """The cheapest cut of ``units`` into ``cells`` cells, none of them empty.

    ``price`` adds what speaks against a cell for other reasons than its lines. Gives what speaks against it and (start, end) of each cell; ``None`` where there are
    fewer units than cells.
    """
    size = len(units)
    if size < cells or cells < 1:
        return None
    inner = [_cell_costs(units, start, size) for start in range(size)]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for count in range(1, cells + 1):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            if start and marks and not units[start - 1].closed and units[start].before != "page":
                cost += UNMARKED
            for end in range(start + 1, size - (cells - count) + 1):
                total = cost + inner[start][end - start - 1] + price(count - 1, start, end)
                if end not in row or total < row[end][0] - 1e-9:
                    row[end] = (total, start)
        best.append(row)
    if size not in best[cells]:
        return None
    cuts: list[tuple[int, int]] = []
    end = size
    for count in range(cells, 0, -1):
        start = best[count][end][1]
        cuts.append((start, end))
        end = start
    return best[cells][size][0], tuple(cuts[::-1])
