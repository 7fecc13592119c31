from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qa.evaluate.evidence import evidence_ranks, is_cited, recall
from qa.evaluate.questions import Evidence, Expectation, Question, load_questions
from qa.evaluate.report import junit_report, markdown_report, text_report
from qa.evaluate.run import Result, evaluate, summarize
from qa.model import Answer, Citation, Passage, QaError, Value

SET = """
{"id": "1", "kind": "lookup", "question": "甲", "expect": {"values": [{"value": 1.50, "unit": "万元"}]}, "evidence": [{"doc": "d", "must": ["1,234.50", "合计"]}]}
{"id": "2", "kind": "lookup", "question": "乙", "expect": {"values": [{"value": 2, "unit": "万元", "tol": 0.1}]}, "evidence": [{"doc": "d", "must": ["无处可寻"]}]}
{"id": "3", "kind": "no_data", "question": "丙", "expect": {"status": "no_data"}, "evidence": []}
{"id": "4", "kind": "no_data", "question": "丁", "expect": {"status": "no_data"}, "evidence": []}
{"id": "5", "kind": "list", "question": "戊", "history": ["甲"], "expect": {"items": ["子", ["丑", "牛"]]}, "evidence": [{"doc": "d", "must": ["1,234.50"]}]}
"""  # noqa: E501
PASSAGES = (
    Passage("e", (), "table", "合计 1234.50", 1),
    Passage("d", (), "table", "合 计 1,234 .50", 1),
)


class Fake:
    """Answers from a table; remembers what it was asked."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        return self.answers[question]


def value(number: str) -> tuple[Value, ...]:
    return (Value("数", Decimal(number), "万元"),)


ANSWERS = {
    "甲": Answer("甲", "answered", "1.50万元", value("1.5")),
    "乙": Answer("乙", "answered", "3.00万元", value("4")),
    "丙": Answer("丙", "no_data", "未收录"),
    "丁": Answer("丁", "answered", "5万元", value("5")),
    "戊": Answer(
        "戊", "answered", "子、牛", citations=(Citation("d", "", (), "1,234.50", 1, row=("合计",)),)
    ),
}


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Question, ...]:
    path = tmp_path / "set.jsonl"
    path.write_text(SET, encoding="utf-8")
    return load_questions(path)


@pytest.fixture
def results(questions: tuple[Question, ...]) -> list[Result]:
    return list(evaluate(questions, Fake(ANSWERS), lambda query, k: PASSAGES[:k]))


def test_load_questions_reads_values_exactly_and_alternatives(
    questions: tuple[Question, ...],
) -> None:
    assert str(questions[0].expect.values[0].figure.value) == "1.50"
    assert questions[1].expect.values[0].tolerance == Decimal("0.1")
    assert questions[4].expect.contains == (("子",), ("丑", "牛"))


@pytest.mark.parametrize(
    ("content", "said"), [("", "是空的"), ("{", "第1行"), ('\n{"id": 1}', "第2行"), ("[]", "第1行")]
)
def test_load_questions_says_what_is_wrong_with_a_file(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QaError, match=said):
        load_questions(path)


def test_evaluate_passes_the_conversation_on(questions: tuple[Question, ...]) -> None:
    fake = Fake(ANSWERS)
    list(evaluate(questions, fake, lambda query, k: ()))
    assert fake.asked[0] == ("甲", ())
    assert fake.asked[4] == ("戊", ("甲",))


def test_evaluate_searches_only_for_questions_that_stand_alone_and_have_evidence(
    questions: tuple[Question, ...],
) -> None:
    searched: list[tuple[str, int]] = []

    def search(query: str, k: int) -> tuple[Passage, ...]:
        searched.append((query, k))
        return ()

    list(evaluate(questions, Fake(ANSWERS), search))
    assert searched == [("甲", 10), ("乙", 10)]


def test_summarize_counts_by_kind_and_for_follow_ups(results: list[Result]) -> None:
    summary = summarize(results)
    counts = {
        score.name: (score.questions, score.right, score.wrong, score.silent)
        for score in (*summary.groups, summary.total)
    }
    assert counts == {
        "lookup": (2, 1, 1, 0),
        "no_data": (2, 1, 1, 0),
        "list": (1, 1, 0, 0),
        "（其中追问）": (1, 1, 0, 0),
        "合计": (5, 3, 2, 0),
    }
    assert summary.total.accuracy == pytest.approx(60)
    assert summary.total.truth == pytest.approx(0.2)


def test_summarize_measures_sources_and_made_up_figures(results: list[Result]) -> None:
    summary = summarize(results)
    assert summary.recall == {1: 0.0, 5: 0.5, 10: 0.5}
    assert (summary.searched, summary.cited, summary.citable) == (2, 1, 3)
    assert (summary.unsupported, summary.figures_without_data) == (1, 1)


def test_evidence_ranks_asks_for_the_document_and_all_strings(
    questions: tuple[Question, ...],
) -> None:
    assert evidence_ranks(questions[0], PASSAGES) == (2,)
    assert evidence_ranks(questions[1], PASSAGES) == (None,)


def test_recall_is_the_share_of_the_evidence_within_the_cutoff() -> None:
    assert [recall((1, 6, None), k) for k in (1, 5, 10)] == pytest.approx([1 / 3, 1 / 3, 2 / 3])


def test_is_cited_wants_all_strings_in_one_citation() -> None:
    both = Question("1", "lookup", "", Expectation(), evidence=(Evidence("d", ("支出", "12.00")),))
    apart = tuple(Citation("d", "", (), quote, 1) for quote in ("支出", "12.00"))
    assert not is_cited(both, Answer("", "answered", "", citations=apart))
    together = (Citation("d", "", (), "12.00", 1, row=("支出",)),)
    assert is_cited(both, Answer("", "answered", "", citations=together))
    elsewhere = (Citation("e", "", (), "支出 12.00", 1),)
    assert not is_cited(both, Answer("", "answered", "", citations=elsewhere))


def test_text_report_lists_the_failing_ids_by_kind_with_the_reason(results: list[Result]) -> None:
    report = text_report(results)
    assert "未通过 lookup（1题）：2" in report
    assert "2 乙｜首个数值是 4万元，应为 2万元；无依据的数字：3.00" in report
    assert "未通过 no_data（1题）：4" in report
    assert "引用含证据的答复：1/3（33.3%）" in report


def test_markdown_report_is_a_table_of_kinds_and_a_list_of_misses(results: list[Result]) -> None:
    report = markdown_report(results)
    assert "| lookup | 2 | 1 | 1 | 0 | 50.0% | 0.000 |" in report
    assert "## 未通过：no_data（1题）" in report


def test_junit_report_has_a_case_a_question_and_a_failure_a_miss(results: list[Result]) -> None:
    suite = ElementTree.fromstring(junit_report(results))
    assert (suite.get("tests"), suite.get("failures")) == ("5", "2")
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failed == ["2 乙", "4 丁"]


def test_junit_report_survives_characters_that_xml_cannot_hold(
    questions: tuple[Question, ...],
) -> None:
    odd = {**ANSWERS, "乙": Answer("乙", "answered", "\x00\x1b[31m")}
    results = list(evaluate(questions, Fake(odd), lambda query, k: ()))
    assert ElementTree.fromstring(junit_report(results)).get("tests") == "5"
