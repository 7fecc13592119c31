"""Figures asked for as people say it: what is left of the posts, a rise in points, two things paid
together, and a measure that a figure is not told in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

_ACCOUNT = disclosure(
    2031,
    "决算",
    "一季度预算执行率为 11.5%，二季度预算执行率为 48.25%。",
    "事业编制总数 30 人，实有在编人数 26 人。",
    "公务用车保有量为 6 辆。",
    "日常公用经费年初预算数为 90 万元，年中调整预算数为 81.5 万元。",
)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2031年一季度到二季度预算执行率上升了几个百分点", "36.75", "个百分点"),
        ("2031年还空着几个事业编制", "4", "人"),
        ("2031年日常公用经费年初到年中调整砍了多少", "8.5", "万元"),
    ],
)
def test_what_lies_between_two_figures_is_told(question: str, value: str, unit: str) -> None:
    found = assistant(_ACCOUNT).ask(f"{UNIT}{question}").values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question", ["2031年公务用车跑了多少公里", "2031年公务用车停车场有多少平方米"]
)
def test_a_length_or_an_area_is_no_number_of_things(question: str) -> None:
    answer = assistant(_ACCOUNT).ask(f"{UNIT}{question}")
    assert not [v for v in answer.values if v.unit == "辆"]


_BUDGET = disclosure(
    2031,
    "预算",
    "河道清淤项目第一季度支付 12.5 万元。",
    "水库巡查项目第一季度支付 7.25 万元。",
)


def test_two_things_are_added_up_before_the_verb() -> None:
    answer = assistant(_BUDGET).ask(f"{UNIT}2031年第一季度河道清淤和水库巡查两个项目合计支付多少")
    assert answer.values[0].value == Decimal("19.75")


def test_what_was_used_is_a_share_of_the_budget() -> None:
    account = disclosure(2031, "决算", "“三公”经费支出决算为 3 万元，完成预算 12 万元的 25%。")
    found = assistant(account).ask(f"{UNIT}2031年三公经费还有多少预算没花掉，用掉几成").values
    assert [(v.value, v.unit) for v in found] == [(Decimal(9), "万元"), (Decimal(25), "%")]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("物业费", "物业管理费"),
        ("工会费", "工会经费"),
        ("津补贴", "津贴补贴"),
        ("退休金", "退休费"),
        ("人头费", "人员经费"),
        ("科技支出", "科学技术支出"),
        ("年末结余", "年末结转和结余"),
        ("车辆运行费", "公务用车运行维护费"),
    ],
)
def test_an_item_is_known_by_its_spoken_name(said: str, printed: str) -> None:
    account = disclosure(2031, "决算", f"{printed} 7.5 万元。", "印刷费 3 万元。")
    found = assistant(account).ask(f"{UNIT}2031年{said}多少").values
    assert [v.value for v in found] == [Decimal("7.5")]


def test_a_share_asked_for_second_is_of_the_year_of_the_first() -> None:
    held = [
        disclosure(year, "决算", f"水费 {a} 万元。", "电费 2 万元。", f"公用经费合计 {b} 万元。")
        for year, a, b in ((2031, 6, 60), (2032, 6.6, 33))
    ]
    found = assistant(*held).ask(f"{UNIT}2031年水费和电费差多少，水费占公用经费多少").values
    assert [v.value for v in found] == [Decimal(4), Decimal(10)]


def test_what_was_executed_beyond_the_budget_is_their_difference() -> None:
    account = disclosure(2031, "决算", "水库加固项目全年预算数为 80 万元，执行数为 92.5 万元。")
    found = assistant(account).ask(f"{UNIT}2031年水库加固项目执行数超出全年预算多少").values
    assert [v.value for v in found] == [Decimal("12.5")]
