"""The bodies below a department set side by side: 下属单位里收入最多的是哪个, 各单位分别多少."""

from __future__ import annotations

from dataclasses import replace

from qa.ask.compute.choosing import MIN_FAMILY
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.sets import own
from qa.ask.find import figures as fig
from qa.ask.find.below import ByBody, columns_by_body
from qa.ask.find.conditions import spots
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.measure import Measure
from qa.ask.find.scope import Scope
from qa.ask.question.query import Query
from qa.lexicon import load

#: What the question must ask of the bodies to have them set side by side.
_ORDERS = frozenset({"largest", "smallest", "order", "list"})


def among_bodies(query: Query, desk: Desk) -> Outcome | None:
    """The figures that a table gives of each body below the one unit that the question names,
    chosen among or ranked as it asks; ``None`` where it asks for no such thing, or where no
    table has them."""
    words = load("units")
    said = spots(query.text, words["among"])
    asked = _ORDERS & set(query.operations) or ("value" in query.operations and query.each)
    if len(query.units) != 1 or not said or not asked or query.ratio:
        return None
    content = query.content & ~said & ~spots(query.text, words["which_of_them"])
    chosen = _meant(replace(query, content=content), desk) if content else None
    if chosen is None:
        return None
    return _told(query, list(fig.aligned([figure_from(fact) for fact in chosen.members])))


def _told(query: Query, members: list[Figure]) -> Outcome | None:
    """``members`` as the question orders them: the first, the last, all by size, or as printed."""
    words = load("answers")["remark"]
    ranked = sorted(members, key=lambda figure: -figure.value)
    if not ranked[0].value or not {*query.operations} & {"largest", "smallest", "order"}:
        return answered(*members)
    if "order" in query.operations:
        ranked = ranked[: query.top]
        names = "、".join(map(own, ranked))
        return answered(*ranked, remark=str(words["order"]).format(names=names))
    way = "largest" if "largest" in query.operations else "smallest"
    first = ranked if way == "largest" else ranked[::-1]
    kept = first[: query.top] if query.top else [f for f in first if f.value == first[0].value]
    names = "、".join(map(own, kept))
    return answered(*kept, remark=str(words[way]).format(names=names))


def _meant(query: Query, desk: Desk) -> ByBody | None:
    """The column by body that explains the question best; its title where it names no item."""
    scope = Scope(query.units, query.years, query.bases)
    measure = desk.finder.measure(query)
    fitting = [
        (_worth(column, measure), -number, column)
        for number, column in enumerate(columns_by_body(f for f in desk.facts if scope.admits(f)))
        if measure.coverage(measure.mask((column.title, *column.labels))) >= MIN_FAMILY
    ]
    return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def _worth(column: ByBody, measure: Measure) -> tuple[float, bool, float]:
    """How much of the question a column explains, rather by a title that holds all of it than by
    one fund or kind of it, and how much of its own name is asked for."""
    explained = measure.coverage(measure.mask((column.title, *column.labels)))
    by_title = measure.coverage(measure.mask((column.title,))) >= explained
    own = column.labels[0] if column.labels and not by_title else column.title
    return explained, by_title and column.of_all, measure.completeness(own)
