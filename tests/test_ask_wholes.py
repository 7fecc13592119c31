"""Wholes and parts over the five disclosures: what is meant where a document prints both."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from ask_fixtures import headline

from qa.ask import Assistant
from qa.evaluate.support import unsupported_figures
from qa.model import Answer

Ask = Callable[..., Answer]


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    return assistant.ask


@pytest.mark.parametrize(
    ("question", "size", "unit"),
    [
        ("大数据中心2024年预算里的邮电费是多少", "2484.02", "万元"),
        ("大数据中心2024年水费占商品和服务支出的比例", "0.14", "%"),
        ("政数局2022年政府网络运行维护项目的自评得分多少分", "97.42", "分"),
        ("政数局2022年公车有几辆", "7", "辆"),
        ("大数据中心2024年上年结转多少万元", "317.40", "万元"),
        ("福田数据中心2021年一共安排了多少项目支出", "3644.54", "万元"),
        ("政数局2022年功能科目支出最少的类是什么", "519.60", "万元"),
        ("大数据中心2022年一般公共预算支出中哪些类超过1000万元", "64063", "万元"),
        ("大数据中心2021年基本工资、津贴补贴、绩效工资合计", "1393.72", "万元"),
        ("大数据中心2024年项目支出最大的两个一级项目合计占项目支出的比重", "68.67", "%"),
        ("大数据中心2024年和2022年哪年项目支出高", "65340.87", "万元"),
        ("大数据中心2021年基本工资决算是多少，用元表示", "2727300.00", "元"),
    ],
)
def test_headline_is_the_whole_that_is_meant(ask: Ask, question: str, size: str, unit: str) -> None:
    assert headline(ask(question)) == ("answered", Decimal(size), unit)


@pytest.mark.parametrize(
    ("question", "sizes"),
    [
        ("大数据中心2021年决算支出中基本支出和项目支出各占多少", ["6.21", "93.79"]),
        ("政数局2022年公用经费中最高的两项是什么", ["113.23", "53.01"]),
        ("大数据中心2021年工资福利支出中最多的三项", ["893.91", "272.73", "227.08"]),
    ],
)
def test_several_are_given_where_several_are_asked_for(
    ask: Ask, question: str, sizes: list[str]
) -> None:
    assert [value.value for value in ask(question).values] == [Decimal(size) for size in sizes]


def test_both_that_were_asked_before_are_added_and_nothing_else(ask: Ask) -> None:
    history = ["福田数据中心2021年基本支出是多少？", "项目支出呢？"]
    answer = ask("两项加起来多少", history)
    assert headline(answer) == ("answered", Decimal("4424.60"), "万元")


def test_mean_says_by_how_many_it_divides(ask: Ask) -> None:
    answer = ask("大数据中心2024年5个一级项目平均每个多少万元")
    assert headline(answer) == ("answered", Decimal("13068.176"), "万元")
    assert unsupported_figures(answer) == []


@pytest.mark.parametrize(
    "question",
    [
        "深圳市政协2022年三公经费",
        "深圳财政局2022年三公经费",
        "深圳市委2022年三公经费",
        "卫健委2022年一般公共预算财政拨款基本支出决算是多少",
        "财政局2022年三公经费多少",
    ],
)
def test_body_without_a_document_gets_no_figure(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.values) == ("no_data", ())


@pytest.mark.parametrize(
    "question",
    [
        "大数据中心2021年住房公积金占住房公积金的比重",
        "政数局2022年基本支出人均多少",
        "政数局2022年购房补贴是大数据中心2023年购房补贴的多少倍",
    ],
)
def test_figure_that_nobody_could_mean_is_not_made(ask: Ask, question: str) -> None:
    assert ask(question).status == "no_data"


def test_equal_figures_are_told_to_be_equal(ask: Ask) -> None:
    answer = ask("大数据中心2024年三公预算比2023年少多少")
    assert headline(answer) == ("answered", Decimal("0.00"), "万元")
    assert "持平" in answer.text
