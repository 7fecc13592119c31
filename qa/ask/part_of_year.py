"""Questions about a part of a year: a figure of the whole year answers none of them."""

from __future__ import annotations

import re
from functools import cache

from qa.ask.asked import pattern_of
from qa.ask.outcome import Outcome
from qa.ask.query import Query
from qa.ask.text import canonical
from qa.model import Fact


def is_of_that_part(outcome: Outcome, query: Query) -> bool:
    """Whether the facts of an outcome tell of the part of the year that ``query`` names (2021年3月,
    上半年) themselves; so does any outcome where it names none."""
    parts = parts_of_year(query.text[slice(*query.span)])
    told = [one for figure in (*outcome.figures, *outcome.candidates) for one in figure.facts]
    return not parts or all(any(part in _said(fact) for part in parts) for fact in told)


def parts_of_year(text: str) -> tuple[str, ...]:
    """The months, quarters and halves that canonical ``text`` names. The year ends on its last
    day (12月31日, 12月底), and the month of an event (9月印发) is none of what is asked for."""
    return tuple(match["part"] for match in _part().finditer(text))


def _said(fact: Fact) -> str:
    return canonical("".join((fact.table or "", *fact.row, *fact.column, fact.quote)))


@cache
def _part() -> re.Pattern[str]:
    named, events = pattern_of("parts_of_year").pattern, pattern_of("dated_events").pattern
    month = r"(?<=年)(?:\d{1,2}(?:月份?)?[-~—至到])?(?P<part>(?:1[0-2]|[1-9])月|" + named + ")"
    return re.compile(rf"{month}(?!\d{{1,2}}日|底|末|(?:\d{{1,2}}日)?(?:{events}))")
