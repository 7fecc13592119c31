"""When an answer is easier seen than read: a course over years, or figures side by side.

What is drawn is markup of the answer's own (``templates/chart.html``), so that every answer keeps
its picture; this module says where things stand in it, in percent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from qa.model import Answer

_YEAR = re.compile(r"((?:19|20)\d{2})年")
#: More bars than this cannot be told apart.
MOST_POINTS = 20
#: From this many years on there is a course to see.
FEWEST_FOR_A_LINE = 3
#: What a figure needs beside the next one, in percent of the picture's width: in a wide window
#: and in a narrow one; and what a year needs.
ROOM_FOR_FIGURE, ROOM_FOR_FIGURE_IN_NARROW = 15, 45
ROOM_FOR_YEAR = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw: years in the order of time for a line, the answer's own order for bars.

    ``figures`` are numbers to measure with, all of one unit; ``places`` says which of the
    answer's values each of them is.
    """

    kind: Literal["line", "bar"]
    labels: tuple[str, ...]
    figures: tuple[float, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how wide it is, in percent of the widest span of all bars."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a line: its label, and its place in percent from the left and from below."""

    label: str
    across: float
    up: float


def chart_of(answer: Answer) -> Chart | None:
    """What to draw of an answer; ``None`` where one figure was asked for, or figures that
    cannot stand on one axis."""
    values, units = answer.values, {value.unit for value in answer.values}
    if answer.status != "answered" or not 2 <= len(values) <= MOST_POINTS or len(units) != 1:
        return None
    years = [found[1] if (found := _YEAR.search(v.label)) else "" for v in values]
    over_years = len(set(years)) == len(years) >= FEWEST_FOR_A_LINE and all(years)
    places = tuple(range(len(values)))
    if over_years:
        places = tuple(sorted(places, key=years.__getitem__))
    return Chart(
        "line" if over_years else "bar",
        tuple(years[at] if over_years else values[at].label for at in places),
        tuple(float(values[at].value) for at in places),
        places,
    )


def bars(chart: Chart) -> tuple[Bar, ...]:
    """A bar for each figure, from the common zero to its left or to its right."""
    low, span = _scale(chart.figures)
    return tuple(
        Bar(round(100 * (min(0.0, one) - low) / span, 2), round(100 * abs(one) / span, 2))
        for one in chart.figures
    )


def spots(chart: Chart) -> tuple[Spot, ...]:
    """A point for each year, as far apart as the years are; zero is always in the picture, or a
    small change would look like a big one."""
    low, span = _scale(chart.figures)
    first, last = int(chart.labels[0]), int(chart.labels[-1])
    return tuple(
        Spot(
            label,
            round(100 * (int(label) - first) / (last - first), 2),
            round(100 * (one - low) / span, 2),
        )
        for label, one in zip(chart.labels, chart.figures, strict=True)
    )


def zero(chart: Chart) -> float:
    """How far up zero is, in percent."""
    low, span = _scale(chart.figures)
    return round(-100 * low / span, 2)


def have_room(points: Sequence[Spot], room: float) -> bool:
    """Whether each of ``points`` is at least ``room`` percent from the next."""
    return all(right.across - left.across >= room for left, right in pairwise(points))


def _scale(figures: tuple[float, ...]) -> tuple[float, float]:
    """The lowest figure or zero, and how far it is from there to the highest or zero."""
    low = min(0.0, *figures)
    return low, (max(0.0, *figures) - low) or 1.0
