"""Questions as people put them over the five disclosures: whether a goal was reached, when, for
each head, what stands next to the figure just told, and cells that hold more than one amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021年大数据中心聘用人员人数达到目标值了吗", [("71", "人"), ("60", "人")]),
        (
            "2022年综合运维服务项目的原厂维保数量是否达到目标",
            [("197", "台"), ("147", "台")],
        ),
        ("2021年大数据中心邮电费、维修费分别支出多少", [("6.90", "万元"), ("0.19", "万元")]),
        ("政数局2022年国内公务接待了几次多少人", [("3", "次"), ("40", "人")]),
        (
            "政数局2022年绩效自评一级项目几个，涉及资金多少",
            [("14", "个"), ("88796.72", "万元")],
        ),
        (
            "2024年大数据中心上年结转资金用在了哪几个项目上，各多少",
            [("87.35", "万元"), ("50.20", "万元"), ("179.85", "万元")],
        ),
        (
            "福田数据中心2021年五个项目中预算最多和最少的各是哪个",
            [("2994.28", "万元"), ("3.00", "万元")],
        ),
    ],
)
def test_each_figure_asked_for_is_told(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    found = assistant.ask(question).values
    assert [(v.value, v.unit) for v in found] == [(Decimal(n), unit) for n, unit in values]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("福田数据中心2021年应急演练要在什么时候前完成", "2021年10月前"),
        ("2024年大数据中心的大屏显示系统有几套", "11 套 LED 屏面积： 129.73 m ²"),
        ("2022年大数据中心云资源服务能力规模要达到多少核CPU", "≥15000 核 CPU"),
        ("政数局2022年系统服务中断时长多少小时", "不大于24小时"),
        ("2022年大数据中心公务用车运行维护费预算为什么和上年一样", "数量与上年度一致"),
        ("信息工程质量监督项目2022年自评发现问题了吗", "未发现相关问题"),
    ],
)
def test_what_a_document_says_in_words_is_told_as_it_is_printed(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


def test_points_of_an_indicator_are_no_figure_of_what_it_measures(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年监测系统服务中断时长是多少")
    assert all(v.value != 7 for v in answer.values)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("大数据中心2021年按在编44人算，人均工资福利支出多少万元", "42.58"),
        ("福田数据中心2021年人均公用支出（按在编11人）多少万元", "2.77"),
    ],
)
def test_the_heads_that_a_question_numbers_are_those_that_share(
    assistant: Assistant, question: str, told: str
) -> None:
    (each,) = assistant.ask(question).values
    assert round(each.value, 2) == Decimal(told)


def test_years_side_by_side_are_both_of_all_that_stands_around_them(assistant: Assistant) -> None:
    answer = assistant.ask("综合运维服务项目2021年和2022年自评得分哪年高")
    assert {v.value for v in answer.values} == {Decimal("97.77"), Decimal("97.2")}


def test_short_names_of_two_insurances_are_set_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年养老保险缴费和职业年金缴费哪个多？多多少？")
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal("244.68"), "万元")
