"""Kinds of things, over the five disclosures: none is taken for another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


def test_ask_takes_no_kind_of_a_thing_for_another_kind(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年一般设备购置费是多少").status == "no_data"
    assert assistant.ask("大数据中心2021年专用设备购置费是多少").values[0].value == 0


def test_ask_lets_no_project_answer_for_all(assistant: Assistant) -> None:
    asked = "政数局2022年项目支出年初预算和决算差多少"
    assert assistant.ask(asked).values == ()


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ("政数局2022年国内公务接待人次是多少", [Decimal(40)]),
        ("政数局2022年国内接待批次", [Decimal(3)]),
        ("政数局2022年因公出国团组数", [Decimal(0)]),
        ("2021年大数据中心接待批次", []),  # no number of people instead
    ],
)
def test_ask_counts_what_a_noun_for_counting_names(
    assistant: Assistant, asked: str, size: list[Decimal]
) -> None:
    assert [value.value for value in assistant.ask(asked).values] == size


def test_ask_leaves_out_the_empty_heads_of_a_count(assistant: Assistant) -> None:
    count = assistant.ask("福田数据中心2021年在编人数是多少").values
    assert [(value.value, value.unit) for value in count] == [(Decimal(11), "人")]
    none = assistant.ask("福田数据中心2021年行政编制在编人数").values
    assert [value.value for value in none] == [Decimal(0)]


def test_ask_takes_the_item_of_the_three_public_expenses_from_their_table(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("2021年三公经费执行率是多少")
    first = answer.citations[0]
    assert (first.table, first.line) == (
        "一般公共预算财政拨款“三公”经费支出决算表",
        829,
    )
