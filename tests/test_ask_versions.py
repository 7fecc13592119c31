"""Conditions between two versions of one row, over made-up disclosures."""

from __future__ import annotations

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

_PROJECTS = table(
    "项目支出情况表",
    [("年初预算数",), ("全年预算数",), ("执行数",)],
    [
        (("合计",), ["300.00", "320.00", "300.00"]),
        (("堤防加固",), ["100.00", "150.00", "140.00"]),
        (("水闸检修",), ["120.00", "90.00", "80.00"]),
        (("河道巡护",), ["80.00", "80.00", "80.00"]),
    ],
)
_TOLD = assistant(disclosure(2033, "决算", tables=(_PROJECTS,)))
_SENTENCES = assistant(
    disclosure(
        2033,
        "决算",
        "1.住房保障支出（类）住房改革支出（款）住房公积金（项）。"
        "年初预算为60.00万元，支出决算为66.00万元，完成年初预算的110.00%。",
        "2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。"
        "年初预算为40.00万元，支出决算为30.00万元，完成年初预算的75.00%。",
        section=("一般公共预算财政拨款支出决算具体情况",),
    )
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪些项目全年预算高于年初预算", ["堤防加固"]),
        ("哪些项目全年预算低于年初预算", ["水闸检修"]),
        ("全年预算数没有超过年初预算数的项目有哪些", ["水闸检修", "河道巡护"]),
        ("哪些项目超过年初预算", ["堤防加固"]),
    ],
)
def test_rows_are_those_whose_two_columns_keep_the_condition(
    question: str, names: list[str]
) -> None:
    text = _TOLD.ask(f"{UNIT}2033年{question}").text
    told = [name for name in ("堤防加固", "水闸检修", "河道巡护") if name in text]
    assert told == names


def test_both_figures_are_told_with_their_unit() -> None:
    text = _TOLD.ask(f"{UNIT}2033年哪些项目全年预算高于年初预算").text
    assert "全年预算150.00万元，年初预算100.00万元" in text


def test_subjects_of_sentences_are_compared() -> None:
    text = _SENTENCES.ask(f"{UNIT}2033年决算数高于年初预算数的科目有哪些").text
    assert ("住房公积金" in text, "行政单位医疗" in text) == (True, False)


def test_none_that_keeps_the_condition_is_said() -> None:
    answer = _TOLD.ask(f"{UNIT}2033年哪些项目执行数高于全年预算数")
    assert (answer.status, answer.values) == ("answered", ())
    assert "没有执行数高于全年预算数的项目" in answer.text


def test_nothing_is_listed_where_no_document_prints_both_versions() -> None:
    answer = _SENTENCES.ask(f"{UNIT}2033年哪些科目决算数高于调整预算数")
    assert (answer.status, answer.values) == ("no_data", ())
