"""Whether results reached their goals, and lists of those that did not."""

from __future__ import annotations

import pytest

from qa.ask.find.attained import reached


@pytest.mark.parametrize(
    ("goal", "result"),
    [
        ("≥11公里", "16公里"),
        ("离职率≤20%", "8%"),
        ("24小时内", "5小时内响应"),
        ("不超过603.8万元", "596.74万元"),
        ("不低于90%", "90%"),
        ("及时", "及时"),
        ("2032年12月31日前", "2032年12月31日前"),
        ("100%", "1"),  # a sheet prints a rate of 100% as 1
        ("1", "100%"),
    ],
)
def test_a_result_on_the_right_side_of_its_goal_reached_it(goal: str, result: str) -> None:
    assert reached(goal, result) is True


@pytest.mark.parametrize(
    ("goal", "result"),
    [
        ("≥120 套", "90 套"),
        ("78家", "69家"),
        ("7月底", "9月底"),
        ("不超过20万元", "20.5万元"),
        ("不低于90%", "89%"),
        ("100%", "0.95"),
    ],
)
def test_a_result_on_the_wrong_side_of_its_goal_missed_it(goal: str, result: str) -> None:
    assert reached(goal, result) is False


@pytest.mark.parametrize(
    ("goal", "result"),
    [
        ("1 份", "2 份"),  # more than an exact goal may be better or worse
        ("≥20%", "节约了成本，但无法核算成本节约率"),
        ("≥50万PV，≥10万UV", "60万PV"),
        ("3公里", "3个"),
        ("有效保障", "基本保障"),
    ],
)
def test_cells_that_do_not_tell_are_not_judged(goal: str, result: str) -> None:
    assert reached(goal, result) is None
