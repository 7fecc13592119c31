"""Lists read off a sentence item by item: “新增了哪些项目，各多少”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find.conditions import spots
from qa.ask.find.desk import figure_from
from qa.ask.find.finder import of_class
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Query
from qa.lexicon import load
from qa.model import Fact

_CLAUSE_END = re.compile("[；;。]")


def several_of(facts: Iterable[Fact]) -> Outcome | None:
    """The figures of several parts, without those of which there are none."""
    figures = [figure_from(fact) for fact in dict.fromkeys(facts)]
    figures = [figure for figure in figures if figure.value] or figures
    return answered(*figures) if len(figures) > 1 else None


def parts_in(query: Query, excerpt: Excerpt, facts: Iterable[Fact]) -> Outcome | None:
    """The parts with their figures that the words of ``excerpt`` give (共有车辆3辆，其中…), where
    “各几辆” asks for each."""
    if not query.each or query.unit is None:
        return None
    inside = (f for f in facts if f.source == "prose" and f.quote in excerpt.text)
    return several_of(
        f for f in inside if len(f.row) > 1 and f.measure == "值" and f.unit == query.unit
    )


def lead_in(query: Query) -> Sequence[str] | None:
    """The words that sentences put before what the question asks for (新增), if it names any."""
    leads: Sequence[Sequence[str]] = load("members")["leads"]
    return next((said for said in leads if spots(query.text, said)), None)


def enumerated(query: Query, excerpt: Excerpt, facts: Iterable[Fact]) -> Outcome | None:
    """The items that the words of ``excerpt`` enumerate with their amounts, behind the word
    that the question names (新增): in printed order. ``facts`` are those of the document."""
    words = lead_in(query)
    if words is None:
        return None
    inside = [
        fact
        for fact in facts
        if fact.source == "prose" and fact.quote in excerpt.text and fact.measure == "值"
    ]
    for number, fact in enumerate(inside):
        bare = _without(words, fact)
        if bare is None:
            continue
        start = fact.quote.find(fact.row[-1])
        end = _CLAUSE_END.search(fact.quote, start)
        clause = fact.quote[start : end.start() if end else None]
        items = [replace(fact, row=(bare,))]
        for other in inside[number + 1 :]:
            if other.quote != fact.quote or other.row[-1] not in clause:
                break
            items.append(other)
        if all(of_class(item, query) for item in items):
            figures = [figure_from(item) for item in items]
            return answered(*figures)
    return None


def _without(leads: Sequence[str], fact: Fact) -> str | None:
    """The item's name without the word that leads to it; ``None`` where none does."""
    label = fact.row[-1]
    for lead in sorted(leads, key=len, reverse=True):
        if label.startswith(lead) and len(label) > len(lead):
            return label.removeprefix(lead)
        at = fact.quote.find(label)
        if at > 0 and fact.quote[:at].endswith(lead):
            return label
    return None
