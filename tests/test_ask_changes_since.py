"""Changes set against several years, rates called by their names, and the side of a total."""

from __future__ import annotations

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.model import Answer

TWO_BASES = (
    "“三公”经费支出决算为62.07万元，比上年决算数增加38.97万元，增长168.7%；"
    "比2030年（改革前）决算数减少24.87万元，降低28.6%。"
)


def asked(question: str, text: str) -> Answer:
    return assistant(disclosure(2034, "决算", text, section=("情况说明",))).ask(UNIT + question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2034年三公经费比上年增加多少", ["38.97万元"]),
        ("2034年三公经费比2030年减少多少", ["24.87万元"]),
        ("2034年三公经费比上一年多多少", ["38.97万元"]),
        ("2034年三公经费比2031年减少多少", []),
    ],
)
def test_change_is_told_since_the_year_that_the_question_names(
    question: str, told: list[str]
) -> None:
    assert figures_of(asked(question, TWO_BASES)) == told


@pytest.mark.parametrize("rate", ["下降率", "减少率", "降低率", "压减率", "下降率是多少", "变化率"])
def test_rate_of_a_change_is_asked_for_by_its_name(rate: str) -> None:
    text = "公务接待费支出8万元，比上年减少2万元，下降20%。"
    assert figures_of(asked(f"2034年公务接待费{rate}", text)) == ["20%"]


def test_what_came_in_is_no_answer_for_what_was_spent() -> None:
    assert asked("2034年支出总计多少", "2034年度收入总计为827.76万元。").status == "no_data"


def test_three_expenses_without_their_quotation_marks_are_the_three_expenses() -> None:
    text = (
        "2034年一般公共预算财政拨款三公经费支出决算汇总数为18.8万元，较上年减少33.3万元。"
        "其中：公务接待费10万元，较上年减少22.2万元。"
    )
    assert figures_of(asked("2034年三公经费比上年减少多少", text)) == ["33.3万元"]


@pytest.mark.parametrize("named", ["", "2033年"])
def test_what_is_counted_of_another_year_alone_is_told_with_its_year(named: str) -> None:
    answer = asked(f"{named}在职职工多少人", "2033年在职职工90人，下辖公路养护站。")
    assert figures_of(answer) == ["90人"]
    assert "2033年" in answer.text


def test_ground_that_is_covered_asks_for_no_share() -> None:
    answer = asked("占地面积多大", "单位在职职工33人，占地面积1332平方米，业务用房1450平方米。")
    assert figures_of(answer) == ["1332平方米"]
