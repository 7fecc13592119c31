"""What an audit found, for people: a line for the terminal, a report in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.checks.audited import Audit, Coverage
from qa.checks.catalogue import rules
from qa.model import Check, Citation, Severity

_SEVERITIES: dict[Severity, str] = {"error": "矛盾", "notice": "提示"}
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
    merged = f"（合为{len(audit.checks)}条）" if len(audit.checks) != off else ""
    blocked = sum(one.not_tried for one in audit.coverage)
    open_ = f"；另有{blocked}处未能核对" if blocked else ""
    return f"核对{tried}处：相符{even}处，差在四舍五入之内{rounded}处，不符{off}处{merged}{open_}。"


def markdown_report(audits: Sequence[Audit]) -> str:
    """A table of all documents, then one section a document, contradictions first."""
    errors = sum(len(_of(audit, "error")) for audit in audits)
    lines = ["# 勾稽关系核对报告", "", f"{len(audits)}份文件，{errors}处矛盾。", ""]
    lines += ["| 文件 | 矛盾 | 提示 | 核对 | 未能核对 |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {_cell(audit.doc)} | {len(_of(audit, 'error'))} | {len(_of(audit, 'notice'))} "
        f"| {sum(one.tried for one in audit.coverage)} "
        f"| {sum(one.not_tried for one in audit.coverage)} |"
        for audit in audits
    ]
    lines += ["", *(line for audit in audits for line in _section(audit))]
    return "\n".join(lines).rstrip() + "\n"


def _of(audit: Audit, severity: Severity) -> list[Check]:
    return [check for check in audit.checks if check.severity == severity]


def _section(audit: Audit) -> Iterator[str]:
    yield f"## {audit.doc}"
    yield ""
    yield coverage_line(audit)
    for severity, name in _SEVERITIES.items():
        found = _of(audit, severity)
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
    yield from _unused(audit.coverage)
    yield ""


def _finding(number: int, check: Check) -> Iterator[str]:
    yield f"{number}. **{check.rule}**：{check.message}"
    for places in _by_quote(check.citations).values():
        numbers = "、".join(str(line) for line in sorted({place.line for place in places}))
        page = f"第{places[0].page}页" if places[0].page else ""
        yield f"   - {page}第{numbers}行{_cells(places)}：{_shown(places[0])}"


def _by_quote(citations: Sequence[Citation]) -> dict[str, list[Citation]]:
    """The places of each quote: a sentence over several lines is quoted once."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault("".join(citation.quote.split()), []).append(citation)
    return found


def _cells(places: Sequence[Citation]) -> str:
    """The table of a quoted row and the columns of the cells that are meant."""
    if not places[0].table:
        return ""
    columns = dict.fromkeys(" ".join(place.column).replace("*", "") for place in places)
    named = "".join(f"“{column}”" for column in columns if column)
    return f"《{places[0].table}》{named}"


def _shown(place: Citation) -> str:
    """What is printed there, without the title that the quote of a table's row begins with."""
    text = " ".join(place.quote.removeprefix(place.table or "").split())
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


def _unused(coverage: Sequence[Coverage]) -> Iterator[str]:
    """The relations that met no figures at all: the document has no such table or sentence."""
    met = {one.rule for one in coverage}
    unused = [rule for rule in rules() if rule not in met]
    if unused:
        yield ""
        why = "文件没有这类表或语句，或没有读出"
        yield f"没有可核对数字的勾稽关系（{why}）：{'、'.join(unused)}。"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
