"""Figures of an answer: looked up, or computed from others, always with the facts they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    one, other = aligned((one, other))
    value = one.value - other.value
    unit = POINTS if one.unit == "%" else one.unit
    return _computed(label, value, unit, (one, other), formula(key), "{0} − {1}")


def before(label: str, now: Figure, moved: Figure, way: int, year: int) -> Figure:
    """What was there in ``year`` or version before ``now``, which is ``moved`` more (``way`` +1)
    or less (−1)."""
    now, moved = aligned((now, moved))
    value = now.value - way * moved.value
    key, pattern = ("before_rise", "{0} − {1}") if way > 0 else ("before_fall", "{0} + {1}")
    found = _computed(label, value, now.unit, (now, moved), formula(key), pattern)
    return replace(found, inferred=year)


def ratio(label: str, one: Figure, other: Figure, words: str) -> Figure | None:
    """``one`` ÷ ``other`` in per cent, the formula told in ``words``; ``None`` where the base is
    zero: no rate exists then."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = _to_rate(one.value / other.value * 100)
    return _computed(label, value, "%", (one, other), words, "{0} ÷ {1}")


def multiple(label: str, one: Figure, other: Figure) -> Figure | None:
    """How many times ``other`` goes into ``one``; ``None`` where the base is zero."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = _to_rate(one.value / other.value)
    return _computed(label, value, "倍", (one, other), formula("multiple"), "{0} ÷ {1}")


def growth_multiple(label: str, new: Figure, old: Figure) -> Figure | None:
    """By how many times ``old`` the figure has grown to ``new``; ``None`` on a base of zero or
    where it has not grown."""
    new, old = aligned((new, old))
    if not old.value or new.value <= old.value:
        return None
    value = _to_rate((new.value - old.value) / old.value)
    words = formula("growth_multiple")
    return _computed(label, value, "倍", (new, old), words, "({0} − {1}) ÷ {1}")


def average(label: str, amount: Figure, heads: Figure) -> Figure | None:
    """``amount`` for each of ``heads``, in the unit of the amount; ``None`` for no heads."""
    if not heads.value:
        return None
    value = _to_average(amount.value / heads.value)
    words = formula("each" if heads.unit == HEADS else "of_each")
    return _computed(label, value, amount.unit, (amount, heads), words, "{0} ÷ {1}")


def mean(label: str, figures: Sequence[Figure]) -> Figure:
    """The mean of ``figures`` in the unit of the first."""
    whole = total("", figures)
    value = _to_average(whole.value / len(figures))
    count = Figure("", Decimal(len(figures)), "项")
    pattern = f"({whole.pattern}) ÷ {{{len(figures)}}}"
    operands = (*whole.operands, count)
    return _computed(label, value, whole.unit, operands, formula("mean"), pattern)


def _to_rate(value: Decimal) -> Decimal:
    """``value`` with the decimals of a rate, a 5 behind them rounded up (四舍五入)."""
    return value.quantize(RATE_PLACES, ROUND_HALF_UP)


def _to_average(value: Decimal) -> Decimal:
    """An average without decimals that nobody computed: two, or as many as it has, at most six."""
    exact = value.quantize(AVERAGE_PLACES, ROUND_HALF_UP).normalize()
    rate = _to_rate(exact)
    return rate if rate == exact else exact


def growth(label: str, new: Figure, old: Figure) -> Figure | None:
    """The growth from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    new, old = aligned((new, old))
    if not old.value:
        return None
    value = _to_rate((new.value - old.value) / old.value * 100)
    return _computed(label, value, "%", (new, old), formula("growth"), "({0} − {1}) ÷ {1}")


def decline(label: str, new: Figure, old: Figure) -> Figure | None:
    """The fall from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    new, old = aligned((new, old))
    if not old.value:
        return None
    value = _to_rate((old.value - new.value) / old.value * 100)
    return _computed(label, value, "%", (old, new), formula("decline"), "({0} − {1}) ÷ {0}")


def total(label: str, figures: Sequence[Figure]) -> Figure:
    """The sum of ``figures`` in the unit of the first."""
    same = aligned(figures)
    value = sum((f.value for f in same), Decimal(0))
    pattern = " + ".join(f"{{{i}}}" for i in range(len(same)))
    return _computed(label, value, same[0].unit, same, formula("sum"), pattern)


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
