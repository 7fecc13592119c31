"""What the corpus does hold where it does not hold what was asked: the same item of another year
or version, told as such and never as the answer."""

from __future__ import annotations

from dataclasses import replace

from qa.ask.find.desk import Desk, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import groups
from qa.ask.find.fitting import MIN_OWN
from qa.ask.question.query import Query

#: Only the very item is near: the question and its label agree nearly in full.
MIN_COVERAGE = 0.8
#: So many figures are named, those of the nearest years first.
MOST = 3


def nearby(query: Query, desk: Desk) -> tuple[Figure, ...]:
    """The item's figures of other years and versions, the nearest first; none for a question of
    words, or of a body that has no document."""
    if query.asks_words or query.strangers or not query.content or query.ratio:
        return ()
    anywhere = replace(query, years=(), bases=(), shift=0)
    links = [k for k in desk.links(anywhere) if k.coverage >= MIN_COVERAGE and k.own >= MIN_OWN]
    found = [group[0] for group in groups(links).values()]
    asked = [year + query.shift for year in query.years]
    far = {id(k): min((abs((k.fact.year or 0) - y) for y in asked), default=0) for k in found}
    found.sort(key=lambda link: (far[id(link)], -link.score))
    return tuple(figure_of(link) for link in found[:MOST])
