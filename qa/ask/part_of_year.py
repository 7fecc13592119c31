"""Questions about a part of a year: a figure of the whole year answers none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from qa.ask.compute.outcome import Outcome
from qa.ask.find.figures import Figure
from qa.ask.question.asked import pattern_of
from qa.ask.question.query import Query
from qa.ask.words.text import canonical
from qa.model import Fact

_LAST_MONTH = "12月"
#: A part of a year by its name, behind its year where one stands before it.
Part = tuple[int | None, str]
_YEAR_BEFORE = re.compile(r"((?:19|20)\d{2})年$")


def of_that_part(outcome: Outcome, query: Query) -> Outcome | None:
    """``outcome`` as far as its figures rest on one that tells of the part of the year which
    ``query`` names (2021年3月, 上半年), though their whole may be that of the year; ``None`` where
    none does. Readings are only of that part, or of the year's last day where that is named."""
    parts = parts_of_year(query.said)
    if len(query.years) < 2:  # of several, each part is of its own
        parts = tuple((None, part) for _, part in parts)
    if outcome.candidates:
        if parts:
            return _only(outcome, lambda figure: _tells_of(figure, parts))
        at_the_end = _year_end().search(query.said)
        return (_only(outcome, _is_at_the_end) if at_the_end else None) or outcome
    return outcome if all(_tells_of(figure, parts) for figure in outcome.figures) else None


def _only(outcome: Outcome, fits: Callable[[Figure], bool]) -> Outcome | None:
    """``outcome`` with those of its readings alone that fit; ``None`` where none does."""
    kept = tuple(figure for figure in outcome.candidates if fits(figure))
    if len(kept) == 1 < len(outcome.candidates):
        return Outcome("answered", kept)
    return replace(outcome, candidates=kept) if kept else None


def _tells_of(figure: Figure, parts: Sequence[Part]) -> bool:
    """Whether a figure tells of one of ``parts`` as far as they are of its year, or are of none."""
    years = {None, *(fact.year for fact in figure.facts)}
    own = {part for year, part in parts if year in years}
    return not own or not own.isdisjoint(_months(figure))


def _months(figure: Figure) -> set[str]:
    return {part for fact in figure.facts for _, part in _told(_said(fact))}


def _is_at_the_end(figure: Figure) -> bool:
    """Whether a figure is not told of another month than the year's last."""
    told = {month for month in _months(figure) if month[0].isdigit()}
    return told <= {_LAST_MONTH}


def parts_of_year(text: str) -> tuple[Part, ...]:
    """The months, quarters and halves that canonical ``text`` asks about. The year begins and ends
    with a day (1月1日, 12月31日, 12月底), and the month of an event (9月印发) is none of what is
    asked for."""
    return _told(_apart().sub("", text))


def _told(text: str) -> tuple[Part, ...]:
    return tuple(
        (int(year[1]) if year else None, match["month"] or match["named"])
        for match in _part().finditer(text)
        for year in [_YEAR_BEFORE.search(text, 0, match.start())]
    )


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
