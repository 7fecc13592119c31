"""Pieces of printed lines: what is a figure, a code or a word, and what belongs together.

A line of a table that was taken out of a PDF holds the cells of a row joined by spaces;
spaces also stand inside cells. Everything here looks at one line at a time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qa.model import Line

Kind = Literal["text", "figure", "dash", "code"]

#: Texts of which what was found out is kept: words come again on every page.
REMEMBERED = 1 << 14
#: Lines of which the pieces are kept: about those of a document, each is looked at many times.
LINES = 1 << 12

#: Thousands commas may be misplaced where decimals show that it is one amount.
FIGURE = re.compile(r"[-−△负]?(?:\d{1,3}(?:,\d{3})+|\d+|\d+(?:,\d+)+(?=\.))(?:\.\d+)?%?")
#: An amount in brackets is negative; a number in brackets is not.
BRACKETED = re.compile(r"\((\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)\)")
DASHES = frozenset({"-", "--", "—", "——", "－", "–", "/"})
PLAIN_INTEGER = re.compile(r"\d{1,3}")
#: 类 3, 款 5, 项 7 digits.
SUBJECT_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
GLUED_CODE = re.compile(r"(\d{3}|\d{5}|\d{7})([\u4e00-\u9fff（].+)")
#: An amount that touches the label of the next half: 6838.41一般公共服务支出, 6,838一、教育支出.
GLUED_AMOUNT = re.compile(
    r"(-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2,6}|\d{1,3}(?:,\d{3})+))([\u4e00-\u9fff（].{2,})"
)
#: A code in brackets before the name: [2010350]事业运行.
BRACKETED_CODE = re.compile(r"[\[【](\d{3}(?:\d{2}){0,2})[\]】](.*)")
#: What follows a number in a sentence rather than in a column of codes.
COUNTED = re.compile(r"[年月日个万亿元项人家台次]")
YEAR = re.compile(r"(?:19|20)\d{2}年?")
WORD = re.compile(r"\S+")
#: Characters that are printed twice as wide as a Latin one.
WIDE = re.compile("[\u2000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a space, behind ``gap`` spaces of its line.

    ``first`` and ``last`` tell whether it begins and ends the line.
    """

    text: str
    kind: Kind
    line: Line
    first: bool
    last: bool
    gap: int = 1
    lead: int = 0

    @property
    def closed(self) -> bool:
        """Whether a space at the end of the line marks the end of a cell."""
        return self.last and self.line.text != self.line.text.rstrip()

    @property
    def width(self) -> int:
        """How wide the piece is printed, with the code glued before it."""
        return self.lead + width(self.text)


@lru_cache(maxsize=REMEMBERED)
def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=REMEMBERED)
def key(text: str) -> str:
    """``text`` for comparing: no white space, one kind of brackets and colons."""
    return squeeze(text).replace("(", "（").replace(")", "）").replace(":", "：")


@lru_cache(maxsize=REMEMBERED)
def width(text: str) -> int:
    """Printed width in half characters: a Chinese character counts two."""
    return len(text) + len(WIDE.findall(text))


@lru_cache(maxsize=REMEMBERED)
def plain_figure(text: str) -> str | None:
    """A printed figure in plain digits, with ``-`` for every minus; ``None`` for other words."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    folded = BRACKETED.sub(r"-\1", folded)
    return re.sub("[−△负]", "-", folded) if FIGURE.fullmatch(folded) else None


def _kind(text: str) -> Kind:
    if plain_figure(text) is not None:
        return "figure"
    return "dash" if text in DASHES else "text"


def _words(text: str) -> list[tuple[str, int]]:
    """The words of a line, each with the number of spaces before it.

    Letter-spacing is undone: 其 他 收 入 is one word, printed wide to fill its column.
    """
    words: list[tuple[str, int]] = []
    end, spread = 0, False
    for found in WORD.finditer(text):
        word, gap = found[0], found.start() - end
        end = found.end()
        letter = len(word) == 1 and "\u4e00" <= word <= "\u9fff"
        if letter and spread:
            words[-1] = (words[-1][0] + word, words[-1][1])
        else:
            words.append((word, gap))
        spread = letter
    return words


@lru_cache(REMEMBERED)
def _split_code(word: str) -> tuple[tuple[str, Kind, int], ...]:
    """A word, or the code and the name that it is made of; each with the width of the code that
    is glued before it."""
    bracketed = BRACKETED_CODE.fullmatch(word)
    if bracketed:
        code, name = bracketed[1], bracketed[2]
        rest = width(word) - width(name)
        return ((code, "code", 0), (name, "text", rest)) if name else ((code, "code", 0),)
    glued = GLUED_CODE.fullmatch(word) or GLUED_AMOUNT.fullmatch(word)
    if glued and not COUNTED.match(glued[2]):
        rest = 0 if "." in glued[1] else width(word) - width(glued[2])
        return (glued[1], "figure", 0), (glued[2], "text", rest)
    return ((word, _kind(word), 0),)


@lru_cache(LINES)
def pieces_of(line: Line) -> tuple[Piece, ...]:
    """The pieces of a line; a code glued to its name is cut off."""
    words = [
        (text, kind, 0 if part else gap, lead)
        for word, gap in _words(line.text)
        for part, (text, kind, lead) in enumerate(_split_code(word))
    ]
    end = len(words) - 1
    return tuple(
        [
            Piece(text, kind, line, at == 0, at == end, gap, lead)
            for at, (text, kind, gap, lead) in enumerate(words)
        ]
    )


def starts_page(line: Line) -> bool:
    """Whether a line is the first of a page: indented, with no blank line before it."""
    return not line.gap and line.text[:1].isspace()


def other_cell(piece: Piece) -> bool:
    """Whether a step of half a line, without a blank line, shows that a cell begins."""
    return piece.first and not piece.line.gap and not starts_page(piece.line)


def is_money(text: str) -> bool:
    """Whether a figure is printed the way amounts are: decimals, thousands or a lone 0."""
    plain = plain_figure(text) or ""
    return "." in plain or "," in plain or plain == "0"
