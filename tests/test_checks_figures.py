"""Slack of printed figures: what rounding explains is no contradiction, the rest is one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from checks_fixtures import cell
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.figures import (
    Measured,
    half_unit,
    in_unit,
    measured,
    operand,
    percent,
    printed,
    total,
)

AMOUNTS = st.decimals(min_value=1, max_value=10**7, places=4)
DECIMALS = st.integers(min_value=0, max_value=2)


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("text", "half"), [("12", "0.5"), ("12.0", "0.05"), ("12.00", "0.005"), ("0.00", "0.005")]
)
def test_half_unit_is_half_of_the_last_printed_digit(text: str, half: str) -> None:
    assert half_unit(Decimal(text)) == Decimal(half)


def test_printed_amounts_of_different_units_are_of_one_measure() -> None:
    assert printed(Decimal("597.99"), "万元") == Measured(Decimal(5979900), Decimal(50))
    assert printed(Decimal("5979882.63"), "元") == Measured(Decimal("5979882.63"), Decimal("0.005"))


def test_in_unit_is_the_way_back() -> None:
    assert in_unit(printed(Decimal("12.30"), "万元").value, "万元") == Decimal("12.30")


def test_measured_takes_a_blank_and_a_zero_for_none() -> None:
    nothing = Measured(Decimal(0))
    assert measured(cell("行政运行", "项目支出", None)) == nothing
    assert measured(cell("行政运行", "项目支出", "0")) == nothing
    assert measured(cell("行政运行", "项目支出", "0.00")) == nothing


def test_operand_zero_without_decimals_may_be_anything_below_a_half() -> None:
    assert operand(cell("公务接待费", "决算数", "0")).slack == 5000
    assert operand(cell("公务接待费", "决算数", "0.00")).slack == 50


def test_percent_of_what_may_be_zero_is_none() -> None:
    assert percent(Measured(Decimal(3)), Measured(Decimal(0))) is None
    assert percent(Measured(Decimal(3)), Measured(Decimal("0.4"), Decimal("0.5"))) is None


@given(st.lists(AMOUNTS, min_size=2, max_size=12), DECIMALS)
def test_sum_of_rounded_parts_is_within_slack_of_the_rounded_sum(
    parts: list[Decimal], decimals: int
) -> None:
    whole = printed(rounded(sum(parts, Decimal(0)), decimals), "万元")
    summed = total(printed(rounded(part, decimals), "万元") for part in parts)
    assert abs(whole.value - summed.value) <= whole.slack + summed.slack


@given(AMOUNTS, AMOUNTS, DECIMALS, DECIMALS)
def test_rate_of_true_amounts_is_within_slack_of_that_of_the_rounded(
    part: Decimal, whole: Decimal, decimals: int, places: int
) -> None:
    rate = printed(rounded(part / whole * 100, places), "%")
    found = percent(
        printed(rounded(part, decimals), "万元"), printed(rounded(whole, decimals), "万元")
    )
    if found is not None:
        assert abs(rate.value - found.value) <= rate.slack + found.slack


@given(AMOUNTS, st.integers(min_value=1, max_value=10**4))
def test_sum_that_is_off_by_more_than_its_digits_is_beyond_slack(amount: Decimal, off: int) -> None:
    printed_sum = printed(rounded(amount, 2) + off, "万元")
    parts = total((printed(rounded(amount, 2), "万元"),))
    assert abs(printed_sum.value - parts.value) > printed_sum.slack + parts.slack
