"""Whether a result reached its goal, by the two cells as printed: ≥120套 and 90套."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from qa.ask.words.text import skeleton
from qa.lexicon import alternatives, load

Side = Literal["least", "most", "exact"]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MEASURE = re.compile(r"%|[a-zA-Z]+|[\u4e00-\u9fff]")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Printed:
    """The one number of a cell, the beginning of its measure, and which side of it is meant."""

    value: Decimal
    measure: str
    side: Side


def reached(goal: str, result: str) -> bool | None:
    """Whether ``result`` is what ``goal`` asks for; ``None`` where the two do not tell."""
    if skeleton(goal) == skeleton(result):
        return True
    aimed, got = _printed(goal), _printed(result)
    if aimed is None or got is None:
        return None
    aim, value = aimed.value, got.value
    if aimed.measure != got.measure:
        if "" not in (aimed.measure, got.measure):
            return None
        # 100% is also printed as 1.
        aim *= _HUNDRED if got.measure == "%" else 1
        value *= _HUNDRED if aimed.measure == "%" else 1
    if aimed.side == "most":
        return value <= aim
    if aimed.side == "least" or value <= aim:
        return value >= aim
    return None  # more than an exact goal may be better or worse


def _printed(text: str) -> _Printed | None:
    numbers = [*_NUMBER.finditer(text)]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    measure = _MEASURE.match(text[number.end() :].lstrip())
    return _Printed(
        Decimal(number[0].replace(",", "")),
        measure[0] if measure and measure[0] not in load("members")["attained"]["behind"] else "",
        _side(text),
    )


def _side(text: str) -> Side:
    found = _bounding().search(text)
    if found is None:
        return "exact"
    return "least" if found[0] in load("members")["attained"]["least"] else "most"


@cache
def _bounding() -> re.Pattern[str]:
    words = load("members")["attained"]
    return re.compile(alternatives((*words["least"], *words["most"])))
