"""What is done with the figures that a question names: subtracted, divided, added, averaged.

Each operation takes a Query and a Desk and gives an Outcome, or ``None`` where the corpus does
not hold what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.ask.compute.lookup import figures_named, side_by_side
from qa.ask.compute.lookup import value as looked_up
from qa.ask.compute.outcome import Outcome, answered, remark
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.find.link import tells_all_of_a_side
from qa.ask.find.naming import related, summed
from qa.ask.question.asked import pattern_of
from qa.ask.question.pairs import multiple_and_base
from qa.ask.question.query import Query, bits
from qa.lexicon import load
from qa.model import Fact


def difference(query: Query, desk: Desk) -> Outcome | None:
    """By how much two figures differ, the larger one named."""
    pair = figures_named(query, desk)
    return between(pair[0], pair[1], query) if len(pair) == 2 and fig.alike(pair) else None


def between(one: Figure, other: Figure, query: Query) -> Outcome | None:
    """The difference of two figures, the larger one named."""
    one, other = fig.aligned((one, other))
    high, low = (one, other) if one.value >= other.value else (other, one)
    if high.value == low.value:
        label = related("equal", one, other)
        return answered(fig.difference(label, high, low, "difference"), remark=remark("same"))
    asked_less = one is low and query.direction < 0  # 决算比预算少多少
    label = related("less", low, high) if asked_less else related("more", high, low)
    return answered(fig.difference(label, high, low, "difference"))


def of_figures(query: Query, found: Sequence[Figure]) -> Outcome | None:
    """What the question wants done with figures that were found before."""
    wanted = set(query.operations)
    if len(found) < 2 or not fig.alike(found):
        return None
    if wanted & {"sum", "sum_of_several"}:
        return answered(fig.total(summed(found), found))
    if len(found) == 2 and wanted & {"difference", "change"}:
        return between(found[0], found[1], query)
    if len(found) == 2 and "multiple" in wanted:
        return answered(fig.multiple(related("multiple", *found), *found))
    return None


def multiple(query: Query, desk: Desk) -> Outcome | None:
    """How many times one figure is another: of “A 是 B 的几倍” A ÷ B, of “增加了几倍” what has
    been added in multiples of the base."""
    both = multiple_and_base(query)
    pair = side_by_side(both, desk) if both else figures_named(query, desk)
    if len(pair) != 2 or not fig.alike(pair):
        return None
    if pattern_of("grown").search(query.text, *query.span):
        old, new = sorted(pair, key=lambda figure: figure.year or 0)
        return answered(fig.growth_multiple(related("rise", new, old), new, old))
    return answered(fig.multiple(related("multiple", *pair), *pair))


def several(query: Query, desk: Desk) -> Outcome | None:
    """“一共” adds up where several things are named, and says nothing where it is one."""
    found = figures_named(query, desk)
    if found and fig.alike(found):
        return added(found)
    if {"list", "change", "growth"} & set(query.operations) or not names_all_joined(query, desk):
        return None
    return looked_up(query, desk)


def added(found: Sequence[Figure]) -> Outcome:
    """What figures come to; all income and all spending, which come to nothing together, each by
    itself: 合计 is the name of either (收入合计和支出合计)."""
    sides = [_side_of(figure.fact) for figure in found if figure.fact]
    if len(found) == len(sides) == 2 and {*sides} == {*load("labels")["sides"]}:
        return Outcome("answered", tuple(found))
    return Outcome("answered", (fig.total(summed(found), found),))


def _side_of(fact: Fact) -> str:
    """Of which side a fact is all, by the label of its row or column; empty where none says."""
    labels = [one for one in (*fact.row[-1:], *fact.column) if tells_all_of_a_side(one)]
    named = [side for side in load("labels")["sides"] if any(side in label for label in labels)]
    return str(named[0]) if len(named) == 1 else ""


def names_all_joined(query: Query, desk: Desk) -> bool:
    """Whether what the question's best fact explains stands on both sides of each 和 between names:
    one of two things is not what they come to."""
    best = next(iter(desk.links(query)), None)
    mask = best.mask if best else 0
    for joint in pattern_of("before_last").finditer(query.text, *query.span):
        ahead, behind = bits((query.span[0], joint.start())), bits((joint.end(), query.span[1]))
        beside = query.content >> joint.start() - 1 & query.content >> joint.end() & 1
        if best and beside and not (mask & ahead & query.content and mask & behind & query.content):
            return False
    return True
