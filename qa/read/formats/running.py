"""Running heads and feet: what many pages print at one height of their edges, numbers aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from qa.read.formats.spread import Item, Text
from qa.read.headings import is_item
from qa.read.labels import Rank, numbering
from qa.read.pages import may_be_head
from qa.read.text import plain, tight
from qa.read.titles import is_preamble_line

# A head of so many pages is one; title and number of a page are two lines.
_FEWEST_PAGES, _MOST_LINES = 3, 2
# Points by which the pages may print it apart.
_SAME = 3.0
_NUMBER = re.compile(r"\d{1,4}")

#: The number of a page, from 0, and of an item on it.
_Place = tuple[int, int]


def without_running(pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items of every page; a running head or foot is blank but for its first page, where it may
    be the title of the text or of a part.

    What can stand above a table (its title, its unit of measure) is left, for every page may hold
    one, and so are headings but for those of parts. A line that many pages repeat letter by letter
    is told by its words alone, whatever the format (``qa.read.pages``).
    """
    places: dict[str, list[_Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        for at in _edges(page):
            if _may_run(text := _text(page[at])):
                places[_NUMBER.sub("0", text)].append((number, at))
    found = [list(page) for page in pages]
    for alike in places.values():
        if len({number for number, _ in alike}) < _FEWEST_PAGES:
            continue
        level = median(pages[number][at].top for number, at in alike)
        own = [(n, at) for n, at in alike if abs(pages[n][at].top - level) <= _SAME]
        if len({number for number, _ in own}) >= _FEWEST_PAGES and _runs(pages, own):
            for number, at in own[1:]:
                found[number][at] = Text(pages[number][at].top, "")
    return found


def _runs(pages: Sequence[Sequence[Item]], places: Sequence[_Place]) -> bool:
    """Whether lines that are alike but for their numbers are one head: the same words that are not
    told as such elsewhere, or words with the number of the page."""
    texts = [_text(pages[number][at]) for number, at in places]
    if len(set(texts)) == 1:
        return not may_be_head(texts[0])
    ahead = [
        tuple(int(printed) - number for printed in _NUMBER.findall(text))
        for text, (number, _) in zip(texts, places, strict=True)
    ]
    return any(len(set(column)) == 1 for column in zip(*ahead, strict=True))


def _text(item: Item) -> str:
    return tight(item.text) if isinstance(item, Text) else ""


def _may_run(text: str) -> bool:
    found = numbering(plain(text))
    part = found is not None and found.rank is Rank.PART
    return bool(text) and (part or not (is_preamble_line(text) or is_item(plain(text))))


def _edges(page: Sequence[Item]) -> Iterator[int]:
    """The places of the lines at the upper and lower edge of a page, up to the first table."""
    seen: set[int] = set()
    for places in (range(len(page)), range(len(page) - 1, -1, -1)):
        for at in places[:_MOST_LINES]:
            if not isinstance(page[at], Text):
                break
            if at not in seen:
                seen.add(at)
                yield at
