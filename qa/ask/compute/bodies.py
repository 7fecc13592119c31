"""The bodies below a department set side by side: 下属单位里收入最多的是哪个, 各单位分别多少."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.compute.choosing import MIN_FAMILY
from qa.ask.compute.operations import of_figures
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.sets import own
from qa.ask.compute.shares import share_of
from qa.ask.find import figures as fig
from qa.ask.find.below import ByBody, body_of, columns_by_body
from qa.ask.find.conditions import spots
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.measure import Measure
from qa.ask.find.scope import Scope
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: What the question must ask of the bodies to have them set side by side.
_ORDERS = frozenset({"largest", "smallest", "order", "list"})
#: … and of those that it names itself.
_OF_NAMED = frozenset({"compare", "difference", "sum", "sum_of_several", *_ORDERS})


def among_bodies(query: Query, desk: Desk) -> Outcome | None:
    """The figures that a table gives of each body below the one unit that the question names, or
    of those bodies that it names themselves, chosen among, ranked or reckoned with as it asks;
    ``None`` where it asks for no such thing, or where no table has them."""
    words = load("units")
    said = spots(query.text, words["among"])
    wanted = set(query.operations)
    if query.ratio:
        return None
    if "share" in wanted:
        return _share(query, desk)
    if len(query.units) == 1 and said and (_ORDERS & wanted or ("value" in wanted and query.each)):
        left_out = said | spots(query.text, words["which_of_them"])
        members = _meant(query, desk, left_out, _columns(query, desk))
        return _told(query, members) if members else None
    if _OF_NAMED & wanted and query.words_of("stranger"):
        columns = [named for column in _columns(query, desk) if (named := _named(column, query))]
        names = [skeleton(body_of(fact)) for column in columns for fact in column.members]
        left_out = spots(query.text, [*dict.fromkeys(names), *words["joining"]]) if names else 0
        members = _meant(query, desk, left_out, columns)
        return _of_named(query, members) if members else None
    return None


def _columns(query: Query, desk: Desk) -> list[ByBody]:
    scope = Scope(query.units, query.years, query.bases)
    return columns_by_body(fact for fact in desk.facts if scope.admits(fact))


def _named(column: ByBody, query: Query) -> ByBody | None:
    """The column with the bodies alone that the question names; ``None`` where it names but one."""
    members = _standing_in(column, query)
    return replace(column, members=members) if len(members) > 1 else None


def _standing_in(column: ByBody, query: Query) -> tuple[Fact, ...]:
    """The figures of those bodies whose names stand in the question."""
    named = ((skeleton(body_of(fact)), fact) for fact in column.members)
    return tuple(fact for name, fact in named if name and name in query.text)


def _share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a department's whole one of its bodies has (某中心收入占全局的比重)."""
    marks = (query.text.find(mark) for mark in load("questions")["grammar"]["whole_marks"])
    at = max(marks)
    if at < 0 or not any(word.group == "unit" and word.start > at for word in query.words):
        return None
    before = replace(query, text=query.text[:at])
    found = ((column, _standing_in(column, before)) for column in _columns(query, desk))
    columns = [replace(column, members=named) for column, named in found if len(named) == 1]
    if not columns:
        return None
    names = [skeleton(body_of(fact)) for column in columns for fact in column.members]
    behind = query.content & ~((1 << at) - 1)
    left_out = behind | spots(query.text, [*dict.fromkeys(names), *load("units")["joining"]])
    one = next(iter(_meant(query, desk, left_out, columns)), None)
    whole = desk.total_of(one.facts[0]) if one else None
    return answered(share_of(one, figure_from(whole))) if one and whole else None


def _of_named(query: Query, members: list[Figure]) -> Outcome | None:
    """What the question does with the figures of the bodies that it names."""
    if "compare" in query.operations:
        ranked = fig.ranked(members)
        more = str(load("answers")["remark"]["more"]).format(name=own(ranked[0]))
        return answered(*ranked, remark=more if ranked[0].value > ranked[1].value else "")
    return of_figures(query, members) or _told(query, members)


def _told(query: Query, members: list[Figure]) -> Outcome | None:
    """``members`` as the question orders them: the first, the last, all by size, or as printed."""
    words = load("answers")["remark"]
    ranked = fig.ranked(members)
    if not ranked[0].value or not {*query.operations} & {"largest", "smallest", "order"}:
        return answered(*members)
    if "order" in query.operations:
        ranked = ranked[: query.top]
        names = "、".join(map(own, ranked))
        return answered(*ranked, remark=str(words["order"]).format(names=names))
    ways = {"largest": ranked, "smallest": ranked[::-1]}
    kept, told = [], ""
    for way in (way for way in ways if way in query.operations):
        first = ways[way]
        ahead = first[: query.top] if query.top else [f for f in first if f.value == first[0].value]
        kept += ahead
        told += str(words[way]).format(names="、".join(map(own, ahead)))
    return answered(*kept, remark=told)


def _meant(query: Query, desk: Desk, left_out: int, columns: Sequence[ByBody]) -> list[Figure]:
    """The figures of the column by body that explains best what the question asks beside the
    words ``left_out``; of the column for all where the title alone does."""
    asked = replace(query, content=query.content & ~left_out)
    if not asked.content:
        return []
    measure = desk.finder.measure(asked)
    fitting = [
        (_worth(column, measure), -number, column)
        for number, column in enumerate(columns)
        if measure.coverage(measure.mask((column.title, *column.labels))) >= MIN_FAMILY
    ]
    if not fitting:
        return []
    chosen = max(fitting, key=lambda one: one[:2])[2]
    return list(fig.aligned([figure_from(fact) for fact in chosen.members]))


def _worth(column: ByBody, measure: Measure) -> tuple[float, bool, float]:
    """How much of the question a column explains, rather by a title that holds all of it than by
    one fund or kind of it, and how much of its own name is asked for."""
    explained = measure.coverage(measure.mask((column.title, *column.labels)))
    by_title = measure.coverage(measure.mask((column.title,))) >= explained
    own = column.labels[0] if column.labels and not by_title else column.title
    return explained, by_title and column.of_all, measure.completeness(own)
