"""Items that a table prints once for each subject of another classification."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import headline
from disclosed_fixtures import UNIT, assistant, disclosure
from read_fixtures import table_of

from qa.ask import Assistant


@pytest.fixture(scope="module")
def asked() -> Assistant:
    found = table_of(
        "表1 一般公共预算支出明细表\n单位：元\n"
        "部门经济科目编码\t部门经济科目名称\t政府经济科目编码\t政府经济科目名称\t合计\n"
        "合计\t\t\t\t143.00\n"
        "301\t工资福利支出\t\t\t90.00\n"
        "30101\t基本工资\t50101\t工资奖金津补贴\t60.00\n"
        "30101\t基本工资\t50501\t工资福利支出\t30.00\n"
        "302\t商品和服务支出\t\t\t42.00\n"
        "30201\t办公费\t50201\t办公经费\t20.00\n"
        "30202\t印刷费\t50201\t办公经费\t15.00\n"
        "30215\t会议费\t50202\t会议费\t4.00\n"
        "30215\t会议费\t50502\t商品和服务支出\t3.00\n"
        "310\t资本性支出\t\t\t11.00\n"
        "31003\t专用设备购置\t50306\t设备购置\t5.00\n"
        "31003\t专用设备购置\t50601\t资本性支出（一）\t6.00\n"
    )
    return assistant(disclosure(2033, "预算", tables=(replace(found, section=("报表",)),)))


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("基本工资", "90.00"),
        ("工资奖金津补贴中的基本工资", "60.00"),
        ("工资福利支出", "90.00"),
        ("办公经费", "35.00"),
        ("办公费", "20.00"),
        ("会议费", "7.00"),
        ("专用设备购置", "11.00"),
    ],
)
def test_what_is_asked_for_is_the_sum_of_its_rows(asked: Assistant, item: str, value: str) -> None:
    answer = asked.ask(f"{UNIT}2033年{item}预算是多少元")
    assert headline(answer) == ("answered", Decimal(value), "元")


def test_the_rows_that_are_added_up_are_told_apart(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年基本工资预算是多少元")
    assert answer.calculation is not None
    assert [operand.value for operand in answer.calculation.operands] == [60, 30]
    assert ["工资奖金津补贴" in o.label for o in answer.calculation.operands] == [True, False]
