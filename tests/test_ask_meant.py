"""Which of several like figures a question means: the half of the spending, the way of a change,
the members of the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("2021年大数据中心社会保障和就业支出里项目支出是多少", "社会保障和就业支出的项目支出"),
        ("大数据中心2024年委托业务费的项目支出是多少", "委托业务费的项目支出"),
        ("大数据中心2021年事业单位离退休中基本支出占比", "事业单位离退休的基本支出占"),
    ],
)
def test_half_of_the_spending_is_named_with_its_item(
    assistant: Assistant, question: str, label: str
) -> None:
    assert label in assistant.ask(question).text


def test_item_that_is_all_basic_spending_is_a_whole_of_it(assistant: Assistant) -> None:
    found = assistant.ask("政数局2022年行政运行中基本支出占比").values[0]
    assert (found.value, found.unit) == (Decimal("100.00"), "%")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("大数据中心政府采购预算2024年比2022年增加了几倍", "10.47", "倍"),
        ("政数局2022年公务接待费完成预算的百分比", "5.71", "%"),
        ("2021年大数据中心一季度到二季度执行率提高了多少个百分点", "17.10", "个百分点"),
        ("2022年综合运维服务项目全年预算比年初预算增幅多少", "89.70", "%"),
    ],
)
def test_change_is_reckoned_the_way_it_is_asked(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (round(found.value, 2), found.unit) == (Decimal(value), unit)


def test_members_are_those_of_all_spending_not_of_the_basic_half(assistant: Assistant) -> None:
    answer = assistant.ask("2024年大数据中心商品和服务支出里金额最大的三项是什么")
    assert [v.value for v in answer.values] == list(
        map(Decimal, ("27236.10", "25891.96", "4286.54"))
    )
