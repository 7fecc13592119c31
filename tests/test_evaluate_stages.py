from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.cli import main
from qa.evaluate.evidence import is_cited
from qa.evaluate.judge import LONGEST_TEXT, judge
from qa.evaluate.questions import Evidence, Expectation, ExpectedValue, Question
from qa.evaluate.report import markdown_report, text_report
from qa.evaluate.run import Result
from qa.evaluate.stages import STAGES, counts, misses, stage_of
from qa.evaluate.units import Figure
from qa.model import Answer, Calculation, Candidate, Citation, Status, Value

SPENT = Evidence("某局2023年决算", ("支出合计", "1,200.00"))
BUDGET = Evidence("某局2024年预算", ("支出合计", "1,500.00"))
DUTIES = Evidence("某局2023年决算", ("负责全县统计工作",))


def question(
    *figures: tuple[str, str],
    status: Status = "answered",
    contains: str = "",
    evidence: tuple[Evidence, ...] = (SPENT,),
    kind: str = "lookup",
) -> Question:
    values = tuple(ExpectedValue(Figure(Decimal(number), unit)) for number, unit in figures)
    words = ((contains,),) if contains else ()
    expect = Expectation(values=values, contains=words, status=status)
    return Question("1", kind, "支出多少", expect, evidence=evidence)


def cited(*evidence: Evidence) -> tuple[Citation, ...]:
    """Citations that hold the evidence."""
    return tuple(Citation(one.doc, "", (), " ".join(one.must), 1) for one in evidence)


#: Citations of the right document, and of another, that hold no evidence.
BESIDE = (Citation(SPENT.doc, "", (), "公用经费 40.00", 2),)
ELSEWHERE = (Citation("某局2022年决算", "", (), "支出合计 1,100.00", 1),)
COMPUTED = Calculation("甲 ÷ 乙", (Value("甲", Decimal(1), "万元"),))


def answer(
    *figures: tuple[str, str],
    text: str = "如下。",
    status: Status = "answered",
    citations: tuple[Citation, ...] = (),
    **more: Any,
) -> Answer:
    values = tuple(Value("数", Decimal(number), unit) for number, unit in figures)
    return Answer("支出多少", status, text, values, citations=citations, **more)


def result(asked: Question, given: Answer, unsupported: tuple[str, ...] = ()) -> Result:
    has_evidence = bool(asked.evidence) and given.status != "no_data"
    held = is_cited(asked, given) if has_evidence else None
    return Result(asked, given, judge(asked, given), unsupported, (), held, 0.0)


TOTAL = ("1200", "万元")
RATE = ("80", "%")
LOST = {
    "another year's document": (
        "document", question(TOTAL), answer(("1100", "万元"), citations=ELSEWHERE),
    ),
    "one of two documents": (
        "document",
        question(("300", "万元"), evidence=(SPENT, BUDGET), kind="compute"),
        answer(TOTAL, citations=cited(SPENT)),
    ),
    "a passage of another document": (
        "document", question(contains="统计", evidence=(DUTIES,)), answer(citations=ELSEWHERE),
    ),
    "another figure of the document": (
        "item", question(TOTAL), answer(("40", "万元"), citations=BESIDE),
    ),
    "another figure of the row": (
        "item", question(TOTAL), answer(("40", "万元"), citations=cited(SPENT)),
    ),
    "the right formula with another operand": (
        "item",
        question(RATE, evidence=(SPENT, BUDGET)),
        answer(("2.7", "%"), citations=(*BESIDE, *cited(BUDGET)), calculation=COMPUTED),
    ),
    "other rows of a table": (
        "item", question(contains="统计"), answer(("40", "万元"), citations=BESIDE),
    ),
    "an operand instead of the ratio": (
        "operation",
        question(RATE, evidence=(SPENT, BUDGET)),
        answer(TOTAL, citations=cited(SPENT, BUDGET)),
    ),
    "the ratio the other way round": (
        "operation",
        question(RATE, evidence=(SPENT, BUDGET)),
        answer(("125", "%"), citations=cited(SPENT, BUDGET), calculation=COMPUTED),
    ),
    "a ratio that was rounded on the way": (
        "arithmetic",
        question(("80.34", "%"), evidence=(SPENT, BUDGET)),
        answer(("80.3", "%"), citations=cited(SPENT, BUDGET), calculation=COMPUTED),
    ),
    "a fall where it rose": (
        "arithmetic",
        question(("300", "万元"), evidence=(SPENT, BUDGET)),
        answer(("-300", "万元"), citations=cited(SPENT, BUDGET), calculation=COMPUTED),
    ),
    "元 printed as 万元": (
        "arithmetic", question(TOTAL), answer(("12000000", "万元"), citations=cited(SPENT)),
    ),
    "the figure without the words": (
        "wording", question(TOTAL, contains="决算数"), answer(TOTAL, citations=cited(SPENT)),
    ),
    "the figure behind another": (
        "wording", question(TOTAL), answer(("40", "万元"), TOTAL, citations=cited(SPENT)),
    ),
    "the figure with a needless question back": (
        "wording",
        question(TOTAL),
        answer(
            status="ambiguous",
            citations=cited(SPENT),
            candidates=(Candidate("甲", SPENT.doc, Decimal(1200), "万元", "甲"),),
        ),
    ),
    "the passage cut short": (
        "wording",
        question(contains="工作", evidence=(DUTIES,)),
        answer(text="统计", citations=cited(DUTIES)),
    ),
    "a dump of the section": (
        "wording", question(contains="甲"), answer(text="甲" * (LONGEST_TEXT + 1)),
    ),
    "another passage of the document": (
        "retrieval",
        question(contains="统计", evidence=(DUTIES,)),
        answer(text="其他", citations=BESIDE),
    ),
    "silence where there is a figure": (
        "honesty", question(TOTAL), answer(status="no_data"),
    ),
    "a figure where there is none": (
        "honesty", question(status="no_data", evidence=()), answer(TOTAL, citations=cited(SPENT)),
    ),
    "a choice where it should ask back": (
        "honesty",
        question(TOTAL, ("1500", "万元"), status="ambiguous", evidence=(SPENT, BUDGET)),
        answer(TOTAL, citations=cited(SPENT)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_stage_of_finds_the_first_stage_that_went_wrong(name: str) -> None:
    stage, asked, given = LOST[name]
    judged = result(asked, given)
    assert not judged.is_right
    assert stage_of(judged) == stage


def test_stage_of_has_an_example_of_every_stage() -> None:
    assert {stage for stage, _, _ in LOST.values()} == set(STAGES)


def test_stage_of_is_none_for_a_right_answer() -> None:
    assert stage_of(result(question(TOTAL), answer(TOTAL, citations=cited(SPENT)))) is None


def test_stage_of_a_right_answer_with_an_unsupported_figure_is_honesty() -> None:
    right = result(question(TOTAL), answer(TOTAL, citations=cited(SPENT)), unsupported=("7",))
    assert stage_of(right) == "honesty"


def test_stage_of_does_without_evidence() -> None:
    asked = question(TOTAL, evidence=())
    assert stage_of(result(asked, answer(("40", "万元")))) == "item"
    assert stage_of(result(asked, answer(("40", "万元"), calculation=COMPUTED))) == "operation"
    words = question(contains="统计", evidence=())
    assert stage_of(result(words, answer(text="其他"))) == "retrieval"


RESULTS = [result(asked, given) for _, asked, given in LOST.values()]


def test_misses_are_in_order_of_the_stages_and_name_what_was_not_cited() -> None:
    found = misses(RESULTS[::-1])
    order = [STAGES.index(miss.stage) for miss in found]
    assert order == sorted(order)
    wrong_year = next(miss for miss in found if miss.result is RESULTS[0])
    assert (wrong_year.evidence, wrong_year.cited) == ((SPENT,), ("某局2022年决算",))


def test_counts_are_by_stage_and_kind() -> None:
    table = counts(misses(RESULTS))
    assert list(table) == list(STAGES)
    assert table["document"] == {"lookup": 2, "compute": 1}
    assert table["retrieval"] == {"lookup": 1}


def test_text_report_tells_misses_by_stage_only_when_asked_to() -> None:
    report = text_report(RESULTS, failures=True)
    rows = [line.split() for line in report.splitlines()]
    assert ["环节", "lookup", "compute", "合计"] in rows
    assert ["文件", "2", "1", "3"] in rows
    assert ["合计", "20", "1", "21"] in rows
    assert "\n检索（1题）\n  1 支出多少｜缺文字“统计”\n" in report
    assert "    引的是：某局2022年决算；没引到：某局2023年决算“支出合计…1,200.00”" in report
    assert "环节" not in text_report(RESULTS)


@pytest.mark.parametrize("failures", [False, True])
def test_markdown_report_always_counts_misses_by_stage(failures: bool) -> None:
    report = markdown_report(RESULTS, failures=failures)
    assert "| 环节 | lookup | compute | 合计 |\n| --- | ---: | ---: | ---: |\n" in report
    assert "\n| 文件 | 2 | 1 | 3 |\n" in report


def test_markdown_report_tells_misses_by_stage_only_when_asked_to() -> None:
    report = markdown_report(RESULTS, failures=True)
    assert "### 诚实（3题）" in report
    assert "| 1 | lookup | 支出多少 | 状态为 no_data，应为 answered" in report
    assert "### 诚实" not in markdown_report(RESULTS)
    assert "## 未通过：lookup" in markdown_report(RESULTS)


def test_reports_without_a_miss_have_no_table_of_stages() -> None:
    right = [result(question(TOTAL), answer(TOTAL, citations=cited(SPENT)))]
    assert text_report(right, failures=True) == text_report(right)
    assert markdown_report(right, failures=True) == markdown_report(right)


def test_eval_failures_puts_the_stages_into_both_reports(
    index_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, page = tmp_path / "set.jsonl", tmp_path / "report.md"
    asked = {
        "id": "B",
        "kind": "lookup",
        "question": "明天下雨吗",
        "expect": {"contains": ["下雨"]},
    }
    source.write_text(json.dumps(asked), encoding="utf-8")
    argv = ["eval", str(source), "--failures", "--report", str(page), "--index", str(index_path)]
    assert main(argv) == 0
    assert "\n诚实（1题）\n  B 明天下雨吗｜" in capsys.readouterr().out
    assert "### 诚实（1题）" in page.read_text(encoding="utf-8")
