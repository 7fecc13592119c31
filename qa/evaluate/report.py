"""A run's scores as text for the terminal, as Markdown, and as JUnit XML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from qa.evaluate.run import Result, Score, Summary, summarize
from qa.evaluate.stages import Miss, Stage, counts, misses

_HEADINGS = ("题型", "题数", "答对", "答错", "未答", "正确率", "真实分")
_STAGES: Mapping[Stage, str] = {
    "document": "文件",
    "item": "条目",
    "operation": "运算",
    "arithmetic": "算术",
    "wording": "措辞",
    "retrieval": "检索",
    "honesty": "诚实",
}
_COLUMN = 13
_SHORTENED = 120
#: Characters that XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def text_report(results: Sequence[Result], *, failures: bool = False) -> str:
    """The scores by kind, the measures of sources, then each miss with what is amiss: by kind,
    or with ``failures`` by the stage that lost it."""
    summary = summarize(results)
    rows = [_HEADINGS, *(_cells(score) for score in (*summary.groups, summary.total))]
    lines = ["".join(map(_right_aligned, row)) for row in rows]
    lines += ["", *(f"{name}：{value}" for name, value in _measures(summary))]
    if failures:
        return "\n".join([*lines, *_failure_lines(results)])
    missed = _misses_by_kind(results)
    if missed:
        lines.append("")
    for kind, group in missed.items():
        lines.append(
            f"未通过 {kind}（{len(group)}题）：{' '.join(one.question.id for one in group)}"
        )
        lines += [f"  {one.question.id} {one.question.question}｜{_reasons(one)}" for one in group]
    return "\n".join(lines)


def _cells(score: Score) -> tuple[str, ...]:
    """A row of the table of scores, under ``_HEADINGS``."""
    counts = (score.questions, score.right, score.wrong, score.silent)
    shares = (f"{score.accuracy:.1f}%", f"{score.truth:.3f}")
    return (score.name, *map(str, counts), *shares)


def _right_aligned(cell: str) -> str:
    """``cell`` filled up to a column's width; a Chinese character takes two places."""
    return " " * (_COLUMN - len(cell) - sum(ord(char) > 0x2E80 for char in cell)) + cell


def _failure_lines(results: Sequence[Result]) -> Iterator[str]:
    """Where questions were lost: the counts by stage and kind, then each miss by stage."""
    found = misses(results)
    if not found:
        return
    yield from ("", "未通过的题在哪一步出错：")
    yield from ("".join(map(_right_aligned, row)) for row in _stage_table(found, results))
    for stage, group in _by_stage(found):
        yield f"\n{_STAGES[stage]}（{len(group)}题）"
        for miss in group:
            one = miss.result
            yield f"  {one.question.id} {one.question.question}｜{_reasons(one)}"
            if sources := _sources(miss):
                yield f"    {_table_cell(sources)}"


def _stage_page(found: Sequence[Miss], results: Sequence[Result]) -> Iterator[str]:
    """The counts of misses by stage and kind, in Markdown."""
    if not found:
        return
    head, *rows = _stage_table(found, results)
    yield from ("", "## 未通过的题在哪一步出错", "", f"| {' | '.join(head)} |")
    yield f"| --- {'| ---: ' * (len(head) - 1)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _failure_page(found: Sequence[Miss]) -> Iterator[str]:
    """Each miss by the stage that lost it, in Markdown."""
    for stage, group in _by_stage(found):
        yield from ("", f"### {_STAGES[stage]}（{len(group)}题）", "")
        yield from ("| 编号 | 题型 | 问题 | 原因 | 依据 | 答复 |", f"|{' --- |' * 6}")
        for miss in group:
            one = miss.result
            cells = (
                one.question.id, one.question.kind, one.question.question, _reasons(one),
                _sources(miss), one.answer.text,
            )  # fmt: skip
            yield f"| {' | '.join(map(_table_cell, cells))} |"


def _stage_table(found: Sequence[Miss], results: Sequence[Result]) -> list[tuple[str, ...]]:
    """The rows of the table of misses: stages down, kinds that were missed across, with sums."""
    missed = {miss.result.question.kind for miss in found}
    kinds = [kind for kind in dict.fromkeys(r.question.kind for r in results) if kind in missed]
    table = counts(found)
    rows = [("环节", *kinds, "合计")]
    for stage, by_kind in table.items():
        shown = (by_kind.get(kind, 0) for kind in kinds)
        rows.append((_STAGES[stage], *map(str, shown), str(sum(by_kind.values()))))
    sums = (sum(by_kind.get(kind, 0) for by_kind in table.values()) for kind in kinds)
    return [*rows, ("合计", *map(str, sums), str(len(found)))]


def _by_stage(found: Sequence[Miss]) -> Iterator[tuple[Stage, list[Miss]]]:
    for stage, group in groupby(found, key=lambda miss: miss.stage):
        yield stage, list(group)


def _sources(miss: Miss) -> str:
    """The evidence that no citation holds, and what is cited instead."""
    if not miss.evidence:
        return ""
    wanted = "；".join(f"{one.doc}“{'…'.join(one.must)}”" for one in miss.evidence)
    return f"引的是：{'、'.join(miss.cited) or '（无）'}；没引到：{wanted}"


def markdown_report(results: Sequence[Result], *, failures: bool = False) -> str:
    """The same as a Markdown page, with the error book's table of stages in any case."""
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
    found = misses(results)
    lines += _stage_page(found, results)
    if failures:
        return "\n".join([*lines, *_failure_page(found)]) + "\n"
    for kind, missed in _misses_by_kind(results).items():
        lines += ["", f"## 未通过：{kind}（{len(missed)}题）", ""]
        lines += ["| 编号 | 问题 | 原因 | 答复 |", "| --- | --- | --- | --- |"]
        for one in missed:
            cells = (one.question.id, one.question.question, _reasons(one), one.answer.text)
            lines.append(f"| {' | '.join(_table_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def junit_report(results: Sequence[Result]) -> str:
    """The same as JUnit XML: a test case a question, a failure a question missed."""
    missed = sum(not result.is_right for result in results)
    suite = ElementTree.Element(
        "testsuite",
        name="qa eval",
        tests=str(len(results)),
        failures=str(missed),
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
