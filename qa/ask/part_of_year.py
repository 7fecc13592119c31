"""Questions about a part of a year: a figure of the whole year answers none of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from qa.ask.compute.outcome import Outcome
from qa.ask.find.figures import Figure
from qa.ask.question.asked import pattern_of
from qa.ask.question.query import Query
from qa.ask.words.text import canonical
from qa.model import Fact

_LAST_MONTH = "12月"


def of_that_part(outcome: Outcome, query: Query) -> Outcome | None:
    """``outcome`` as far as its figures rest on one that tells of the part of the year which
    ``query`` names (2021年3月, 上半年), though their whole may be that of the year; ``None`` where
    none does. Readings are only of that part, or of the year's last day where that is named."""
    parts = {*parts_of_year(query.said)}
    if outcome.candidates:
        if parts:
            return _only(outcome, lambda figure: _tells_of(figure, parts))
        at_the_end = _year_end().search(query.said)
        return (_only(outcome, _is_at_the_end) if at_the_end else None) or outcome
    told = not parts or all(_tells_of(figure, parts) for figure in outcome.figures)
    return outcome if told else None


def _only(outcome: Outcome, fits: Callable[[Figure], bool]) -> Outcome | None:
    """``outcome`` with those of its readings alone that fit; ``None`` where none does."""
    kept = tuple(figure for figure in outcome.candidates if fits(figure))
    if len(kept) == 1 < len(outcome.candidates):
        return Outcome("answered", kept)
    return replace(outcome, candidates=kept) if kept else None


def _tells_of(figure: Figure, parts: set[str]) -> bool:
    return any(parts & {*_told(_said(fact))} for fact in figure.facts)


def _is_at_the_end(figure: Figure) -> bool:
    """Whether a figure is not told of another month than the year's last."""
    told = {month for fact in figure.facts for month in _told(_said(fact)) if month[0].isdigit()}
    return told <= {_LAST_MONTH}


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


@cache
def _year_end() -> re.Pattern[str]:
    return re.compile(r"年(?:度)?[底末]|12月(?:31日|底|末)")
