"""How much of a file was read: what a build tells of every file that it takes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.facts.amounts import find_amounts
from qa.model import Disclosure, Fact


@dataclass(frozen=True, slots=True)
class Intake:
    """A file as it was taken in.

    ``pages`` counts its pages or sheets (0 where it has none), ``scanned`` those that were
    recognised; ``placed`` are the cells of its ``tables`` that stand under a row and a column,
    ``dropped`` the figures of tables that could not be placed; ``figures`` counts the amounts
    with a unit in its text, and ``untold`` those of them that became no fact.
    """

    doc: str
    pages: int
    scanned: int
    tables: int
    placed: int
    dropped: int
    figures: int
    untold: int
    notices: tuple[str, ...] = ()


def intake_of(disclosure: Disclosure, facts: Sequence[Fact]) -> Intake:
    """What was read of ``disclosure``, whose facts are ``facts``."""
    told = {(fact.line, fact.text) for fact in facts if fact.source == "prose"}
    printed = [
        (paragraph.line_at(amount.start), amount.digits)
        for paragraph in disclosure.paragraphs
        for amount in find_amounts(paragraph.text)
        if amount.unit
    ]
    return Intake(
        doc=disclosure.doc,
        pages=disclosure.pages,
        scanned=len(disclosure.scanned),
        tables=len(disclosure.tables),
        placed=sum(fact.source == "table" for fact in facts),
        dropped=sum(table.dropped for table in disclosure.tables),
        figures=len(printed),
        untold=sum(one not in told for one in printed),
        notices=disclosure.notices,
    )
