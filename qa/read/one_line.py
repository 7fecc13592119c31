"""Lines that hold a whole text: web pages of which every line break became a space.

“一、主要职能 负责…。 二、部门收支概况 （一）收入预算 2026年…” is told from other lines by its
headings: three of the widest numbering, one after the other, each at the start or behind a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qa.model import Line
from qa.read.labels import Rank, numbering

#: So many headings in a row show that the line is a text; two may stand in a sentence.
_FEWEST_HEADINGS = 3
#: Shorter lines hold no such text.
_SHORTEST = 120
#: A heading without its number is no longer than this.
_LONGEST_HEADING = 30
_ENDS = "。；;！!？?"
_INSIDE = frozenset("，,。；;：:")


def apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those that hold a whole text broken where its headings begin and end. The pieces
    of one keep its number."""
    for line in lines:
        pieces = _pieces(line.text) if len(line.text) >= _SHORTEST and "\t" not in line.text else ()
        if not pieces:
            yield line
        for place, piece in enumerate(pieces):
            yield replace(line, text=piece, gap=line.gap and not place)


def _pieces(text: str) -> Sequence[str]:
    """The lines of a text that were joined by spaces; empty for any other text."""
    words = text.split()
    if _headings(words) < _FEWEST_HEADINGS:
        return ()
    pieces = [words[0]]
    for before, word in pairwise(words):
        if numbering(word) or _is_heading(before) or before.endswith(tuple(_ENDS)):
            pieces.append(word)
        else:
            pieces[-1] += f" {word}"
    return pieces


def _headings(words: Sequence[str]) -> int:
    """How many of the words begin with 一、, 二、 and so on in turn."""
    found = 0
    for word in words:
        number = numbering(word)
        if number and number.rank is Rank.CHINESE and number.ordinal == found + 1:
            found += 1
    return found


def _is_heading(word: str) -> bool:
    """Whether a piece is a heading and no sentence behind a number."""
    number = numbering(word)
    return (
        number is not None
        and len(number.rest) <= _LONGEST_HEADING
        and not _INSIDE.intersection(number.rest)
    )
