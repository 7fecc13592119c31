"""What a page prints beside its text: page numbers and heads that every page repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.model import Line
from qa.read.figures import is_year
from qa.read.headings import is_item
from qa.read.patterns import matches
from qa.read.prose import ends_sentence
from qa.read.text import plain, tight
from qa.read.titles import is_note, is_preamble_line

# A head is a short line that stands at the edge of at least so many pages.
_LEAST_REPEATS = 3
_SHORTEST_HEAD, _LONGEST_HEAD = 6, 40


def without_page_marks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without page numbers and without the heads that pages repeat."""
    numbered = tuple(line for line in lines if not _is_page_number(line.text))
    tabbed = any("\t" in line.text for line in numbered)
    heads = _repeated_heads(numbered, anywhere=tabbed)
    return tuple(line for line in numbered if tight(line.text) not in heads)


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
    text = plain(printed)
    return (
        "\t" not in printed
        and _SHORTEST_HEAD <= len(text) <= _LONGEST_HEAD
        and not is_item(text)
        and not is_note(text)
        and not is_preamble_line(text)
        and not ends_sentence(text)
    )
