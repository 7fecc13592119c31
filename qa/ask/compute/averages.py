"""Money for each head, and for each of the things that a document counts (每人, 每辆, 每台)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from qa.ask.compute.neighbours import people_beside
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about, figure_from, figure_of
from qa.ask.find.finder import is_event, is_intended
from qa.ask.find.fitting import MIN_OWN
from qa.ask.find.link import Link
from qa.ask.find.naming import label_of, reckoned_each
from qa.ask.find.scope import Scope
from qa.ask.find.together import same_place, together
from qa.ask.question.asked import HEADS, mentions, per_what
from qa.ask.question.pairs import of_and_per
from qa.ask.question.query import Query
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact


def average(
    query: Query, desk: Desk, mean: Callable[[Query, Desk], Outcome | None]
) -> Outcome | None:
    """Money for each head (每人, 每辆): the item's amount over the heads that are named or numbered
    with it, or counted beside it."""
    item, per = of_and_per(query)
    counted = per_what(query.text)
    money = _amounts(item, counted, desk)
    scope = Scope(units=query.units, years=query.years)
    heads = [
        k for k in desk.finder.find(replace(per, unit=counted), per.content, scope)
        if (k.fact.unit or "").startswith(counted) and k.fact.value
    ]  # fmt: skip
    said = {w.text for w in query.words_of("figure")}
    heads = [k for k in heads if f"{k.fact.value:f}" in said] or heads
    by_heads = per is not query or mentions(query.text, "per_head")
    if not heads and not by_heads and (found := mean(query, desk)):
        return found
    pair = together([money, heads]) if money and heads else []
    near = (
        len(pair) == 2
        and _of_one_time(*(link.fact for link in pair))
        and (
            same_place(pair[0].fact, pair[1].fact)
            or pair[1].own >= MIN_OWN
            or f"{pair[1].fact.value:f}" in said
        )
    )
    if not near or (per is query and not said and _is_one_of_several(pair, desk)):
        return _each_thing(query, money, counted, desk)
    label = reckoned_each(label_of(pair[0].fact), counted)
    return answered(fig.average(label, *map(figure_of, pair)))


def _of_one_time(money: Fact, heads: Fact) -> bool:
    """Whether heads are counted where the amount is told, or for its year."""
    return heads.doc == money.doc or heads.year == money.year


def _amounts(item: Query, counted: str, desk: Desk) -> list[Link]:
    """The amounts of ``item``, also where 的 parts its name (公务用车的运行维护费); what else it is
    counted in, where the question asks for that (平均每次多少人)."""
    unit = item.unit or ""
    of_count = bool(unit) and unit != counted and not is_money(unit)
    for one in (item, about(item, item.named)):
        links = desk.links(one if of_count else replace(one, unit="元"))
        if found := [k for k in links if _is_in(k.fact, unit if of_count else "元")]:
            return found
    return people_beside(item, desk) if of_count else []


def _is_in(fact: Fact, unit: str) -> bool:
    """Whether a fact is told in ``unit``, or in money where that is a unit of money."""
    return is_money(fact.unit) if is_money(unit) else fact.unit == unit


def _each_thing(query: Query, money: Sequence[Link], counted: str, desk: Desk) -> Outcome | None:
    """The amount over all the things that its document counts by the measure word asked for
    (辆), where it tells but one number of them; over people only where they are counted in the
    sentence that tells the amount (公务接待费 0.6 万元，接待人数 40 人)."""
    amount = next(iter(money), None)
    if amount is None:
        return None
    one = amount.fact
    units = _people() if counted == HEADS else (counted,)
    there = [
        fact
        for fact in desk.facts
        if (fact.doc, fact.year, fact.measure) == (one.doc, one.year, "值")
        and fact.unit in units
        and fact.value
        and not is_event(fact, query.text)
        and not is_intended(fact, query.text)
    ]
    wholes = _without_parts(there)
    if counted == HEADS or len({fact.value for fact in wholes}) > 1:
        # … those that are counted where the amount is told
        told = [link.fact for link in money if link.fact.value == one.value]
        wholes = [fact for fact in wholes if any(same_place(fact, of) == 1 for of in told)]
    if len({fact.value for fact in wholes}) != 1:
        return None
    things = min(wholes, key=lambda fact: not same_place(one, fact))
    label = reckoned_each(label_of(one), counted)
    return answered(fig.average(label, figure_of(amount), figure_from(things)))


def _is_one_of_several(pair: Sequence[Link], desk: Desk) -> bool:
    """Whether the sentence that tells the amount of a ``pair`` counts other people beside its
    heads: it may be for all of them."""
    money, one = (link.fact for link in pair)
    if one.source != "prose" or same_place(one, money) < 1:
        return False
    there = [
        f for f in desk.facts
        if f.unit in _people() and f.value and f.measure == "值" and same_place(one, f) == 1
    ]  # fmt: skip
    return len({f.value for f in _without_parts(there)}) > 1


@cache
def _people() -> tuple[str, ...]:
    """What people are counted by, those who are there and those who come and go."""
    return next(tuple(units) for units in load("labels")["counted"]["things"] if HEADS in units)


def _without_parts(facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` without what stands under another of them (机要通信用车 of 车辆)."""
    rows = {(fact.doc, fact.row) for fact in facts}
    return [f for f in facts if not any((f.doc, f.row[:i]) in rows for i in range(1, len(f.row)))]
