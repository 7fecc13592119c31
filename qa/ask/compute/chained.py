"""Questions in two steps: which item of a family is the largest, and then by how much that item
rose or fell (最大的那个科目比上年增加了多少)."""

from __future__ import annotations

from dataclasses import replace

from qa.ask.compute import compared, sets, sums
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find.desk import Desk, about
from qa.ask.question.query import Operation, Query

#: What chooses the item of which the change is asked for.
_FIRST: tuple[Operation, ...] = ("largest", "smallest")


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell, also the one that the question first chooses, or the sum of
    several that it names."""
    if found := sums.moved(query, desk):
        return found
    return _of_chosen(query, desk) if set(_FIRST) & set(query.operations) else _plain(query, desk)


def _plain(query: Query, desk: Desk) -> Outcome | None:
    if "change" in query.operations:
        return sets.change(query, desk)
    return compared.change(query, desk)


def _of_chosen(query: Query, desk: Desk) -> Outcome | None:
    """The change of the one item that is the largest or smallest of the year asked for; ``None``
    where several are, or its change is not told: that of the whole is none of it."""
    first = tuple(o for o in query.operations if o in _FIRST)
    years = query.years[-1:]
    before = {w for w in query.words_of("year") if int(w.meaning) not in years}
    words = tuple(w for w in query.words if w not in before and w.group != "relative_year")
    this = replace(query, operations=first, words=words, years=years, shift=0, direction=0)
    chosen = sets.extreme(this, desk)
    if chosen is None or len(chosen.figures) != 1 or not sets.own(chosen.figures[0]):
        return None
    wanted = tuple(o for o in query.operations if o in ("change", "growth"))
    item = replace(about(query, sets.own(chosen.figures[0])), operations=wanted, top=None)
    found = _plain(item, desk)
    if found is None or found.status != "answered":
        return None
    return answered(*found.figures, *chosen.figures, remark=chosen.remark)
