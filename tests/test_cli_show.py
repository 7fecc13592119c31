from __future__ import annotations

import io
from decimal import Decimal

import pytest

from qa.cli.show import Style, answer_text, fact_line, passages_text
from qa.jsonable import to_json
from qa.model import Answer, Calculation, Citation, Fact, Passage, Value

PLAIN = Style()
CITATION = Citation(
    doc="某局2023年决算",
    title="某局2023年度部门决算",
    section=("第二部分", "表7"),
    quote="合计 12.00\n6.28",
    line=9,
    table="支出决算表",
    row=("住房保障支出", "住房公积金"),
    column=("决算数",),
    page=3,
)
ANSWER = Answer(
    question="执行率是多少",
    status="answered",
    text="执行率为52.33%。[1]",
    values=(Value("执行率", Decimal("52.33"), "%", 1),),
    calculation=Calculation(
        "决算数 ÷ 预算数 × 100%",
        (
            Value("决算数", Decimal("1006.28"), "万元", 1),
            Value("预算数", Decimal("1923.00"), "万元"),
        ),
    ),
    citations=(CITATION,),
    warnings=("附件写作52.37%",),
)


def test_answer_text_puts_the_headline_first_then_formula_sources_and_warnings() -> None:
    assert (
        answer_text(ANSWER, PLAIN)
        == """\
执行率：52.33%

执行率为52.33%。[1]

算式：决算数 ÷ 预算数 × 100%
  决算数：1,006.28 万元 [1]
  预算数：1,923.00 万元

出处：
[1] 某局2023年决算 第3页 第9行
    章节：第二部分 › 表7
    表格：支出决算表
    行：住房保障支出 › 住房公积金
    列：决算数
    原文：合计 12.00 6.28

注意：附件写作52.37%"""
    )


def test_answer_text_is_the_text_alone_where_there_is_no_more() -> None:
    assert answer_text(Answer("?", "no_data", "未收录。"), PLAIN) == "未收录。"


def test_answer_text_keeps_control_characters_from_the_terminal() -> None:
    assert answer_text(Answer("?", "no_data", "a\x1b[2Jb\x07\nc"), PLAIN) == "a[2Jb\nc"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_style_stresses_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Style.of(io.StringIO()) == PLAIN
    assert Style.of(_Terminal()).bold == "\x1b[1m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Style.of(_Terminal()) == PLAIN


def test_passages_text_says_when_there_is_none() -> None:
    assert passages_text((), PLAIN) == "没有找到相关段落。"


def test_passages_text_numbers_passages_with_their_place() -> None:
    passage = Passage("某局2023年决算", ("第二部分", "表7"), "table", "住房公积金 12.00", 9)
    shown = passages_text((passage, passage), PLAIN)
    assert shown.startswith("[1] 某局2023年决算 第9行\n第二部分 › 表7\n住房公积金 12.00\n\n[2] ")


FACT = Fact(
    doc="某局2023年决算",
    unit_name="某局",
    year=2023,
    basis="决算",
    source="table",
    row=("住房公积金",),
    column=("决算数",),
    value=Decimal("1012.00"),
    text="1,012.00",
    unit="万元",
    section=(),
    line=9,
    quote="住房公积金 1,012.00",
    table="支出决算表",
)


@pytest.mark.parametrize(
    ("value", "text", "unit", "shown"),
    [
        (Decimal("1012.00"), "1,012.00", "万元", "1,012.00 万元"),
        (Decimal(0), "0.00", "万元", "0 万元"),
        (Decimal("98.5"), "98.5%", "%", "98.5%"),
        (None, "≥98%", None, "≥98%"),
        (None, None, None, "（空白）"),
    ],
)
def test_fact_line_tells_zero_words_and_blank_apart(
    value: Decimal | None, text: str | None, unit: str | None, shown: str
) -> None:
    from dataclasses import replace

    line = fact_line(replace(FACT, value=value, text=text, unit=unit))
    assert (
        line == f"某局2023年决算 | 支出决算表 | 住房公积金 | 决算数 | 2023年决算 | {shown} | 第9行"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.00"), "12.00"),
        (Decimal("1E+3"), "1000"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        ("“三公”\n", '"“三公”\\n"'),
        ({"a": (Decimal("0.10"), None, True)}, '{"a": [0.10, null, true]}'),
        (Value("数", Decimal("6.28"), "万元"),
         '{"label": "数", "value": 6.28, "unit": "万元", "citation": null}'),
    ],
)  # fmt: skip
def test_to_json_writes_decimals_digit_by_digit(value: object, text: str) -> None:
    assert to_json(value) == text


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), object()])
def test_to_json_refuses_what_json_has_no_form_for(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)
