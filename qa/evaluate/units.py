"""Units of figures: 元, 万元 and 亿元 are one measure, 台 and 个 are two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qa.evaluate.normal import squeeze_width
from qa.lexicon import load

#: How far a figure may be off where nothing else is said, in its own unit: a printed
#: figure has two decimals, and half a unit of the last one is rounding.
DEFAULT_TOLERANCE = Decimal("0.005")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the name of its unit as written."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:,f}{self.unit}"


def is_multiplier(unit: str) -> bool:
    """Whether ``unit`` is a multiplier and nothing else, such as 万."""
    return unit in load("evaluate")["scales"]


@lru_cache(maxsize=4096)
def parse_unit(unit: str) -> tuple[Decimal, str]:
    """The multiplier and the base of a unit: (10000, ``元``) for ``万元``, (1, ``台``) for
    ``台（套）``.

    A multiplier alone (``万``) is taken for money, as people write amounts.
    """
    words = load("evaluate")
    name = _BRACKETS.sub("", squeeze_width(unit))
    scale = Decimal(1)
    if name not in words["units"]["whole"]:
        for prefix in sorted(words["scales"], key=len, reverse=True):
            if name.startswith(prefix):
                scale, name = Decimal(words["scales"][prefix]), name[len(prefix) :]
                name = name or "元"
                break
    for group in words["units"]["same"]:
        if name in group:
            return scale, str(group[0])
    return scale, name


def same_size(expected: Figure, found: Figure, tolerance: Decimal = DEFAULT_TOLERANCE) -> bool:
    """Whether both figures are the same but for their sign.

    ``tolerance`` is absolute, in the unit expected; where the unit found is coarser, its
    own rounding to two decimals is allowed as well. Figures of different measures differ.
    """
    scale, base = parse_unit(expected.unit)
    found_scale, found_base = parse_unit(found.unit)
    if base != found_base:
        return False
    allowed = tolerance * scale
    if found_scale > scale:
        allowed = max(allowed, DEFAULT_TOLERANCE * found_scale)
    return abs(abs(expected.value) * scale - abs(found.value) * found_scale) <= allowed
