"""Figures of an answer: looked up, or computed from others, always with the facts they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.model import Fact

#: A computed rate keeps this many decimals, as the documents' own tables do.
RATE_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit with its sources.

    ``operands`` and ``formula`` are set where it was computed; ``fact`` where it was looked
    up. ``score`` and ``coverage`` are those of the link to the question.
    """

    label: str
    value: Decimal
    unit: str
    fact: Fact | None = None
    operands: tuple[Figure, ...] = ()
    formula: str = ""
    score: float = 1.0
    coverage: float = 1.0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts behind the figure, in the order of the formula."""
        if self.fact is not None:
            return (self.fact,)
        return tuple(dict.fromkeys(f for operand in self.operands for f in operand.facts))


_MONEY = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(10**8)}


def in_unit(figure: Figure, unit: str | None) -> Figure:
    """``figure`` in another unit of money; unchanged where that makes no sense."""
    if unit is None or unit == figure.unit or not {unit, figure.unit} <= _MONEY.keys():
        return figure
    value = figure.value * _MONEY[figure.unit] / _MONEY[unit]
    return replace(figure, value=value.normalize() if value else Decimal(0), unit=unit)


def aligned(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures in the unit of the first, so that they can be added or divided."""
    return tuple(in_unit(f, figures[0].unit) for f in figures)


def difference(label: str, one: Figure, other: Figure, formula: str) -> Figure:
    """``one`` − ``other`` in the unit of ``one``."""
    one, other = aligned((one, other))
    return _computed(label, one.value - other.value, one.unit, (one, other), formula)


def ratio(label: str, one: Figure, other: Figure, formula: str) -> Figure | None:
    """``one`` ÷ ``other`` in per cent; ``None`` where the base is zero: no rate exists then."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = (one.value / other.value * 100).quantize(RATE_PLACES)
    return _computed(label, value, "%", (one, other), formula)


def multiple(label: str, one: Figure, other: Figure) -> Figure | None:
    """How many times ``other`` goes into ``one``; ``None`` where the base is zero."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = (one.value / other.value).quantize(RATE_PLACES)
    return _computed(label, value, "倍", (one, other), "前者 ÷ 后者")


def growth(label: str, new: Figure, old: Figure) -> Figure | None:
    """The growth from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    new, old = aligned((new, old))
    if not old.value:
        return None
    value = ((new.value - old.value) / old.value * 100).quantize(RATE_PLACES)
    return _computed(label, value, "%", (new, old), "(本期数 − 基期数) ÷ 基期数 × 100%")


def total(label: str, figures: Sequence[Figure]) -> Figure:
    """The sum of ``figures`` in the unit of the first."""
    same = aligned(figures)
    return _computed(label, sum((f.value for f in same), Decimal(0)), same[0].unit, same, "各项相加")


def _computed(
    label: str, value: Decimal, unit: str, operands: tuple[Figure, ...], formula: str
) -> Figure:
    return Figure(
        label,
        value,
        unit,
        operands=operands,
        formula=formula,
        score=min(o.score for o in operands),
        coverage=min(o.coverage for o in operands),
    )
