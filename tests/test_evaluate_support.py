from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qa.evaluate.support import unsupported_figures
from qa.model import Answer, Calculation, Candidate, Citation, Value

CITATION = Citation(
    doc="2021年某局决算",
    title="某局2021年度部门决算",
    section=("第二部分",),
    quote="合计 12.00 6.28",
    line=9,
    table="表7",
    row=("合计",),
    column=("决算数",),
)


def answer(text: str, question: str = "执行率是多少", **fields: Any) -> Answer:
    return Answer(question, "answered", text, **fields)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("为52.33%。", {"values": (Value("率", Decimal("52.33"), "%"),)}),
        ("为12万元。", {"values": (Value("数", Decimal("12.00"), "万元"),)}),
        ("为1,012万元。", {"values": (Value("数", Decimal(1012), "万元"),)}),
        ("减少3万元。", {"values": (Value("数", Decimal(-3), "万元"),)}),
        ("共５项。", {"values": (Value("数", Decimal(5), "个"),)}),
        (
            "6.28 ÷ 12.00 × 100%",
            {
                "calculation": Calculation(
                    "决算数 ÷ 预算数 × 100%",
                    (
                        Value("决算数", Decimal("6.28"), "万元"),
                        Value("预算数", Decimal("12.00"), "万元"),
                    ),
                )
            },
        ),
        ("决算数6.28万元[1]", {"citations": (CITATION,)}),
        ("见2021年表7", {"citations": (CITATION,)}),
        ("甲203.60万元", {"candidates": (Candidate("甲", "乙", Decimal("203.6"), "万元", ""),)}),
        ("附件写作52.37%", {"warnings": ("附件写作52.37%",)}),
    ],
)
def test_unsupported_figures_finds_none_where_a_field_holds_them(
    text: str, fields: dict[str, Any]
) -> None:
    assert unsupported_figures(answer(text, **fields)) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("为6.3万元", ["6.3"]),
        ("为0.28万元", ["0.28"]),
        ("为2万元", ["2"]),
        ("为62,800元", ["62,800"]),
        ("出处[2]", ["[2]"]),
        ("2020年", ["2020"]),
        ("共3项：1.甲；2.乙", ["3"]),
        ("为1.5倍", ["1.5"]),
    ],
)
def test_unsupported_figures_names_what_nothing_holds(text: str, figures: list[str]) -> None:
    assert unsupported_figures(answer(text, citations=(CITATION,))) == figures


@pytest.mark.parametrize(
    "text",
    [
        "1.甲；2.乙",
        "1. 甲\n2. 乙",
        "（1）甲\n（2）乙",
        "1、甲；2、乙",
        "包括：1）甲；2）乙",
        "第1是甲",
    ],
)
def test_unsupported_figures_leaves_out_the_answer_s_own_numbering(text: str) -> None:
    assert unsupported_figures(answer(text)) == []


def test_unsupported_figures_does_not_take_a_figure_for_numbering() -> None:
    assert unsupported_figures(answer("3.14万元；5万元")) == ["3.14", "5"]


@pytest.mark.parametrize("asked", ["2023年呢", "23年呢", "二〇二三年呢", "２０２３年度呢"])
def test_unsupported_figures_leaves_out_years_of_the_question(asked: str) -> None:
    assert unsupported_figures(answer("2023年决算未收录。", asked)) == []


def test_unsupported_figures_leaves_out_years_of_the_conversation() -> None:
    said = answer("2023年决算未收录。", "那决算呢")
    assert unsupported_figures(said) == ["2023"]
    assert unsupported_figures(said, ["2023年预算是多少"]) == []


def test_unsupported_figures_does_not_take_other_figures_from_the_question() -> None:
    assert unsupported_figures(answer("是52%。", "是不是52%？")) == ["52"]
