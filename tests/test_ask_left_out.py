"""What is taken off, what moved most between two versions, and names that only sound like the one
that is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("大数据中心2024年信息化新建项目中，除百千万工程外还有多少万元", "5599.32"),
        ("大数据中心2021年工资福利支出除了津贴补贴以外共多少万元", "979.46"),
    ],
)
def test_what_is_left_out_is_taken_off(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal(value), "万元")


def test_what_is_left_out_is_never_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("2022年政数局财政拨款以外的收入有多少")
    assert answer.status == "no_data"


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        (
            "政数局2022年六个项目里，全年预算比年初预算增加最多的是哪个",
            "综合运维服务",
            "9436707.00",
        ),
        (
            "政数局2022年哪个项目全年预算比年初预算减少最多",
            "深圳电子政务平台数字证书退费项目",
            "53075600.00",
        ),
    ],
)
def test_the_item_that_moved_most_is_not_the_largest(
    assistant: Assistant, question: str, name: str, value: str
) -> None:
    answer = assistant.ask(question)
    assert answer.values[0].value == Decimal(value)
    assert f"最大的是{name}。" in answer.text


def test_a_longer_name_is_not_the_one_that_several_projects_print(assistant: Assistant) -> None:
    answer = assistant.ask("福田2021年设备维保多少钱")
    assert all(v.value != Decimal("2.06") for v in answer.values)


def test_a_name_that_several_projects_print_is_told_of_the_project_named(
    assistant: Assistant,
) -> None:
    (told,) = assistant.ask("福田应用系统运行维护项目2021年设备维保多少").values
    assert (told.value, told.unit) == (Decimal(79), "万元")


@pytest.mark.parametrize("whole", ["全年", "全年预算"])
def test_a_quarter_is_a_share_of_the_year_of_its_own_project(
    assistant: Assistant, whole: str
) -> None:
    answer = assistant.ask(f"福田数据中心2021年绩效管理项目第四季度支付占{whole}的比例")
    assert answer.calculation is not None
    assert [o.value for o in answer.calculation.operands] == [Decimal(118), Decimal("138.00")]


def test_the_points_of_a_rate_are_not_all_the_points(assistant: Assistant) -> None:
    answer = assistant.ask("信息工程质量监督项目2022年执行率得分是多少")
    assert [v.value for v in answer.values] == [Decimal("9.99")]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("大数据中心2022年政务短信平台预算多少", "2024年呢", "增幅是多少"), "47.86"),
        (("政数局2022年基本支出多少", "项目支出呢", "增长率多少"), "77.4"),
    ],
)
def test_growth_is_from_the_year_before_last_asked_for_or_of_the_last_thing(
    assistant: Assistant, turns: tuple[str, ...], value: str
) -> None:
    *earlier, question = turns
    answer = assistant.ask(question, earlier)
    assert round(answer.values[0].value, 2) == Decimal(value)


def test_how_many_is_no_money_of_the_clause_behind(assistant: Assistant) -> None:
    found = assistant.ask("2024年大数据中心设置了几个项目绩效目标，涉及预算资金多少").values
    assert [(v.value, v.unit) for v in found] == [
        (Decimal(5), "个"),
        (Decimal("65340.87"), "万元"),
    ]


def test_what_is_chosen_by_its_budget_is_chosen_among_what_is_named(assistant: Assistant) -> None:
    question = "2024年大数据中心信息化运维项目里，政府网络运行维护和数据治理哪个预算少"
    assert assistant.ask(question).values[0].value == Decimal("2075.83")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("大数据中心2024年收入为什么减少", "未安排政府投资项目经费"),
        ("大数据中心2021年收入为什么增加", "一般公共预算财政拨款收入 35,460.26 万元"),
    ],
)
def test_the_reason_of_a_whole_side_is_told_as_that_of_both_or_of_its_fund(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).text


def test_bodies_that_count_one_thing_under_a_shorter_name_are_both_told(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("2021年退休人员有多少人")
    assert answer.status == "ambiguous"
    assert "退休人员：33人" in answer.text and "退休：5人" in answer.text


def test_points_are_told_in_points(assistant: Assistant) -> None:
    (told,) = assistant.ask("政数局2022年自评项目中得分最低的是哪个").values
    assert (told.value, told.unit) == (Decimal("97.42"), "分")
