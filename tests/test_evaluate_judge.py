"""The scorer judged by answers that a person called right or wrong beforehand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qa.evaluate.judge import judge
from qa.evaluate.questions import Expectation, ExpectedValue, Question
from qa.evaluate.units import Figure
from qa.model import Answer, Candidate, Status, Value

ASKED = "某局2023年支出是多少？"


def question(
    *values: tuple[str, str], asked: str = ASKED, tol: str = "0.005", **expect: Any
) -> Question:
    expected = tuple(
        ExpectedValue(Figure(Decimal(value), unit), Decimal(tol)) for value, unit in values
    )
    return Question("Q-1", "lookup", asked, Expectation(values=expected, **expect))


def answer(
    *values: tuple[str, str],
    text: str = "",
    status: Status = "answered",
    label: str = "支出",
    **rest: Any,
) -> Answer:
    given = tuple(Value(label, Decimal(value), unit) for value, unit in values)
    return Answer(ASKED, status, text, given, **rest)


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (("6.28", "万元"), ("6.28", "万元")),
        (("6.28", "万元"), ("6.284", "万元")),
        (("6.28", "万元"), ("62800", "元")),
        (("6.28", "万元"), ("62,850".replace(",", ""), "元")),
        (("6.28", "万元"), ("62.8", "千元")),
        (("68098.25", "万元"), ("6.81", "亿元")),
        (("68098.25", "万元"), ("6.809825", "亿元")),
        (("53075600", "元"), ("5307.56", "万元")),
        (("53075600", "元"), ("0.53", "亿元")),
        (("0", "万元"), ("0", "元")),
        (("21316", "万条"), ("213160000", "条")),
        (("52.33", "%"), ("52.33", "％")),
        (("20.34", "个百分点"), ("20.34", "百分点")),
        (("65", "台"), ("65", "台（套）")),
        (("65", "台"), ("65", "台(套)")),
        (("54", "人"), ("54", "名")),
        (("371", "公里"), ("371", "千米")),
        (("12", "万元"), ("12.00", "万")),
    ],
)
def test_judge_accepts_the_same_figure_in_another_unit(
    expected: tuple[str, str], given: tuple[str, str]
) -> None:
    assert judge(question(expected), answer(given)).verdict == "right"


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (("6.28", "万元"), ("6.29", "万元")),
        (("6.28", "万元"), ("6.286", "万元")),
        (("6.28", "万元"), ("62860", "元")),
        (("6.28", "万元"), ("6.28", "元")),
        (("6.28", "万元"), ("6.28", "亿元")),
        (("68098.25", "万元"), ("6.8", "亿元")),
        (("68098.25", "万元"), ("7", "亿元")),
        (("6.28", "万元"), ("6.28", "%")),
        (("20.34", "个百分点"), ("20.34", "%")),
        (("3", "辆"), ("3", "人")),
        (("65", "台"), ("65", "万台")),
        (("50", "万张"), ("50", "张")),
    ],
)
def test_judge_refuses_another_figure_or_measure(
    expected: tuple[str, str], given: tuple[str, str]
) -> None:
    assert judge(question(expected), answer(given)).verdict == "wrong"


def test_judge_takes_the_tolerance_of_the_question() -> None:
    asked = question(("52.3333", "%"), tol="0.05")
    assert judge(asked, answer(("52.3", "%"))).verdict == "right"
    assert judge(asked, answer(("52.27", "%"))).verdict == "wrong"


@pytest.mark.parametrize(
    ("asked", "expected", "given", "text", "verdict"),
    [
        ("降了多少", "73.1", "-73.1", "预算下降73.1%。", "right"),
        ("和上年差多少", "73.1", "-73.1", "预算下降73.1%。", "right"),
        ("增加了多少", "73.1", "-73.1", "预算下降73.1%。", "wrong"),
        ("增长率是多少", "-73.1", "-73.1", "下降。", "right"),
        ("增长率是多少", "-73.1", "73.1", "预算下降73.1%。", "right"),
        ("增长率是多少", "-73.1", "73.1", "预算增长73.1%。", "wrong"),
    ],
)
def test_judge_takes_a_fall_signed_or_worded(
    asked: str, expected: str, given: str, text: str, verdict: str
) -> None:
    wanted = question((expected, "%"), asked=asked)
    assert judge(wanted, answer((given, "%"), text=text)).verdict == verdict


def test_judge_wants_the_headline_first() -> None:
    asked = question(("6.28", "万元"))
    late = answer(("12", "万元"), ("6.28", "万元"), text="支出6.28万元。")
    assert judge(asked, late).verdict == "wrong"
    assert "首个数值是 12万元，应为 6.28万元" in judge(asked, late).reasons


def test_judge_wants_the_headline_among_the_values_not_in_the_text_alone() -> None:
    assert judge(question(("6.28", "万元")), answer(text="支出6.28万元。")).verdict == "wrong"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("占比52.33%，余5.72万元。", "right"),
        ("占比52.33%，余57,200元。", "right"),
        ("占比52.33%，余５．７２ 万元。", "right"),
        ("占比52.33%，余5.72。", "wrong"),
        ("占比52.33%，余15.72万元。", "wrong"),
        ("占比52.33%，余5.72万条。", "wrong"),
        ("占比52.33%。", "wrong"),
    ],
)
def test_judge_takes_further_figures_from_the_text(text: str, verdict: str) -> None:
    asked = question(("52.33", "%"), ("5.72", "万元"))
    assert judge(asked, answer(("52.33", "%"), text=text)).verdict == verdict


def test_judge_lets_enumerated_figures_share_their_unit() -> None:
    asked = question(("16", "G"), ("11", "G"), ("15", "G"))
    assert judge(asked, answer(("16", "G"), text="三年分别为11、15和16G。")).verdict == "right"


def test_judge_takes_one_of_the_alternatives_of_each_entry() -> None:
    asked = question(contains=(("政府投资项目",), ("阶段性差异", "实施进度")))
    assert judge(asked, answer(text="因政府投资项目的实施进度。")).verdict == "right"
    assert judge(asked, answer(text="因政府投资项目。")).verdict == "wrong"


@pytest.mark.parametrize(
    "text", ["增加25880万元", "增加 25,880\n万元", "增加“２５８８０”万元", "增加'25，880'万元"]
)
def test_judge_compares_words_without_space_commas_quotes_and_width(text: str) -> None:
    assert judge(question(contains=(("增加25,880万元",),)), answer(text=text)).verdict == "right"


def test_judge_refuses_excluded_words() -> None:
    asked = question(excludes=("大概",))
    assert judge(asked, answer(text="大 概如此")).verdict == "wrong"
    assert judge(asked, answer(text="如此")).verdict == "right"


def test_judge_refuses_a_dump() -> None:
    assert judge(question(), answer(text="字" * 2000)).verdict == "right"
    assert judge(question(), answer(text="字" * 2001)).verdict == "wrong"


def test_judge_counts_an_honest_no_data_apart_from_a_wrong_figure() -> None:
    asked = question(("6.28", "万元"))
    assert judge(asked, answer(text="未收录。", status="no_data")).verdict == "silent"
    assert judge(asked, answer(("1", "元"), status="no_data")).verdict == "wrong"
    assert judge(asked, answer(("1", "元"))).verdict == "wrong"


def test_judge_wants_no_data_without_a_figure() -> None:
    asked = question(status="no_data")
    assert judge(asked, answer(text="2023年决算未收录。", status="no_data")).verdict == "right"
    assert judge(asked, answer(("12", "万元"), status="no_data")).verdict == "wrong"
    assert judge(asked, answer(text="未收录。")).verdict == "wrong"


TWO = (("203.6", "万元"), ("50.4", "万元"))


def test_judge_takes_an_ambiguous_answer_that_asks_back() -> None:
    asked = question(*TWO, status="ambiguous")
    assert judge(asked, answer(text="您问的是哪个单位？", status="ambiguous")).verdict == "right"


def test_judge_takes_an_ambiguous_answer_that_names_every_candidate() -> None:
    asked = question(*TWO, status="ambiguous")
    named = tuple(Candidate(v, v, Decimal(v), u, "") for v, u in TWO)
    assert judge(asked, answer(status="ambiguous", candidates=named)).verdict == "right"
    assert judge(asked, answer(text="甲203.60万元，乙50.40万元。")).verdict == "right"


def test_judge_refuses_one_candidate_as_the_answer() -> None:
    asked = question(*TWO, status="ambiguous")
    assert judge(asked, answer(TWO[0], text="203.60万元。")).verdict == "wrong"
    assert judge(asked, answer(text="有多种可能。", status="ambiguous")).verdict == "wrong"
    assert judge(asked, answer(text="未收录？", status="no_data")).verdict == "silent"


def test_judge_refuses_to_ask_back_where_the_question_is_plain() -> None:
    asked = question(("6.28", "万元"))
    assert judge(asked, answer(text="哪个单位？", status="ambiguous")).verdict == "wrong"
