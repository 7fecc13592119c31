"""What the corpus does hold where it does not hold what was asked: the same item of another year
or version, told as such and never as the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qa.ask.find.desk import Desk, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import groups
from qa.ask.find.fitting import MIN_OWN
from qa.ask.question.query import Query
from qa.model import Fact, Profile

#: Only the very item is near: the question and its label agree nearly in full.
MIN_COVERAGE = 0.8
#: So many figures are named, those of the nearest years first.
MOST = 3


def nearby(query: Query, desk: Desk, profiles: Mapping[str, Profile]) -> tuple[Figure, ...]:
    """The item's figures of other years and versions, the nearest first; none for a question of
    words, or of a body that has no document.

    A year that is only reckoned from the document's (上年预算数) is left out, unless it is asked
    for: beside a no, nothing would show how it came about.
    """
    if query.asks_words or query.strangers or not query.content or query.ratio:
        return ()
    anywhere = replace(query, years=(), bases=(), shift=0)
    links = [k for k in desk.links(anywhere) if k.coverage >= MIN_COVERAGE and k.own >= MIN_OWN]
    asked = query.years_meant
    found = [
        group[0]
        for group in groups(links).values()
        if group[0].fact.year in (*asked, profiles[group[0].fact.doc].year)
        or _prints_its_year(group[0].fact)
    ]
    far = {id(k): min((abs((k.fact.year or 0) - y) for y in asked), default=0) for k in found}
    found.sort(key=lambda link: (far[id(link)], -link.score))
    return tuple(figure_of(link) for link in found[:MOST])


def _prints_its_year(fact: Fact) -> bool:
    printed = (*fact.section, fact.table or "", *fact.row, *fact.column, fact.quote)
    return any(str(fact.year) in words for words in printed)
