"""Figures side by side: which is larger, in which order, which way they went and by how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.ask.compute.changes import (
    change_of_all_it_is,
    computed_change,
    printed_change,
    with_later_year,
    years_held,
)
from qa.ask.compute.lookup import figures_named, operands, side_by_side
from qa.ask.compute.operations import between, difference
from qa.ask.compute.outcome import Outcome, answered, remark
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.question.asked import compared_with, mentions, pattern_of
from qa.ask.question.query import Query
from qa.lexicon import alternatives, load


def order(query: Query, desk: Desk) -> Outcome | None:
    """The named items from the largest to the smallest."""
    ranked = fig.ranked(fig.aligned(series(query, desk)))
    if len(ranked) < 2:
        return None
    return answered(*ranked, remark=remark("order", names="、".join(f.label for f in ranked)))


def compare(query: Query, desk: Desk) -> Outcome | None:
    """Which of the named figures is the larger, or whether one year's is more than another's."""
    found = fig.aligned(series(query, desk))
    if len(found) < 2:
        return None
    years = {f.year for f in found}
    units = {f.facts[0].unit_name for f in found}
    if len({f.value for f in found}) == 1:
        return answered(*found, remark=remark("same"))
    if len(years) == len(found) and len(units) == 1:
        return answered(*found, remark=movement(found))
    ranked = fig.ranked(found)
    key = "higher" if ranked[0].unit == "%" else "more"
    return answered(*ranked, remark=remark(key, name=ranked[0].label))


def trend(query: Query, desk: Desk) -> Outcome | None:
    """The figures of several years, of all that are held where none is named, and which way
    they went."""
    if not query.years and len(operands(query, desk)) == 1:
        wanted = [replace(query, years=(year,)) for year in years_held(query, desk)]
        found = fig.aligned(side_by_side(wanted, desk))
    else:
        found = fig.aligned(series(query, desk))
    return answered(*found, remark=movement(found)) if len(found) > 1 else None


def movement(found: Sequence[Figure]) -> str:
    """In words, whether figures of several years rose, fell, or went up and down."""
    in_time = sorted(found, key=lambda f: f.year or 0)
    steps = [b.value - a.value for a, b in pairwise(in_time)]
    bases = {f.facts[0].basis for f in found}
    if all(s == 0 for s in steps):
        way = "same"
    elif all(s >= 0 for s in steps):
        way = "up"
    elif all(s <= 0 for s in steps):
        way = "down"
    else:
        way = "both"
    return remark(way) + (remark("bases") if len(bases) > 1 else "")


def series(query: Query, desk: Desk) -> list[Figure]:
    """The figures that the question sets side by side; their growth where it asks for that."""
    if {"growth", "change"} & set(query.operations):
        wanted = operands(query, desk)
        return _each_change(wanted, desk) if len(wanted) > 1 else []
    return figures_named(query, desk)


def _each_change(wanted: Sequence[Query], desk: Desk) -> list[Figure]:
    """The printed change of each of ``wanted``, as a rate where growth is asked for; all or
    none."""
    found: list[Figure] = []
    for query in wanted:
        amount, percent = printed_change(query, desk)
        if (one := percent if "growth" in query.operations else amount) is None:
            return []
        found.append(one)
    return found


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell: as printed, else between two years, units or versions."""
    if "compare" in query.operations and (found := compare(query, desk)):
        return found
    query = with_later_year(query, desk)
    wants_rate = "growth" in query.operations
    wants_amount = "change" in query.operations or not wants_rate
    wanted = operands(query, desk)
    between = len(wanted) > 1 and len({q.years for q in wanted}) == 1 and not compared_with(query)
    in_its_year = mentions(query.text, "in_its_year")
    of_each = _is_in_time(query) or not mentions(query.text, "against")
    if between and of_each and (each := _each_change(wanted, desk)):
        return answered(*each)
    if between and _is_in_time(query):
        return None  # of each since the year before, not of one more than the other
    if between and not wants_rate and (apart := difference(query, desk)):
        return apart  # of two things neither rose nor fell to the other
    amount, percent = (None, None) if between or in_its_year else printed_change(query, desk)
    if (wants_amount and amount is None) or (wants_rate and percent is None):
        computed_amount, computed_percent = computed_change(query, desk)
        amount, percent = amount or computed_amount, percent or computed_percent
    if amount is None and percent is None and not (between or in_its_year):
        amount, percent = change_of_all_it_is(query, desk)
    if amount and not amount.value and percent is None:
        return answered(amount)  # what has not changed has no other rate
    if amount and amount.unit == fig.POINTS and mentions(query.text, "points_of_rates"):
        return answered(amount)
    if wants_amount and wants_rate:
        both = (percent, amount) if _rate_first(query) else (amount, percent)
        return answered(*filter(None, both))
    return answered(amount if wants_amount else percent)


def _is_in_time(query: Query) -> bool:
    """Whether all that the question sets its items against is the year before (A和B比上年各多
    了多少)."""
    before = alternatives(load("questions")["relative_year"]["-1"])
    marks = [*pattern_of("against").finditer(query.text, *query.span)]
    return bool(marks) and all(re.match(before, query.text[m.end() :]) for m in marks)


def apart(query: Query, desk: Desk) -> Outcome | None:
    """By how much two figures differ; two changes that went the same way, where changes are named
    (增加额相差多少)."""
    if not mentions(query.said, "change_amounts"):
        return difference(query, desk)
    both = _each_change(operands(query, desk), desk)
    ways = {fact.direction for one in both for fact in one.facts}
    return between(both[0], both[1], query) if len(both) == 2 and len(ways) == 1 else None


def _rate_first(query: Query) -> bool:
    """Whether 增长多少 is asked, which means the rate before the amount, unless the amount is named
    or the rate asked for behind it (增长多少，增长率多少)."""
    of_both = {w.start for w in query.words_of("operation") if w.meaning == "growth"}
    both = any(w.meaning == "change" and w.start in of_both for w in query.words)
    behind = query.text[query.span[1] :]
    named_behind = any(word in behind for word in load("questions")["operation"]["growth"])
    return both and not named_behind and query.unit in (None, "%")
