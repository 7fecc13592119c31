"""What a sentence prints of an item beside the figure that was just told: its share, its change."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.link import own_label
from qa.ask.question.asked import compared_with, mentions
from qa.ask.question.query import Operation, Query
from qa.ask.words.text import skeleton
from qa.model import Fact, Measure

_MEASURES: dict[Operation, Measure] = {"share": "占比", "growth": "增减率", "change": "增减额"}


def told_beside(
    query: Query, earlier: Query, before: Sequence[Figure], desk: Desk
) -> Outcome | None:
    """The share, or the change, that the sentence of the one figure ``before`` prints of the same
    item, where ``query`` asks for that and names nothing that ``earlier`` does not (累计建成多少
    公里，占比多少); ``None`` where it prints none or several."""
    told = before[0].fact if len(before) == 1 else None
    wanted = {m for operation, m in _MEASURES.items() if operation in query.operations}
    same = (query.content, query.units, query.years, query.codes) == (
        earlier.content, earlier.units, earlier.years, earlier.codes,
    )  # fmt: skip
    if told is None or told.source != "prose" or not (wanted and same) or compared_with(query):
        return None
    if query.unit == "%" or mentions(query.said, "points_of_rates"):
        wanted -= {"增减额"}  # 同比涨了几个百分点
    found = [f for f in desk.facts if f.measure in wanted and _is_of(f, told)]
    by_measure = {fact.measure: fact for fact in found if fact.value is not None}
    if len({(fact.measure, fact.value) for fact in found}) != len(by_measure):
        return None
    return answered(*(figure_from(by_measure[m]) for m in _MEASURES.values() if m in by_measure))


def _is_of(fact: Fact, told: Fact) -> bool:
    """Whether a sentence prints ``fact`` of the item of ``told``."""
    if (fact.doc, fact.quote, fact.source) != (told.doc, told.quote, "prose"):
        return False
    one, other = skeleton(own_label(fact)), skeleton(own_label(told))
    return fact.row == told.row or one.endswith(other) or other.endswith(one)
