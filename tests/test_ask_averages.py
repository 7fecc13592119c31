"""Money for each of the things that a document counts, and whether a budget was overspent."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant

_CARS = (
    "2033年度“三公”经费支出决算为9万元，完成预算12万元的75%。",
    "公务用车运行维护费支出8.00万元，年末公务用车保有量4辆。",
)
_ASSETS = "截至2033年12月31日，共有车辆4辆，其中：机要通信用车1辆。资产总额500.00万元。"


@cache
def _held() -> Assistant:
    return assistant(disclosure(2033, "决算", *_CARS, _ASSETS))


@pytest.mark.parametrize(
    "question", ["平均每辆公务用车的运行维护费是多少", "公务用车运行维护费平均每辆多少万元"]
)
def test_an_amount_for_each_thing_is_over_all_that_there_are(question: str) -> None:
    answer = _held().ask(f"{UNIT}2033年{question}")
    assert figures_of(answer) == ["2.00万元"]
    assert "平均每辆" in answer.text
    assert answer.calculation is not None
    assert answer.calculation.formula == "金额 ÷ 数量"


def test_two_counts_of_the_things_give_no_amount_for_each() -> None:
    held = assistant(
        disclosure(2033, "决算", "泵站维修费支出8.00万元。", section=("支出",)),
        disclosure(2033, "预算", "共有水泵4台。", "共有闸机5台。", section=("资产",)),
    )
    answer = held.ask(f"{UNIT}2033年泵站维修费平均每台多少万元")
    assert not answer.values


_RECEIVED = "公务接待费支出1.20万元，国内公务接待5批次，接待人数共80人。"


def test_an_amount_for_each_head_is_over_the_people_of_its_own_sentence() -> None:
    held = assistant(disclosure(2033, "决算", _RECEIVED, "全局共有在职人员30人。"))
    answer = held.ask(f"{UNIT}2033年公务接待费人均多少万元")
    assert figures_of(answer) == ["0.015万元"]
    assert answer.calculation is not None
    assert [operand.value for operand in answer.calculation.operands] == [Decimal("1.20"), 80]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("公务接待费支出1.20万元。", id="people elsewhere"),
        pytest.param(f"{_RECEIVED[:-1]}，来访外宾6人次。", id="two counts"),
    ],
)
def test_an_amount_for_each_head_is_not_given_where_nobody_says_whose(told: str) -> None:
    held = assistant(disclosure(2033, "决算", told, "全局共有在职人员30人。"))
    answer = held.ask(f"{UNIT}2033年公务接待费人均多少万元")
    assert answer.status == "no_data"
    assert "“公务接待费”的平均数" in answer.text


@pytest.mark.parametrize("question", ["人均三公经费", "差旅费最多的是哪个科室"])
def test_words_that_reckon_nothing_answer_no_question_that_reckons(question: str) -> None:
    held = assistant(disclosure(2033, "决算", *_CARS, "差旅费比上年减少，三公经费从严控制。"))
    assert held.ask(f"{UNIT}2033年{question}").status == "no_data"


def test_whether_a_budget_was_overspent_is_told_by_how_much_it_was_not() -> None:
    answer = _held().ask(f"{UNIT}2033年三公经费超支了吗？超支多少？")
    assert figures_of(answer) == ["3万元"]
    assert "减少" in answer.text


def test_the_end_of_the_year_is_no_part_of_what_is_asked_for() -> None:
    answer = _held().ask(f"2033年末{UNIT}资产总额是多少")
    assert figures_of(answer) == ["500.00万元"]
