"""What speaks for reading running pieces as names and values of indicators.

A name or a value that is broken although its column had room, a value that looks like
none, a space that parts a number from its unit: each has its price, in arbitrary units in
which 1 is a doubt and 4 an offence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy

from qa.read.figures import is_number
from qa.read.flow.kinds import class_pieces, ends_like_name, is_any_class, is_value, is_value_word
from qa.read.flow.text import Piece
from qa.read.flow.wrap import LOOSE, break_before, free_room, join, unit_of, wrap_width
from qa.read.flow.zones import sheet_words

LONGEST_NAME_PIECES = 12
LONGEST_VALUE_PIECES = 8
LONG_NAME, LONGEST_UNIT = 44, 5

OPERATOR = re.compile(r"[≥≤＞＜>=<≦≧±~～]$")
CJK = re.compile(r"[\u4e00-\u9fff]")

# Of all ways to read the pieces the one is taken that costs least, all costs added up.
#: A value that is none of the usual forms, and one that is a usual word (及时).
ODD_VALUE, WORD_VALUE = 1.5, 0.2
#: A value that holds what ends like a name, and one that goes on behind a whole value.
NAME_AS_VALUE, COMPLETE = 1.0, 2.0
#: A name that looks like a value, one that does not end like a name, and one that is too long.
ODD_NAME, ODD_END, LONG = 3.0, 0.3, 3.0
#: A class of indicators as a name or value; as a name with values behind it, it may be one.
CLASS_AS_WORDS, NAMED_AS_CLASS = 6.0, 1.0
#: Two lines in one cell though the next word had room on the first, over a jump (``Break``) or a
#: line that opens a class, or over a page.
BROKEN, ACROSS_JUMP, ACROSS_PAGE = 4.0, 6.0, 1.0
#: Two lines in two cells though the first is full, or where a page begins.
KEPT_WHOLE, NEW_PAGE = 0.6, 0.3
#: A cell that ends elsewhere than at a mark, in a text that marks the ends of its cells.
UNMARKED = 5.0
#: A line that is wider than its column.
TOO_WIDE = 3.0
#: A cell on a line, or a step below another cell, that their numbers of lines do not explain.
ODD_PLACE, ODD_STEP = 2.0, 0.5
#: A row that does not begin at the start of a line.
ODD_START = 2.0
#: No cell is worth looking at that breaks more than this inside.
TOO_BROKEN = 7.0

#: A width that so many lines have may be a column's; so many of those are tried.
OFTEN, CANDIDATES = 2, 2

Span = tuple[int, int]
#: Widths of the column of names and of the columns of values.
Rooms = tuple[int, int]
NAME, VALUES = 0, 1


def rooms_of(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """How wide a column may be: the widest text that begins a line or a class, then usual ones.

    The lines of a cell that wraps are equally wide but for the last one.
    """
    classes = class_pieces(pieces)
    texts = [
        piece
        for at, piece in enumerate(pieces)
        if (piece.first or at - 1 in classes)
        and at not in classes
        and not is_value(piece.text)
        and not is_value_word(piece.text)
    ]
    widest = max((wrap_width(piece.text) for piece in texts), default=0)
    alone = Counter(wrap_width(piece.text) for piece in texts if piece.first and piece.last)
    usual = {w: alone[w] + alone[w - 1] for w in alone if alone[w] + alone[w - 1] >= OFTEN}
    often = sorted(usual, key=lambda width: (-usual[width], -width))[:CANDIDATES]
    return (widest, *(width for width in often if width != widest))


class Weigher:
    """Prices of joining and parting neighbouring pieces, and of cells made of them."""

    def __init__(self, pieces: Sequence[Piece], marks: bool, rooms: Rooms) -> None:
        self.pieces = pieces
        self.marks = marks
        self.breaks = [break_before(piece) for piece in pieces]
        self.classes = class_pieces(pieces)
        self.units = [unit_of(piece) for piece in pieces]
        self._texts: dict[Span, str] = {}
        self._measure(rooms)

    def resized(self, rooms: Rooms) -> Weigher:
        """The same pieces in columns of other widths."""
        other = copy(self)
        other._measure(rooms)
        return other

    def _measure(self, rooms: Rooms) -> None:
        self.rooms = rooms
        inner = range(1, len(self.pieces))
        joins = {room: [0.0, *(self._join(at, room) for at in inner)] for room in set(rooms)}
        parts = {room: [0.0, *(self._part(at, room) for at in inner)] for room in set(rooms)}
        limits = [room + room // LOOSE for room in rooms]
        self.wide = [[TOO_WIDE * (unit.width > most) for unit in self.units] for most in limits]
        self.joins = [joins[room] for room in rooms]
        self.parts = [parts[room] for room in rooms]
        self._names: dict[int, list[tuple[int, float]]] = {}
        self._values: dict[tuple[int, bool], list[tuple[int, float]]] = {}

    def lines(self, start: int, end: int) -> int:
        """How many lines a cell has; 0 where a page begins inside."""
        if end == start + 1:
            return 1
        inside = self.breaks[start + 1 : end]
        return 0 if "page" in inside else 1 + len(inside) - inside.count("space")

    def place(self, at: int, above: int, below: int) -> float:
        """What speaks against a cell of ``below`` lines from ``at``, one of ``above`` before.

        Cells are centred on their row: two of one line share it; where one has two lines
        more than the other the step between them is half a line.
        """
        before = self.breaks[at]
        if not above or not below or before == "page":
            return 0.0
        if (before == "space") != (above + below == 2):
            return ODD_PLACE
        return ODD_STEP if (before == "jump") != (above + below == 3) else 0.0

    def start(self, at: int) -> float:
        """What speaks against a row that begins at ``at``: it begins a line of its own."""
        return ODD_START if at and self.breaks[at] in ("space", "jump") else 0.0

    def text(self, start: int, end: int) -> str:
        if (start, end) not in self._texts:
            self._texts[start, end] = join(self.units[start:end])
        return self._texts[start, end]

    def _same_line(self, at: int) -> tuple[float, float]:
        """Prices of joining and of parting two pieces of one line."""
        left, right = self.pieces[at - 1].text[-1], self.pieces[at].text[0]
        if OPERATOR.match(left):
            return 0.0, 5.0
        if OPERATOR.match(right) or left in "%％":
            return 1.0, 0.0
        if CJK.match(left) and CJK.match(right):
            return 3.0, 0.0
        before, after = self.pieces[at - 1].text, self.pieces[at].text
        if is_value_word(after) or (ends_like_name(before) and is_value(after)):
            return 2.0, 0.0
        if left.isascii() and right.isascii():
            return 2.0, 0.0
        if len(after) > LONGEST_UNIT:
            return 1.0, 0.3
        return (0.0, 2.0) if left.isascii() else (0.5, 0.4)

    def _opens_class(self, at: int) -> bool:
        """Whether a line begins with a whole class of indicators, printed as one."""
        text = self.pieces[at].text
        whole = text.endswith(tuple(sheet_words("sheet", "class_ends"))) and is_any_class(text)
        return whole and self.pieces[at].first

    def _full(self, at: int, room: int) -> bool:
        """Whether the line before piece ``at`` had no room for it."""
        return free_room(self.units[at - 1], self.units[at], room) < 0

    def _join(self, at: int, room: int) -> float:
        before = self.breaks[at]
        if before == "space":
            return self._same_line(at)[0]
        if before == "jump" or self._opens_class(at):
            return ACROSS_JUMP
        if before == "page":
            return ACROSS_PAGE
        if self.marks:
            return UNMARKED if self.pieces[at - 1].closed else 0.0
        return 0.0 if self._full(at, room) else BROKEN

    def _part(self, at: int, room: int) -> float:
        before = self.breaks[at]
        if before == "space":
            return self._same_line(at)[1]
        if before == "page":
            return NEW_PAGE
        if self.marks:
            return 0.0 if self.pieces[at - 1].closed else UNMARKED
        return KEPT_WHOLE if before == "line" and self._full(at, room) else 0.0

    def inside(self, column: int, start: int, end: int) -> float:
        """What the joins inside a cell cost."""
        return sum(self.joins[column][start + 1 : end])

    def _spans(self, start: int, most: int, column: int) -> list[tuple[int, float]]:
        """Ends of cells that begin at ``start``, with what their joins cost."""
        cost = self.wide[column][start]
        found = [(start + 1, cost)]
        for end in range(start + 1, min(start + most, len(self.pieces))):
            cost += self.joins[column][end] + self.wide[column][end]
            if cost > TOO_BROKEN:
                break
            found.append((end + 1, cost))
        return found

    def _begins_with_class(self, start: int, end: int) -> bool:
        text = ""
        for piece in self.pieces[start:end]:
            text += piece.text
            if is_any_class(text):
                return True
        return False

    def names(self, start: int) -> list[tuple[int, float]]:
        """Names that begin at ``start``: end and price."""
        if start not in self._names:
            self._names[start] = [
                (end, cost + self._name(start, end))
                for end, cost in self._spans(start, LONGEST_NAME_PIECES, NAME)
            ]
        return self._names[start]

    def _name(self, start: int, end: int) -> float:
        """What speaks against a name; one may say the same as its class, values behind it."""
        text = self.text(start, end)
        cost = 0.0 if ends_like_name(text) else ODD_END
        if not CJK.search(text) or is_value(text) or is_value_word(text):
            cost += ODD_NAME
        if (width := wrap_width(text)) > LONG_NAME:
            cost += LONG * width / LONG_NAME
        if self._begins_with_class(start, end):
            valued = end < len(self.pieces) and self.breaks[end] == "space"
            cost += NAMED_AS_CLASS if valued and end == start + 1 else CLASS_AS_WORDS
        return cost

    def values(self, start: int, numeric: bool) -> list[tuple[int, float]]:
        """Values that begin at ``start``: end and price; only numbers where ``numeric``."""
        if (start, numeric) not in self._values:
            spans = self._spans(start, LONGEST_VALUE_PIECES, VALUES)
            if self._complete(start):
                spans = [(end, cost + COMPLETE * (end > start + 1)) for end, cost in spans]
            if numeric:
                spans = [span for span in spans if is_number(self.text(start, span[0]))]
            self._values[start, numeric] = [
                (end, cost + (0.0 if numeric else self._value(start, end))) for end, cost in spans
            ]
        return self._values[start, numeric]

    def _complete(self, at: int) -> bool:
        """Whether a piece that ends its line is a whole value: a number with its unit."""
        text = self.pieces[at].text
        return self.pieces[at].last and is_value(text) and not text[-1].isdigit()

    def torn(self, column: int, cell: Span, rest: Span) -> float:
        """What speaks against a cell that goes on below a page break: it must be full."""
        room = free_room(self.units[cell[1] - 1], self.units[rest[0]], self.rooms[column])
        cost = 0.0 if room < 0 else BROKEN
        text = self.text(*cell)
        done = column == VALUES and (is_value(text) or is_value_word(text))
        return cost + COMPLETE * done

    def _value(self, start: int, end: int) -> float:
        names = sum(ends_like_name(piece.text) for piece in self.pieces[start : end - 1])
        return self.value(self.text(start, end)) + NAME_AS_VALUE * names

    @staticmethod
    def value(text: str) -> float:
        """What speaks against a text as a value."""
        if is_value(text):
            return 0.0
        if is_any_class(text):
            return CLASS_AS_WORDS
        if is_value_word(text):
            return WORD_VALUE
        return ODD_VALUE + len(text) / 40 + NAME_AS_VALUE * ends_like_name(text)
