"""Sums: of the things that a question names, or of a family; alone or set against a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qa.ask.compute import operations, sets
from qa.ask.compute.choosing import choose
from qa.ask.compute.lookup import figures_named, operands, side_by_side
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.link import own_label
from qa.ask.find.naming import summed
from qa.ask.find.scope import Scope
from qa.ask.find.together import same_place
from qa.ask.question.asked import mentions
from qa.ask.question.details import calls_details, names_details
from qa.ask.question.pairs import sum_and_other
from qa.ask.question.query import Query
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact
from qa.numerals import number_of

#: All that the question names is explained; sums of floats may fall short by the last digit.
IN_FULL = 0.999


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
    briefly = replace(added, label=summed(added.operands, brief=True))
    return operations.between(briefly, found, query)


def moved(query: Query, desk: Desk) -> Outcome | None:
    """How much the sum of the things that the question names rose or fell since the year before, or
    since the earlier year that it names (A和B合起来比上年多了多少)."""
    sides = sum_and_other(query)
    if not query.years or not (sides or names_details(query)):
        return None
    if sides and (sides[1].content or sides[1].codes):
        return None  # set against another figure
    base = query.years[0] if len(query.years) > 1 else query.years[-1] - 1
    timeless = tuple(w for w in query.words if w.group not in ("year", "relative_year"))
    this = replace(query, words=timeless, years=query.years[-1:], shift=0)
    parts = operands(this, desk)
    if sides is None and not calls_details(this, parts):
        return None
    if len({(part.content, part.codes) for part in parts}) < max(2, len(parts)):
        return None
    new = side_by_side(parts, desk)
    old = side_by_side([replace(part, years=(base,)) for part in parts], desk)
    if not new or not old or not fig.alike([*new, *old]):
        return None
    return _change(new, old, str(base), query)


def _change(
    new: Sequence[Figure], old: Sequence[Figure], base: str, query: Query
) -> Outcome | None:
    """By how much, and where asked for at what rate, the sum of ``new`` is more or less than that
    of ``old``, which is of the year ``base``."""
    this, before = (fig.total(summed(found), found) for found in (new, old))
    rose = this.value >= fig.in_unit(before, this.unit).value
    words = load("answers")["relation"]
    amount, rate = (
        str(words[key]).format(one=this.label, other=f"{base}年")
        for key in (("rise", "growth") if rose else ("fall", "decline"))
    )
    found = {
        "change": fig.sums_apart(amount, *((new, old) if rose else (old, new)), rose=rose),
        "growth": (fig.growth if rose else fig.decline)(rate, this, before),
    }
    return answered(*(found[o] for o in ("change", "growth") if o in query.operations))


def several(query: Query, desk: Desk) -> Outcome | None:
    """“一共” adds up the things that are named, those of one list that the question picks, or as
    many of it as the question says."""
    picked = sets.some_of(query, desk)
    if 1 < len(picked) <= sets.LONGEST_LIST and fig.alike(picked):
        return operations.added(picked)
    if found := _as_many_as_said(query, desk) or _all_of_the_kind_said(query, desk):
        return answered(fig.total(summed(found), found))
    if not query.content and _numbers(query):
        return None  # so many of a kind are not all that is spent
    return operations.several(query, desk) or _of_listed(query, desk)


def _of_listed(query: Query, desk: Desk) -> Outcome | None:
    """The sum of a list that the question asks for in one breath with it (列出的事项合计多少)."""
    listed = sets.listing(query, desk) if "list" in query.operations else None
    if listed is None or len(listed.figures) < 2 or not fig.alike(listed.figures):
        return None
    return answered(fig.total(summed(listed.figures), listed.figures), *listed.figures)


def _sum(query: Query, desk: Desk) -> Figure | None:
    found = figures_named(query, desk) or _as_many_as_said(query, desk)
    points_back = query.asked_from and mentions(query.text, "several_back")
    if not found and not points_back and (chosen := choose(query, desk)):
        found = sets.some_of(query, desk) or fig.ranked(sets.figures_of(chosen[0]))[: query.top]
    if 1 < len(found) <= sets.LONGEST_LIST and fig.alike(found):
        return fig.total(summed(found), found)
    return None


def _as_many_as_said(query: Query, desk: Desk) -> list[Figure]:
    """The members of one list that all hold what the question names, where there are as many as it
    says: 两个数据平台项目合计."""
    said = [w.text[:-1] for w in query.words_of("figure")]
    numbers = [number for text in said if (number := number_of(text))]
    if len(numbers) != 1 or not query.content:
        return []
    scope = Scope(query.units, query.years, query.bases)
    lists: dict[tuple[object, ...], dict[str, Figure]] = {}
    for link in desk.finder.find(query, query.content, scope):
        fact = link.fact
        if link.coverage >= IN_FULL and is_money(fact.unit) and own_label(fact) in fact.row[-1:]:
            place = (fact.doc, fact.table_id, fact.row[:-1], fact.column, fact.basis)
            lists.setdefault(place, {}).setdefault(own_label(fact), figure_of(link))
    fitting = [[*found.values()] for found in lists.values() if len(found) == numbers[0]]
    return fitting[0] if numbers[0] > 1 and fitting else []


def _numbers(query: Query) -> set[int]:
    """How many things the question says that there are: 六个项目."""
    said = (number_of(w.text[:-1]) for w in query.words_of("figure"))
    return {number for number in said if number}


def _all_of_the_kind_said(query: Query, desk: Desk) -> list[Figure]:
    """The members of the one list of the kind that the question names and nothing else, where it
    says how many there are: 六个项目全年预算合计."""
    numbers = _numbers(query)
    chosen = choose(query, desk) if numbers and not query.content else []
    lists = (sets.figures_of(family) for family in chosen)
    return next((found for found in lists if len(found) in numbers and fig.alike(found)), [])


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
