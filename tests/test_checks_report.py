"""The report for people, the command ``qa audit`` and the checks kept in an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checks_fixtures import ACCOUNT_2021, BUDGET_2021, BUDGET_2024, DOCS, audited, errors

from qa.checks.audited import Audit, Coverage
from qa.checks.auditing import UNREAD
from qa.checks.catalogue import rules
from qa.checks.misprints import MALFORMED, UNIT, YEAR
from qa.checks.report import coverage_line, markdown_report, text_report
from qa.cli import main
from qa.index import Index
from qa.jsonable import to_json


def test_report_has_a_section_a_document_contradictions_first() -> None:
    report = markdown_report([audited(BUDGET_2021), audited(BUDGET_2024)])
    assert report.startswith("# 勾稽关系核对报告\n\n2份文件，3处矛盾。\n")
    assert report.index(f"## {BUDGET_2021}") < report.index("### 矛盾（3）")
    assert report.index("### 矛盾（3）") < report.index("### 核对范围")
    assert report.count("\n## ") == 2


def test_report_quotes_both_places_each_sentence_once() -> None:
    report = markdown_report([audited(ACCOUNT_2021)])
    assert "   - 第1644、1646行：2021 年，我中心公务车购置及运行维护费实际支出 6.28 万元" in report
    assert (
        "   - 第829行《一般公共预算财政拨款“三公”经费支出决算表》“预算数 合计”“决算数 合计”："
        "12.00 0.00 12.00 0.00 12.00 0.00 6.28 0.00 6.28 0.00 6.28 0.00\n"
    ) in report


def test_report_says_what_could_not_be_checked_and_why() -> None:
    report = markdown_report([audited(ACCOUNT_2021)])
    assert "未能核对的原因：" in report
    assert "- 完成率与分子分母一致：“公务接待费”的分母为零\n" in report


def test_report_begins_with_a_line_for_every_document() -> None:
    report = markdown_report([audited(BUDGET_2021), audited(BUDGET_2024)])
    tried = sum(one.tried for one in audited(BUDGET_2024).coverage)
    assert f"| {BUDGET_2024} | 0 | 0 | {tried} | 1 |\n" in report


def test_report_names_relations_that_met_no_figures() -> None:
    report = markdown_report([audited(BUDGET_2024)])
    unused = report.rpartition("没有可核对数字的勾稽关系")[2]
    assert "采购表与支出表一致" in unused
    assert "收入总计等于支出总计" not in unused


def test_every_relation_of_an_audit_is_in_the_catalogue() -> None:
    outside = {MALFORMED, YEAR, UNIT, UNREAD}
    met = {one.rule for doc in DOCS for one in audited(doc).coverage}
    assert met - outside <= set(rules())


def test_coverage_line_counts_every_relation_that_was_tried() -> None:
    one = audited(BUDGET_2024)
    tried = sum(rule.even + rule.rounded + rule.off for rule in one.coverage)
    assert coverage_line(one).startswith(f"核对{tried}处：")
    assert tried > 250


def test_coverage_line_tells_how_many_findings_the_failures_make() -> None:
    assert "不符6处（合为4条）；" in coverage_line(audited(ACCOUNT_2021))
    assert "不符3处。" in coverage_line(audited(BUDGET_2021))


def test_text_has_a_line_a_finding() -> None:
    lines = text_report([audited(BUDGET_2021)]).splitlines()
    assert lines[0] == BUDGET_2021
    assert [line.startswith("  [矛盾] ") for line in lines[1:-1]] == [True] * 3


@pytest.mark.parametrize("doc", DOCS)
def test_index_keeps_the_checks_as_they_were_made(index: Index, doc: str) -> None:
    (kept,) = index.audits([doc])
    assert kept == audited(doc)


def test_audit_command_prints_every_document(
    index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--index", str(index_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert {line for line in printed if not line.startswith(" ")} == set(DOCS)


def test_audit_command_prints_one_check_a_line_as_json(
    index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--doc", BUDGET_2021, "--json", "--index", str(index_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [to_json(check) for check in audited(BUDGET_2021).checks]
    first = json.loads(lines[0])
    assert (first["severity"], first["expected"], first["found"]) == ("error", 1270.74, 1273)
    assert first["citations"][0]["line"] == 1100


def test_audit_command_writes_a_report(
    index_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "audit.md"
    assert main(["audit", "--report", str(path), "--index", str(index_path)]) == 0
    report = path.read_text(encoding="utf-8")
    assert all(f"## {doc}\n" in report for doc in DOCS)
    assert f"5份文件，{sum(len(errors(audited(doc))) for doc in DOCS)}处矛盾。" in report
    assert "矛盾" in capsys.readouterr().out


def test_audit_command_names_the_documents_there_are(
    index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--doc", "无此文件", "--index", str(index_path)]) == 2
    assert capsys.readouterr().err.startswith("索引中没有文件“无此文件”，现有：")


def test_coverage_line_is_silent_about_what_was_tried_all() -> None:
    one = Audit("甲", coverage=(Coverage("合计等于明细之和", even=3),))
    assert coverage_line(one) == "核对3处：相符3处，差在四舍五入之内0处，不符0处。"
