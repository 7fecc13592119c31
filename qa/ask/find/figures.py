"""Figures of an answer: looked up, or computed from others, always with the facts they rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from qa.ask.question.asked import HEADS
from qa.facts.amounts import convert, is_money
from qa.lexicon import load
from qa.model import Fact

#: A computed rate keeps this many decimals, as the documents' own tables do.
RATE_PLACES = Decimal("0.01")
#: An average keeps as many as exact division gives, up to this.
AVERAGE_PLACES = Decimal("0.000001")
POINTS = "个百分点"
_RATES = ("%", "‰", POINTS)
#: An operand of a formula, with the sign before it if it is taken off.
_TERM = re.compile(r"(−?)\s*\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit with its sources.

    ``operands``, ``formula`` (in words) and ``pattern`` (the formula with a place for each
    operand) are set where it was computed; ``fact`` where it was looked up, with ``printed``
    where the document words it (≥15G). ``score`` and ``coverage`` are those of the link to the
    question, from 0 to 1. ``inferred`` is the year of what was reckoned back.
    """

    label: str
    value: Decimal
    unit: str
    fact: Fact | None = None
    operands: tuple[Figure, ...] = ()
    formula: str = ""
    pattern: str = ""
    printed: str = ""
    score: float = 1.0
    coverage: float = 1.0
    inferred: int | None = None

    @property
    def year(self) -> int | None:
        """The year that the figure is of; ``None`` where its document does not tell."""
        return self.inferred or self.facts[0].year

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts behind the figure, in the order of the formula."""
        if self.fact is not None:
            return (self.fact,)
        return tuple(dict.fromkeys(f for operand in self.operands for f in operand.facts))


def in_unit(figure: Figure, unit: str | None) -> Figure:
    """``figure`` in another unit of money; unchanged where that makes no sense."""
    if unit is None or unit == figure.unit or not (is_money(unit) and is_money(figure.unit)):
        return figure
    return replace(figure, value=convert(figure.value, figure.unit, unit), unit=unit, printed="")


def aligned(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures in the unit of the first, so that they can be added or divided."""
    return tuple(in_unit(f, figures[0].unit) for f in figures)


def ranked(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of one unit, largest first, equal ones in the order given."""
    return sorted(figures, key=lambda figure: -figure.value)


def alike(figures: Sequence[Figure]) -> bool:
    """Whether the figures can be added or set against one another: all money, all rates or all
    counts."""
    return len({"money" if is_money(f.unit) else f.unit in _RATES for f in figures}) == 1


def formula(key: str) -> str:
    """The formula called ``key`` in words, as answers show it (``answers.toml``)."""
    return str(load("answers")["formula"][key])


def difference(label: str, one: Figure, other: Figure, key: str) -> Figure:
    """``one`` − ``other`` in the unit of ``one``, by the formula called ``key``; of two rates in
    percentage points."""
    unit = POINTS if one.unit == "%" else one.unit
    return _summed(label, (one, other), "{0} − {1}", formula(key), unit)


def sums_apart(
    label: str, ones: Sequence[Figure], others: Sequence[Figure], *, rose: bool
) -> Figure:
    """The sum of ``ones`` − that of ``others``: of two years the later first where it ``rose``."""
    less = "".join(f" − {{{len(ones) + i}}}" for i in range(len(others)))
    return _summed(label, (*ones, *others), _plus(ones) + less, formula("rise" if rose else "fall"))


def before(label: str, now: Figure, moved: Figure, way: int, year: int) -> Figure:
    """What was there in ``year`` or version before ``now``, which is ``moved`` more (``way`` +1)
    or less (−1)."""
    key, pattern = ("before_rise", "{0} − {1}") if way > 0 else ("before_fall", "{0} + {1}")
    return replace(_summed(label, (now, moved), pattern, formula(key)), inferred=year)


def total(label: str, figures: Sequence[Figure]) -> Figure:
    """The sum of ``figures`` in the unit of the first."""
    return _summed(label, figures, _plus(figures), formula("sum"))


def ratio(label: str, one: Figure, other: Figure, words: str) -> Figure | None:
    """``one`` ÷ ``other`` in per cent, the formula told in ``words``; ``None`` where the base is
    zero: no rate exists then."""
    return _divided(label, (one, other), "{0} ÷ {1}", words, "%", _to_percent)


def growth(label: str, new: Figure, old: Figure) -> Figure | None:
    """The growth from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    return _divided(label, (new, old), "({0} − {1}) ÷ {1}", formula("growth"), "%", _to_percent)


def decline(label: str, new: Figure, old: Figure) -> Figure | None:
    """The fall from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    return _divided(label, (old, new), "({0} − {1}) ÷ {0}", formula("decline"), "%", _to_percent)


def multiple(label: str, one: Figure, other: Figure) -> Figure | None:
    """How many times ``other`` goes into ``one``; ``None`` where the base is zero."""
    return _divided(label, (one, other), "{0} ÷ {1}", formula("multiple"), "倍", _to_rate)


def growth_multiple(label: str, new: Figure, old: Figure) -> Figure | None:
    """By how many times ``old`` the figure has grown to ``new``; ``None`` on a base of zero or
    where it has not grown."""
    words = formula("growth_multiple")
    found = _divided(label, (new, old), "({0} − {1}) ÷ {1}", words, "倍", _to_rate)
    new, old = aligned((new, old))
    return found if new.value > old.value else None


def average(label: str, amount: Figure, heads: Figure) -> Figure | None:
    """``amount`` for each of ``heads``, in the unit of the amount; ``None`` for no heads."""
    words = formula("each" if heads.unit == HEADS else "of_each")
    return _divided(label, (amount, heads), "{0} ÷ {1}", words, amount.unit, _to_average)


def mean(label: str, figures: Sequence[Figure]) -> Figure | None:
    """The mean of ``figures`` (one at least) in the unit of the first."""
    count = Figure("", Decimal(len(figures)), "项")
    pattern = f"({_plus(figures)}) ÷ {{{len(figures)}}}"
    return _divided(
        label, (*figures, count), pattern, formula("mean"), figures[0].unit, _to_average
    )


def _plus(figures: Sequence[Figure]) -> str:
    """The pattern of a sum: {0} + {1} + {2}."""
    return " + ".join(f"{{{i}}}" for i in range(len(figures)))


def _summed(
    label: str, operands: Sequence[Figure], pattern: str, words: str, unit: str | None = None
) -> Figure:
    """What a ``pattern`` that adds and subtracts comes to; in the unit of the first operand unless
    told."""
    same = aligned(operands)
    return _computed(label, _sum_of(pattern, same), unit or same[0].unit, same, words, pattern)


def _divided(
    label: str,
    operands: Sequence[Figure],
    pattern: str,
    words: str,
    unit: str,
    rounded: Callable[[Decimal], Decimal],
) -> Figure | None:
    """What a ``pattern`` that divides a sum by an operand comes to, ``rounded``; ``None`` where it
    divides by zero."""
    same = aligned(operands)
    dividend, _, divisor = pattern.partition("÷")
    base = _sum_of(divisor, same)
    if not base:
        return None
    value = rounded(_sum_of(dividend, same) / base)
    return _computed(label, value, unit, same, words, pattern)


def _sum_of(pattern: str, operands: Sequence[Figure]) -> Decimal:
    """What the operands of a ``pattern`` come to, added and subtracted by the signs before them: so
    the formula that is shown is the one that was reckoned with."""
    terms = _TERM.findall(pattern)
    signed = (operands[int(i)].value * (-1 if sign else 1) for sign, i in terms)
    return sum(signed, Decimal(0))


def _to_percent(value: Decimal) -> Decimal:
    return _to_rate(100 * value)


def _to_rate(value: Decimal) -> Decimal:
    """``value`` with the decimals of a rate, a 5 behind them rounded up (四舍五入)."""
    return value.quantize(RATE_PLACES, ROUND_HALF_UP)


def _to_average(value: Decimal) -> Decimal:
    """An average without decimals that nobody computed: two, or as many as it has, at most six."""
    exact = value.quantize(AVERAGE_PLACES, ROUND_HALF_UP).normalize()
    rate = _to_rate(exact)
    return rate if rate == exact else exact


def _computed(
    label: str,
    value: Decimal,
    unit: str,
    operands: tuple[Figure, ...],
    words: str,
    pattern: str,
) -> Figure:
    return Figure(
        label,
        value,
        unit,
        operands=operands,
        formula=words,
        pattern=pattern,
        score=min(o.score for o in operands),
        coverage=min(o.coverage for o in operands),
    )
