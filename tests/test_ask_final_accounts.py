"""Questions over final accounts as towns, courts and schools of several provinces disclose them."""

from __future__ import annotations

from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant


@cache
def _differing() -> Assistant:
    """A sentence that tells another cost of staff than the table."""
    found = table(
        "一般公共预算财政拨款基本支出决算表",
        [("决算数",)],
        [(("人员经费合计",), ["411.30"]), (("公用经费合计",), ["38.20"])],
    )
    return assistant(
        disclosure(
            2033,
            "决算",
            "一般公共预算财政拨款基本支出449.50万元。其中：人员经费412.60万元，主要包括：基本工资、"
            "津贴补贴；公用经费38.20万元，主要包括：办公费、水费。",
            tables=(found,),
        )
    )


def test_figure_of_the_table_is_told_before_that_of_a_sentence_of_the_same_part() -> None:
    answer = _differing().ask(f"{UNIT}2033年人员经费多少")
    assert figures_of(answer) == ["411.30万元"]


@cache
def _shares() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年本年支出合计800.00万元，其中：基本支出600.00万元，占75%；项目支出200.00万元，占25%。",
            "2033年“三公”经费支出决算为8.00万元，其中：公务接待费支出2.00万元；公务用车运行维护费"
            "支出6.00万元。",
        )
    )


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        ("项目支出占比多少", "那基本支出占比呢", "75%"),
        ("项目支出占基本支出多少", "那公务接待费占三公经费多少", "25.00%"),
        ("公务接待费占三公经费多少？", "那公务用车运行维护费占比呢？", "75.00%"),
        ("三公经费执行率", "那基本支出的占比呢", "75%"),
        ("项目支出是多少", "占基本支出的比例呢", "33.33%"),
    ],
)
def test_share_of_another_part_is_asked_after_that_of_one(
    earlier: str, later: str, told: str
) -> None:
    answer = _shares().ask(later, [f"{UNIT}2033年{earlier}"])
    assert figures_of(answer) == [told]


@cache
def _county() -> Assistant:
    """A county that tells what it paid for cars by its two details, and how many it bought."""
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年“三公”经费决算支出数为200.00万元，同比减少6.00万元。其中：因公出国（境）费支出0万元。"
            "公务用车购置费支出30.00万元，同比减少8.00万元；公务用车运行维护费支出90.00万元，同比增加"
            "5.00万元。公务接待费支出80.00万元，同比减少3.00万元。",
            "2033年公务用车购置4辆，公务用车保有量61辆。",
        )
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2033年公务用车购置及运行维护费多少", ["120.00万元"]),
        ("2033年公务用车购置及运行维护费合计多少", ["120.00万元"]),
        ("2033年公车购置及运行费支出是多少万元", ["120.00万元"]),
        ("2033年公务用车购置及运行维护费占三公经费的比例", ["60.00%"]),
        ("2033年公务用车购置及运行维护费比上年减少多少", ["3.00万元"]),
        ("2033年公务用车购置费和运行维护费分别多少", ["30.00万元", "90.00万元"]),
        ("2033年购置公务用车几辆", ["4辆"]),
    ],
)
def test_what_cars_cost_is_the_sum_of_its_two_details(question: str, told: list[str]) -> None:
    assert figures_of(_county().ask(f"{UNIT}{question}")) == told


def test_thing_that_a_conversation_goes_on_to_is_told_and_not_the_one_before() -> None:
    text = (
        "2033年“三公”经费支出决算数为200.00万元，较2032年减少6.00万元。其中：公务接待费为80.00万元；"
        "公务用车购置及运行维护费为120.00万元，较2032年减少3.00万元（其中：公务用车购置费30.00万元，较"
        "2032年减少8.00万元；公务用车运行维护费90.00万元，较2032年增加5.00万元）。"
    )
    asked = assistant(disclosure(2033, "决算", text))
    answer = asked.ask("那公务用车运行维护费呢？", [f"{UNIT}2033年公务用车购置费多少？"])
    assert figures_of(answer) == ["90.00万元"]
