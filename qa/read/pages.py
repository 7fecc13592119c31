"""What a page prints beside its text: page numbers and heads that every page repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from qa.model import Line
from qa.read.figures import is_year
from qa.read.headings import is_item
from qa.read.patterns import matches
from qa.read.prose import ends_sentence
from qa.read.text import REMEMBERED, plain, tight
from qa.read.titles import is_note, is_preamble_line

# A head is a short line that stands at the edge of at least so many pages.
_LEAST_REPEATS = 3
_SHORTEST_HEAD, _LONGEST_HEAD = 6, 40
# 第 12 页 共 120 页, and blanks around it, is no longer.
_LONGEST_NUMBER = 40
# The sides of a line.
_ABOVE, _BELOW = -1, 1
_DIGITS = re.compile(r"\d+")


def without_page_marks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without page numbers and without the heads that pages repeat."""
    numbered = tuple(line for line in lines if not _is_page_number(line.text))
    tabbed = any("\t" in line.text for line in numbered)
    heads = _repeated_heads(numbered, anywhere=tabbed)
    return tuple(line for line in numbered if tight(line.text) not in heads) if heads else numbered


def without_running_heads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a text without the heads that many pages repeat at their edge.

    The first of each stays: it may be the heading of a part, which its pages name again.
    """
    edges: dict[tuple[str, int], list[int]] = {}
    highest: dict[tuple[str, int], int] = {}
    for at, step, number in _edges(lines):
        if not _may_run(lines[at].text):
            continue
        side = tight(lines[at].text), step
        if number > highest.get(side, -1):
            highest[side] = number
            edges.setdefault(side, []).append(at)
    if not edges:
        return tuple(lines)
    first: dict[str, int] = {}
    for at, line in enumerate(lines):
        first.setdefault(tight(line.text), at)
    found: set[int] = set()
    for (text, _), places in edges.items():
        repeats = set(places) - {first[text]}
        if len(repeats) + 1 >= _LEAST_REPEATS:
            found |= repeats
    return tuple(line for at, line in enumerate(lines) if at not in found)


def _edges(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Every line at the edge of a page, on which side of it that is, and the number of the page:
    printed beside the line, or counted where the line is its first."""
    printed = [_page_number(line.text) for line in lines]
    for at, (above, line) in enumerate(pairwise(lines)):
        if (below := printed[at + 1]) is not None:
            yield at, _BELOW, below
        before = line.page if line.page != above.page else printed[at]
        if before is not None:
            yield at + 1, _ABOVE, before


def _page_number(text: str) -> int | None:
    """The number of a page that a line prints and nothing else."""
    if len(text) > _LONGEST_NUMBER or not _is_page_number(text):
        return None
    digits = _DIGITS.search(text)
    return int(digits[0]) if digits else None


def _may_run(printed: str) -> bool:
    """Whether a line may be a running head, the heading of a part among them."""
    text = plain(printed)
    fits = "\t" not in printed and _SHORTEST_HEAD <= len(text) <= _LONGEST_HEAD
    return fits and not (is_note(text) or is_preamble_line(text) or ends_sentence(text))


@lru_cache(REMEMBERED)  # each line is asked about, once more after what others leave out
def _is_page_number(text: str) -> bool:
    return matches("reading", "lines", "page", text.strip()) and not is_year(text)


def _repeated_heads(lines: Sequence[Line], anywhere: bool) -> set[str]:
    """Short lines that many pages repeat.

    Where lines are broken, only a line at a page break counts: there the blank line
    before it is missing. ``anywhere`` drops that condition.
    """
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines):
        at_edge = number == 0 or not line.gap or line.page != lines[number - 1].page
        if (at_edge or anywhere) and may_be_head(line.text):
            counts[tight(line.text)] += 1
    return {text for text, count in counts.items() if count >= _LEAST_REPEATS}


def may_be_head(printed: str) -> bool:
    """Whether a line may be the running head of a page: short, no item, no table's title."""
    return _may_run(printed) and not is_item(plain(printed))
