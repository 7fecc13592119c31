"""Questions over short pages on one item (三公 of a town, of a county), as they word them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant


@cache
def _page() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年市本级一般公共预算财政拨款开支“三公”经费2,640.5万元，其中：公务接待费960.0万元，"
            "比上年预算数字下降9.10%，比上年决算数字下降7.20%；公务用车购置及运行维护费1,680.5万元"
            "（公务用车购置费80.0万元、公务用车运行维护费1, 600.5万元）。",
            "2033年因公出国（境）2个团组11人次；国内公务接待210批次，国内公务接待1,900人次。",
            "年末公务用车保有量52辆，其中：公务用车9辆，执法执勤用车43辆。",
            "会议费支出12.00万元，与上年下降4.00%。",
        )
    )


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("三公经费决算是多少", ["2640.5万元"]),
        ("公务用车运行维护费是多少", ["1600.5万元"]),
        ("公务接待费比上年决算下降多少", ["7.20%"]),
        ("会议费比上年下降百分之几", ["4.00%"]),
        ("公务用车保有量", ["52辆"]),
        ("国内公务接待批次和人次", ["210批次", "1900人次"]),
        ("国内公务接待批次和人次分别是多少", ["210批次", "1900人次"]),
        ("因公出国团组和人次", ["2个", "11人次"]),
    ],
)
def test_figures_of_a_short_page_are_told_as_asked(question: str, figures: list[str]) -> None:
    answer = _page().ask(f"{UNIT}2033年{question}")
    assert figures_of(answer) == figures


@cache
def _school() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            "（二）支出预算：2033年年初预算数800.00万元，其中：教育支出预算600.00万元，"
            "住房保障支出预算40.00万元，其他支出20.00万元。项目支出较去年增加3.50万元。",
        )
    )


def test_total_of_the_year_before_follows_from_the_change_of_both_sides() -> None:
    office = assistant(
        disclosure(
            2033,
            "决算",
            "2033年度收入总计640.00万元，支出总计640.00万元。收支较上年决算数减少60.00万元，下降8.57%。",
            "2033年度收入合计600.00万元，较上年决算数减少80.00万元，下降11.76%。",
        )
    )
    answer = office.ask(f"{UNIT}2032年收入总计是多少")
    assert figures_of(answer) == ["700.00万元"]


def test_item_is_named_behind_the_examples_of_what_it_is_spent_on() -> None:
    county = assistant(
        disclosure(2033, "决算", "2033年开展业务活动的交通费、用餐费等公务接待费决算支出58万元。")
    )
    answer = county.ask(f"{UNIT}2033年公务接待费决算是多少")
    assert figures_of(answer) == ["58万元"]


def test_heading_before_a_colon_names_the_total_that_shares_are_of() -> None:
    answer = _school().ask(f"{UNIT}2033年教育支出预算占比")
    assert figures_of(answer) == ["75.00%"]


def test_project_spending_keeps_its_name_below_a_heading() -> None:
    answer = _school().ask(f"{UNIT}2033年项目支出比上年增加多少")
    assert answer.values[0].value == Decimal("3.50")


def test_part_of_a_joint_item_is_not_answered_with_the_whole() -> None:
    cars = assistant(disclosure(2033, "决算", "公务用车购置及运行维护费支出21.00万元。"))
    assert cars.ask(f"{UNIT}2033年公务用车购置费是多少").status == "no_data"


def test_fewer_cars_are_told_and_not_how_many_there_are() -> None:
    town = assistant(disclosure(2033, "决算", "公务用车保有量31辆，公务用车保有量较上年减少6辆。"))
    answer = town.ask(f"{UNIT}2033年公务用车保有量减少了几辆")
    assert figures_of(answer) == ["6辆"]


def test_overall_change_is_of_what_the_clause_before_the_comma_names() -> None:
    hall = assistant(
        disclosure(
            2033,
            "决算",
            "2033年度支出总计410.00万元。收入支出总体与上年相比，增加30.00万元，增长7.89%。",
        )
    )
    answer = hall.ask(f"{UNIT}2033年收入支出总体比上年增长百分之几")
    assert answer.values[0].value == Decimal("7.89")
