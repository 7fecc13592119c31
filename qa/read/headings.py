"""Which lines are headings, which are items of a list, and which are the contents page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.model import Line
from qa.read.labels import Numbering, Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import heading_depth, plain, squeeze, tight


def heading_text(text: str) -> str:
    """A heading as it stands in a path: without marks, one space behind 第一部分."""
    text = plain(text)
    found = numbering(text)
    if found is None:
        return squeeze(text)
    if found.rank is not Rank.PART:
        return squeeze(text)
    number = re.sub(r"[\s:：、.]+$", "", text[: len(text) - len(found.rest)])
    return f"{squeeze(number)} {squeeze(found.rest)}".strip()


def heading_title(text: str) -> str:
    """A heading without its numbering, as a title for what stands below it."""
    found = numbering(text)
    return found.rest if found and found.rest else text


def as_heading(text: str) -> Numbering | None:
    """The numbering of a line that is a heading; ``None`` for items and prose.

    A heading holds no stop and no comma: a numbered clause is an item of a list.
    """
    found = numbering(plain(text))
    if found is None or not found.rest:
        return None
    rest = found.rest
    if len(rest) > pattern_number("longest") or matches("outline", "heading", "stops", rest):
        return None
    return found


def is_marked(text: str) -> bool:
    """Whether a mark and not a number makes the line a heading."""
    return heading_depth(text) > 0


def is_item(text: str) -> bool:
    """Whether the line starts a numbered item or heading."""
    return numbering(plain(text)) is not None


def pattern_number(key: str) -> int:
    """A whole number of the lexicon's section on headings."""
    from qa import lexicon

    return int(lexicon.load("outline")["heading"][key])


def without_contents(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the contents page and without entries that end in a page number.

    The contents page starts with its title and ends where its first entry is printed
    again, or, where none is, at the first line that is no entry.
    """
    entries = pattern("outline", "contents", "entry")
    start = next((i for i, line in enumerate(lines) if _is_contents_title(line.text)), None)
    kept = list(lines)
    if start is not None:
        end = _contents_end(lines, start)
        kept = [*lines[:start], *lines[end:]]
    return tuple(line for line in kept if not (entries.search(line.text) and _is_entry(line.text)))


def _is_contents_title(text: str) -> bool:
    return matches("outline", "contents", "title", tight(plain(text)).lower())


def _contents_end(lines: Sequence[Line], start: int) -> int:
    seen: set[str] = set()
    for position in range(start + 1, len(lines)):
        text = lines[position].text
        key = _entry_key(text)
        if key in seen:
            return position
        if not (_is_entry(text) or is_marked(text) or matches("outline", "contents", "entry", text)):
            return position
        seen.add(key)
    return start + 1


def _entry_key(text: str) -> str:
    bare = pattern("outline", "contents", "entry").sub("", plain(text))
    return tight(bare)


def _is_entry(text: str) -> bool:
    bare = pattern("outline", "contents", "entry").sub("", text)
    found = numbering(plain(bare))
    return found is not None or len(tight(bare)) <= 30
