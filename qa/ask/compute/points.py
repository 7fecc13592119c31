"""Points of one line of a score sheet: those to be had, and those that it lost."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.link import subject_of, without_year
from qa.ask.find.naming import label_of, reckoned
from qa.ask.find.sheets import Points, SheetRow, points
from qa.ask.find.winnow import NAMED_WHOLE
from qa.ask.question.asked import mentions
from qa.ask.question.query import CHOOSING, Query
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

_POINTS = "分"
Wanted = Literal["full_points", "lost_points"]
#: What else a question that asks for points lost may be taken to ask for.
_PLAIN = frozenset(("value", "sum", "sum_of_several", "count", "difference"))


def of_points(query: Query, desk: Desk) -> Outcome | None:
    """The points to be had for the line that ``query`` names (满分几分), or those lost (扣了几分);
    ``None`` where it asks for neither, or no sheet prints both of such a line."""
    wanted = _wanted(query)
    if wanted is None or set(query.operations) & set(CHOOSING):
        return None
    best = next(iter(desk.links(replace(query, unit=_POINTS))), None)
    both = _of_line(_line_meant(best.fact, query, desk), desk) if best else None
    if both is None:
        return None
    if wanted == "full_points":
        label = reckoned(wanted, label_of(both.got))
        return answered(replace(_in_points(both.had), label=label))
    return answered(lost_points(both))


def asks_only_what_was_lost(query: Query) -> bool:
    """Whether the points lost are all that is asked for: those that were got are no answer."""
    return _wanted(query) == "lost_points" and {*query.operations} <= _PLAIN


def _line_meant(fact: Fact, query: Query, desk: Desk) -> Fact:
    """A fact of the line that is meant: of that of all points of the sheet, where the question
    names the sheet's project and no line of it."""
    measure, subject = desk.finder.measure(query), without_year(subject_of(fact))
    if not subject or measure.coverage(measure.mask((subject,))) < NAMED_WHOLE:
        return fact
    rows = tuple(map(skeleton, load("labels")["score_rows"]))
    lines = (f for f in desk.in_table_of(fact) if f.row and skeleton(f.row[-1]) in rows)
    return next(lines, fact)


def lost_points(both: Points) -> Figure:
    """The points that a line lost: those to be had less those it got."""
    had, got = (_in_points(fact) for fact in (both.had, both.got))
    had = replace(had, label=reckoned("full_points", had.label))
    label = reckoned("lost_points", label_of(both.got))
    return fig.difference(label, had, got, "lost_points")


def _wanted(query: Query) -> Wanted | None:
    """What the last clause of ``query`` asks for, if either."""
    clause = re.split("[,;。、]", query.said.rstrip("?!。,;、"))[-1]
    if mentions(clause, "lost_points"):
        return "lost_points"
    return "full_points" if mentions(clause, "full_points") else None


def _of_line(fact: Fact, desk: Desk) -> Points | None:
    """The points of the line of a sheet that ``fact`` is printed in."""
    if fact.table_id < 0 or not fact.row:
        return None
    place = (fact.doc, fact.table_id, fact.row_id)
    cells = {f.column: f for f in desk.facts if (f.doc, f.table_id, f.row_id) == place and f.column}
    return points(SheetRow(fact.row, cells))


def _in_points(fact: Fact) -> Figure:
    figure = figure_from(fact)
    return figure if figure.unit else replace(figure, unit=_POINTS)
