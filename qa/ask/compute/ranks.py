"""Which place an item takes among those that a document sets beside it (排第几)."""

from __future__ import annotations

from collections.abc import Iterator

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.sets import LONGEST_LIST, figures_of, own
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_of
from qa.ask.find.families import Family
from qa.ask.find.figures import Figure, aligned
from qa.ask.find.together import CHOICES
from qa.ask.question.asked import pattern_of
from qa.ask.question.query import Query
from qa.lexicon import load
from qa.model import Fact

#: So much of what the question calls the whole is said by the labels of the items' place.
MIN_WHOLE = 0.5


def rank(query: Query, desk: Desk) -> Outcome | None:
    """The item's figure, its place among its like from the largest down, and who they are."""
    item, whole = _item_and_whole(query)
    for link in desk.links(item)[:CHOICES]:
        families = [f for f in _with(link.fact, desk) if _is_of(f, whole, desk)]
        for family in sorted(families, key=lambda f: -_coverage(f, whole, desk)):
            ranked = fig.ranked(figures_of(family))
            if 1 < len(ranked) <= LONGEST_LIST and (found := _placed(link.fact, ranked)):
                return answered(figure_of(link), remark=found)
    return None


def _placed(fact: Fact, ranked: list[Figure]) -> str | None:
    """What is said of the place of ``fact`` among ``ranked``; nothing if it is none of them."""
    mine = next((f for f in ranked if fact in f.facts), None)
    if mine is None:
        return None
    first, *_ = aligned([mine, *ranked])
    place = 1 + sum(f.value > first.value for f in ranked)
    words = load("answers")["remark"]
    names = str(words["order"]).format(names="、".join(map(own, ranked)))
    return str(words["place"]).format(place=place, count=len(ranked)) + names


def _item_and_whole(query: Query) -> tuple[Query, Query]:
    """Of “A 在 B 里排第几” and “B 中 A 排第几” the queries of A and B; B may name nothing."""
    first, last = query.span
    mark = query.mark("rank")
    asked = mark.start if mark else last
    inside = query.text.rfind("在", first, asked)
    if inside >= 0 and query.content & ((1 << inside) - 1):
        item, whole = query.within(first, inside), query.within(inside, asked)
    else:
        ends = [m.end() for m in pattern_of("containers").finditer(query.text, first, asked)]
        at = ends[-1] if ends else first
        item, whole = query.within(at, asked), query.within(first, at)
    return item.filled_from(query), whole


def _with(fact: Fact, desk: Desk) -> Iterator[Family]:
    return (family for family in desk.families if any(m is fact for m in family.members))


def _coverage(family: Family, whole: Query, desk: Desk) -> float:
    if not whole.content:
        return 0.0
    measure = desk.finder.measure(whole)
    return measure.coverage(measure.mask((*family.labels, family.head)))


def _is_of(family: Family, whole: Query, desk: Desk) -> bool:
    return not whole.content or _coverage(family, whole, desk) >= MIN_WHOLE
