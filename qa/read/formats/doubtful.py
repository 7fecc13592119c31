"""Figures of a scanned page that were recognised with little confidence: they are marked, so that
none is given as sure, or added up with others.

On 480 figures printed anew with noise, at 72 to 150 dots an inch, the least confidence over the
digits told right from wrong better than the mean over the line did; a comma or point is often
unsure where nothing else can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.read.figures import is_figure
from qa.read.formats.cells import Grid
from qa.read.formats.printed import Word

#: What stands behind a figure that may be another one.
MARK = "（识别不清）"
# A digit is surer than this. Where more than this share of so many amounts are not, at 72 dots an
# inch, a third of the others was wrong.
_SURE, _MOST_DOUBTFUL, _FEWEST = 0.75, 0.2, 8
# A column prints its figures with decimals where so many do for each one that does not.
_DECIMALS = 3
# Codes, years and numbers of rows have neither decimals nor commas.
_AMOUNT = re.compile(r"\d[\d,，]*\.\d+|\d{1,3}(?:[,，]\d{3})+")
_ZERO = re.compile(r"[-0.,]+%?")


def marked(text: str, sure: Sequence[float]) -> str:
    """``text`` with a mark behind each amount that a digit of is not ``sure``.

    ``sure`` is the confidence, from 0 to 1, in every character; for any other number of them its
    least counts for all.
    """
    if len(sure) != len(text):
        sure = [min(sure, default=0.0)] * len(text)

    def mark(found: re.Match[str]) -> str:
        start = found.start()
        told = [sure[start + at] for at, char in enumerate(found.group()) if char.isdigit()]
        return found.group() + (MARK if min(told) < _SURE else "")

    return _AMOUNT.sub(mark, text)


def is_poor(words: Iterable[Word]) -> bool:
    """Whether so many amounts of a page are marked that none of the others can be relied on."""
    text = "\n".join(word.text for word in words)
    amounts = len(_AMOUNT.findall(text))
    return amounts >= _FEWEST and text.count(MARK) > _MOST_DOUBTFUL * amounts


def all_marked(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words with a mark behind every amount."""
    return tuple(
        replace(word, text=_AMOUNT.sub(rf"\g<0>{MARK}", word.text.replace(MARK, "")))
        for word in words
    )


def unmarked(text: str) -> str:
    """``text`` without the marks."""
    return text.replace(MARK, "")


def pointless_marked(grid: Grid) -> Grid:
    """The table with whole figures marked in columns of decimals: a point may be lost there."""
    columns = list(zip(*grid.cells, strict=True))
    found = {at for at, cells in enumerate(columns) if _prints_decimals(cells)}
    rows = tuple(
        tuple(
            cell + MARK if at in found and _is_whole(cell) else cell for at, cell in enumerate(row)
        )
        for row in grid.cells
    )
    return replace(grid, cells=rows)


def _prints_decimals(cells: Sequence[str]) -> bool:
    whole = sum(map(_is_whole, cells))
    return sum(is_figure(unmarked(cell)) and "." in cell for cell in cells) >= _DECIMALS * max(
        whole, 1
    )


def _is_whole(cell: str) -> bool:
    return is_figure(cell) and "." not in cell and not _ZERO.fullmatch(cell)
