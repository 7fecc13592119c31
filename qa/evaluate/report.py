"""A run's scores as text for the terminal, as Markdown, and as JUnit XML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree

from qa.evaluate.run import Result, Score, Summary, summarize

_HEADINGS = ("题型", "题数", "答对", "答错", "未答", "正确率", "真实分")
_COLUMN = 13
_SHORTENED = 120
#: Characters that XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def text_report(results: Sequence[Result]) -> str:
    """The scores by kind, the measures of sources, then each miss with what is amiss."""
    summary = summarize(results)
    rows = [_HEADINGS, *(_cells(score) for score in (*summary.groups, summary.total))]
    lines = ["".join(map(_right_aligned, row)) for row in rows]
    lines += ["", *(f"{name}：{value}" for name, value in _measures(summary))]
    missed = _misses_by_kind(results)
    if missed:
        lines.append("")
    for kind, misses in missed.items():
        lines.append(
            f"未通过 {kind}（{len(misses)}题）：{' '.join(one.question.id for one in misses)}"
        )
        lines += [f"  {one.question.id} {one.question.question}｜{_reasons(one)}" for one in misses]
    return "\n".join(lines)


def _cells(score: Score) -> tuple[str, ...]:
    """A row of the table of scores, under ``_HEADINGS``."""
    counts = (score.questions, score.right, score.wrong, score.silent)
    shares = (f"{score.accuracy:.1f}%", f"{score.truth:.3f}")
    return (score.name, *map(str, counts), *shares)


def _right_aligned(cell: str) -> str:
    """``cell`` filled up to a column's width; a Chinese character takes two places."""
    return " " * (_COLUMN - len(cell) - sum(ord(char) > 0x2E80 for char in cell)) + cell


def markdown_report(results: Sequence[Result]) -> str:
    """The same as a Markdown page."""
    summary = summarize(results)
    lines = [
        "# 评测结果",
        "",
        f"| {' | '.join(_HEADINGS)} |",
        f"| --- {'| ---: ' * (len(_HEADINGS) - 1)}|",
    ]
    for score in (*summary.groups, summary.total):
        lines.append(f"| {' | '.join(_cells(score))} |")
    lines += ["", *(f"- {name}：{value}" for name, value in _measures(summary))]
    for kind, misses in _misses_by_kind(results).items():
        lines += ["", f"## 未通过：{kind}（{len(misses)}题）", ""]
        lines += ["| 编号 | 问题 | 原因 | 答复 |", "| --- | --- | --- | --- |"]
        for one in misses:
            cells = (one.question.id, one.question.question, _reasons(one), one.answer.text)
            lines.append(f"| {' | '.join(_table_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def junit_report(results: Sequence[Result]) -> str:
    """The same as JUnit XML: a test case a question, a failure a question missed."""
    misses = sum(not result.is_right for result in results)
    suite = ElementTree.Element(
        "testsuite",
        name="qa eval",
        tests=str(len(results)),
        failures=str(misses),
        errors="0",
        time=f"{sum(result.seconds for result in results):.3f}",
    )
    for result in results:
        question = result.question
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=f"eval.{question.kind}",
            name=_xml_text(f"{question.id} {question.question}"),
            time=f"{result.seconds:.3f}",
        )
        if not result.is_right:
            failure = ElementTree.SubElement(case, "failure", message=_xml_text(_reasons(result)))
            failure.text = _xml_text(result.answer.text)
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _measures(summary: Summary) -> list[tuple[str, str]]:
    """What is measured beside right and wrong, as name and value."""
    recalls = "，".join(f"前{k}段 {share:.3f}" for k, share in summary.recall.items())
    cited = f"{summary.cited}/{summary.citable}"
    if summary.citable:
        cited += f"（{summary.cited / summary.citable:.1%}）"
    per_question = 1000 * summary.seconds / summary.total.questions
    return [
        ("检索召回证据", f"{recalls}（{summary.searched}题）"),
        ("引用含证据的答复", cited),
        ("含无依据数字的答复", str(summary.unsupported)),
        ("无数据题却给出数字", str(summary.figures_without_data)),
        ("平均用时", f"{per_question:.0f}毫秒"),
    ]


def _misses_by_kind(results: Sequence[Result]) -> dict[str, list[Result]]:
    """What is to be looked at: answers that are not right or hold an unsupported figure."""
    missed: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        if not result.is_right or result.unsupported:
            missed[result.question.kind].append(result)
    return dict(missed)


def _reasons(result: Result) -> str:
    reasons = list(result.judgement.reasons)
    if result.unsupported:
        reasons.append(f"无依据的数字：{'、'.join(result.unsupported)}")
    return "；".join(reasons)


def _table_cell(text: str) -> str:
    """``text`` on one line of a Markdown table, shortened."""
    flat = " ".join(text.split()).replace("|", "\\|")
    return flat if len(flat) <= _SHORTENED else flat[:_SHORTENED] + "…"


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub("�", text)
