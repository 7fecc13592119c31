"""Contradictions by the place of the figures that they touch, for answers that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qa.checks.words import project_name
from qa.model import Check, Citation, Fact

Place = tuple[str, int]
#: A check is about an answer that uses two of the figures that it was reckoned from.
_ENOUGH = 2


class Conflicts(Mapping[Place, tuple[Check, ...]]):
    """The errors among checks, by (doc, line) of every figure that they cite.

    ``touching`` is the finer question: which of them bear on an answer that rests on certain
    facts. Notices are left out: they are no contradictions.
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


def conflicts(checks: Iterable[Check]) -> Conflicts:
    """The contradictions among ``checks``, to be looked up by the place of a figure."""
    return Conflicts(checks)


def _cell(place: Fact | Citation) -> tuple[object, ...]:
    return (place.doc, place.line, place.row, place.column)


def _is_total_of(fact: Fact, one: Check) -> bool:
    """Whether a figure is the amount of the project on whose sheet the check is.

    A list of projects prints the same amount as the sheet whose details do not make it up.
    """
    sheets = {
        project_name(citation.table.partition(" ")[2])
        for citation in one.citations
        if citation.table and " " in citation.table
    }
    same = (fact.doc, fact.value) == (one.doc, one.expected)
    return same and any(project_name(label) in sheets for label in fact.row[-1:])


def _bears_on(one: Check, cells: Mapping[tuple[object, ...], Fact]) -> bool:
    cited = [_cell(citation) for citation in one.citations]
    doubted = any(cell in cells for cell in cited[: one.doubtful])
    return doubted or len(set(cited) & cells.keys()) >= _ENOUGH
