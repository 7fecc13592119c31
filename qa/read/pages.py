"""What a page prints beside its text: page numbers and heads that every page repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.model import Line
from qa.read.figures import is_year
from qa.read.headings import is_heading
from qa.read.patterns import matches
from qa.read.text import plain, tight

# A head is a short line that stands at the edge of at least so many pages.
_LEAST_REPEATS = 3
_SHORTEST_HEAD, _LONGEST_HEAD = 6, 40


def without_page_marks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without page numbers and without the heads that pages repeat."""
    numbered = tuple(line for line in lines if not _is_page_number(line.text))
    heads = _repeated_heads(numbered)
    return tuple(line for line in numbered if tight(line.text) not in heads)


def _is_page_number(text: str) -> bool:
    return matches("reading", "lines", "page", text.strip()) and not is_year(text)


def _repeated_heads(lines: Sequence[Line]) -> set[str]:
    """Short lines that recur at page breaks, where the blank line before them is missing."""
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines):
        at_edge = number == 0 or not line.gap or line.page != lines[number - 1].page
        text = plain(line.text)
        if at_edge and _SHORTEST_HEAD <= len(text) <= _LONGEST_HEAD and not is_heading(text):
            counts[tight(line.text)] += 1
    return {text for text, count in counts.items() if count >= _LEAST_REPEATS}
