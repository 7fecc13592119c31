"""Quotes: the printed row, or the sentence with what it needs to be understood."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import FORESTRY_2031, prose_fact, table_fact

from qa.ask.find.witness import Witnesses
from qa.ask.tell.quoting import GAP, LONGEST_QUOTE, Quotes, in_context
from qa.model import Fact, Paragraph

_HEAD = "古树名木保护项目绩效自评综述："
_SENTENCE = "全年预算数为120万元，执行数为118.5万元。"
_LONG = f"{_HEAD}{'项目按计划推进。' * (LONGEST_QUOTE // 8)}{_SENTENCE}"


def _paragraph(text: str, line: int = 895) -> tuple[str, Paragraph]:
    return FORESTRY_2031, Paragraph((), text, line, ((0, line),))


def _told() -> Fact:
    return prose_fact("执行数", "118.5", "万元", _SENTENCE)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"{_HEAD}{_SENTENCE}", f"{_HEAD}{_SENTENCE}"),
        (_LONG, f"{_HEAD}{GAP}{_SENTENCE}"),
        (f"{_SENTENCE}{_LONG}", _SENTENCE),
    ],
)
def test_a_sentence_is_quoted_with_the_head_of_its_paragraph(text: str, quote: str) -> None:
    assert in_context(text, _SENTENCE) == quote


def test_the_paragraph_is_the_one_above_the_figure() -> None:
    others = [
        _paragraph(f"甲{_SENTENCE}", 100),
        _paragraph(f"{_HEAD}{_SENTENCE}"),
        _paragraph("后", 901),
    ]
    assert Quotes(others, ()).of(_told()) == f"{_HEAD}{_SENTENCE}"


def test_a_sentence_without_its_paragraph_is_quoted_alone() -> None:
    assert Quotes((), ()).of(_told()) == _SENTENCE


def test_a_sentence_of_a_cell_is_quoted_with_its_table_and_the_cell() -> None:
    sheet = table_fact(
        FORESTRY_2031, (3, "绩效目标表"), (0, ("测算明细",)), (0, ("内容",)), "0", "预算"
    )
    words = f"1.购树苗。{_SENTENCE}"
    cell = replace(sheet, value=None, text=words)
    told = replace(_told(), table="绩效目标表")
    assert Quotes((), [cell]).of(told) == f"绩效目标表 {words}"


def _total(row: str, side: str, printed: str) -> Fact:
    return table_fact(FORESTRY_2031, (4, "收支总表"), (0, (row,)), (0, (side,)), printed, "决算")


def test_a_total_is_borne_out_by_the_sentence_on_the_same_side() -> None:
    total = _total("总计", "收入", "1300.00")
    spent = prose_fact("部门决算支出", "1300.00", "万元", "部门决算支出1300.00万元。")
    income = prose_fact("部门决算收入", "1300.00", "万元", "部门决算收入1300.00万元。")
    assert Witnesses([total, spent, income]).beside(total) == (income,)


def test_another_table_bears_out_only_a_figure_of_the_same_name() -> None:
    one = table_fact(FORESTRY_2031, (1, "支出表"), (0, ("培训费",)), (0, ("合计",)), "5.00", "决算")
    same = replace(one, table_id=2, table="基本支出表")
    other = replace(same, row=("会议费",))
    assert Witnesses([one, other, same]).beside(one) == (same,)
    assert Witnesses([one, other]).beside(one) == ()
    assert one.value == Decimal("5.00")
