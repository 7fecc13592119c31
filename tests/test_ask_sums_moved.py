"""How much the sum of several things moved, and what is left beside some of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "政数局2022年公务接待费和公务用车购置及运行维护费合起来比上年多了多少",
            [("0.69", "万元")],
        ),
        (
            "大数据中心2024年购房补贴和住房公积金加起来比2022年减少了多少，降幅多少",
            [("32.27", "万元"), ("6.02", "%")],
        ),
        ("大数据中心2024年基本支出和项目支出合计比2022年增加多少", [("2513.25", "万元")]),
        ("大数据中心2021年基本支出、项目支出合起来比上年增长百分之几", [("38.23", "%")]),
    ],
)
def test_what_several_are_together_is_set_against_what_they_were_together(
    assistant: Assistant, question: str, told: list[tuple[str, str]]
) -> None:
    values = assistant.ask(question).values
    assert [(v.value, v.unit) for v in values] == [(Decimal(v), unit) for v, unit in told]


def test_every_figure_of_a_sum_that_moved_is_shown_with_its_year(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年基本支出和项目支出一共比上年增加了多少")
    assert answer.calculation is not None
    assert [o.value for o in answer.calculation.operands] == [
        Decimal("7170.73"),
        Decimal("113620.85"),
        Decimal("6859.60"),
        Decimal("64053.25"),
    ]
    assert "比2021年增加49,878.73万元" in answer.text


def test_a_sum_set_against_another_thing_is_not_set_against_the_year_before(
    assistant: Assistant,
) -> None:
    question = "大数据中心2022年卫生健康支出和住房保障支出合起来比社会保障和就业支出多了多少"
    (told,) = assistant.ask(question).values
    assert told.value == Decimal(584)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年大数据中心除政务综合管理和信息化运维项目外，其余项目支出合计多少", "20474.46"),
        ("大数据中心2024年除政务综合管理和信息化运维项目外，其余项目合计多少", "20474.47"),
        ("福田数据中心2021年除电子政务运行维护以外的其他项目合计多少万元", "650.26"),
        ("除了基本工资和津贴补贴，2021年大数据中心工资福利支出还有多少", "706.73"),
        ("大数据中心2024年除电费以外的商品和服务支出是多少", "62204.86"),
        ("2021年大数据中心一般公共服务支出以外的支出合计多少", "1667.12"),
    ],
)
def test_what_is_left_is_that_of_the_whole_behind_or_of_the_others_beside(
    assistant: Assistant, question: str, value: str
) -> None:
    (told,) = assistant.ask(question).values
    assert (told.value, told.unit) == (Decimal(value), "万元")


@pytest.mark.parametrize("verb", ["安排了", "花了", "投入", "支出"])
def test_a_verb_between_more_and_how_much_asks_for_the_difference(
    assistant: Assistant, verb: str
) -> None:
    question = f"大数据中心2022年政府投资项目比信息化运维项目多{verb}多少万元"
    (told,) = assistant.ask(question).values
    assert (told.value, told.unit) == (Decimal(40558), "万元")


@pytest.mark.parametrize(
    "question",
    [
        "政数局2022年公务用车购置及运行维护费和公务接待费比上年各变动多少",
        "政数局2022年公务用车购置及运行维护费和公务接待费比上年多了多少",
    ],
)
def test_two_things_since_the_year_before_are_never_set_against_one_another(
    assistant: Assistant, question: str
) -> None:
    values = assistant.ask(question).values
    assert [v.value for v in values] == [Decimal("3.7"), Decimal("3.01")]


def test_two_things_without_a_year_before_have_no_change(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年电费和水费比上年多多少").status == "no_data"


def test_a_month_goes_on_with_what_was_counted_before(assistant: Assistant) -> None:
    (told,) = assistant.ask("2023年10月呢？", ["大数据中心2021年底有几辆公务车？"]).values
    assert (told.value, told.unit, "2023年" in told.label) == (Decimal(3), "辆", True)
