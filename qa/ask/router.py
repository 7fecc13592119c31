"""Which documents a question can concern.

Those of the units that it names; of a small index all of them; of a large one, where no unit is
named, those that a search finds first, which then are but examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from qa.ask.question.units import find_units
from qa.ask.question.years import years_in
from qa.ask.words.kinds import kind_in
from qa.ask.words.text import clean, simplified
from qa.index import DocumentInfo
from qa.model import Passage, Profile

#: Documents of no more facts than this are all asked.
WHOLE = 20_000
#: The documents of so many units are all asked, however many facts they hold.
FEW_UNITS = 4
#: So many passages are looked at to find examples, and so many documents are taken for them.
SEARCHED, EXAMPLES = 60, 8


class Searches(Protocol):
    """Whoever finds passages: an opened index."""

    def search(
        self,
        query: str,
        k: int = 10,
        docs: Collection[str] | None = None,
        legs: Sequence[Literal["bm25", "dense"]] = (),
    ) -> tuple[Passage, ...]: ...


@dataclass(frozen=True, slots=True)
class Route:
    """The documents to be asked; ``partial`` where others might answer as well."""

    docs: frozenset[str]
    partial: bool = False


class Router:
    """Chooses among the documents of an index by what a conversation names."""

    def __init__(
        self, documents: Sequence[DocumentInfo], index: Searches, whole: int = WHOLE
    ) -> None:
        self._index = index
        self._whole = whole
        self._sizes: Mapping[str, int] = {info.doc: info.facts for info in documents}
        self._profiles: Mapping[str, Profile] = {info.doc: info.profile for info in documents}
        of_units: dict[str, list[str]] = defaultdict(list)
        for info in documents:
            of_units[info.profile.unit_name].append(info.doc)
        self._of_units: Mapping[str, list[str]] = of_units
        #: The names of all units.
        self.units = tuple(of_units)
        #: Whether a question cannot be asked of all documents at once.
        self.is_large = sum(self._sizes.values()) > whole

    def route(self, question: str, history: Sequence[str] = ()) -> Route:
        """The documents that ``question`` can concern; ``history`` holds the questions before.

        A unit that the last question leaves out is that of the question before it.
        """
        named: set[str] = set()
        for text in (question, *reversed(history)):
            if named := self.named(text):
                break
        docs = self.docs_of(named) if named else frozenset(self._sizes)
        if sum(map(self._sizes.__getitem__, docs)) <= self._whole:
            return Route(docs)
        if 0 < len(named) <= FEW_UNITS:
            return Route(self._about(years_in(clean(" ".join((*history, question)))), docs))
        asked = " ".join((*history, question))
        return Route(self.examples(asked, self._meant(asked, docs)), partial=True)

    def _meant(self, asked: str, docs: Collection[str]) -> Collection[str]:
        """Those of ``docs`` that are of the years and of the kind that are named, as far as there
        are any: what others print most is no example of what is asked."""
        text = clean(simplified(asked))
        years = years_in(text)
        kind = kind_in(text)
        of_years = [doc for doc in docs if not years or self._profiles[doc].year in years]
        of_kind = [doc for doc in of_years if kind in (None, self._profiles[doc].kind)]
        return of_kind or of_years or docs

    def _about(self, years: Collection[int], docs: frozenset[str]) -> frozenset[str]:
        """Those of ``docs`` that print figures of ``years``: their own, those of the year before
        and after them; all of them where there are none."""
        first, last = min(years, default=0) - 1, max(years, default=0) + 1
        return frozenset(doc for doc in docs if first <= self._profiles[doc].year <= last) or docs

    def lacking(self, units: Collection[str], docs: frozenset[str]) -> frozenset[str]:
        """The documents of those of ``units`` of which none is among ``docs``; none of any where
        a short form fits many."""
        if len(units) > FEW_UNITS:
            return frozenset()
        return self.docs_of(unit for unit in units if docs.isdisjoint(self._of_units[unit]))

    def docs_of(self, units: Iterable[str]) -> frozenset[str]:
        """The documents of ``units``."""
        return frozenset(doc for unit in units for doc in self._of_units[unit])

    def examples(self, asked: str, docs: Collection[str] | None) -> frozenset[str]:
        """The documents of ``docs`` (of all for ``None``) that print most of what is asked."""
        found = self._index.search(asked, SEARCHED, docs, legs=("bm25",))
        return frozenset([*dict.fromkeys(passage.doc for passage in found)][:EXAMPLES])

    def named(self, text: str) -> set[str]:
        """The units that ``text`` names."""
        mentions = find_units(clean(simplified(text)), self.units)
        return {name for mention in mentions for name in mention.names}
