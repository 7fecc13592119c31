"""What a citation quotes: the printed row, or the sentence with what it needs to be understood.

“项目全年预算数为 …” says nothing without the head of its paragraph, which names the project.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from qa.model import Fact, Paragraph

#: A paragraph of no more characters is quoted whole.
LONGEST_QUOTE = 300
#: The head of a longer one is quoted up to its first stop, if that is no further off than this.
LONGEST_HEAD = 60
#: A sentence is looked for in so many paragraphs before its line.
LOOK_BACK = 3
GAP = "……"
_HEAD_END = re.compile(r"[：:。]")


class Quotes:
    """The paragraphs and the cells of words of an index, in which sentences stand."""

    def __init__(self, paragraphs: Iterable[tuple[str, Paragraph]], facts: Iterable[Fact]) -> None:
        """Neither is looked at before a sentence is quoted."""
        self._given = paragraphs, facts

    @cached_property
    def _paragraphs(self) -> Mapping[str, list[Paragraph]]:
        """Those of each document, by line."""
        found: dict[str, list[Paragraph]] = defaultdict(list)
        for doc, paragraph in self._given[0]:
            found[doc].append(paragraph)
        for own in found.values():
            own.sort(key=lambda paragraph: paragraph.line)
        return found

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], list[Fact]]:
        """The cells of words of each table."""
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._given[1]:
            if fact.source == "table" and fact.table and fact.value is None and fact.text:
                found[fact.doc, fact.table].append(fact)
        return found

    def of(self, fact: Fact) -> str:
        """The quote for ``fact``: its table's title and its row, or the words it stands in."""
        if fact.source == "table":
            return f"{fact.table} {fact.quote}" if fact.table else fact.quote
        if fact.table:
            cells = self._cells.get((fact.doc, fact.table), ())
            text = next((c.text for c in cells if c.text and fact.quote in c.text), fact.quote)
            return f"{fact.table} {in_context(text, fact.quote)}"
        return in_context(self._paragraph(fact), fact.quote)

    def _paragraph(self, fact: Fact) -> str:
        """The paragraph that prints the sentence of ``fact``; the sentence if none does."""
        own = self._paragraphs.get(fact.doc, ())
        last = bisect_right(own, fact.line, key=lambda paragraph: paragraph.line)
        near = (own[i].text for i in range(last - 1, max(-1, last - 1 - LOOK_BACK), -1))
        return next((text for text in near if fact.quote in text), fact.quote)


def in_context(text: str, sentence: str) -> str:
    """``text`` whole if it is short, else its head and ``sentence``."""
    if len(text) <= LONGEST_QUOTE:
        return text.strip()
    head = _HEAD_END.search(text, 0, LONGEST_HEAD)
    if head is None or text.find(sentence) < head.end():
        return sentence
    between = text[head.end() : text.find(sentence)].strip()
    return f"{text[: head.end()].strip()}{GAP if between else ''}{sentence}"
