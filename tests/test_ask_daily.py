"""What finance officers ask every day, over made-up disclosures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

_INCOME = table(
    "收支预算总表",
    [("收入", "预算数")],
    [
        (("一般公共预算拨款收入",), ["820.00"]),
        (("政府性基金预算拨款收入",), ["60.00"]),
        (("上年结转结余",), ["20.00"]),
        (("收入总计",), ["900.00"]),
    ],
)
_SPENDING = table(
    "部门支出预算总表",
    [("合计",), ("支出预算", "基本支出"), ("支出预算", "项目支出")],
    [
        (("合计",), ["900.00", "500.00", "400.00"]),
        (("农林水支出",), ["700.00", "400.00", "300.00"]),
        (("住房保障支出",), ["110.00", "100.00", "10.00"]),
        (("节能环保支出",), ["90.00", None, "90.00"]),
    ],
)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("一般公共预算财政拨款收入", "820.00"),
        ("政府性基金预算财政拨款收入", "60.00"),
        ("结转结余", "20.00"),
    ],
)
def test_income_is_found_under_the_other_name_that_the_table_gives_it(
    asked: str, value: str
) -> None:
    answer = assistant(disclosure(2033, "预算", tables=(_INCOME,))).ask(f"{UNIT}2033年{asked}多少")
    assert [v.value for v in answer.values] == [Decimal(value)]


def test_subjects_in_a_column_of_projects_are_no_projects() -> None:
    told = disclosure(2033, "预算", tables=(_SPENDING,))
    answer = assistant(told).ask(f"{UNIT}2033年金额最大的三个项目")
    assert answer.values == ()


def test_parts_of_one_project_are_no_projects() -> None:
    told = disclosure(
        2033,
        "预算",
        "2033年度项目总预算300.00万元，其中堤防加固170.00万元，水闸检修80.00万元，巡护50.00万元。",
    )
    answer = assistant(told).ask(f"{UNIT}2033年金额最大的两个项目")
    assert answer.values == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2032年12月31日，水务局所属各预算单位共有车辆4辆。",
        "截至2032年12月31日，固定资产账上共有机动车4辆。",
        "截至2032年12月31日，本部门共有车辆4辆。",
    ],
)
@pytest.mark.parametrize("year", ["", "2033年"])
def test_cars_are_those_that_there_were_when_the_year_began(sentence: str, year: str) -> None:
    answer = assistant(disclosure(2033, "预算", sentence)).ask(f"{UNIT}{year}有多少辆车")
    assert [(v.value, v.unit) for v in answer.values] == [(Decimal(4), "辆")]
    assert "2032年" in answer.text


def test_cars_of_another_year_are_not_those_of_the_year_asked_for() -> None:
    told = disclosure(2033, "预算", "截至2032年12月31日，本部门共有车辆4辆。")
    assert assistant(told).ask(f"{UNIT}2035年有多少辆车").values == ()


_OF_BODIES = table(
    "收入预算总表",
    [("合计",), ("一般公共预算拨款收入",), ("政府性基金预算拨款收入",)],
    [
        (("合计",), ["880.00", "820.00", "60.00"]),
        ((UNIT,), ["500.00", "500.00", None]),
        ((UNIT, "云溪县堤防管理中心"), ["200.00", "200.00", None]),
        ((UNIT, "云溪县灌溉试验中心"), ["180.00", "120.00", "60.00"]),
    ],
)


def test_income_is_made_up_of_its_kinds_and_not_of_bodies() -> None:
    told = assistant(disclosure(2033, "预算", tables=(_INCOME, _OF_BODIES)))
    values = [v.value for v in told.ask(f"{UNIT}2033年收入构成").values]
    assert values == [Decimal("820.00"), Decimal("60.00"), Decimal("20.00")]


def test_bodies_are_set_side_by_side_where_they_are_asked_for() -> None:
    told = assistant(disclosure(2033, "预算", tables=(_INCOME, _OF_BODIES)))
    values = [v.value for v in told.ask(f"{UNIT}各单位2033年收入预算怎么排").values]
    assert Decimal("200.00") in values


def test_income_is_not_made_up_of_the_lesser_funds_alone() -> None:
    columns = [("一般公共预算",), ("政府性基金预算",), ("国有资本经营预算",), ("其他收入",)]
    across = table("收入总表", columns, [(("合计",), ["820.00", "60.00", "5.00", "20.00"])])
    told = assistant(disclosure(2033, "预算", tables=(_INCOME, across)))
    values = [v.value for v in told.ask(f"{UNIT}2033年收入构成").values]
    assert values == [Decimal("820.00"), Decimal("60.00"), Decimal("20.00")]


def test_change_from_the_year_before_needs_no_year_where_one_document_is_held() -> None:
    rows = [(("公务接待费",), ["3.00", "2.00"]), (("合计",), ["8.00", "6.00"])]
    spent = table("“三公”经费预算表", [("2032年",), ("2033年",)], rows)
    answer = assistant(disclosure(2033, "预算", tables=(spent,))).ask("公务接待费比上年减少多少")
    assert [(value.value, value.unit) for value in answer.values][:1] == [(Decimal("1.00"), "万元")]


def test_no_names_no_year_that_is_only_reckoned_unless_it_was_asked_for() -> None:
    rows = [(("公务接待费",), ["3.00", "2.00"])]
    spent = table("“三公”经费预算表", [("上年预算数",), ("本年预算数",)], rows)
    held = assistant(disclosure(2033, "预算", tables=(spent,)))
    answer = held.ask("2030年公务接待费决算是多少")
    assert answer.status == "no_data"
    assert "2033年" in answer.text
    assert "2032年" not in answer.text
    assert "2032年" in held.ask("2032年公务接待费决算是多少").text
