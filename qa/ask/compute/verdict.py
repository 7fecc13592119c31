"""Whether what a question asks of a figure is so: beyond a number (超过6亿元了吗), beyond its
budget (超预算了吗)."""

from __future__ import annotations

from dataclasses import replace

from qa.ask.compute.outcome import Outcome, remark
from qa.ask.find.figures import Figure, in_unit
from qa.ask.find.link import way_of
from qa.ask.find.scope import kind_of
from qa.ask.question.asked import asks_whether, compared_with
from qa.ask.question.query import Bound, Query
from qa.facts.amounts import convert


def with_verdict(query: Query, outcome: Outcome | None) -> Outcome | None:
    """``outcome`` with a sentence that says whether its headline is what the question asks whether
    it is; unchanged where it asks nothing of the kind."""
    if outcome is None or outcome.status != "answered" or not outcome.figures:
        return outcome
    if "list" in query.operations or not asks_whether(query.said):
        return outcome
    head = outcome.figures[0]
    if query.bound and query.bound.measures(head.unit):
        told = _beside(head, query.bound)
    else:
        told = _beside_budget(head) if compared_with(query) else ""
    return replace(outcome, remark=outcome.remark + told)


def _beside(figure: Figure, bound: Bound) -> str:
    """On which side of ``bound`` a figure is."""
    size = convert(figure.value, figure.unit or bound.unit, bound.unit)
    key = "equals" if size == bound.value else "above" if size > bound.value else "below"
    return remark(key)


def _beside_budget(change: Figure) -> str:
    """Whether what was carried out is more than its budget, by the change between them."""
    if change.fact is not None:
        over = way_of(change.fact) if change.value else 0
        return remark("over" if over > 0 else "within")
    if len(change.operands) != 2:
        return ""
    by_kind = {kind_of(f.facts[0].basis): f for f in change.operands}
    if by_kind.keys() != {"预算", "决算"}:
        return ""
    planned = by_kind["预算"]
    done = in_unit(by_kind["决算"], planned.unit)
    return remark("over" if done.value > planned.value else "within")
