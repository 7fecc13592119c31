"""The five disclosures for the tests of the checks, as printed and with digits changed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qa.checks import Audit, audit
from qa.facts import facts_of
from qa.facts.amounts import parse_number
from qa.model import Check, Disclosure, Fact
from qa.read import read

CORPUS = Path(__file__).parent.parent / "corpus"
ACCOUNT_2021 = "2021年深圳市大数据资源管理中心部门决算"
BUDGET_2021 = "2021年深圳市福田区数据管理中心部门预算"
BUDGET_2022 = "2022年深圳市大数据资源管理中心部门预算"
ACCOUNT_2022 = "2022年深圳市政务服务数据管理局部门决算"
BUDGET_2024 = "2024年深圳市大数据资源管理中心部门预算"
DOCS = (ACCOUNT_2021, BUDGET_2021, BUDGET_2022, ACCOUNT_2022, BUDGET_2024)


class Slip(NamedTuple):
    """A digit changed in a copy of a document: what was printed on a line, and what is now.

    ``at`` counts the places of the line that print ``old``, from 0.
    """

    line: int
    old: str
    new: str
    at: int = 0


@cache
def printed(doc: str) -> tuple[Disclosure, tuple[Fact, ...]]:
    """A document of the corpus and its facts."""
    disclosure = read(CORPUS / f"{doc}.txt")
    return disclosure, facts_of(disclosure)


@cache
def audited(doc: str) -> Audit:
    """The checks of a document of the corpus."""
    disclosure, facts = printed(doc)
    return audit(facts, disclosure)


@cache
def slipped(doc: str, *slips: Slip) -> tuple[Check, ...]:
    """The contradictions that a copy of a document has beside those of the original."""
    lines = (CORPUS / f"{doc}.txt").read_text(encoding="utf-8-sig").split("\n")
    for slip in slips:
        lines[slip.line - 1] = _changed(lines[slip.line - 1], slip)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{doc}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        disclosure = read(path)
    known = {_said(check) for check in errors(audited(doc))}
    found = errors(audit(facts_of(disclosure), disclosure))
    return tuple(check for check in found if _said(check) not in known)


def _said(check: Check) -> tuple[object, ...]:
    """What a check says, wherever it is printed."""
    return (check.rule, check.expected, check.found)


def errors(audit: Audit) -> tuple[Check, ...]:
    """The contradictions of an audit, without its notices."""
    return tuple(check for check in audit.checks if check.severity == "error")


def _changed(line: str, slip: Slip) -> str:
    found = [*re.finditer(rf"(?<![\d.,]){re.escape(slip.old)}(?![\d.,]*\d)", line)]
    start, end = found[slip.at].span()
    return line[:start] + slip.new + line[end:]


def cell(
    label: str, column: str, text: str | None, *, at: tuple[int, int] = (0, 0), **changes: Any
) -> Fact:
    """A cell of the table 支出总表, at a row and column; labels of a path are parted by ``/``."""
    base = Fact(
        doc="某局2024年部门预算", unit_name="某局", year=2024, basis="预算", source="table",
        row=_path(label), column=_path(column), value=_number(text), text=text, unit="万元",
        section=(), line=10 + at[0], quote=f"{label} {text}", table="支出总表", table_id=0,
        row_id=at[0], column_id=at[1],
    )  # fmt: skip
    return replace(base, **changes)


def table(
    columns: Sequence[str], rows: Mapping[str, Sequence[str | None]], **changes: Any
) -> tuple[Fact, ...]:
    """A table of such cells: figures by row label, in the order of ``columns``."""
    return tuple(
        cell(label, column, text, at=(row, number), **changes)
        for row, (label, texts) in enumerate(rows.items())
        for number, (column, text) in enumerate(zip(columns, texts, strict=True))
    )


def said(label: str, text: str, sentence: str, **changes: Any) -> Fact:
    """A figure of ``sentence``, called by ``label``."""
    base = Fact(
        doc="某局2024年部门预算", unit_name="某局", year=2024, basis="预算", source="prose",
        row=_path(label), column=(), value=_number(text), text=text, unit="万元", section=(),
        line=100, quote=sentence,
    )  # fmt: skip
    return replace(base, **changes)


def _path(labels: str) -> tuple[str, ...]:
    return tuple(label for label in labels.split("/") if label)


def _number(text: str | None) -> Decimal | None:
    """The number that ``text`` is; ``None`` for words and blanks."""
    number = parse_number(text or "")
    return number.value if number else None
