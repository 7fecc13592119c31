"""What speaks for reading running pieces as names and values of indicators.

A name or a value that is broken although its column had room, a value that looks like
none, a space that parts a number from its unit: each has its price, in arbitrary units in
which 1 is a doubt and 4 an offence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qa.read.figures import is_number
from qa.read.flow_text import Piece, key
from qa.read.flow_wrap import break_before, free_room, join, unit_of, wrap_width
from qa.read.flow_zones import sheet_words
from qa.read.indicators import is_class

LONGEST_NAME_PIECES = 12
LONGEST_CLASS_PIECES = 5
LONGEST_VALUE_PIECES = 8
LONG_NAME = 44

NUMBER = r"\d[\d,]*(?:\.\d+)?"
SIGN = r"[≥≤＞＜>=<≦≧±]"
BOUND = rf"(?:{SIGN}{{1,2}}|不低于|不少于|不超过|小于|大于|等于|低于|高于|达到?|约|控制在)"
UNIT = r"(?:%|‰|[^\s，。；\d]{0,7})"
#: A value in figures: a bound, a number, a short unit, perhaps twice (≥50万PV，≥10万UV) or
#: with what is measured before the bound (离职率≤20%); or a date.
VALUE = re.compile(
    rf"(?:[^\s\d]{{0,6}}{SIGN}|{BOUND}?)\s*{NUMBER}\s*{UNIT}"
    rf"(?:[，、；~～\-至]?\s*{BOUND}?{NUMBER}\s*{UNIT})?"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|前|以前|内|之前)?"
)
OPERATOR = re.compile(r"[≥≤＞＜>=<≦≧±~～]$")
CJK = re.compile(r"[\u4e00-\u9fff]")

ODD_VALUE, WORD_VALUE, ODD_NAME, ODD_END, LONG, CLASS_AS_WORDS = 1.5, 0.2, 3.0, 0.3, 3.0, 6.0
BROKEN, KEPT_WHOLE, ACROSS_JUMP, ACROSS_PAGE, NEW_PAGE, UNMARKED = 4.0, 0.6, 6.0, 1.0, 0.3, 5.0
NAMED_AS_CLASS = 1.0
#: No cell is worth looking at that breaks more than this inside.
TOO_BROKEN = 7.0

Span = tuple[int, int]


@cache
def is_value(text: str) -> bool:
    """Whether ``text`` is a value in figures."""
    return VALUE.fullmatch(text) is not None


def is_value_word(text: str) -> bool:
    """Whether ``text`` is a usual value in words (及时, 有效)."""
    return key(text) in sheet_words("sheet", "values")


@cache
def is_any_class(text: str) -> bool:
    """Whether ``text`` is a class of indicators of either level."""
    return is_class(text, "first") or is_class(text, "second")


@cache
def _name_ends() -> tuple[str, ...]:
    return tuple(sheet_words("sheet", "ends"))


def ends_like_name(text: str) -> bool:
    """Whether ``text`` ends the way names of indicators do (…率, …数量)."""
    return key(text).endswith(_name_ends())


def class_pieces(pieces: Sequence[Piece]) -> set[int]:
    """The pieces that spell classes of indicators, whole or broken over lines."""
    found: set[int] = set()
    for at in range(len(pieces)):
        text = ""
        for end in range(at, min(at + LONGEST_CLASS_PIECES, len(pieces))):
            if end > at and not pieces[end].first:
                break
            text += pieces[end].text
            if is_any_class(text):
                found |= set(range(at, end + 1))
    return found


class Weigher:
    """Prices of joining and parting neighbouring pieces, and of cells made of them."""

    def __init__(self, pieces: Sequence[Piece], marks: bool) -> None:
        self.pieces = pieces
        self.marks = marks
        self.breaks = [break_before(piece) for piece in pieces]
        self.classes = class_pieces(pieces)
        self.units = [unit_of(piece) for piece in pieces]
        self.room = self._room()
        inner = range(1, len(pieces))
        self.joins = [0.0, *(self._join(at) for at in inner)]
        self.parts = [0.0, *(self._part(at) for at in inner)]
        self._names: dict[int, list[tuple[int, float]]] = {}
        self._values: dict[tuple[int, bool], list[tuple[int, float]]] = {}

    def text(self, start: int, end: int) -> str:
        return join(self.units[start:end])

    def _room(self) -> int:
        """The widest text that a line begins with: the width of the column of names."""
        widths = [
            wrap_width(piece.text)
            for at, piece in enumerate(self.pieces)
            if piece.first
            and at not in self.classes
            and not is_value(piece.text)
            and not is_value_word(piece.text)
        ]
        return max(widths, default=0)

    def _same_line(self, at: int) -> tuple[float, float]:
        """Prices of joining and of parting two pieces of one line."""
        left, right = self.pieces[at - 1].text[-1], self.pieces[at].text[0]
        if OPERATOR.match(left):
            return 0.0, 5.0
        if OPERATOR.match(right) or left in "%％":
            return 1.0, 0.0
        if CJK.match(left) and CJK.match(right):
            return 3.0, 0.0
        if left.isascii() and right.isascii():
            return 2.0, 0.0
        return (0.0, 2.0) if left.isascii() else (0.5, 0.4)

    def _full(self, at: int) -> bool:
        """Whether the line before piece ``at`` had no room for it."""
        return free_room(self.units[at - 1], self.units[at], self.room) < 0

    def _join(self, at: int) -> float:
        before = self.breaks[at]
        if before == "space":
            return self._same_line(at)[0]
        if before == "jump":
            return ACROSS_JUMP
        if before == "page":
            return ACROSS_PAGE
        if self.marks:
            return UNMARKED if self.pieces[at - 1].closed else 0.0
        return 0.0 if self._full(at) else BROKEN

    def _part(self, at: int) -> float:
        before = self.breaks[at]
        if before == "space":
            return self._same_line(at)[1]
        if before == "page":
            return NEW_PAGE
        if self.marks:
            return 0.0 if self.pieces[at - 1].closed else UNMARKED
        return KEPT_WHOLE if before == "line" and self._full(at) else 0.0

    def inside(self, start: int, end: int) -> float:
        """What the joins inside a cell cost."""
        return sum(self.joins[start + 1 : end])

    def _spans(self, start: int, most: int) -> list[tuple[int, float]]:
        """Ends of cells that begin at ``start``, with what their joins cost."""
        found, cost = [(start + 1, 0.0)], 0.0
        for end in range(start + 1, min(start + most, len(self.pieces))):
            cost += self.joins[end]
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
                for end, cost in self._spans(start, LONGEST_NAME_PIECES)
            ]
        return self._names[start]

    def _name(self, start: int, end: int) -> float:
        """What speaks against a name; one may say the same as its class, values behind it."""
        text = self.text(start, end)
        cost = 0.0 if ends_like_name(text) else ODD_END
        if not CJK.search(text) or is_value(text) or is_value_word(text):
            cost += ODD_NAME
        if wrap_width(text) > LONG_NAME:
            cost += LONG
        if self._begins_with_class(start, end):
            valued = end < len(self.pieces) and self.breaks[end] == "space"
            cost += NAMED_AS_CLASS if valued and end == start + 1 else CLASS_AS_WORDS
        return cost

    def values(self, start: int, numeric: bool) -> list[tuple[int, float]]:
        """Values that begin at ``start``: end and price; only numbers where ``numeric``."""
        if (start, numeric) not in self._values:
            spans = self._spans(start, LONGEST_VALUE_PIECES)
            if numeric:
                spans = [span for span in spans if is_number(self.text(start, span[0]))]
            self._values[start, numeric] = [
                (end, cost + (0.0 if numeric else self._value(start, end))) for end, cost in spans
            ]
        return self._values[start, numeric]

    def _value(self, start: int, end: int) -> float:
        text = self.text(start, end)
        if is_value(text):
            return 0.0
        if is_any_class(text):
            return CLASS_AS_WORDS
        return WORD_VALUE if is_value_word(text) else ODD_VALUE + len(text) / 40
