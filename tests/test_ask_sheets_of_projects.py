"""Sheets of one project each: their money by the project's name alone, one name on several sheets,
and lines of which no project is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.model import Table


def _sheet(project: str, body: str, whole: str, line: str = "资金总额") -> Table:
    rows = [
        (("项目名称",), (project,)),
        (("实施单位",), (body,)),
        ((line,), (whole,)),
        (("其他资金",), ("0.00",)),
    ]
    return replace(table(f"{project}项目绩效目标表", ((),), rows), subject=project)


def _held() -> Assistant:
    sheets = (
        _sheet("2033年堤防岁修补助资金", UNIT, "74.50"),
        _sheet("水毁审核服务费", UNIT, "11.80"),
        _sheet("各类巡查经费", UNIT, "25.30", "年度资金申请总额"),
        _sheet("综合工作经费", UNIT, "26.00"),
        _sheet("综合工作经费", "云溪县河道管理中心", "6.65"),
    )
    return assistant(disclosure(2033, "预算", "单位预算。", tables=sheets))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("水毁审核服务费多少", ["11.80"]),
        ("水毁审核服务费项目资金总额是多少", ["11.80"]),
        ("水毁审核服务费的其他资金是多少", ["0.00"]),
        ("2033年各类巡查经费预算多少", ["25.30"]),
    ],
)
def test_money_of_a_project_is_told_by_its_name_alone(question: str, told: list[str]) -> None:
    assert [str(value.value) for value in _held().ask(UNIT + question).values] == told


def test_one_name_on_several_sheets_is_asked_back_with_the_bodies_that_carry_it_out() -> None:
    answer = _held().ask(f"{UNIT}综合工作经费是多少")
    assert answer.status == "ambiguous"
    assert [(c.value, c.label.rpartition("（")[2]) for c in answer.candidates] == [
        (Decimal("26.00"), f"{UNIT}）"),
        (Decimal("6.65"), "云溪县河道管理中心）"),
    ]


def test_line_of_no_named_project_is_no_projects() -> None:
    answer = _held().ask(f"{UNIT}2033年资金总额是多少")
    assert (answer.status, answer.values) == ("no_data", ())
