"""Sheets of purchases and of changes: cells of words beside figures, signs before what changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import figures_of, headline
from disclosed_fixtures import UNIT, assistant, disclosure
from read_fixtures import table_of

from qa.ask import Assistant
from qa.ask.words.text import canonical

_PURCHASES = (
    "政府采购支出表\n单位：万元\n专项名称\t采购品目名称\t采购组织形式\t总计\n"
    "合计\t\t\t96.00\n办公费\t复印纸\t集中采购\t6.00\n"
    "档案整理经费\t档案数字化服务\t分散采购\t60.00\n保密经费\t保密服务\t分散采购\t30.00\n"
)
_CHANGES = (
    "会议费、培训费支出预算表\n单位：万元\n项目\t上年\t当年\t增减变化情况\n"
    "会议费\t9.00\t5.50\t-3.50\n培训费\t4.00\t6.00\t2.00\n"
)


@pytest.fixture(scope="module")
def asked() -> Assistant:
    sheets = (replace(table_of(text), section=("报表",)) for text in (_PURCHASES, _CHANGES))
    told = f"{UNIT}政府采购预算96万元，其中：政府采购货物6万元、政府采购服务90万元。"
    return assistant(disclosure(2033, "预算", told, tables=tuple(sheets)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("复印纸采购预算是多少", ["6.00万元"]),
        ("保密服务采购预算金额", ["30.00万元"]),
        ("档案数字化服务采购多少万元", ["60.00万元"]),
    ],
)
def test_the_budget_of_a_purchase_is_its_figure(
    asked: Assistant, question: str, told: list[str]
) -> None:
    assert figures_of(asked.ask(f"{UNIT}2033年{question}")) == told


def test_a_column_of_words_is_told_when_it_is_named(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年档案数字化服务的采购组织形式")
    assert (answer.status, "分散采购" in answer.text, answer.values) == ("answered", True, ())


def test_a_fall_with_a_sign_is_told_as_a_fall(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年会议费比上年减少多少")
    assert headline(answer) == ("answered", Decimal("3.50"), "万元")
    assert "减少" in answer.text


def test_a_rise_in_a_column_of_changes_is_told_as_a_rise(asked: Assistant) -> None:
    answer = asked.ask(f"{UNIT}2033年培训费比上年变化多少")
    assert headline(answer) == ("answered", Decimal("2.00"), "万元")
    assert "增加" in answer.text


@pytest.mark.parametrize(("item", "true"), [("会议费", True), ("培训费", False)])
def test_the_sign_tells_whether_the_question_takes_the_right_way_for_granted(
    asked: Assistant, item: str, true: bool
) -> None:
    answer = asked.ask(f"{UNIT}2033年{item}预算为什么减少")
    assert ("与所问的情况不符" in answer.text) is not true


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2033年服务采购", "2033年政府采购服务"),
        ("货物采购和服务采购", "政府采购货物和政府采购服务"),
        ("保密服务采购", "保密服务采购"),
        ("修缮工程采购", "修缮工程采购"),
    ],
)
def test_canonical_leaves_the_purchase_of_one_service_alone(words: str, said: str) -> None:
    assert canonical(words) == said
