"""What is printed under a like name and is another thing than what is asked for."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant
from qa.facts.amounts import find_amounts


@cache
def _account() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "核定人员编制31人，实际在岗28人。",
            "公务接待费预算数为6.00万元，支出决算为7.50万元。",
            "公务接待费支出7.50万元，与2033年度预算相比，增加1.50万元，增长25.00%。",
            "因公出国（境）团组1个，人数4人；国内公务接待批次40个，接待人次310人；"
            "国（境）外公务接待批次2个，接待人次17人。",
        )
    )


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("编制多少人", "31", "人"),
        ("公务接待费超预算多少", "1.50", "万元"),
        ("公务接待费超出预算多少", "1.50", "万元"),
        ("国内公务接待人次", "310", "人"),
        ("国（境）外公务接待人次", "17", "人"),
        ("因公出国（境）人数", "4", "人"),
    ],
)
def test_thing_is_told_from_the_one_printed_beside_it(question: str, value: str, unit: str) -> None:
    headline = _account().ask(f"{UNIT}2033年{question}").values[0]
    assert (headline.value, headline.unit) == (Decimal(value), unit)


def test_all_spending_of_a_fund_is_not_its_basic_spending() -> None:
    told = disclosure(2033, "预算", "2033年本年一般公共预算基本支出300.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年一般公共预算支出是多少")
    assert answer.values == ()


def test_basic_spending_of_a_fund_is_found_by_its_own_name() -> None:
    told = disclosure(2033, "预算", "2033年本年一般公共预算基本支出300.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年一般公共预算基本支出是多少")
    assert answer.values[0].value == Decimal("300.00")


def test_amount_of_one_year_is_not_that_of_the_whole_project() -> None:
    told = disclosure(2033, "预算", "本年度护林经费预算金额为50.00万元，用于巡护。")
    answer = assistant(told).ask(f"{UNIT}2033年护林经费项目总额是多少")
    assert answer.values == ()


def test_what_there_is_is_not_what_is_to_be_bought() -> None:
    told = disclosure(
        2034,
        "预算",
        "截至2033年12月31日，本部门固定资产金额为820.00万元。",
        "本年度拟购置固定资产35.00万元。",
    )
    answer = assistant(told).ask(f"{UNIT}固定资产多少")
    assert [value.value for value in answer.values] == [Decimal("820.00")]


@pytest.mark.parametrize("code", ["11330000004652361T/2033-00001", "12330000400001234G"])
def test_code_that_ends_in_a_letter_is_no_amount(code: str) -> None:
    assert [amount for amount in find_amounts(f"索引号：{code}") if amount.unit] == []


def test_size_of_a_store_is_an_amount() -> None:
    assert [(a.value, a.unit) for a in find_amounts("存储容量20480G")] == [(Decimal(20480), "G")]
