"""Answers and facts as files, opened again with the libraries that users' programs resemble."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import httpx
import openpyxl
import pytest
from docx import Document

from qa.app.export import MEDIA, csv_bytes, excel_bytes, export, fact_rows
from qa.app.words import words_in
from qa.ask import Assistant
from qa.index import Index
from qa.model import Answer

RATE = "2021年三公经费执行率是多少"
ZH = words_in("zh")


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(RATE)


def test_markdown_has_figure_formula_warning_and_sources(answer: Answer) -> None:
    text = export(answer, "md", ZH).decode()
    assert "**2021年“三公”经费执行率：52.33%**" in text
    assert "- 2021年“三公”经费（预算）：12.00 万元 [1]" in text
    assert "52.37%" in text and "第829行" in text


def test_markdown_shows_markup_as_text() -> None:
    text = export(Answer("<b>*问*</b>", "no_data", "# 无"), "md", ZH).decode()
    assert "\\<b\\>\\*问\\*\\</b\\>" in text and "\\# 无" in text


def test_word_has_figure_and_sources(answer: Answer) -> None:
    document = Document(io.BytesIO(export(answer, "docx", ZH)))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[:2] == [RATE, "2021年“三公”经费执行率：52.33%"]
    assert any(line.startswith("[1] ") and line.endswith("第829行") for line in said)


def test_excel_holds_figures_as_numbers_beside_their_units(answer: Answer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(answer, "xlsx", ZH)))
    rows = [row[:3] for row in book["答案"].iter_rows(values_only=True)]
    assert rows[-3:] == [
        ("2021年“三公”经费执行率", 52.33, "%"),
        ("2021年“三公”经费（决算）", 6.28, "万元"),
        ("2021年“三公”经费（预算）", 12, "万元"),
    ]
    assert [row[0] for row in book["出处"].iter_rows(values_only=True)][1:] == list(
        range(1, len(answer.citations) + 1)
    )


def test_csv_opens_as_utf8_with_exact_digits(answer: Answer) -> None:
    content = export(answer, "csv", ZH)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[:2] == [
        ["名称", "数值", "单位", "出处"],
        ["2021年“三公”经费执行率", "52.33", "%", "1"],
    ]
    assert ["2021年“三公”经费（预算）", "12.00", "万元", "1"] in rows


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-甲", "@a", "\t=1"])
def test_text_is_never_a_formula(formula: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_bytes([[formula, Decimal("-1.50")]]).decode("utf-8-sig")))
    assert row == [f"'{formula}", "-1.50"]
    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes([[formula]], "表"))).active
    assert sheet is not None
    assert (sheet["A1"].data_type, sheet["A1"].value) == ("s", formula)


@pytest.mark.parametrize("ending", MEDIA)
def test_odd_characters_and_empty_answers_make_a_file(ending: str, answer: Answer) -> None:
    odd = replace(answer, question="问\x00\x0b\ud800\ufffe", citations=(), values=())
    assert export(odd, ending, ZH)
    assert export(Answer("", "no_data", ""), ending, ZH)


def test_facts_keep_blank_and_zero_apart(index: Index) -> None:
    facts = index.facts()
    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes(fact_rows(facts, ZH), "数据"))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    at = head.index("数值")
    assert len(rows) == len(facts)
    assert [row[at] for row in rows] == [
        None if fact.value is None else float(fact.value) for fact in facts
    ]


def test_a_file_is_served_under_its_name(server: str) -> None:
    reply = httpx.get(f"{server}/export/answer.xlsx", params={"question": RATE})
    assert reply.headers["content-type"] == MEDIA["xlsx"]
    assert reply.headers["content-disposition"].startswith("attachment; ")
    assert openpyxl.load_workbook(io.BytesIO(reply.content)).sheetnames == ["答案", "出处"]


def test_a_follow_up_is_exported_with_what_it_follows(server: str) -> None:
    asked = [("question", "那公务接待费呢"), ("history", "政数局2022年三公经费决算是多少")]
    assert "0.60 万元" in httpx.get(f"{server}/export/answer.md", params=asked).text


def test_filtered_facts_are_exported_whole(server: str) -> None:
    wanted = {"doc": "2021年深圳市大数据资源管理中心部门决算", "basis": "决算", "table": "三公"}
    rows = list(csv.reader(io.StringIO(
        httpx.get(f"{server}/export/facts.csv", params=wanted).content.decode("utf-8-sig")
    )))  # fmt: skip
    asked = {"doc": wanted["doc"], "basis": "决算", "table": "三公"}
    found = httpx.post(f"{server}/api/facts", json=asked).json()
    assert len(rows) - 1 == found["total"] > 0


def test_an_unknown_ending_is_refused(server: str) -> None:
    reply = httpx.get(f"{server}/export/answer.exe", params={"question": RATE})
    assert reply.status_code == 422


def test_more_facts_than_a_sheet_holds_are_told_and_not_cut(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.app.files.MOST_ROWS", 10)
    reply = httpx.get(f"{server}/export/facts.xlsx")
    assert reply.status_code == 400 and "Excel 装不下" in reply.json()["error"]
    assert httpx.get(f"{server}/export/facts.csv").status_code == 200
