"""Figures that are computed from others: the formula that is shown gives the value that is told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from ask_fixtures import prose_fact
from hypothesis import given
from hypothesis import strategies as st

from qa.ask.find import figures as fig
from qa.ask.find.figures import Figure

AMOUNTS = st.decimals("0.01", "99999.99", places=2)


def _figure(value: Decimal | str, unit: str = "万元") -> Figure:
    fact = prose_fact("基本支出", str(value), unit, f"基本支出{value}{unit}。")
    return Figure("基本支出", Decimal(value), unit, fact)


def _reckoned(figure: Figure) -> Decimal:
    """What the shown formula of ``figure`` gives, worked out apart from the code that made it."""
    written = figure.pattern.replace("−", "-").replace("÷", "/")
    operands = [f"Decimal('{operand.value}')" for operand in figure.operands]
    return Decimal(eval(written.format(*operands), {"Decimal": Decimal}))


@given(AMOUNTS, AMOUNTS)
def test_rate_is_its_shown_formula_in_per_cent(new: Decimal, old: Decimal) -> None:
    pair = _figure(new), _figure(old)
    rates = fig.ratio("", *pair, ""), fig.growth("", *pair), fig.decline("", *pair)
    for rate in rates:
        assert rate is not None
        assert rate.unit == "%"
        assert rate.value == (_reckoned(rate) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_sum_and_mean_are_their_shown_formulas(amounts: list[Decimal]) -> None:
    figures = [_figure(amount) for amount in amounts]
    mean = fig.mean("", figures)
    assert mean is not None
    assert fig.total("", figures).value == sum(amounts) == _reckoned(fig.total("", figures))
    assert abs(mean.value - _reckoned(mean)) <= Decimal("0.0000005")


def test_mean_of_rates_is_a_rate_of_their_size() -> None:
    mean = fig.mean("", [_figure("90", "%"), _figure("95", "%")])
    assert mean is not None
    assert (mean.value, mean.unit) == (Decimal("92.5"), "%")


def test_operands_in_two_units_of_money_are_reckoned_in_the_first() -> None:
    found = fig.difference("", _figure("3"), _figure("5000", "元"), "difference")
    assert (found.value, found.unit) == (Decimal("2.5"), "万元")
    assert [operand.unit for operand in found.operands] == ["万元", "万元"]


@pytest.mark.parametrize("reckon", [fig.growth, fig.decline, fig.multiple, fig.growth_multiple])
def test_nothing_is_divided_by_zero(reckon: object) -> None:
    assert callable(reckon)
    zero, one = _figure("0"), _figure("1")
    of_zero = (zero, zero) if reckon is fig.decline else (one, zero)
    assert reckon("", *of_zero) is None


def test_what_has_not_grown_has_no_multiple_of_growth() -> None:
    assert fig.growth_multiple("", _figure("2"), _figure("2")) is None
