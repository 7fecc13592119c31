"""Questions that go on from the ones before, over the five disclosures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("history", "question", "value", "unit"),
    [
        (["2024年大数据中心预算收入是多少"], "比2023年呢", "26195.48", "万元"),
        (["政数局2022年三公经费决算是多少"], "比上年怎么样", "0.69", "万元"),
        (["福田数据中心2021年项目支出有哪些", "最大的是哪个"], "占比是多少", "82.16", "%"),
        (["政数局2022年政府采购支出是多少", "服务类呢"], "占比呢", "47.94", "%"),
        (["2024年大数据中心预算收入是多少"], "那2022年的呢", "65585", "万元"),
    ],
)
def test_a_question_goes_on_from_those_before_it(
    assistant: Assistant, history: list[str], question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question, history).values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_the_reason_of_a_change_asked_before_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("为什么减少", ["2024年大数据中心预算收入比上年减少多少"])
    assert "未安排政府投资项目经费" in answer.text


def test_a_change_is_asked_for_by_how_it_compares(assistant: Assistant) -> None:
    found = assistant.ask("政数局2022年三公经费和上年比怎么样").values[0]
    assert found.value == Decimal("0.69")


@pytest.mark.parametrize(
    ("earlier", "later", "value", "unit"),
    [
        ("大数据中心2021年三公经费执行率", "政数局2022年呢", "51.47", "%"),
        ("大数据中心2022年预算里最大的项目是哪个", "2024年呢", "30778.88", "万元"),
        ("大数据中心2022年住房公积金和购房补贴一共多少", "2024年呢", "503.73", "万元"),
        ("大数据中心2022年收入多少元", "那2024年呢？", "680982500", "元"),
    ],
)
def test_another_year_or_unit_is_asked_the_same(
    assistant: Assistant, earlier: str, later: str, value: str, unit: str
) -> None:
    found = assistant.ask(later, [earlier]).values[0]
    assert (round(found.value, 2), found.unit) == (Decimal(value), unit)


def test_all_spending_of_another_unit_is_not_of_the_item_asked_before(
    assistant: Assistant,
) -> None:
    found = assistant.ask("政数局2022年支出是多少", ["大数据中心2021年三公经费是多少"]).values[0]
    assert found.value == Decimal("120791.59")


def test_no_budget_stands_in_for_the_execution_rate_of_another_year(assistant: Assistant) -> None:
    answer = assistant.ask("那2022年呢", ["大数据中心2021年三公经费执行率"])
    assert (answer.status, answer.values) == ("no_data", ())
