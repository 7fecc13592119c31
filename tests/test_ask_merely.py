"""Labels that sound like what is asked for and are of another thing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask.find.merely import is_merely_like
from qa.ask.question.query import Query, bits

_SPENDING = table(
    "部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）",
    [("合计",), ("人员经费支出",), ("公用经费支出",)],
    [
        (("合计",), ["910.00", "800.00", "110.00"]),
        (("工资福利支出",), ["800.00", "800.00", None]),
        (("工资福利支出", "基本工资"), ["300.00", "300.00", None]),
        (("工资福利支出", "津贴补贴"), ["500.00", "500.00", None]),
        (("商品和服务支出",), ["110.00", None, "110.00"]),
    ],
)
_PROJECTS = table(
    "2033年县级部门项目支出预算表",
    [("合计",), ("一般公共预算",), ("政府性基金预算",)],
    [
        (("合计",), ["260.00", "260.00", None]),
        (("水库加固",), ["160.00", "160.00", None]),
        (("2033河道清淤",), ["100.00", "100.00", None]),
    ],
)
_FUND = table(
    "2033年县级部门一般公共预算支出表",
    [("合计",), ("基本支出",), ("项目支出",)],
    [
        (("合计",), ["1170.00", "910.00", "260.00"]),
        (("一般公共服务支出",), ["90.00", "90.00", None]),
        (("农林水支出",), ["1080.00", "820.00", "260.00"]),
    ],
)
_TOLD = assistant(disclosure(2033, "预算", tables=(_SPENDING, _PROJECTS, _FUND)))
_PLAIN = assistant(disclosure(2033, "预算", tables=(_SPENDING, _PROJECTS)))


def _query(text: str) -> Query:
    return Query(question=text, text=text, content=bits((0, len(text))))


@pytest.mark.parametrize(
    ("label", "asked", "expected"),
    [
        ("基本工资", "基本支出", True),
        ("一般公共服务支出", "一般公共预算支出", True),
        ("所属各预算单位共有车辆", "车辆", False),
        ("系统机关运行经费预算总计", "机关运行经费", False),
        ("残疾人就业保障金（含上年）", "就业保障金", False),
    ],
)
def test_label_that_begins_or_ends_alike_is_another_thing(
    label: str, asked: str, expected: bool
) -> None:
    assert is_merely_like(label, _query(asked)) is expected


def test_basic_spending_is_the_total_of_its_table_and_no_basic_wages() -> None:
    answer = _PLAIN.ask(f"{UNIT}2033年基本支出多少")
    assert [v.value for v in answer.values] == [Decimal("910.00")]


def test_spending_of_a_fund_is_not_that_of_its_projects() -> None:
    answer = _TOLD.ask(f"{UNIT}2033年一般公共预算支出多少")
    assert [v.value for v in answer.values] == [Decimal("1170.00")]


def test_year_in_the_name_of_a_project_does_not_make_it_the_item_asked_for() -> None:
    assert _PLAIN.ask(f"{UNIT}2033年政府性基金预算支出多少").values == ()
