"""Increases and decreases: as a sentence prints them, else computed from two figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.compute.lookup import operands, side_by_side
from qa.ask.compute.ratios import CLOSE, SPECIFIC
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about, figure_from, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.link import Link
from qa.ask.find.moves import against as measured_from
from qa.ask.find.naming import related
from qa.ask.find.together import together
from qa.ask.question.asked import compared_with, mentions
from qa.ask.question.query import Query
from qa.facts.labels import YEAR
from qa.lexicon import load
from qa.model import Basis


def printed_change(query: Query, desk: Desk) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate of a change as a sentence prints them, each ``None`` if none does."""
    years = query.years[-1:]
    # Of the budget or of the accounts, where the question names one of the two, or names the other
    # only as what it is set against (决算比预算).
    against = compared_with(query)
    named = tuple(b for b in query.bases if b in ("预算", "决算") and b not in against)
    this = replace(query, years=years, shift=0, bases=named if len(named) == 1 else (), words=())
    amounts = _changes(query, desk.links(this, measures=("增减额",)))
    rates = _changes(query, desk.links(this, measures=("增减率",)))
    if amounts and rates:
        amount, percent = together([amounts, rates])
        return figure_of(amount), figure_of(percent)
    return (
        figure_of(amounts[0]) if amounts else None,
        figure_of(rates[0]) if rates else None,
    )


def _changes(query: Query, links: list[Link]) -> list[Link]:
    """The changes against the base that the question names: a version, else the year before."""
    if not links:
        return []
    against = compared_with(query)
    named = against or [b for b in query.bases if b in SPECIFIC]
    wanted = [k for k in links if any(b in (k.fact.against or "") for b in named)]
    if not wanted and against:
        return []
    wanted = _since(query, wanted or _against_version(query, links) or links)
    return [k for k in wanted if k.score >= wanted[0].score - CLOSE]


def _since(query: Query, links: list[Link]) -> list[Link]:
    """Those since the earlier year that the question names, else since the year before; where the
    sentences name none of the two, all that name no other year."""
    if not query.years:
        return links
    this = query.years[-1]
    base = query.years[0] if len(query.years) > 1 else this - 1
    since = [k for k in links if measured_from(k.fact, str(base))]
    if base != this - 1 or (since and since[0].score >= links[0].score - CLOSE):
        return since
    return [k for k in links if not YEAR.search(k.fact.against or "")] or links


def _against_version(query: Query, links: list[Link]) -> list[Link]:
    """Those of the best that a sentence sets against the version of the year before that the
    question names too: 上年决算 beside 上年预算."""
    best = [k for k in links if k.score >= links[0].score - CLOSE]
    return [k for k in best if any(b in (k.fact.against or "") for b in query.bases)]


def computed_change(query: Query, desk: Desk) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate of the change between the two figures that the question names."""
    wanted = operands(query, desk)
    if len(wanted) == 1 and (adjusted := _before_and_after(wanted[0])):
        wanted = adjusted
    if len(wanted) > 2 and len({q.content for q in wanted}) == 1 and len(query.years) > 2:
        wanted = wanted[0], wanted[-1]  # from the first year to the last
    years = query.years or years_held(query, desk)
    if len(wanted) == 1 and len(years) == 1:
        before, this = (replace(wanted[0], years=(y,), shift=0) for y in (years[0] - 1, years[0]))
        wanted = (before, this)
    pair = side_by_side(wanted, desk) if len(wanted) == 2 else []
    if len(pair) != 2:
        return None, None
    against = compared_with(query)
    if not fig.alike(pair):
        return None, None
    old, new = sorted(fig.aligned(pair), key=lambda f: (f.year or 0, not _is_of(f, against)))
    if new.value < old.value:
        return (
            fig.difference(related("fall", new, old), old, new, "fall"),
            fig.decline(related("decline", new, old), new, old),
        )
    amount, rate = ("rise", "growth") if new.value > old.value else ("change", "growth_rate")
    return (
        fig.difference(related(amount, new, old), new, old, "rise"),
        fig.growth(related(rate, new, old), new, old),
    )


def _before_and_after(query: Query) -> tuple[Query, Query] | None:
    """The budget as it began the year and as it was adjusted in its course, where the question asks
    by how much it was (年中调减了多少)."""
    if not mentions(query.text, "adjusted") or query.shift or compared_with(query):
        return None
    later: tuple[Basis, ...] = tuple(b for b in query.bases if b in SPECIFIC and b != SPECIFIC[0])
    before, after = SPECIFIC[:1], later or SPECIFIC[1:]
    if not query.content:  # all of the budget, which its versions alone name
        one, other = about(query, before[0]), about(query, after[0])
        return replace(one, bases=before), replace(other, bases=after)
    return replace(query, bases=before), replace(query, bases=after)


def with_later_year(query: Query, desk: Desk) -> Query:
    """``query`` with the year that the documents tell behind the only one that it names, where that
    is the one since which something changed: 公务接待费比2032年减少多少, of the budget of 2033."""
    against = tuple(load("questions")["grammar"]["against"])
    named = query.words_of("year")
    if len(named) != 1 or not query.text[: named[0].start].endswith(against):
        return query
    base = int(named[0].meaning)
    later = [year for year in years_held(replace(query, years=()), desk) if year > base]
    if not later or (len(later) > 1 and base + 1 not in later):
        return query
    return replace(query, years=(base, base + 1 if base + 1 in later else later[0]))


def years_held(query: Query, desk: Desk) -> tuple[int, ...]:
    """The years of which the documents hold what is asked for, ascending."""
    links = desk.links(query)
    close = (link.fact.year for link in links if link.score >= links[0].score - CLOSE)
    return tuple(sorted({year for year in close if year}))


def change_of_all_it_is(query: Query, desk: Desk) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate of the change that a sentence prints of the one part that makes up
    all of an item (收入预算9万元，其中：财政拨款收入9万元，比上年增加1万元); told as the part's."""
    against = compared_with(query)
    for whole in (link.fact for link in desk.links(replace(query, words=()))):
        if whole.source != "prose" or not whole.value:
            continue
        said = [f for f in desk.facts if (f.doc, f.quote) == (whole.doc, whole.quote)]
        parts = {
            f.row
            for f in said
            if f.row[:-1] == whole.row and (f.value, f.unit) == (whole.value, whole.unit)
        }
        told = [f for f in said if f.row in parts and (not against or f.against in against)]
        amount = next((f for f in told if f.measure == "增减额"), None)
        rate = next((f for f in told if f.measure == "增减率"), None)
        if amount or rate:
            return (
                figure_from(amount) if amount else None,
                figure_from(rate) if rate else None,
            )
    return None, None


def _is_of(figure: Figure, bases: Sequence[Basis]) -> bool:
    """Whether a figure is of one of the versions ``bases``."""
    return figure.fact is not None and figure.fact.basis in bases
