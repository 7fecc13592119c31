"""A figure of a whole year is no answer to a question about a part of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant
from qa.ask.part_of_year import Part, parts_of_year

OURS = "深圳市大数据资源管理中心"


@pytest.mark.parametrize(
    "asked",
    [
        "2021年3月三公经费支出是多少",
        "2021年10月公务接待费决算是多少",
        "2021年上半年三公经费支出是多少",
        "2021年1-9月三公经费执行率是多少",
        "2021年12月三公经费支出是多少",
        "2021年6月底三公经费支出是多少",
        "截至2021年9月30日三公经费支出是多少",
        "2021年第三季度三公经费支出是多少",
    ],
)
def test_no_figure_of_the_year_answers_for_a_part_of_it(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(OURS + asked)
    assert (answer.status, answer.values) == ("no_data", ())


@pytest.mark.parametrize("day", ["2021年12月31日", "2021年12月底", "2023年10月"])
def test_what_is_told_as_of_a_month_answers_for_it(assistant: Assistant, day: str) -> None:
    answer = assistant.ask(f"截至{day}，{OURS}共有车辆多少辆")
    assert [(one.value, one.unit) for one in answer.values] == [(Decimal(3), "辆")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2021年3月支出", ((2021, "3月"),)),
        ("2021年1-9月支出", ((2021, "9月"),)),
        ("2021年上半年支出", ((2021, "上半年"),)),
        ("2021年12月31日车辆", ()),
        ("2021年1月1日至12月31日支出", ()),
        ("2021年1月1日至6月30日支出", ((2021, "6月"),)),
        ("2021年11月底车辆", ((2021, "11月"),)),
        ("2021年底和2023年10月车辆", ((2023, "10月"),)),
        ("上半年支出", ((None, "上半年"),)),
        ("2021年前三季度支出", ((2021, "前三季度"),)),
        ("2021年9月印发的决算", ()),
        ("服务12个月的费用", ()),
        ("2021年支出", ()),
    ],
)
def test_months_quarters_and_halves_are_parts_of_a_year(text: str, parts: tuple[Part, ...]) -> None:
    assert parts_of_year(text) == parts


def test_a_part_of_the_year_is_set_against_the_whole(assistant: Assistant) -> None:
    asked = "福田数据中心2021年应用系统运行维护项目，第一季度的计划支付占全年预算的百分比是多少"
    (share, *_) = assistant.ask(asked).values
    assert (share.value, share.unit) == (Decimal("23.26"), "%")


def test_the_cars_are_found_as_vehicles_where_they_are_called_so(assistant: Assistant) -> None:
    answer = assistant.ask(f"{OURS}的公务车，2021年底和2023年底各有几辆")
    assert [(one.value, one.unit) for one in answer.values] == [(Decimal(3), "辆")] * 2


def test_a_month_of_one_year_is_none_of_the_other_years(assistant: Assistant) -> None:
    answer = assistant.ask(f"2021年底和2023年10月{OURS}的公务车各有几辆")
    assert [(one.value, one.unit) for one in answer.values] == [(Decimal(3), "辆")] * 2


def test_each_month_of_several_years_has_to_be_told(assistant: Assistant) -> None:
    answer = assistant.ask(f"2021年10月和2023年10月{OURS}的公务车各有几辆")
    assert (answer.status, answer.values) == ("no_data", ())
