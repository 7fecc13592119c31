"""Whose figure is meant where a question that reckons leaves open the unit, or the year: where
several documents hold all that it needs, none of them answers for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from qa.ask.compute.lookup import CLOSE_AT_ALL, CLOSE_COVERAGE
from qa.ask.compute.outcome import Outcome
from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.question.query import Query
from qa.ask.question.unit_names import body_of
from qa.model import Profile

#: What comes to one figure, so that each document's stands for its answer.
_RECKONED = frozenset(
    ("change", "compare", "growth", "difference", "remaining", "less", "average", "multiple",
     "sum", "sum_of_several", "largest", "smallest")
)  # fmt: skip
Run = Callable[[Query, Desk], Outcome | None]


def of_each_document(query: Query, done: Outcome | None, run: Run, desk: Desk) -> Outcome | None:
    """``done``, what ``run`` made of ``query``; the figures of all documents as candidates where
    others, of which the question says as much, come to one as well."""
    if done is None or done.status != "answered" or not done.figures:
        return done
    if not _RECKONED & {*query.operations} or (query.units and query.years) or query.backward:
        return done
    first = done.figures[0]
    docs = {fact.doc for figure in done.figures for fact in figure.facts}
    if len(docs) != 1 or not first.facts:
        return done
    own = desk.finder.profile(next(iter(docs)))
    others = [figure for one in _others(query, own, desk) if (figure := _headline(one, run, desk))]
    same = [figure for figure in others if _fits_as_well(figure, first)]
    kept = [figure for figure in same if figure.unit == first.unit or not figure.value]
    if not kept:
        return done
    return Outcome("ambiguous", candidates=(first, *kept))


def _others(query: Query, own: Profile, desk: Desk) -> Iterator[Query]:
    """``query`` asked of each other unit and year that documents are of."""
    for profile in desk.finder.profiles():
        unit, year = profile.unit_name, profile.year
        same = body_of(unit) == body_of(own.unit_name)
        if (same and (query.years or year == own.year)) or (query.units and not same):
            continue
        if not query.years or year in query.years:
            yield replace(query, units=(unit,), years=(year,), shift=query.shift)


def _headline(query: Query, run: Run, desk: Desk) -> Figure | None:
    """The first figure that ``query`` comes to, where it is of its own unit alone."""
    found = run(query, desk)
    if found is None or found.status != "answered" or not found.figures:
        return None
    units = {fact.unit_name for fact in found.figures[0].facts}
    return found.figures[0] if units == {*query.units} else None


def _fits_as_well(figure: Figure, best: Figure) -> bool:
    """Whether the words of the question fit what ``figure`` is made of about as well."""
    return (
        _least(figure).coverage >= _least(best).coverage - CLOSE_COVERAGE
        and _least(figure).score >= _least(best).score - CLOSE_AT_ALL
    )


def _least(figure: Figure) -> Figure:
    """The operand that fits the question least; the figure itself where it has none."""
    return min(figure.operands, key=lambda one: one.coverage, default=figure)
