"""Printed words and their places: words become cells, lines and indented paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

# Words on one line overlap by this share of the lower one's height.
_OVERLAP = 0.5
# In sizes of the type: a gap between Latin words, and one between columns.
_SPACE, _COLUMN = 0.2, 2.0
# Points: what is printed smaller is hidden.
_SMALLEST = 1.0
# An indented line starts this many sizes right of the page's text.
_INDENT = 1.2
#: What an indented line starts with in plain text.
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Word:
    """Characters printed without a gap, and their place on the page in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height on the page at which the word stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where the line starts."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of the line."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of the line."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The usual height of its type."""
        return median(word.size for word in self.words)

    @property
    def parts(self) -> list[PrintedLine]:
        """The line cut where a column ends."""
        groups: list[list[Word]] = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if (word.left - before.right) / max(word.size, before.size) >= _COLUMN:
                groups.append([])
            groups[-1].append(word)
        return [PrintedLine(tuple(group)) for group in groups]

    @property
    def text(self) -> str:
        """The words, with a space between Latin ones and two where a column ends."""
        text = self.words[0].text
        for before, word in pairwise(self.words):
            gap = (word.left - before.right) / max(word.size, before.size)
            text += _separator(text[-1], word.text[0], gap) + word.text
        return text


def _separator(before: str, after: str, gap: float) -> str:
    if gap >= _COLUMN:
        return "  "
    latin = before.isascii() and after.isascii()
    return " " if gap >= (_SPACE if latin else 2 * _SPACE) else ""


def words_of(page: Any) -> tuple[Word, ...]:
    """The words of a page of pdfplumber that an eye can read, in the order of the file."""
    found = page.extract_words(x_tolerance_ratio=_SPACE, y_tolerance=2, use_text_flow=True)
    return tuple(
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in found
        if word["bottom"] - word["top"] >= _SMALLEST
    )


def lines_of(words: Iterable[Word]) -> tuple[PrintedLine, ...]:
    """The words as lines from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if lines and _beside(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(
        PrintedLine(tuple(sorted(line, key=lambda word: word.left)))
        for line in sorted(lines, key=lambda line: min(word.top for word in line))
    )


def _beside(line: Sequence[Word], word: Word) -> bool:
    top, bottom = min(other.top for other in line), max(other.bottom for other in line)
    shared = min(bottom, word.bottom) - max(top, word.top)
    return shared > _OVERLAP * min(word.size, bottom - top)


def joined(words: Iterable[Word]) -> str:
    """The text of a cell: its lines put together, for a cell breaks words anywhere."""
    text = ""
    for line in lines_of(words):
        piece = " ".join(line.text.split())
        if text and text[-1].isascii() and text[-1].isalpha() and piece[:1].isascii():
            text += " " if piece[:1].isalpha() else ""
        text += piece
    return text


def indented(line: PrintedLine, margin: float) -> str:
    """The line's text, marked where it starts right of the ``margin`` of the page's text."""
    deep = line.left > margin + _INDENT * line.size
    return (INDENT if deep else "") + line.text


def margin_of(lines: Sequence[PrintedLine]) -> float:
    """Where most lines of the page start; of several such places the leftmost."""
    if not lines:
        return 0.0
    starts = [round(line.left) for line in lines]
    most = max(starts.count(start) for start in starts)
    return float(min(start for start in starts if starts.count(start) * 2 >= most))
