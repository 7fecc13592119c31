"""The numbered sources of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from qa.ask.find.figures import Figure
from qa.ask.find.witness import Witnesses
from qa.ask.narrative.narrator import Excerpt
from qa.ask.tell.quoting import Quotes
from qa.model import Citation, Fact, Profile

#: A sum of many figures is not witnessed twice: its sources would bury the answer.
MOST_WITNESSED = 4
#: The sources of a sum of more figures are marked from the first to the last.
MOST_MARKED = 42


@dataclass(frozen=True, slots=True)
class Sources:
    """Where citations come from: what is quoted, and who else prints the same figure."""

    quotes: Quotes
    witnesses: Witnesses


class Citations:
    """The sources of one answer, numbered in the order in which they are first used."""

    def __init__(self, profiles: Mapping[str, Profile], sources: Sources) -> None:
        self._profiles = profiles
        self._sources = sources
        self._numbers: dict[tuple[str | int, ...], int] = {}
        self.cited: list[Citation] = []
        self.facts: list[Fact] = []

    def number(self, fact: Fact) -> int:
        """The number of the citation of ``fact``; facts of one row or one quote share it."""
        self.facts.append(fact)
        quote = self._sources.quotes.of(fact)
        key = (fact.doc, fact.table_id, fact.row_id, quote)
        if key not in self._numbers:
            self.cited.append(citation_of(fact, self._profiles[fact.doc].title, quote))
            self._numbers[key] = len(self.cited)
        return self._numbers[key]

    def place(self, excerpt: Excerpt) -> int:
        """The number of the citation of an excerpt."""
        key = (excerpt.doc, excerpt.line, excerpt.quote)
        if key not in self._numbers:
            title = self._profiles[excerpt.doc].title
            self.cited.append(
                Citation(
                    excerpt.doc, title, excerpt.section, excerpt.quote, excerpt.line,
                    excerpt.table, excerpt.row, excerpt.column, excerpt.page,
                )
            )  # fmt: skip
            self._numbers[key] = len(self.cited)
        return self._numbers[key]

    def marks(self, figures: Iterable[Figure]) -> str:
        """The [n] marks of everything that ``figures`` rest on."""
        facts = dict.fromkeys(fact for f in figures for fact in f.facts)
        numbers = dict.fromkeys(map(self.number, facts))
        if len(facts) <= MOST_WITNESSED:
            others = chain.from_iterable(map(self._sources.witnesses.beside, facts))
            numbers |= dict.fromkeys(map(self.number, others))
        if len(numbers) > MOST_MARKED:
            return f"[{min(numbers)}]–[{max(numbers)}]"
        return "".join(f"[{n}]" for n in numbers)


def citation_of(fact: Fact, title: str, quote: str) -> Citation:
    """Where a fact is printed, with its table's title in the quote as a reader would see it."""
    return Citation(
        doc=fact.doc,
        title=title,
        section=fact.section,
        quote=quote,
        line=fact.line,
        table=fact.table,
        row=fact.row,
        column=fact.column,
        page=fact.page,
    )
