"""The half of an item that is named, parts that are negated, sums that are part of something, and
what is said behind a question."""

from __future__ import annotations

import pytest

from qa.ask import Assistant
from qa.ask.words.courtesy import bare_question


def told(assistant: Assistant, question: str) -> list[tuple[str, str]]:
    return [(f"{v.value:f}", v.unit) for v in assistant.ask(question).values]


@pytest.mark.parametrize(
    "question",
    [
        "福田数据中心2021年一般公共服务支出里属于项目支出的有多少万元",
        "福田数据中心2021年一般公共服务支出中项目支出有多少",
    ],
)
def test_the_half_that_is_named_goes_before_the_whole_item(
    assistant: Assistant, question: str
) -> None:
    assert told(assistant, question) == [("3644.54", "万元")]


def test_a_part_is_never_told_for_what_is_not_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("大数据中心2022年不面向中小企业的政府采购预算多少")
    assert answer.status == "no_data"


def test_what_is_not_of_a_part_is_the_whole_less_the_part(assistant: Assistant) -> None:
    question = "大数据中心2022年政府采购预算中没有面向中小企业的部分有多少万元"
    assert told(assistant, question) == [("3524", "万元")]


def test_whether_there_is_any_negates_nothing(assistant: Assistant) -> None:
    assert told(assistant, "政数局2022年有没有公务用车购置的支出") == [("0.00", "万元")]


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("2022年政数局住房公积金和购房补贴合计占基本支出多少", "23.10"),
        ("大数据中心2021年人员经费和公用经费合计占总支出的比例", "6.21"),
        ("大数据中心2021年公用经费合计占总支出的比例", "0.22"),
    ],
)
def test_what_several_come_to_is_the_part_of_the_whole(
    assistant: Assistant, question: str, share: str
) -> None:
    assert told(assistant, question) == [(share, "%")]


def test_the_item_is_never_told_for_its_change(assistant: Assistant) -> None:
    question = "政数局2022年社会保障和就业支出合计比上年增加多少"
    assert all(value != "1175.15" for value, _ in told(assistant, question))


@pytest.mark.parametrize(
    "behind", ["谢谢。", "保留两位小数。", "用百分数说。", "结果保留2位小数", "四舍五入。谢谢！"]
)
def test_what_is_said_behind_a_question_is_no_part_of_it(behind: str) -> None:
    question = f"服务采购占几成?{behind}".replace("！", "!")
    assert bare_question(question).rstrip("?") == "服务采购占几成"


def test_each_head_is_a_head_by_any_measure_word(assistant: Assistant) -> None:
    question = "政数局2022年每名接待人员的平均接待费是多少元"
    assert told(assistant, question) == [("150.000", "元")]


def test_money_is_asked_for_by_any_name_of_funds(assistant: Assistant) -> None:
    question = "大数据中心2022年编报了几个项目绩效目标，涉及多少预算资金"
    assert told(assistant, question) == [("3", "个"), ("63175", "万元")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("福田数据中心2021年每台服务器多少钱", [("18.5", "万元")]),
        ("福田数据中心2021年每台台式计算机要多少元", [("6000", "元")]),
        ("政数局2022年每辆公务用车运行维护费多少万元", [("2.671429", "万元")]),
    ],
)
def test_what_each_thing_costs_is_its_price_or_an_average(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    assert told(assistant, question) == values


def test_so_many_of_a_kind_are_added_up(assistant: Assistant) -> None:
    question = "政数局2022年六个项目全年预算合计多少元"
    assert told(assistant, question) == [("83877941.67", "元")]


def test_so_many_of_a_kind_are_not_all_that_is_spent(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年三个项目合计多少").status == "no_data"


def test_the_rate_of_what_was_chosen_by_it_is_told_once(assistant: Assistant) -> None:
    question = "大数据中心2021年执行率最高的季度是哪个，执行率多少"
    assert told(assistant, question) == [("93.26", "%")]
