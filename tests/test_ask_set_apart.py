"""What is set against what, over amounts printed in several units, and lists of what is nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, disclosure, table
from disclosed_fixtures import assistant as knowing

_BUDGET = disclosure(
    2031,
    "预算",
    "部门预算支出 400 万元，其中：人员支出 100 万元、公用支出 20 万元、项目支出 280 万元。",
)
_ACCOUNT = disclosure(
    2031,
    "决算",
    "1.基本支出 50 万元，比上年决算数增加 4 万元，增长 8.7%。",
    "2.项目支出 90 万元，比上年决算数增加 13.5 万元，增长 17.6%。",
    tables=(
        table(
            "一般公共预算基本支出决算明细表",
            (("金额",),),
            (
                (("商品和服务支出",), ("9.00",)),
                (("商品和服务支出", "办公费"), ("5.00",)),
                (("商品和服务支出", "印刷费"), ("0.00",)),
                (("商品和服务支出", "水费"), ("4.00",)),
                (("商品和服务支出", "取暖费"), ("0.00",)),
            ),
        ),
    ),
)


@pytest.mark.parametrize("whole", ["部门预算", "单位预算", "总预算"])
def test_the_budget_of_a_body_is_all_of_its_spending(whole: str) -> None:
    found = knowing(_BUDGET).ask(f"{UNIT}2031年人员支出占{whole}的比重").values
    assert [(v.value, v.unit) for v in found] == [(Decimal(25), "%")]


def test_two_increases_are_set_against_each_other() -> None:
    found = knowing(_ACCOUNT).ask(f"{UNIT}2031年基本支出和项目支出比上年增加额相差多少").values
    assert [(v.value, v.unit) for v in found] == [(Decimal("9.5"), "万元")]


def test_what_is_nothing_is_listed_alone() -> None:
    answer = knowing(_ACCOUNT).ask(f"{UNIT}2031年商品和服务支出里没有发生额的科目有哪些")
    assert {v.value for v in answer.values} == {Decimal(0)}
    assert all(name in answer.text for name in ("印刷费", "取暖费"))


def test_what_is_something_is_listed_without_what_is_nothing() -> None:
    answer = knowing(_ACCOUNT).ask(f"{UNIT}2031年商品和服务支出里有发生额的科目有哪些")
    assert {v.value for v in answer.values} == {Decimal(5), Decimal(4)}


def test_a_rise_is_no_fall_for_being_printed_in_a_larger_unit() -> None:
    held = (
        disclosure(2031, "决算", "堤防养护项目支出 2300000.00 元。"),
        disclosure(2032, "决算", "堤防养护项目支出 241 万元。"),
    )
    answer = knowing(*held).ask(f"{UNIT}堤防养护项目支出2032年比2031年多了多少")
    assert answer.values[0].value in (Decimal(110000), Decimal(11))
    assert "增加" in answer.text


def test_a_later_question_adds_to_what_was_asked_before() -> None:
    found = knowing(_ACCOUNT).ask("再加上水费呢", [f"{UNIT}2031年办公费多少"]).values
    assert [v.value for v in found] == [Decimal(9)]


def test_a_version_of_the_budget_is_told_of_each_account_that_prints_it() -> None:
    held = [
        disclosure(year, "决算", f"水质监测项目全年预算数为 {n} 万元，执行数为 8 万元。")
        for year, n in ((2031, 11), (2032, 12))
    ]
    answer = knowing(*held).ask("水质监测项目全年预算数多少")
    assert {c.value for c in answer.candidates} == {Decimal(11), Decimal(12)}
