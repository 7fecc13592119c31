"""The largest of a family, by its level and with the share that it makes up; limits and notes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import headline
from disclosed_fixtures import UNIT, assistant, disclosure
from read_fixtures import table_of

from qa.ask import Assistant

_SPENDING = (
    "表3 部门支出预算表\n单位：万元\n科目编码\t科目名称\t合计\n合计\t\t200.00\n"
    "213\t农林水支出\t150.00\n"
    "21302\t林业和草原\t60.00\n2130202\t一般行政管理事务\t60.00\n"
    "21303\t水利\t90.00\n2130302\t一般行政管理事务\t50.00\n2130314\t防汛\t40.00\n"
    "221\t住房保障支出\t50.00\n22102\t住房改革支出\t50.00\n2210201\t住房公积金\t50.00\n"
)


@pytest.fixture(scope="module")
def asked() -> Assistant:
    found = replace(
        table_of(_SPENDING),
        section=("报表",),
        notes=("说明：1、实有人员80人，其中：在职人员50人，离退休人员30人。",),
    )
    told = "截至2032年12月31日，本单位共有车辆3辆。单价100万元（含）以上设备2台（套）。"
    return assistant(disclosure(2033, "预算", told, tables=(found,)))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("支出中哪个款级科目最大", "90.00", "万元"),
        ("支出最大的功能分类是什么", "150.00", "万元"),
        ("农林水支出下哪一款最大，占农林水支出多少", "60.00", "%"),
        ("各类支出中占比最大的是什么", "75.00", "%"),
        ("支出最小的类是什么，占总支出的百分之几", "25.00", "%"),
        ("在职人员多少人", "50", "人"),
        ("按在职人员算，人均住房公积金多少", "1.00", "万元"),
    ],
)
def test_the_headline_is_what_is_asked_for(
    asked: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked.ask(f"{UNIT}2033年{question}")
    assert headline(answer) == ("answered", Decimal(value), unit)


def test_a_limit_is_a_part_of_what_something_is_called(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}单价100万元以上的设备有几台")
    assert headline(answer) == ("answered", Decimal("2"), "台（套）")


def test_items_of_one_name_are_told_apart(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年支出最大的两个项级科目是什么")
    assert "林业和草原一般行政管理事务" in answer.text


@pytest.mark.parametrize(
    "question", ["最大的项目是哪个", "金额最大的项目", "最大的项目是哪个，占项目支出多少"]
)
def test_the_goal_of_an_indicator_makes_no_project_the_largest(question: str) -> None:
    goals = table_of(
        "项目支出绩效目标表\n单位：万元\n项目名称\t数量指标\t指标值\n"
        "考试组织项目\t报名科次\t163,898\n评审项目\t评审次数\t63\n"
    )
    asked = assistant(disclosure(2033, "预算", "", tables=(goals,)))
    assert asked.ask(f"{UNIT}2033年{question}").status == "no_data"


def test_the_sum_of_the_projects_among_them_does_not_hide_them() -> None:
    projects = table_of(
        "项目支出表\n单位：万元\n项目名称\t预算金额\n项目支出\t90.00\n防汛工程\t40.00\n水质监测\t50.00\n"
    )
    asked = assistant(disclosure(2033, "预算", "", tables=(projects,)))
    answer = asked.ask(f"{UNIT}2033年预算金额最大的项目是哪一个？")
    assert "水质监测" in answer.text
