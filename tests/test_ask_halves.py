"""Items that a document prints in its table of 基本支出 and in that of 项目支出."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import headline
from disclosed_fixtures import UNIT, assistant, disclosure
from read_fixtures import table_of

from qa.ask import Assistant


def _table(title: str, rows: str) -> str:
    return f"{title}\n单位：万元\n科目编码\t科目名称\t预算数\n{rows}"


@pytest.fixture(scope="module")
def asked() -> Assistant:
    texts = (
        _table("表6 一般公共预算基本支出表", "302\t商品和服务支出\t30.00\n30201\t办公费\t30.00\n"),
        _table(
            "表7 一般公共预算项目支出表",
            "302\t商品和服务支出\t12.50\n30201\t办公费\t2.50\n30206\t电费\t10.00\n",
        ),
    )
    tables = tuple(replace(table_of(text), section=("报表",)) for text in texts)
    return assistant(disclosure(2033, "预算", tables=tables))


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("办公费", "32.50"),
        ("基本支出中的办公费", "30.00"),
        ("项目支出中的办公费", "2.50"),
        ("电费", "10.00"),
    ],
)
def test_halves_are_added_up_where_neither_is_named(
    asked: Assistant, item: str, value: str
) -> None:
    answer = asked.ask(f"{UNIT}2033年{item}预算是多少")
    assert headline(answer) == ("answered", Decimal(value), "万元")


def test_a_sum_of_halves_names_both(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年办公费预算是多少")
    assert "2033年基本支出办公费（预算）30.00万元" in answer.text
    assert "2033年项目支出办公费（预算）2.50万元" in answer.text
