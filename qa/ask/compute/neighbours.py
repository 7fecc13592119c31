"""Figures that a sentence prints beside one that the question names: the money of what is counted,
the people of what took place so many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.link import Link, own_label
from qa.ask.find.scope import Scope
from qa.ask.question.asked import HEADS
from qa.ask.question.query import Query
from qa.ask.words.text import grams
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact


def money_beside(links: Sequence[Link], query: Query, desk: Desk) -> list[Link]:
    """The one amount in the sentence that counts what is named, where money is asked for:
    编报绩效目标的项目12个，涉及资金…."""
    if query.unit is None or not is_money(query.unit) or (links and is_money(links[0].fact.unit)):
        return []
    counted = next(iter(desk.links(replace(query, unit=None))), None)
    if counted is None or is_money(counted.fact.unit) or counted.fact.source != "prose":
        return []
    scope = Scope(query.units, query.years, query.bases)
    found = [
        k for k in desk.finder.find(query, query.content, scope)
        if k.fact.quote == counted.fact.quote and is_money(k.fact.unit)
    ]  # fmt: skip
    return [found[0]._replace(score=counted.score)] if len(found) == 1 else []


def people_beside(query: Query, desk: Desk) -> list[Link]:
    """The people, where heads are asked for, whom the sentence that counts what is named counts too
    by a name that the question shares: 国内公务接待多少人, of 国内接待3次，接待人数40人."""
    if query.unit != HEADS:
        return []
    units = [units[0] for units in load("labels")["counted"]["things"] if HEADS not in units]
    tried = (k for unit in units for k in desk.links(replace(query, unit=unit)) if _counts(k.fact))
    other = next((k for k in tried if k.fact.unit != HEADS), None)
    if other is None:
        return []
    asked = grams(query.named)
    alike = [f for f in _beside([other.fact], desk) if grams(own_label(f)) & asked]
    people = {f.value: f for f in alike if f.unit == HEADS and f.value is not None}
    return [other._replace(fact=fact) for fact in people.values()] if len(people) == 1 else []


def counted_beside(query: Query, told: Sequence[Fact], desk: Desk) -> Outcome | None:
    """The one figure in the measure that ``query`` asks for (多少人, 涉及资金多少) of the sentence
    that ``told`` is printed in; ``None`` where it prints none or several."""
    unit = query.unit or ""
    others = _beside([fact for fact in told if fact.source == "prose"], desk)
    asked = [f for f in others if f.unit == unit or (is_money(unit) and is_money(f.unit or ""))]
    found = {(f.value, f.unit): f for f in asked if f not in told and f.value is not None}
    return answered(*map(figure_from, found.values())) if len(found) == 1 else None


def _counts(fact: Fact) -> bool:
    return fact.source == "prose" and bool(fact.unit) and not is_money(fact.unit)


def _beside(facts: Sequence[Fact], desk: Desk) -> list[Fact]:
    """The plain figures of the sentences that ``facts`` are printed in."""
    quotes = {(fact.doc, fact.quote) for fact in facts}
    return [
        fact
        for fact in desk.facts
        if fact.source == "prose" and (fact.doc, fact.quote) in quotes and fact.measure == "值"
    ]
