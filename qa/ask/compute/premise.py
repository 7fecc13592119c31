"""What a question takes for granted: that something rose or fell."""

from __future__ import annotations

from qa.ask.compute.changes import printed_change, with_later_year
from qa.ask.find.desk import Desk, about
from qa.ask.find.figures import Figure
from qa.ask.find.link import way_of
from qa.ask.question.asked import compared_with
from qa.ask.question.query import Query
from qa.lexicon import load

#: The change must be that of the very thing: so much of its label and of the question agree.
MIN_SURE = 0.75


def contradicted(query: Query, desk: Desk) -> Figure | None:
    """The printed change that went another way than the question says; ``None`` where none did.

    Only a change against the same base counts: what fell against the budget may have risen
    against the year before.
    """
    if not query.direction or not query.content:
        return None
    query = with_later_year(query, desk)
    amount, _ = printed_change(query, desk)
    fact = amount.fact if amount else None
    if amount is None or fact is None or amount.coverage < MIN_SURE:
        return None
    went = way_of(fact) if amount.value else 0
    named = compared_with(query)
    same_base = any(base in (fact.against or "") for base in named) or (
        not named and "上年" in (fact.against or "上年")
    )
    if not same_base or went == query.direction or _both_sides_went_so(query, desk):
        return None
    return amount


def _both_sides_went_so(query: Query, desk: Desk) -> bool:
    """Whether a document tells the change that is taken for granted of income and spending at once
    (收支较上年减少), where all of one of them is meant."""
    both = load("labels")["both_sides"]
    if query.named not in (*load("labels")["sides"], *both["totals"]):
        return False
    return any(
        way_of(link.fact) == query.direction and link.fact.row[-1:] == (name,)
        for name in both["called"]
        for link in desk.links(about(query, name), ("增减额",))
    )
