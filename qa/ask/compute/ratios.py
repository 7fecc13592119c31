"""Ratios of the lexicon: 执行率 = 决算 ÷ 预算, and what of a budget was not spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import groups
from qa.ask.find.link import Link, own_label
from qa.ask.find.naming import reckoned
from qa.ask.find.titled import titled
from qa.ask.find.together import same_place, together
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import BUDGETED, Basis

#: Versions of a budget that a question means when it names them; 预算 alone leaves it open.
SPECIFIC: tuple[Basis, ...] = tuple(basis for basis in BUDGETED if basis != "预算")
#: What a version costs for each that stands before it in a ratio's definition.
BASIS_RANK = 0.07
#: Readings this close to the best are candidates beside it.
CLOSE = 0.08
#: Rates of other units and years may rest on a sentence where the best rests on a table.
CLOSE_ELSEWHERE = 0.2

#: A printed rate of one decimal may differ so much from the one reckoned.
AS_PRINTED = Decimal("0.05")


def rates(query: Query, desk: Desk) -> list[Figure]:
    """A ratio of the lexicon (执行率 = 决算 ÷ 预算) of the item for each unit, year and version
    that has it: computed where both figures are there, else as printed."""
    name = query.ratio or ""
    definition = load("ratios")[name]
    found = [
        computed
        for done, planned in _rate_pairs(query, definition, desk)
        if (computed := _rate(_label(done, name, definition), done, planned, definition))
    ]
    if not found:
        item = replace(query, bases=())
        printed = desk.links(item, measures=("完成率",)) or desk.links(item)
        found = [figure_of(k) for k in printed if k.fact.unit == "%"][:1]
    if not found and not query.content:
        return next(filter(None, (rates(about(query, i), desk) for i in _of_all())), [])
    top = max((f.score for f in found), default=0.0)
    return [f for f in found if f.score >= top - CLOSE_ELSEWHERE]


def _of_all() -> Sequence[str]:
    """What sentences call all that a unit spends, where they tell what was carried out of it."""
    names: Sequence[str] = load("ratios")["执行率"]["of_all"]
    return names


def _rate(label: str, done: Figure, planned: Figure, definition: dict[str, Any]) -> Figure | None:
    """What was done over what was planned, or what is left of it where that is defined."""
    if definition.get("unspent"):
        left = fig.decline(label, done, planned)
        return left and replace(left, formula=definition["formula"])
    if definition.get("difference"):
        left = fig.difference(label, done, planned, "difference")
        return replace(left, formula=definition["formula"])
    return fig.ratio(label, done, planned, definition["formula"])


def _by_rank(link: Link, bases: Sequence[str]) -> Link:
    """``link`` with what its version gains by standing early among the ``bases`` wanted."""
    rank = bases.index(link.fact.basis) if link.fact.basis in bases else len(bases)
    return link.worth(-BASIS_RANK * rank)


def _label(done: Figure, name: str, definition: dict[str, Any]) -> str:
    """What a ratio is called: the year and the item before it, unless it is one of given items."""
    if "items" in definition:
        return f"{done.year}年{name}" if done.year else name
    return _rate_label(done, name)


def _rate_label(done: Figure, name: str) -> str:
    year = f"{done.fact.year}年" if done.fact and done.fact.year else ""
    item = own_label(done.fact) if done.fact else ""
    return f"{year}{item}{name}"


def _rate_pairs(
    query: Query, definition: dict[str, Any], desk: Desk
) -> list[tuple[Figure, Figure]]:
    """Numerator and denominator for each unit, year and version that has both."""
    planned: tuple[Basis, ...] = tuple(b for b in query.bases if b in SPECIFIC)
    planned = planned or tuple(definition.get("denominator", ()))
    if "items" in definition:
        one, other = (about(query, item) for item in definition["items"])
        numerators, denominators = desk.links(one), desk.links(other)
    else:
        numerators = desk.links(query, bases=tuple(definition["numerator"]))
        denominators = desk.links(query, bases=planned)
    pairs = []
    numerators = [k for k in numerators if k.fact.unit != "%"]
    for group in groups(numerators).values():
        money = [_by_rank(d, planned) for d in denominators if d.fact.unit != "%"]
        same = [d for d in money if d.fact.doc == group[0].fact.doc]
        pair = together([group, same or [d for d in money if _is_planned(d, group[0])]])
        near = len(pair) == 2 and (not same or same_place(pair[0].fact, pair[1].fact) > 0)
        if len(pair) == 2 and (near or not query.content or _is_printed(pair, query, desk)):
            pairs.append((figure_of(pair[0]), figure_of(pair[1])))
    return pairs


def _is_printed(pair: Sequence[Link], query: Query, desk: Desk) -> bool:
    """Whether the document prints the rate of two figures that it tells far apart: then they are of
    one thing."""
    rate = fig.ratio("", figure_of(pair[0]), figure_of(pair[1]), "")
    doc = pair[0].fact.doc
    said = desk.links(replace(query, unit="%", bases=(), kind=None), bases=("执行", "决算"))
    printed = [k.fact.value for k in said if k.fact.doc == doc and k.fact.unit == "%"]
    return rate is not None and any(one and abs(rate.value - one) <= AS_PRINTED for one in printed)


def _is_planned(planned: Link, done: Link) -> bool:
    """Whether another document prints the budget of just what the accounts give: the same item of
    the same unit and year, in a table of the same funds."""
    one, other = planned.fact, done.fact
    return (
        (one.unit_name, one.year) == (other.unit_name, other.year)
        and one.source == other.source == "table"
        and skeleton(own_label(one)) == skeleton(own_label(other))
        and titled(one, "").of_main_funds == titled(other, "").of_main_funds
    )


def remaining(query: Query, desk: Desk) -> Outcome | None:
    """What of the budget was not spent: the denominator of 执行率 less its numerator."""
    definition = load("ratios")["执行率"]
    named = tuple(basis for basis in query.bases if basis in SPECIFIC)
    for done, planned in _rate_pairs(replace(query, bases=named), definition, desk):
        label = reckoned("unspent", _rate_label(done, ""))
        return answered(fig.difference(label, planned, done, "unspent"))
    return None
