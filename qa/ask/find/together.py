"""Which of the facts that fit belong together: those of one row, column, sentence or table."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ask.find.link import Link
from qa.model import Fact

#: What operands gain that stand in one row, one column or one sentence.
TOGETHER = 0.25
#: How many facts an operand may be chosen from.
CHOICES = 12


def same_place(one: Fact, other: Fact) -> float:
    """How closely two facts stand together: 1 in one row or sentence, 0 in two documents."""
    if one.doc != other.doc or one.source != other.source:
        return 0.0
    if one.source == "prose":
        return 1.0 if one.quote == other.quote else 0.5 if one.section == other.section else 0.0
    if one.table_id != other.table_id:
        return 0.0
    if one.row_id == other.row_id or one.column_id == other.column_id:
        return 1.0
    return 0.5


def near(link: Link, fact: Fact) -> float:
    """How well a link fits where it is told beside ``fact``."""
    return link.score + TOGETHER * same_place(fact, link.fact)


def beside(anchor: Link, others: Sequence[Link]) -> Link | None:
    """Of ``others`` the one that belongs to ``anchor``: near it and well linked."""
    return max(others, key=lambda link: near(link, anchor.fact), default=None)


def together(choices: Sequence[Sequence[Link]]) -> list[Link]:
    """One link from each of ``choices``, no fact twice, so that they fit and stand near one
    another; empty where one of them has nothing to choose from."""
    best: tuple[float, list[Link]] = (0.0, [])
    for anchor in (link for links in choices for link in links[:CHOICES]):
        chosen = _each_its_own(anchor, choices)
        worth = sum(near(k, anchor.fact) for k in chosen)
        if len(chosen) == len(choices) and worth > best[0]:
            best = (worth, chosen)
    return best[1]


def _each_its_own(anchor: Link, choices: Sequence[Sequence[Link]]) -> list[Link]:
    """One link from each of ``choices`` near ``anchor``, no fact twice: who fits best goes first,
    so that none takes what another one means."""
    fitting = [
        (near(link, anchor.fact), -number, link)
        for number, links in enumerate(choices)
        for link in links[:CHOICES]
    ]
    fitting.sort(key=lambda one: one[:2], reverse=True)
    chosen: dict[int, Link] = {}
    for _, number, link in fitting:
        if number not in chosen and all(link.fact is not c.fact for c in chosen.values()):
            chosen[number] = link
    return [chosen[number] for number in sorted(chosen, reverse=True)]
