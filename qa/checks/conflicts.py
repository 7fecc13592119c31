"""Contradictions by the place of the figures that they touch, for answers that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qa.checks.words import project_name
from qa.facts.amounts import find_amounts
from qa.model import Check, Citation, Fact
from qa.read.text import tight

Place = tuple[str, int]
#: A check is about an answer that uses two of the figures that it was reckoned from.
_ENOUGH = 2


class Conflicts(Mapping[Place, tuple[Check, ...]]):
    """The errors among checks, by (doc, line) of every figure that they cite.

    ``touching`` is the finer question: which of them bear on an answer that rests on certain
    facts; ``quoted`` asks it of one that quotes words. Notices are left out: they are no
    contradictions.
    """

    def __init__(self, checks: Iterable[Check]) -> None:
        self._checks = tuple(one for one in checks if one.severity == "error")
        places: dict[Place, dict[Check, None]] = {}
        for one in self._checks:
            for citation in one.citations:
                places.setdefault((citation.doc, citation.line), {})[one] = None
        self._places = {place: tuple(found) for place, found in places.items()}

    def __getitem__(self, place: Place) -> tuple[Check, ...]:
        return self._places[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def touching(self, facts: Iterable[Fact]) -> tuple[Check, ...]:
        """The errors that an answer resting on ``facts`` should tell.

        Those that doubt one of its figures, and those that two of its figures were reckoned
        with: who divides 6.28 by 12.00 should know that another rate is printed. And those
        of a project whose amount an answer takes from a list.
        """
        cells = {_cell(fact): fact for fact in facts}
        near = dict.fromkeys(
            one for fact in cells.values() for one in self.get((fact.doc, fact.line), ())
        )
        bearing = [one for one in near if _bears_on(one, cells)]
        named = [one for one in self._checks if any(_is_total_of(f, one) for f in cells.values())]
        return tuple(dict.fromkeys((*bearing, *named)))

    def quoted(self, doc: str, words: str) -> tuple[Check, ...]:
        """The errors whose doubtful figures stand in ``words`` of ``doc``, as it prints them."""
        text = tight(words)
        return tuple(
            one
            for one in self._checks
            if one.doc == doc
            and any(_is_quoted(one, place, text) for place in one.citations[: one.doubtful])
        )


def conflicts(checks: Iterable[Check]) -> Conflicts:
    """The contradictions among ``checks``, to be looked up by the place of a figure."""
    return Conflicts(checks)


def _cell(place: Fact | Citation) -> tuple[object, ...]:
    return (place.doc, place.line, place.row, place.column)


def _is_quoted(one: Check, place: Citation, text: str) -> bool:
    """Whether ``text`` holds what a place prints, or is the part of it that prints the figure."""
    words = tight(place.quote.removeprefix(f"{place.table} ") if place.table else place.quote)
    if words in text:
        return True
    return text in words and any(amount.value == one.found for amount in find_amounts(text))


def _is_total_of(fact: Fact, one: Check) -> bool:
    """Whether a figure is the amount of the project on whose sheet the check is.

    A list of projects, or another row of the sheet, prints the same amount as the one that the
    details do not make up.
    """
    if (fact.doc, fact.value) != (one.doc, one.expected):
        return False
    sheets = {place.table for place in one.citations if place.table and " " in place.table}
    names = {project_name(sheet.partition(" ")[2]) for sheet in sheets}
    return fact.table in sheets or any(project_name(label) in names for label in fact.row[-1:])


def _bears_on(one: Check, cells: Mapping[tuple[object, ...], Fact]) -> bool:
    places = one.citations[: one.doubtful]
    doubted = any(_cell(place) in cells for place in places)
    told = any(_stands_in(fact, place) for fact in cells.values() for place in places)
    cited = {_cell(citation) for citation in one.citations}
    return doubted or told or len(cited & cells.keys()) >= _ENOUGH


def _stands_in(fact: Fact, place: Citation) -> bool:
    """Whether a sentence's figure is one of a cell of words: 测算明细 with several amounts."""
    same = (fact.doc, fact.line, fact.table) == (place.doc, place.line, place.table)
    told = fact.source == "prose" and fact.table is not None and bool(place.column)
    return same and told and tight(fact.quote) in tight(place.quote)
