"""What a cell says that is no amount: the words or the code under a label (及时, 有效保障,
a 项目编码)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.compute.lookup import REACHED
from qa.ask.compute.outcome import Outcome
from qa.ask.find.desk import Desk, about
from qa.ask.find.link import Link, own_label
from qa.ask.find.naming import label_of
from qa.ask.find.scope import Scope, is_worded
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.asked import mentions
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Basis, Fact

#: How much of the question the labels have to explain, and of the cell's own label the question.
MIN_COVERAGE, MIN_OWN = 0.9, 0.95
#: … of a question whose other words ask for one of the amounts in the cell.
NAMED = 0.7
#: Labels of fewer characters than this say too little (名称).
MIN_LABEL = 4
#: Longer words than this are told as sentences are.
LONGEST_CELL = 40
#: More than so many cells are not set side by side.
MOST_CELLS = 3


def instead_of_a_figure(query: Query, desk: Desk) -> Outcome | None:
    """What the cell says whose label the question names, where a figure is asked for and the cell
    holds more than one amount (11 套，面积 129.73 m²); ``None`` where there is none."""
    if not {*query.operations} <= {"value", "count"} or query.ratio or not query.content:
        return None
    return _told(replace(query, operations=("value",), unit=None), desk, NAMED)


def worded(query: Query, desk: Desk) -> Outcome | None:
    """The cell without an amount whose label the question names in so many words, told in one
    sentence; ``None`` where there is none, or where a figure fits as well."""
    if query.operations != ("value",) or query.unit or query.ratio or not query.content:
        return None
    if mentions(query.said, "when"):  # 何时完成: 完成时间
        dates = (_told(about(query, query.named + end), desk) for end in load("labels")["dated"])
        return next(filter(None, dates), None) or _told(query, desk)
    return _told(query, desk)


def _told(query: Query, desk: Desk, known: float = MIN_COVERAGE) -> Outcome | None:
    scope = Scope(query.units, query.years, query.bases, worded=True)
    found = desk.finder.find(query, query.content, scope)
    links = [k for k in found if _fits(k, query, known)]
    if not links:
        return None
    figure = next((k for k in desk.links(query) if not is_worded(k.fact)), None)
    if figure and _agreement(figure) >= _agreement(links[0]):
        return None
    if figure and _beside_unnamed(links[0].fact, figure.fact, query):
        return None
    best = [k for k in links if _agreement(k) == _agreement(links[0])]
    cells = list({(k.fact.doc, k.fact.text): k for k in _results(best)}.values())
    if len(cells) > MOST_CELLS:
        return None
    if len(cells) > 1:
        return Outcome("ambiguous", excerpts=tuple(map(_excerpt, cells)))
    fact = cells[0].fact
    told = str(load("answers")["sentence"]["worded"]).format(
        unit=fact.unit_name, label=label_of(fact), text=(fact.text or "").rstrip("。")
    )
    return Outcome("answered", remark=told, grounds=(fact,))


def _beside_unnamed(cell: Fact, figure: Fact, query: Query) -> bool:
    """Whether a cell of words stands in one row with the figure, in a column that the question does
    not name: the 采购组织形式 of what is asked for by its budget."""
    place, other = ((f.doc, f.table_id, f.row, f.line) for f in (cell, figure))
    return place == other and bool(cell.column) and skeleton(cell.column[-1]) not in query.text


def _agreement(link: Link) -> tuple[float, float]:
    """How far question and label agree, without what sums of floats in another order differ by."""
    return round(link.coverage, 6), round(link.own, 6)


def _results(links: Sequence[Link]) -> list[Link]:
    """Of the cells of a document's indicators those with what was reached, else with what was aimed
    at: no remarks."""
    versions: dict[str, set[Basis]] = {}
    for link in links:
        versions.setdefault(link.fact.doc, set()).add(link.fact.basis)
    told = {doc: next((b for b in REACHED if b in found), None) for doc, found in versions.items()}
    return [k for k in links if told[k.fact.doc] in (None, k.fact.basis)]


def _fits(link: Link, query: Query, known: float) -> bool:
    labels = map(skeleton, (own_label(link.fact), *link.fact.column[-1:]))
    whole = link.coverage >= known and link.own >= MIN_OWN
    whole = whole and len(link.fact.text or "") <= LONGEST_CELL
    return whole and any(len(label) >= MIN_LABEL and label in query.text for label in labels)


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
