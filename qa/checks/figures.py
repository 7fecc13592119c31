"""Printed figures with the slack of their rounding, and what follows when they are reckoned with.

A figure that is printed with two decimals may stand for anything within half a hundredth of
it. A sum may be off by the slack of its terms together; a ratio by what its operands allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from qa.facts.amounts import is_money, split_unit
from qa.model import Fact

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity in the base of its unit (元, %, 人) that may be off by ``slack``."""

    value: Decimal
    slack: Decimal = Decimal(0)

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.value + other.value, self.slack + other.slack)

    def __sub__(self, other: Measured) -> Measured:
        return Measured(self.value - other.value, self.slack + other.slack)

    def scaled(self, factor: Decimal) -> Measured:
        """The quantity ``factor`` times as large."""
        return Measured(self.value * factor, self.slack * abs(factor))


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit of ``value``."""
    return _half_of(value.as_tuple().exponent)


@cache
def _half_of(exponent: int | str) -> Decimal:
    # Of what is no number, the exponent is a letter.
    return _HALF.scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def printed(value: Decimal, unit: str | None) -> Measured:
    """A printed number as a quantity."""
    factor, _ = split_unit(unit or "")
    return Measured(value * factor, half_unit(value) * factor)


def measured(fact: Fact) -> Measured:
    """The figure of ``fact`` as a quantity; a blank cell is a zero.

    Only for facts whose figure a relation asks for: a blank among the parts of a sum adds
    nothing to it. Nor does an amount of 0, which says that there is none: a table prints
    dozens of them, and the slack of all would hide any difference.
    """
    if fact.value is None:
        return Measured(Decimal(0))
    if not fact.value and is_money(fact.unit):
        return Measured(Decimal(0))
    return printed(fact.value, fact.unit)


def operand(fact: Fact) -> Measured:
    """The figure of ``fact`` as an operand of a ratio: where amounts are printed without
    decimals, 0 may stand for anything below a half.
    """
    return Measured(Decimal(0)) if fact.value is None else printed(fact.value, fact.unit)


def total(terms: Iterable[Measured]) -> Measured:
    """The sum of ``terms``."""
    value = slack = Decimal(0)
    for term in terms:
        value += term.value
        slack += term.slack
    return Measured(value, slack)


def percent(part: Measured, whole: Measured) -> Measured | None:
    """``part`` as a percentage of ``whole``; ``None`` where ``whole`` may be zero.

    The slack covers every quotient that the slack of both operands allows.
    """
    least = abs(whole.value) - whole.slack
    if least <= 0:
        return None
    value = part.value / whole.value * _HUNDRED
    slack = (part.slack + abs(part.value / whole.value) * whole.slack) / least * _HUNDRED
    return Measured(value, slack)


def base_unit(fact: Fact) -> str:
    """The unit in which ``measured`` counts the figure of ``fact``."""
    return split_unit(fact.unit or "")[1]


def in_unit(value: Decimal, unit: str | None) -> Decimal:
    """A value in the base of ``unit`` as so many of ``unit``."""
    return value / split_unit(unit or "")[0]
