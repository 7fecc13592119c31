"""What an audit found, for people: a line for the terminal, a report in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.checks.audit import Audit, Coverage
from qa.model import Check, Citation

_SEVERITIES = {"error": "矛盾", "notice": "提示"}
_QUOTED = 200


def text_report(audits: Sequence[Audit]) -> str:
    """Every finding on a line, document by document, with what was covered."""
    return "\n".join(line for audit in audits for line in _text(audit))


def _text(audit: Audit) -> Iterator[str]:
    yield audit.doc
    for check in audit.checks:
        yield f"  [{_SEVERITIES[check.severity]}] {check.rule}：{check.message}"
    yield f"  {coverage_line(audit)}"


def coverage_line(audit: Audit) -> str:
    """How many relations could be tried, how they came out, and how many could not be."""
    tried = sum(one.tried for one in audit.coverage)
    even = sum(one.even for one in audit.coverage)
    rounded = sum(one.rounded for one in audit.coverage)
    off = sum(one.off for one in audit.coverage)
    blocked = sum(one.not_tried for one in audit.coverage)
    return (
        f"核对{tried}处：相符{even}处，差在四舍五入之内{rounded}处，不符{off}处；"
        f"另有{blocked}处未能核对。"
    )


def markdown_report(audits: Sequence[Audit]) -> str:
    """One section a document, contradictions first, then what was and was not covered."""
    errors = sum(check.severity == "error" for audit in audits for check in audit.checks)
    lines = ["# 勾稽关系核对报告", "", f"{len(audits)}份文件，{errors}处矛盾。", ""]
    lines += [line for audit in audits for line in _section(audit)]
    return "\n".join(lines).rstrip() + "\n"


def _section(audit: Audit) -> Iterator[str]:
    yield f"## {audit.doc}"
    yield ""
    yield coverage_line(audit)
    for severity, name in _SEVERITIES.items():
        found = [check for check in audit.checks if check.severity == severity]
        if found:
            yield ""
            yield f"### {name}（{len(found)}）"
            for number, check in enumerate(found, 1):
                yield ""
                yield from _finding(number, check)
    yield ""
    yield "### 核对范围"
    yield ""
    yield "| 勾稽关系 | 核对 | 相符 | 四舍五入之内 | 不符 | 未能核对 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for one in audit.coverage:
        yield (
            f"| {_cell(one.rule)} | {one.tried} | {one.even} | {one.rounded} | {one.off} "
            f"| {one.not_tried} |"
        )
    yield from _hurdles(audit.coverage)
    yield ""


def _finding(number: int, check: Check) -> Iterator[str]:
    yield f"{number}. **{check.rule}**：{check.message}"
    for places in _by_quote(check.citations).values():
        numbers = "、".join(str(line) for line in sorted({place.line for place in places}))
        page = f"第{places[0].page}页" if places[0].page else ""
        yield f"   - {page}第{numbers}行：{_shown(places[0].quote)}"


def _by_quote(citations: Sequence[Citation]) -> dict[str, list[Citation]]:
    """The places of each quote: a sentence over several lines is quoted once."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault("".join(citation.quote.split()), []).append(citation)
    return found


def _shown(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


def _hurdles(coverage: Sequence[Coverage]) -> Iterator[str]:
    """Why relations could not be tried: a check that did not run is no pass."""
    reasons = [(one.rule, why, count) for one in coverage for why, count in one.hurdles]
    if reasons:
        yield ""
        yield "未能核对的原因："
        yield ""
        for rule, why, count in reasons:
            yield f"- {rule}：{why}" + (f"（{count}处）" if count > 1 else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
