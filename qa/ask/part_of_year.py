"""Questions about a part of a year: a figure of the whole year answers none of them."""

from __future__ import annotations

import re
from functools import cache

from qa.ask.compute.outcome import Outcome
from qa.ask.question.asked import pattern_of
from qa.ask.question.query import Query
from qa.ask.words.text import canonical
from qa.model import Fact


def is_of_that_part(outcome: Outcome, query: Query) -> bool:
    """Whether each figure of an outcome rests on one that tells of the part of the year which
    ``query`` names (2021年3月, 上半年), though its whole may be that of the year; so does any
    outcome where it names none."""
    parts = {*parts_of_year(query.said)}
    figures = (*outcome.figures, *outcome.candidates)
    return not parts or all(
        any(parts & {*_told(_said(fact))} for fact in figure.facts) for figure in figures
    )


def parts_of_year(text: str) -> tuple[str, ...]:
    """The months, quarters and halves that canonical ``text`` asks about. The year begins and ends
    with a day (1月1日, 12月31日, 12月底), and the month of an event (9月印发) is none of what is
    asked for."""
    return _told(_apart().sub("", text))


def _told(text: str) -> tuple[str, ...]:
    return tuple(match["month"] or match["named"] for match in _part().finditer(text))


def _said(fact: Fact) -> str:
    return canonical("".join((fact.table or "", *fact.row, *fact.column, fact.quote)))


@cache
def _part() -> re.Pattern[str]:
    since = r"(?:(?:\d{1,2}(?:月份?)?(?:\d{1,2}日)?)?[-~—至到])?"
    named = pattern_of("parts_of_year").pattern
    return re.compile(
        rf"(?:(?<=年)|(?<=截至)|(?<=截止)){since}(?P<month>(?:1[0-2]|[1-9])月)|(?P<named>{named})"
    )


@cache
def _apart() -> re.Pattern[str]:
    """Days and months that are no part of a year of which something is asked."""
    events = pattern_of("dated_events").pattern
    dated = rf"\d{{1,2}}月份?(?:\d{{1,2}}日)?(?={events})"
    return re.compile(rf"(?<!\d)(?:1月1日|12月(?:31日|底|末)|{dated})")
