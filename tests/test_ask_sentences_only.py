"""Questions about disclosures whose tables are attachments: all figures stand in sentences."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant


@cache
def _school() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度，本单位收入为680.40万元，其中：财政拨款收入610.30万元；事业收入70.10万元。",
            "2033年度，本单位支出为690.20万元。其中：基本支出510.10万元；项目支出180.10万元。",
            "2033年财政拨款收入总计615.00万元，比上年减少5.00万元。",
        )
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("项目支出是多少", "180.10"),
        ("收入是多少", "680.40"),
        ("支出是多少", "690.20"),
        ("财政拨款收入总计是多少", "615.00"),
    ],
)
def test_what_sentences_alone_tell_is_found_by_its_name(question: str, value: str) -> None:
    answer = _school().ask(f"{UNIT}2033年{question}")
    assert answer.values[0].value == Decimal(value)


def test_row_that_is_marked_as_a_part_is_found_by_its_own_name() -> None:
    cars = "公务用车购置及运行维护费"
    rows = [
        (("合计",), ("50.00",)),
        ((cars,), ("50.00",)),
        ((cars, "其中:公务用车运行维护费"), ("30.00",)),
        ((cars, "公务用车购置费"), ("20.00",)),
    ]
    found = assistant(
        disclosure(2033, "决算", tables=(table("“三公”经费支出决算表", (("决算数",),), rows),))
    ).ask(f"{UNIT}2033年公务用车运行维护费决算是多少")
    assert found.values[0].value == Decimal("30.00")
