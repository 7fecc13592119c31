"""Some documents of an index, ready to be asked: what they name, their facts and their words.

A question is answered over the documents that it can concern, which are put on a shelf once and
kept for the questions after it. What a question does not need is not made: words are taken apart
when words are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import Protocol

from qa.ask.find.desk import DEPTH, Desk
from qa.ask.find.finder import Finder, unit_class
from qa.ask.find.link import is_total
from qa.ask.find.linker import Linker
from qa.ask.find.witness import Witnesses
from qa.ask.flow import Flow
from qa.ask.in_words import Words
from qa.ask.narrative.narrator import Narrator
from qa.ask.narrative.units import Told, told_in, told_of
from qa.ask.question.bounds import limits_in
from qa.ask.question.spelling import Speller
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.router import Searches
from qa.ask.tell.citing import Sources
from qa.ask.tell.quoting import Quotes
from qa.ask.words.text import skeleton
from qa.checks import Audit
from qa.facts.unchanged import unchanged_in
from qa.index import DocParagraph, DocumentInfo
from qa.lexicon import load
from qa.model import Fact, Paragraph, Profile

#: So many facts are kept ready, of whatever shelves were asked last; a fact with all that is made
#: of it takes about 4 KB.
MOST_FACTS = 100_000
#: The words of so many documents, those asked last, are kept taken apart.
MOST_TOLD = 64
#: So many facts for each unit are looked at for one query.
OF_EACH_UNIT = 4


class Holdings(Searches, Protocol):
    """Whoever holds the documents: an opened index."""

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document."""
        ...

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        """The facts of ``docs``, of all documents for ``None``."""
        ...

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        """The figures of ``items`` in ``years`` (in any for none), of all documents."""
        ...

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        """The documents that hold such a fact."""
        ...

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        """The paragraphs of ``docs``, of all documents for ``None``."""
        ...

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        """What the checks found in ``docs``, in all documents for ``None``."""
        ...


class Shelf:
    """Facts of some documents, and their paragraphs, which are read when they are wanted.

    ``docs`` are the documents, ``units`` the names of all units of the index.
    """

    def __init__(
        self,
        docs: Mapping[str, Profile],
        units: tuple[str, ...],
        facts: Sequence[Fact],
        paragraphs: Callable[[], Iterable[DocParagraph]] = tuple,
        told: Callable[[str], Told] | None = None,
    ) -> None:
        """``told``, where given, knows what a document tells in words."""
        self._profiles = docs
        self._units = units
        self.facts = facts
        self._read_paragraphs = paragraphs
        self._told = told

    @cached_property
    def flow(self) -> Flow:
        """What a question passes through."""
        linker = Linker((*self.facts, *unchanged_in(self.facts, self._profiles)))
        by_doc: dict[str, list[Fact]] = {doc: [] for doc in self._profiles}
        for fact in self.facts:
            by_doc[fact.doc].append(fact)
        vocabulary = self._vocabulary(linker)
        desk = Desk(Finder(linker, self._profiles), self.facts, self._depth)
        return Flow(vocabulary, desk, Words(vocabulary, self._narrator, self._profiles, by_doc))

    def _narrator(self) -> Narrator:
        """Who answers in words: what each document tells, in the order of their paragraphs."""
        if self._told is None:
            return Narrator(told_of(self._paragraphs, self.facts), self._profiles)
        docs = dict.fromkeys([*(doc for doc, _ in self._paragraphs), *self._profiles])
        return Narrator({doc: self._told(doc) for doc in docs}, self._profiles)

    @property
    def _depth(self) -> int:
        """Enough to look at some facts of every unit."""
        units = {profile.unit_name for profile in self._profiles.values()}
        return max(DEPTH, OF_EACH_UNIT * len(units))

    @cached_property
    def sources(self) -> Sources:
        """Where citations come from."""
        return Sources(Quotes(self._words(), self.facts), Witnesses(self.facts))

    def _vocabulary(self, linker: Linker) -> Vocabulary:
        return Vocabulary(
            units=self._units,
            codes=frozenset(f.code for f in self.facts if f.code),
            labels=frozenset(map(skeleton, (*_names(self.facts), *load("labels")["terms"]))),
            counted=frozenset(map(skeleton, _counted(self.facts))),
            grams=linker.known,
            limits=frozenset(limits_in(linker.texts)),
            speller=Speller(_printed(self.facts), self._units),
        )

    @cached_property
    def _paragraphs(self) -> list[tuple[str, Paragraph]]:
        found = self._read_paragraphs()
        return [(p.doc, p.paragraph) for p in found if p.doc in self._profiles]

    def _words(self) -> Iterator[tuple[str, Paragraph]]:
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
        self._kept: OrderedDict[Hashable, Future[Shelf]] = OrderedDict()
        self._lock = Lock()
        self._told = lru_cache(maxsize=MOST_TOLD)(self._read_told)

    def of(self, docs: Collection[str]) -> Shelf:
        """The shelf of all facts of ``docs``."""
        wanted = frozenset(docs)
        return self._shelf(wanted, lambda: self._of_documents(wanted))

    def _shelf(self, key: Hashable, make: Callable[[], Shelf]) -> Shelf:
        """What is kept under ``key``, made if need be: once, however many ask for it at once."""
        with self._lock:
            promised = self._kept.get(key)
            is_mine = promised is None
            if promised is None:
                promised = self._kept[key] = Future()
            self._kept.move_to_end(key)
        if is_mine:
            self._keep(key, promised, make)
        return promised.result()

    def _keep(self, key: Hashable, promised: Future[Shelf], make: Callable[[], Shelf]) -> None:
        """Makes what is ``promised``, and lets go of what was asked longest ago."""
        try:
            shelf = make()
            _ = shelf.flow
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            promised.set_exception(error)
            return
        promised.set_result(shelf)
        with self._lock:
            while len(self._kept) > 1 and self.size > self._most_facts:
                self._kept.popitem(last=False)

    def _of_documents(self, docs: frozenset[str]) -> Shelf:
        chosen = {doc: profile for doc, profile in self._profiles.items() if doc in docs}
        read = partial(self._index.paragraphs, docs)
        return Shelf(chosen, self._units, self._index.facts(docs), read, self._told)

    def _read_told(self, doc: str) -> Told:
        """What a document tells in words, taken apart once for all shelves that it stands on."""
        found = (one.paragraph for one in self._index.paragraphs([doc]) if one.doc == doc)
        return told_in(found, self._index.facts([doc]), doc)

    @property
    def size(self) -> int:
        """How many facts are kept."""
        made = (promised.result() for promised in self._kept.values() if promised.done())
        return sum(len(shelf.facts) for shelf in made)


def _names(facts: Iterable[Fact]) -> set[str]:
    """The labels and titles of tables' cells: what a question may quote word by word."""
    paths = {
        (path, fact.unit_name)
        for fact in facts
        if fact.table_id >= 0
        for path in (fact.row, fact.column, ((fact.table or "").split(" ")[0],))
    }
    return {label for path, unit in paths for label in path if not is_total(label, unit)}


def _counted(facts: Iterable[Fact]) -> set[str]:
    """What sentences count: 二级项目 of “二级项目58个”."""
    found = (fact for fact in facts if fact.table_id < 0 and fact.row and fact.unit)
    return {fact.row[-1] for fact in found if unit_class(fact.unit or "") == "count"}


def _printed(facts: Iterable[Fact]) -> set[str]:
    """All labels of facts, the titles of their tables and their headings."""
    paths = {p for f in facts for p in (f.row, f.column, f.section, (f.table or "",))}
    return {label for path in paths for label in path}
