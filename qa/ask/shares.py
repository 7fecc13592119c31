"""Shares of a whole that the question leaves out: 项目支出占比 is one of all spending."""

from __future__ import annotations

from dataclasses import replace

from qa.ask import figures as fig
from qa.ask.desk import Desk, about, figure_of
from qa.ask.naming import related
from qa.ask.outcome import Outcome, answered
from qa.ask.query import Query
from qa.lexicon import load


def of_all(query: Query, desk: Desk) -> Outcome | None:
    """The share of the item as a sentence prints it, else of all income or spending."""
    if not query.content and not query.codes:
        return None
    item = replace(query, unit=None)
    if printed := desk.links(replace(query, unit="%"), measures=("占比",)):
        return answered(figure_of(printed[0]))
    words = load("labels")["whole_of"]
    whole = next((words[side] for side in words if side in query.text), load("labels")["default"])
    pair = desk.together([desk.links(item), desk.links_by_all_names(about(item, whole))])
    if len(pair) != 2 or pair[0].fact.value == pair[1].fact.value:
        return None
    one, other = map(figure_of, pair)
    return answered(fig.ratio(related("share", one, other), one, other, "部分 ÷ 整体 × 100%"))
