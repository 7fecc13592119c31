"""Several attributes of one thing in one breath, counts beside counts, and people in all."""

from __future__ import annotations

import pytest

from qa.ask import Assistant
from qa.ask.question.attributes import attributes_apart

Told = list[tuple[str, str]]


def told(assistant: Assistant, question: str) -> Told:
    return [(f"{v.value:f}", v.unit) for v in assistant.ask(question).values]


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("甲项目的得分和执行率", "甲项目的得分是多少,执行率是多少?"),
        ("甲项目得分及执行率各多少?", "甲项目得分是多少,执行率是多少?"),
        (
            "甲项目预算数、执行数和自评得分分别是多少",
            "甲项目预算数是多少,执行数是多少,自评得分是多少?",
        ),
        ("甲项目自评得分和等级", "甲项目自评得分是多少,等级是什么?"),
        ("甲项目预算数和决算数各是多少", "甲项目预算数和决算数各是多少"),
        ("甲项目得分和乙项目得分", "甲项目得分和乙项目得分"),
        ("执行率和预算数差多少", "执行率和预算数差多少"),
    ],
)
def test_attributes_of_one_thing_are_asked_for_one_by_one(question: str, apart: str) -> None:
    assert attributes_apart(question) == apart


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "2022年政数局综合运维服务项目的得分和执行率是多少",
            [("97.77", "分"), ("97.72", "%")],
        ),
        (
            "大数据中心政务短信平台项目2021年自评得分和预算数是多少",
            [("99.9", "分"), ("850", "万元")],
        ),
        (
            "2022年政务数据管理项目全年预算数、执行数、执行率、得分分别是多少",
            [("15220090.00", "元"), ("14898371.00", "元"), ("97.89", "%"), ("99.79", "分")],
        ),
        (
            "2022年网络安全监测预警项目得分多少分、执行率多少",
            [("99.94", "分"), ("99.44", "%")],
        ),
        (
            "政数局2022年三公经费预算数、决算数和执行率",
            [("37.50", "万元"), ("19.30", "万元"), ("51.47", "%")],
        ),
    ],
)
def test_each_attribute_is_told_in_its_own_measure(
    assistant: Assistant, question: str, values: Told
) -> None:
    assert told(assistant, question) == values


def test_points_of_an_indicator_that_bears_a_rates_name_stay_points(assistant: Assistant) -> None:
    question = "2022年综合运维服务项目预算执行率这个指标得了几分"
    assert told(assistant, question) == [("5", "分")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("市政务邮件系统的独立邮件域新增了几个，一共有几个", [("7", "个"), ("90", "个")]),
        (
            "大数据中心2021年智能办公系统全功能单位一共几家，其中新增几家",
            [("37", "家"), ("1", "家")],
        ),
        (
            "政数局2022年绩效自评覆盖了几个一级项目、几个二级项目",
            [("14", "个"), ("58", "个")],
        ),
    ],
)
def test_all_there_are_is_no_number_of_those_added(
    assistant: Assistant, question: str, values: Told
) -> None:
    assert told(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("政数局2022年国内公务接待平均每次接待多少人", "13.333333"),
        ("政数局2022年国内公务接待平均每批次多少人", "13.333333"),
        ("政数局2022年国内公务接待多少人", "40"),
    ],
)
def test_people_of_what_took_place_are_those_counted_beside_it(
    assistant: Assistant, question: str, value: str
) -> None:
    assert told(assistant, question) == [(value, "人")]


def test_people_for_each_body_are_no_mean_of_points(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年平均每个部门多少人").status == "no_data"


@pytest.mark.parametrize(
    "question",
    [
        "大数据中心2022年人员总共多少人",
        "大数据中心2022年一共有多少人员",
        "大数据中心2022年有多少工作人员",
        "大数据中心2022年共有多少人",
    ],
)
def test_all_people_are_what_the_document_counts_together(
    assistant: Assistant, question: str
) -> None:
    assert told(assistant, question) == [("122", "人")]


@pytest.mark.parametrize(
    "question",
    [
        "大数据中心2021年人员一共多少人",
        "大数据中心2021年在职和退休人员总共多少人",
        "福田数据中心2021年一共有多少人员",
    ],
)
def test_some_of_the_people_are_never_told_as_all(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "no_data"


def test_places_still_free_are_those_to_be_had_less_those_taken(assistant: Assistant) -> None:
    question = "福田数据管理中心2021年事业编制还空着几个名额"
    assert told(assistant, question) == [("7", "人")]
