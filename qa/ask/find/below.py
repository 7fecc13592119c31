"""Tables that have a row for each body below a department (收入预算总表 by unit)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.ask.find.link import halves, is_total, is_version
from qa.ask.question.unit_names import any_of
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: Codes of 款 and 项 of the national classification: 20507, 2070104.
_SUBJECT_CODES, _SUBJECT_SERIES = (5, 7), "23"
#: So many of the last characters of their codes tell the bodies of a department apart.
CODED_APART = 3
#: The share of a list's rows that must be bodies by their names for the others to be bodies too.
MOST = 0.7
#: What a title says beside what its figures are of: its year, and that it is a table.
_YEAR = re.compile(r"^20\d\d年度?")
_FORM = re.compile(r"(?:总体|情况|预算|决算|明细|总)*表(?:[（(].*)?$")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class ByBody:
    """One column of such a table: the figure of each body, in printed order. ``labels`` are the
    column's, the innermost first; ``of_all`` tells that they name no item beside the title."""

    title: str
    labels: tuple[str, ...]
    members: tuple[Fact, ...]
    of_all: bool


@lru_cache(maxsize=65536)
def is_body(label: str) -> bool:
    """Whether a label ends as the names of public bodies do, remarks like （本级） left out."""
    bare = _REMARK.sub("", label)
    return re.search(f"(?:{any_of('bodies')})$", bare) is not None


def body_of(fact: Fact) -> str:
    """The body below its document's unit whose figure a table prints: that of the row, or of the
    rows above it; else empty."""
    if fact.source != "table" or not fact.column or _is_of_a_subject(fact):
        return ""
    body = next((label for label in reversed(fact.row) if is_body(label)), "")
    return "" if _is_the_unit(fact, body) else body


def _is_of_a_subject(fact: Fact) -> bool:
    """Whether the row is one of the national classification (2070104 图书馆)."""
    return len(fact.code or "") in _SUBJECT_CODES and (fact.code or "")[0] in _SUBJECT_SERIES


def _is_the_unit(fact: Fact, label: str) -> bool:
    """Whether a row is named after the document's own unit."""
    units = (fact.unit_name, _REMARK.sub("", fact.unit_name))
    return skeleton(label) in map(skeleton, units)


def is_row_of_a_body(fact: Fact) -> bool:
    """Whether the row itself is that of a body below the unit."""
    return bool(body_of(fact)) and is_body(fact.row[-1])


def item_of_body(fact: Fact) -> str:
    """What a figure in the row of a body is of: its column, or where that says 合计 what the
    table's title names."""
    named = next((x for x in reversed(fact.column) if not (is_total(x) or is_version(x))), "")
    return named or _item_of_title(_title(fact))


def _title(fact: Fact) -> str:
    return (fact.table or "").partition(" ")[0]


def _item_of_title(title: str) -> str:
    """收入 of 收入预算总表; 基本支出 of 2030年基本支出情况表."""
    said = _FORM.sub("", _YEAR.sub("", title))
    kinds = load("labels")["kinds_of_tables"]
    parts = (*kinds["funds"], *kinds["main_funds"], *halves())
    sides = [side for side in load("labels")["sides"] if side in said]
    is_of_all = len(sides) == 1 and not any(part in said for part in parts)
    return sides[0] if is_of_all else said or title


def columns_by_body(facts: Iterable[Fact]) -> list[ByBody]:
    """The columns of figures among ``facts`` that have rows for two bodies or more, each by its
    own row: sums over others are left out."""
    columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.source == "table" and fact.value is not None and fact.row and fact.column:
            columns[fact.doc, fact.table_id, fact.column_id].append(fact)
    found = []
    for members in columns.values():
        own = _own_rows(rows_of_bodies(members))
        if len({fact.row[-1] for fact in own}) > 1:
            sample = own[0]
            labels = tuple(x for x in reversed(sample.column) if not (is_total(x) or is_version(x)))
            found.append(ByBody(_title(sample), labels, tuple(map(_told, own)), not labels))
    return found


def rows_of_bodies(rows: Sequence[Fact]) -> list[Fact]:
    """Those of the rows of one column that are of bodies: whose labels end as names of bodies do,
    and those beside them in the same list whatever they end with (林场, 检疫站).

    A row stands in the list where its code is as long as a body's and begins like it, or, with no
    codes, where nearly all beside it are bodies.
    """
    rows = [f for f in rows if not (is_total(f.row[-1]) or _is_of_a_subject(f))]
    named = [is_body(fact.row[-1]) for fact in rows]
    coded = {_list_of(fact) for fact, body in zip(rows, named, strict=True) if body and fact.code}
    beside: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for fact, body in zip(rows, named, strict=True):
        beside[fact.row[:-1]].append(body)
    return [
        fact
        for fact, body in zip(rows, named, strict=True)
        if body
        or (fact.code and _list_of(fact) in coded)
        or (not fact.code and sum(siblings := beside[fact.row[:-1]]) > MOST * len(siblings))
    ]


def _list_of(fact: Fact) -> tuple[tuple[str, ...], int, str]:
    """What the rows of one list of coded bodies share: the rows above them, and how their codes
    begin and how long they are."""
    code = fact.code or ""
    return fact.row[:-1], len(code), code[:-CODED_APART]


def _told(fact: Fact) -> Fact:
    """The fact with its body told from the department whose head office it is."""
    if not _is_the_unit(fact, fact.row[-1]) or _REMARK.search(fact.row[-1]):
        return fact
    name = str(load("answers")["name"]["head_office"]).format(unit=fact.row[-1])
    return replace(fact, row=(*fact.row[:-1], name))


def _own_rows(rows: list[Fact]) -> list[Fact]:
    """The rows of bodies that have no others below them; that of the department only where it is
    not the sum of the others."""
    above = {fact.row[:depth] for fact in rows for depth in range(1, len(fact.row))}
    kept = [fact for fact in rows if fact.row not in above]
    whole = sum(fact.value or 0 for fact in kept)
    return [f for f in kept if not (_is_the_unit(f, f.row[-1]) and (f.value or 0) * 2 == whole)]
