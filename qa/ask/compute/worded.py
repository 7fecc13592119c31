"""What a cell says that is no amount: the words or the code under a label (及时, 有效保障,
a 项目编码)."""

from __future__ import annotations

from qa.ask.compute.outcome import Outcome
from qa.ask.find.desk import Desk
from qa.ask.find.link import Link, own_label
from qa.ask.find.naming import label_of
from qa.ask.find.scope import Scope, is_worded
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import load

#: How much of the question the labels have to explain, and of the cell's own label the question.
MIN_COVERAGE, MIN_OWN = 0.9, 0.95
#: Labels of fewer characters than this say too little (名称).
MIN_LABEL = 4
#: Longer words than this are told as sentences are.
LONGEST_CELL = 40
#: More than so many cells are not set side by side.
MOST_CELLS = 3


def worded(query: Query, desk: Desk) -> Outcome | None:
    """The cell without an amount whose label the question names in so many words, told in one
    sentence; ``None`` where there is none, or where a figure fits as well."""
    if query.operations != ("value",) or query.unit or query.ratio or not query.content:
        return None
    scope = Scope(query.units, query.years, query.bases, worded=True)
    links = [k for k in desk.finder.find(query, query.content, scope) if _fits(k, query)]
    figure = next((k for k in desk.links(query) if not is_worded(k.fact)), None)
    if not links or (figure and (figure.coverage, figure.own) >= (links[0].coverage, links[0].own)):
        return None
    best = [k for k in links if (k.coverage, k.own) == (links[0].coverage, links[0].own)]
    cells = list({(k.fact.doc, k.fact.text): k for k in best}.values())
    if len(cells) > MOST_CELLS:
        return None
    if len(cells) > 1:
        return Outcome("ambiguous", excerpts=tuple(map(_excerpt, cells)))
    fact = cells[0].fact
    told = str(load("answers")["sentence"]["worded"]).format(
        unit=fact.unit_name, label=label_of(fact), text=(fact.text or "").rstrip("。")
    )
    return Outcome("answered", remark=told, grounds=(fact,))


def _fits(link: Link, query: Query) -> bool:
    label = skeleton(own_label(link.fact))
    whole = link.coverage >= MIN_COVERAGE and link.own >= MIN_OWN
    whole = whole and len(link.fact.text or "") <= LONGEST_CELL
    return whole and len(label) >= MIN_LABEL and label in query.text


def _excerpt(link: Link) -> Excerpt:
    fact = link.fact
    return Excerpt(
        doc=fact.doc,
        section=fact.section,
        text=fact.text or "",
        quote=fact.quote,
        line=fact.line,
        score=link.score,
        coverage=link.coverage,
        table=fact.table,
        row=fact.row,
        column=fact.column,
        page=fact.page,
    )
