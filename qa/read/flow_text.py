"""Pieces of printed lines: what is a figure, a code or a word, and what belongs together.

A line of a table that was taken out of a PDF holds the cells of a row joined by spaces;
spaces also stand inside cells. Everything here looks at one line at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.model import Line

Kind = Literal["text", "figure", "dash"]

FIGURE = re.compile(r"[-−－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
DASHES = frozenset({"-", "--", "—", "——", "－", "–", "/"})
PLAIN_INTEGER = re.compile(r"\d{1,3}")
#: 类 3, 款 5, 项 7 digits.
SUBJECT_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
GLUED_CODE = re.compile(r"(\d{3}|\d{5}|\d{7})([\u4e00-\u9fff（].+)")
#: What follows a number in a sentence rather than in a column of codes.
COUNTED = re.compile(r"[年月日个万亿元项人家台次]")
YEAR = re.compile(r"(?:19|20)\d{2}年?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a space; ``first``/``last`` place it on its line."""

    text: str
    kind: Kind
    line: Line
    first: bool
    last: bool

    @property
    def closed(self) -> bool:
        """Whether a space at the end of the line marks the end of a cell."""
        return self.last and self.line.text != self.line.text.rstrip()


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


def key(text: str) -> str:
    """``text`` for comparing: no white space, one kind of brackets and colons."""
    return squeeze(text).replace("(", "（").replace(")", "）").replace(":", "：")


def width(text: str) -> int:
    """Printed width in half characters: a Chinese character counts two."""
    return sum(1 if ord(char) < 0x2000 else 2 for char in text)


def _kind(text: str) -> Kind:
    if FIGURE.fullmatch(text):
        return "figure"
    return "dash" if text in DASHES else "text"


def _merge_spaced(words: list[str]) -> list[str]:
    """Undo letter-spacing: 其 他 收 入 is one word, printed wide to fill its column."""
    merged: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
            run.append(word)
            continue
        if len(run) > 1:
            merged.append("".join(run))
        else:
            merged.extend(run)
        run = []
        if word:
            merged.append(word)
    return merged


def pieces_of(line: Line) -> tuple[Piece, ...]:
    """The pieces of a line; a code glued to its name is cut off."""
    words: list[str] = []
    for word in _merge_spaced(line.text.split()):
        glued = GLUED_CODE.fullmatch(word)
        if glued and not COUNTED.match(glued[2]):
            words += [glued[1], glued[2]]
        else:
            words.append(word)
    end = len(words) - 1
    return tuple(
        Piece(word, _kind(word), line, at == 0, at == end) for at, word in enumerate(words)
    )


def is_money(text: str) -> bool:
    """Whether a figure is printed the way amounts are: decimals, thousands or a lone 0."""
    return "." in text or "," in text or text == "0"
