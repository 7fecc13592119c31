"""Some documents of an index, ready to be asked: what they name, their facts and their words.

A question is answered over the documents that it can concern, which are put on a shelf once and
kept for the questions after it. What a question does not need is not made: words are taken apart
when words are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Protocol

from qa.ask.citing import Sources
from qa.ask.desk import Desk
from qa.ask.finder import Finder
from qa.ask.flow import Flow
from qa.ask.link import Linker, is_total
from qa.ask.narrative import Narrator
from qa.ask.quoting import Quotes
from qa.ask.spelling import Speller
from qa.ask.text import skeleton
from qa.ask.understand import Vocabulary
from qa.ask.witness import Witnesses
from qa.checks import Audit
from qa.index import DocParagraph, DocumentInfo
from qa.lexicon import load
from qa.model import Fact, Paragraph, Profile

#: So many facts are kept ready, of whatever shelves were asked last; a fact with all that is made
#: of it takes about 4 KB.
MOST_FACTS = 100_000


class Holdings(Protocol):
    """Whoever holds the documents: an opened index."""

    @property
    def documents(self) -> tuple[DocumentInfo, ...]: ...
    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]: ...
    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]: ...
    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]: ...


class Shelf:
    """The documents ``docs`` of an index; ``units`` are the names of all its units."""

    def __init__(
        self,
        index: Holdings,
        docs: Mapping[str, Profile],
        units: tuple[str, ...],
    ) -> None:
        self._index = index
        self._profiles = docs
        self._units = units
        self.facts = index.facts(frozenset(docs))

    @cached_property
    def flow(self) -> Flow:
        """What a question passes through."""
        linker = Linker(self.facts)
        by_doc: dict[str, list[Fact]] = {doc: [] for doc in self._profiles}
        for fact in self.facts:
            by_doc[fact.doc].append(fact)
        return Flow(
            vocabulary=self._vocabulary(linker),
            desk=Desk(Finder(linker, self._profiles), self.facts),
            make_narrator=lambda: Narrator(self._paragraphs, self.facts, self._profiles),
            profiles=self._profiles,
            facts=by_doc,
        )

    @cached_property
    def sources(self) -> Sources:
        """Where citations come from."""
        return Sources(Quotes(self._printed(), self.facts), Witnesses(self.facts))

    def _vocabulary(self, linker: Linker) -> Vocabulary:
        return Vocabulary(
            units=self._units,
            codes=frozenset(f.code for f in self.facts if f.code),
            labels=frozenset(
                map(skeleton, chain(*map(_names, self.facts), load("labels")["terms"]))
            ),
            grams=linker.known,
            speller=Speller(chain(*map(_labels, self.facts)), self._units),
        )

    @cached_property
    def _paragraphs(self) -> list[tuple[str, Paragraph]]:
        found = self._index.paragraphs(frozenset(self._profiles))
        return [(p.doc, p.paragraph) for p in found if p.doc in self._profiles]

    def _printed(self) -> Iterator[tuple[str, Paragraph]]:
        """The paragraphs, read when the first is wanted."""
        yield from self._paragraphs


class Shelves:
    """The shelves of an index: those that were asked last, within a bound on their facts."""

    def __init__(
        self, index: Holdings, profiles: Mapping[str, Profile], most_facts: int = MOST_FACTS
    ) -> None:
        self._index = index
        self._profiles = profiles
        self._units = tuple(dict.fromkeys(profile.unit_name for profile in profiles.values()))
        self._most_facts = most_facts
        self._kept: OrderedDict[frozenset[str], Shelf] = OrderedDict()
        self._lock = Lock()

    def of(self, docs: Collection[str]) -> Shelf:
        """The shelf of ``docs``, made if need be."""
        wanted = frozenset(docs)
        with self._lock:
            if wanted in self._kept:
                self._kept.move_to_end(wanted)
                return self._kept[wanted]
        chosen = {doc: profile for doc, profile in self._profiles.items() if doc in wanted}
        shelf = Shelf(self._index, chosen, self._units)
        with self._lock:
            self._kept[wanted] = shelf
            while len(self._kept) > 1 and self.size > self._most_facts:
                self._kept.popitem(last=False)
        return shelf

    @property
    def size(self) -> int:
        """How many facts are kept."""
        return sum(len(shelf.facts) for shelf in self._kept.values())


def _names(fact: Fact) -> tuple[str, ...]:
    """The labels and the title of a table's cell: what a question may quote word by word."""
    if fact.table_id < 0:
        return ()
    labels = (*fact.row, *fact.column, (fact.table or "").split(" ")[0])
    return tuple(label for label in labels if not is_total(label, fact.unit_name))


def _labels(fact: Fact) -> tuple[str, ...]:
    """All labels of a fact, its table's title and its headings, as printed."""
    return (*fact.row, *fact.column, fact.table or "", *fact.section)
