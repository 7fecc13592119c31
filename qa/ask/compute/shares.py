"""Shares of a whole that the question leaves out: 项目支出占比 is one of all spending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.ask.compute.lookup import readings
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import CHOICES, TOGETHER, Desk, about, figure_from, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import same_place
from qa.ask.find.link import Link
from qa.ask.find.naming import related
from qa.ask.find.scope import is_of_version
from qa.ask.question.query import Query
from qa.lexicon import load

#: Per cent of the whole: what is more than that was taken for the whole wrongly.
_ALL = Decimal(100)


def part_and_whole(
    parts: Sequence[Link], wholes: Sequence[Link], asked: Sequence[Query]
) -> list[Link]:
    """The part and the whole that fit and stand together best, two or none. Both are money or
    both are counts (5 台 are no part of 101.66 万元), and of one body and one version unless
    ``asked`` names several: what was bought is no part of what was to be bought."""
    bodies = {unit for query in asked for unit in query.units}
    versions = {basis for query in asked for basis in query.bases}
    pairs = [
        [part, whole]
        for part in parts[:CHOICES]
        for whole in wholes[:CHOICES]
        if part.fact is not whole.fact
        and fig.alike((figure_of(part), figure_of(whole)))
        and (len(bodies) > 1 or part.fact.unit_name == whole.fact.unit_name)
        and (len(versions) > 1 or is_of_version(part.fact, whole.fact))
    ]
    return max(pairs, key=_worth, default=[])


def _worth(pair: Sequence[Link]) -> float:
    """How well two links fit, and how closely their facts stand together."""
    part, whole = pair
    return part.score + whole.score + TOGETHER * same_place(part.fact, whole.fact)


def of_all(query: Query, desk: Desk) -> Outcome | None:
    """The share of the item as a sentence prints it, else of the total of its table (one for each
    reading), else of all income or spending."""
    if not query.content and not query.codes:
        return None
    if printed := desk.links(replace(query, unit="%"), measures=("占比",)):
        return answered(figure_of(printed[0]))
    item = replace(query, unit=None)
    shares = [share for one in readings(item, desk) if (share := _wherever(one, item, desk))]
    if len(shares) > 1:
        return Outcome("ambiguous", candidates=tuple(shares))
    return answered(*shares) or answered(_of_either_side(item, desk))


def share_of_all(one: Figure, desk: Desk) -> Figure | None:
    """What part of the total of its table a figure is; ``None`` where the table has none."""
    whole = desk.whole_of(one.fact) if one.fact else None
    return share_of(one, figure_from(whole)) if whole else None


def _wherever(one: Figure, item: Query, desk: Desk) -> Figure | None:
    """What part of a total ``one`` is in the first of the tables that print it with one."""
    doc = one.facts[0].doc
    printed = [k for k in desk.links(item) if (k.fact.doc, k.fact.value) == (doc, one.value)]
    shares = (share_of_all(figure, desk) for figure in (one, *map(figure_of, printed)))
    return next(filter(None, shares), None)


def _of_either_side(item: Query, desk: Desk) -> Figure | None:
    """What part of all income the item is if it is one of income, else of all spending."""
    words = load("labels")["whole_of"]
    whole = next((words[side] for side in words if side in item.text), load("labels")["default"])
    pair = desk.together([desk.links(item), desk.links_by_all_names(about(item, whole))])
    if len(pair) != 2 or pair[0].fact.value == pair[1].fact.value:
        return None
    share = share_of(figure_of(pair[0]), figure_of(pair[1]))
    return share if share is not None and share.value <= _ALL else None


def share_of(one: Figure, other: Figure) -> Figure | None:
    """What part ``one`` is of ``other``, in per cent; ``None`` where that is zero."""
    return fig.ratio(related("share", one, other), one, other, fig.formula("share"))
