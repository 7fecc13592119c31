"""When an answer is easier seen than read: a course over years, or figures side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.model import Answer

_YEAR = re.compile(r"((?:19|20)\d{2})年")
#: More bars than this cannot be told apart.
MOST_POINTS = 20
#: From this many years on there is a course to see.
FEWEST_FOR_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Chart:
    """Points to draw, in the answer's order; ``unit`` is that of every figure."""

    kind: Literal["line", "bar"]
    points: tuple[tuple[str, float], ...]
    unit: str


def chart_of(answer: Answer) -> Chart | None:
    """What to draw of an answer; ``None`` where one figure was asked for, or figures that
    cannot stand on one axis."""
    values, units = answer.values, {value.unit for value in answer.values}
    if answer.status != "answered" or not 2 <= len(values) <= MOST_POINTS or len(units) != 1:
        return None
    years = [found[1] if (found := _YEAR.search(v.label)) else "" for v in values]
    over_years = all(years) and len(set(years)) == len(years)
    labels = years if over_years else short([value.label for value in values])
    points = list(zip(labels, (float(value.value) for value in values), strict=True))
    is_line = over_years and len(points) >= FEWEST_FOR_A_LINE
    ordered = sorted(points) if over_years else points
    return Chart("line" if is_line else "bar", tuple(ordered), units.pop())


def short(labels: list[str]) -> list[str]:
    """Labels without what all of them begin and end with; as they are where nothing would be
    left of one or two would be alike."""
    head = _common(labels)
    tail = _common([label[head:][::-1] for label in labels])
    cut = [label[head : len(label) - tail] for label in labels]
    return cut if all(cut) and len(set(cut)) == len(cut) else labels


def _common(labels: list[str]) -> int:
    """How many characters all labels begin with."""
    return next(
        (at for at, found in enumerate(zip(*labels, strict=False)) if len(set(found)) > 1),
        min(map(len, labels)),
    )
