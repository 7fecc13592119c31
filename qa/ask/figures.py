"""Figures of an answer: looked up, or computed from others, always with the facts they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.amounts import convert, is_money
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

    ``operands``, ``formula`` (in words) and ``pattern`` (the formula
    with a place for each operand) are set where it was computed; ``fact`` where it was looked
    up, with ``printed`` where the document words it (≥15G). ``score`` and ``coverage`` are
    those of the link to the question. ``inferred`` is the year of what was reckoned back.
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


def alike(figures: Sequence[Figure]) -> bool:
    """Whether the figures can be added or set against one another: all money, all rates or all
    counts."""
    return len({"money" if is_money(f.unit) else f.unit in _RATES for f in figures}) == 1


def difference(label: str, one: Figure, other: Figure, formula: str) -> Figure:
    """``one`` − ``other`` in the unit of ``one``; of two rates in percentage points."""
    one, other = aligned((one, other))
    value = one.value - other.value
    unit = POINTS if one.unit == "%" else one.unit
    return _computed(label, value, unit, (one, other), formula, "{0} − {1}")


def before(label: str, now: Figure, moved: Figure, way: int, year: int) -> Figure:
    """What was there in ``year`` or version before ``now``, which is ``moved`` more (``way`` +1)
    or less (−1)."""
    now, moved = aligned((now, moved))
    value = now.value - way * moved.value
    formula = "报告数 − 增加额" if way > 0 else "报告数 + 减少额"
    pattern = "{0} − {1}" if way > 0 else "{0} + {1}"
    return replace(_computed(label, value, now.unit, (now, moved), formula, pattern), inferred=year)


def ratio(label: str, one: Figure, other: Figure, formula: str) -> Figure | None:
    """``one`` ÷ ``other`` in per cent; ``None`` where the base is zero: no rate exists then."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = (one.value / other.value * 100).quantize(RATE_PLACES)
    return _computed(label, value, "%", (one, other), formula, "{0} ÷ {1}")


def multiple(label: str, one: Figure, other: Figure) -> Figure | None:
    """How many times ``other`` goes into ``one``; ``None`` where the base is zero."""
    one, other = aligned((one, other))
    if not other.value:
        return None
    value = (one.value / other.value).quantize(RATE_PLACES)
    return _computed(label, value, "倍", (one, other), "前者 ÷ 后者", "{0} ÷ {1}")


def average(label: str, amount: Figure, heads: Figure) -> Figure | None:
    """``amount`` for each of ``heads``, in the unit of the amount; ``None`` for no heads."""
    if not heads.value:
        return None
    value = _rounded(amount.value / heads.value)
    return _computed(label, value, amount.unit, (amount, heads), "金额 ÷ 人数", "{0} ÷ {1}")


def mean(label: str, figures: Sequence[Figure]) -> Figure:
    """The mean of ``figures`` in the unit of the first."""
    whole = total("", figures)
    value = _rounded(whole.value / len(figures))
    count = Figure("", Decimal(len(figures)), "项")
    pattern = f"({whole.pattern}) ÷ {{{len(figures)}}}"
    return _computed(label, value, whole.unit, (*whole.operands, count), "合计 ÷ 项数", pattern)


def _rounded(value: Decimal) -> Decimal:
    """An average without decimals that nobody computed: two, or as many as it has, at most six."""
    exact = value.quantize(AVERAGE_PLACES).normalize()
    return exact if exact.as_tuple().exponent < -2 else exact.quantize(RATE_PLACES)  # type: ignore[operator]


def growth(label: str, new: Figure, old: Figure) -> Figure | None:
    """The growth from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    new, old = aligned((new, old))
    if not old.value:
        return None
    value = ((new.value - old.value) / old.value * 100).quantize(RATE_PLACES)
    formula = "(本期数 − 基期数) ÷ 基期数 × 100%"
    return _computed(label, value, "%", (new, old), formula, "({0} − {1}) ÷ {1}")


def decline(label: str, new: Figure, old: Figure) -> Figure | None:
    """The fall from ``old`` to ``new`` in per cent; ``None`` on a base of zero."""
    new, old = aligned((new, old))
    if not old.value:
        return None
    value = ((old.value - new.value) / old.value * 100).quantize(RATE_PLACES)
    formula = "(基期数 − 本期数) ÷ 基期数 × 100%"
    return _computed(label, value, "%", (old, new), formula, "({0} − {1}) ÷ {0}")


def total(label: str, figures: Sequence[Figure]) -> Figure:
    """The sum of ``figures`` in the unit of the first."""
    same = aligned(figures)
    value = sum((f.value for f in same), Decimal(0))
    pattern = " + ".join(f"{{{i}}}" for i in range(len(same)))
    return _computed(label, value, same[0].unit, same, "各项相加", pattern)


def _computed(
    label: str,
    value: Decimal,
    unit: str,
    operands: tuple[Figure, ...],
    formula: str,
    pattern: str,
) -> Figure:
    return Figure(
        label,
        value,
        unit,
        operands=operands,
        formula=formula,
        pattern=pattern,
        score=min(o.score for o in operands),
        coverage=min(o.coverage for o in operands),
    )
