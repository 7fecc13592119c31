"""Rows of a flat table that add up to the row above them are its parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant
from qa.ask.find.stacked import stacked
from qa.model import Fact


def _rows(*rows: tuple[str, str], code: str | None = None) -> list[Fact]:
    return [
        Fact(
            "甲县文化馆预算", "甲县文化馆", 2031, "预算", "table", (label,), ("总计",),
            Decimal(value), value, "万元", (), n, value, "基本支出表",
            code=code, table_id=0, row_id=n, column_id=1,
        )
        for n, (label, value) in enumerate(rows)
    ]  # fmt: skip


def _told(facts: list[Fact]) -> list[tuple[str, list[str]]]:
    return [(whole.row[0], [part.row[0] for part in parts]) for whole, parts in stacked(facts)]


def test_rows_that_add_up_to_the_one_above_are_its_parts() -> None:
    table = _rows(("工资", "9"), ("基本工资", "6"), ("奖金", "3"), ("补助", "5"), ("退休费", "5"))
    assert _told(table) == [("工资", ["基本工资", "奖金"])]


@pytest.mark.parametrize(
    "table",
    [
        _rows(("工资", "9"), ("基本工资", "6"), ("奖金", "2")),
        _rows(("工资", "9"), ("基本工资", "9"), ("奖金", "0")),
        _rows(("工资", "9"), ("基本工资", "6"), ("奖金", "3"), code="30101"),
    ],
    ids=["no sum", "one row alone", "codes say what stands below what"],
)
def test_other_rows_are_no_parts(table: list[Fact]) -> None:
    assert _told(table) == []


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("福田数据中心2021年对个人和家庭的补助里哪项最大", ["12.80"]),
        ("福田数据中心2021年商品和服务支出最小的一项", ["0.30"]),
        (
            "福田2021年五个一般性项目从多到少排一下",
            ["2994.28", "400.10", "145.50", "101.66", "3.00"],
        ),
    ],
)
def test_parts_of_a_row_are_ranked(assistant: Assistant, question: str, values: list[str]) -> None:
    assert [v.value for v in assistant.ask(question).values] == [Decimal(v) for v in values]
