"""The contents page: its entries look like headings and must make no sections."""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Line
from qa.read.headings import is_item
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import heading_depth, plain, tight

_LONGEST_ENTRY = 40


def without_contents(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the contents page and without entries that lead to a page number.

    The contents page starts with its title and ends where one of its entries is printed
    again, or, where none is, at the first line that is no entry; at the latest where a new page
    starts without a number.
    """
    start = next((i for i, line in enumerate(lines) if _is_title(line.text)), None)
    kept = list(lines)
    if start is not None:
        kept = [*lines[:start], *lines[_end(lines, start) :]]
    return tuple(line for line in kept if not _leads_to_page(line.text))


def _is_title(text: str) -> bool:
    return matches("outline", "contents", "title", tight(plain(text)).lower())


def _leads_to_page(text: str) -> bool:
    return "\t" not in text and matches("outline", "contents", "entry", text)


def _end(lines: Sequence[Line], start: int) -> int:
    seen: list[str] = []
    for position in range(start + 1, len(lines)):
        text = lines[position].text
        key = tight(pattern("outline", "contents", "entry").sub("", plain(text)))
        if _is_repeated(key, seen) or not _is_entry(text, key):
            return position
        if lines[position].page != lines[position - 1].page and not _goes_on(text):
            return position
        seen.append(key)
    return start + 1


def _goes_on(text: str) -> bool:
    """Whether the first line of a page may be an entry: short lines alone are none."""
    return is_item(text) or _leads_to_page(text)


def _is_repeated(key: str, seen: Sequence[str]) -> bool:
    """Whether an entry is printed again: the text begins.

    Only a numbered entry or the first one can tell; a part tells by its number alone, for
    its title may be broken over lines.
    """
    found = numbering(key)
    if found is None:
        return key in seen[:1]
    if found.rank is Rank.PART:
        return any(
            (entry := numbering(text)) is not None
            and (entry.rank, entry.ordinal) == (found.rank, found.ordinal)
            for text in seen
        )
    return key in seen


def _is_entry(text: str, key: str) -> bool:
    return is_item(text) or heading_depth(text) > 0 or len(key) <= _LONGEST_ENTRY
