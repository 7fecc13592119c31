"""Answers, passages, facts and build reports as a person reads them in a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TextIO

from qa.model import Answer, Citation, Fact, Passage, Value
from qa.visible import visible

if TYPE_CHECKING:
    from qa.index import BuildReport
    from qa.index.intake import Intake

PATH = " › "


@dataclass(frozen=True, slots=True)
class Style:
    """How to stress words: with a terminal's codes, or not at all."""

    bold: str = ""
    faint: str = ""
    plain: str = ""

    @classmethod
    def of(cls, stream: TextIO) -> Self:
        """Codes where ``stream`` is a terminal and ``NO_COLOR`` is not set."""
        if stream.isatty() and not os.environ.get("NO_COLOR"):
            return cls("\x1b[1m", "\x1b[2m", "\x1b[0m")
        return cls()


def answer_text(answer: Answer, style: Style) -> str:
    """The headline figure first, then the text, the formula, the sources, the warnings."""
    blocks = [
        "\n".join(lines)
        for lines in (
            [f"{style.bold}{_value(one)}{style.plain}" for one in answer.values[:1]],
            [safe(answer.text)],
            list(_calculation_lines(answer)),
            list(_citation_lines(answer.citations, style)),
            [f"注意：{safe(warning)}" for warning in answer.warnings],
            [f"说明：{flat(note)}" for note in answer.notes],
        )
        if lines
    ]
    return "\n\n".join(blocks)


def _value(value: Value) -> str:
    return safe(f"{value.label}：{value.value:,f}{spaced(value.unit)}")


def spaced(unit: str) -> str:
    """The unit behind its figure: 52.33%, but 12.00 万元."""
    return unit if unit in ("%", "‰") or not unit else f" {unit}"


def _calculation_lines(answer: Answer) -> Iterator[str]:
    if answer.calculation is None:
        return
    yield f"算式：{safe(answer.calculation.formula)}"
    for operand in answer.calculation.operands:
        mark = f" [{operand.citation}]" if operand.citation else ""
        yield f"  {_value(operand)}{mark}"


def _citation_lines(citations: Sequence[Citation], style: Style) -> Iterator[str]:
    if not citations:
        return
    yield "出处："
    for number, citation in enumerate(citations, 1):
        page = f" 第{citation.page}页" if citation.page else ""
        yield f"{style.bold}[{number}]{style.plain} {safe(citation.doc)}{page} 第{citation.line}行"
        for name, value in (
            ("章节", PATH.join(citation.section)),
            ("表格", citation.table or ""),
            ("行", PATH.join(citation.row)),
            ("列", PATH.join(citation.column)),
        ):
            if value:
                yield f"    {name}：{safe(value)}"
        yield f"    原文：{style.faint}{flat(citation.quote)}{style.plain}"


def passages_text(passages: Sequence[Passage], style: Style) -> str:
    """Passages, best first, with where each stands."""
    if not passages:
        return "没有找到相关段落。"
    blocks = []
    for number, passage in enumerate(passages, 1):
        page = f" 第{passage.page}页" if passage.page else ""
        head = f"{style.bold}[{number}] {safe(passage.doc)}{page} 第{passage.line}行{style.plain}"
        section = f"{style.faint}{safe(PATH.join(passage.section))}{style.plain}"
        blocks.append("\n".join((head, section, safe(passage.text))))
    return "\n\n".join(blocks)


def fact_line(fact: Fact) -> str:
    """A fact on one line, its parts set apart by bars."""
    year = f"{fact.year}年" if fact.year is not None else ""
    if fact.value is not None:
        content = f"{fact.value:,f}{spaced(fact.unit or '')}"
    else:
        content = fact.text if fact.text is not None else "（空白）"
    place = fact.table or PATH.join(fact.section[-1:])
    parts = (
        fact.doc, place, PATH.join(fact.row), PATH.join(fact.column), f"{year}{fact.basis}",
        content, f"第{fact.line}行",
    )  # fmt: skip
    return " | ".join(flat(part) for part in parts)


def build_text(report: BuildReport) -> str:
    """What a build did, in a sentence or two."""
    done = (
        f"索引 {report.index}：{report.documents}份文件，"
        f"{report.facts}个数据，{report.passages}段原文"
    )
    if not report.changed:
        return f"{done}，没有变化。"
    changes = f"新读入{len(report.read)}份，沿用{len(report.reused)}份，移除{len(report.removed)}份"
    lines = [f"{done}。{changes}，用时{report.seconds:.1f}秒。"]
    for intake in report.intakes:
        lines.append(f"  {flat(intake.doc)}：{intake_text(intake)}")
        lines += [f"    说明：{flat(notice)}" for notice in intake.notices]
    return "\n".join(lines)


def intake_text(intake: Intake) -> str:
    """How much of a file was read, on one line."""
    parts = [f"{intake.pages}页"] if intake.pages else []
    if intake.scanned:
        parts.append(f"其中{intake.scanned}页由文字识别读入")
    cells = intake.placed + intake.dropped
    if cells:
        share = f"{100 * intake.placed / cells:.1f}%"
        parts.append(f"{intake.tables}张表，{intake.placed}格归位（{share}）")
    else:
        parts.append("没有表格")
    if intake.figures:
        parts.append(f"正文{intake.figures}个数字，{intake.untold}个没有成为数据")
    return "，".join(parts) + "。"


def safe(text: str) -> str:
    """``text`` without what cannot be seen: control characters must not reach the terminal."""
    return visible(text)


def flat(text: str) -> str:
    """``text`` on one line."""
    return safe(" ".join(text.split()))
