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


@cache
def _town() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度收、支总计900.00万元，比上年减少80.00万元。",
            "2033年度本年收入合计800.00万元。",
            "1.财政拨款收入796.00万元，占收入合计的99.50%。",
            "公务接待费7.20万元，较上年增加1.20万元，上升20.00%。",
            "公务用车购置数8辆，较上年增加3辆。",
            "一般公共预算财政拨款“三公”经费支出决算为16.40万元，比2032年决算减少0.60万元。",
        )
    )


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("财政拨款收入占收入合计的比重", "99.50", "%"),
        ("公务接待费较上年上升百分之几", "20.00", "%"),
        ("公务用车购置数量比上年增加几辆", "3", "辆"),
        ("三公经费比2032年减少多少", "0.60", "万元"),
    ],
)
def test_relation_that_a_sentence_prints_is_told_as_printed(
    question: str, value: str, unit: str
) -> None:
    headline = _town().ask(f"{UNIT}2033年{question}").values[0]
    assert (headline.value, headline.unit) == (Decimal(value), unit)


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


def test_share_of_the_budget_reached_is_found_under_the_other_name_of_its_item() -> None:
    found = assistant(
        disclosure(
            2033,
            "决算",
            "2033年一般公共预算财政拨款支出640.00万元，占本年支出合计的80.00%。",
            "2033年一般公共预算支出决算数为640.00万元，完成预算91.40%。",
        )
    ).ask(f"{UNIT}2033年一般公共预算财政拨款支出完成预算的百分之几")
    assert [(value.value, value.unit) for value in found.values] == [(Decimal("91.40"), "%")]


def test_total_is_not_that_of_one_fund() -> None:
    answer = _school().ask(f"{UNIT}2033年总收入是多少")
    assert answer.values[0].value == Decimal("680.40")


def test_total_that_no_sentence_tells_is_not_the_part_that_one_tells() -> None:
    found = assistant(
        disclosure(
            2033, "预算", "2033年一般公共预算财政拨款支出90.00万元，其中：项目支出30.00万元。"
        )
    ).ask(f"{UNIT}2033年预算一共多少")
    assert found.status == "no_data"
    assert found.values == ()
