"""Sums: of the things that a question names, or of a family; alone or set against a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qa.ask import figures as fig
from qa.ask import operations, sets
from qa.ask.asked import mentions
from qa.ask.choosing import choose
from qa.ask.desk import Desk, figure_of
from qa.ask.figures import Figure
from qa.ask.finder import same_place
from qa.ask.lookup import operands, side_by_side
from qa.ask.naming import summed
from qa.ask.outcome import Outcome, answered
from qa.ask.query import Query
from qa.ask.terms import sum_and_other
from qa.model import Fact


def total(query: Query, desk: Desk) -> Outcome | None:
    """The sum of the things that the question names, else of the family it means; its difference
    from the figure that it is set against (各季度支付加起来比预算少多少)."""
    sides = sum_and_other(query) if {"difference", "change"} & set(query.operations) else None
    if sides is None:
        return answered(_sum(query, desk))
    parts, other = sides
    added = _sum(parts, desk)
    found = _set_against(added, parts, other, desk) if added else None
    if added is None or found is None or not fig.alike((added, found)):
        return None
    named = replace(added, label=summed(added.operands, brief=True))
    return operations.between(named, found, query)


def _sum(query: Query, desk: Desk) -> Figure | None:
    found = side_by_side(wanted, desk) if len(wanted := operands(query, desk)) > 1 else []
    points_back = query.asked_from and mentions(query.text, "several_back")
    if not found and not points_back and (chosen := choose(query, desk)):
        found = sorted(sets.figures_of(chosen[0]), key=lambda f: -f.value)[: query.top]
    if 1 < len(found) <= sets.LONGEST_LIST and fig.alike(found):
        return fig.total(summed(found), found)
    return None


def _set_against(one: Figure, parts: Query, other: Query, desk: Desk) -> Figure | None:
    """The figure that the sum ``one`` is set against: what ``other`` names of the thing that
    the items added up are parts of, else what it names alone."""
    whole = desk.finder.measure(parts).mask(_parents(one.facts)) & parts.content
    for content in (other.content | whole, other.content):
        links = [k for k in desk.links(replace(other, content=content)) if k.fact not in one.facts]
        if links:
            near = max(links, key=lambda k: k.score + same_place(one.facts[0], k.fact))
            return figure_of(near)
    return None


def _parents(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The row labels that all ``facts`` stand under."""
    levels = zip(*(fact.row[:-1] for fact in facts), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))
