"""Families: figures that a document sets side by side, so that one can be the largest of them.

The rows under one parent, all rows of one level of a table, the parts that one sentence lists,
the same cell of each project's sheet. A question such as “公用经费里哪个科目最多” names the
family, not its members.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.ask.find.link import bare_title, is_total, is_version, subject_of
from qa.ask.find.stacked import stacked
from qa.ask.words.text import canonical
from qa.lexicon import load
from qa.model import Fact
from qa.numerals import NUMERALS

#: What tells families apart, the head, the labels of the place.
_Key = tuple[tuple[object, ...], str, tuple[str, ...]]
#: Begins the key of a family of columns, and of parts that sentences tell.
COLUMNS, PARTS = "columns", "parts"
#: 类, 款, 项 of the national classification by the length of their codes.
LEVELS = {3: "类", 5: "款", 7: "项"}
#: What members with codes of the classification are called.
CODED = "科目"
_NUMBER = re.compile(rf"^第?(?:[{NUMERALS}]+|\d{{1,2}})(?=\D)")


@dataclass(frozen=True, slots=True)
class Family:
    """Facts of one kind: ``head`` names what they are parts of, ``labels`` the place, ``kinds``
    what such members are called (科目, 项目, 指标), ``level`` that of the classification;
    ``sideways`` marks the columns of one row."""

    head: str
    members: tuple[Fact, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    level: str = ""
    sideways: bool = False


def families(facts: Sequence[Fact]) -> list[Family]:
    """Every family of two members and more among ``facts``."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    heads: dict[tuple[object, ...], tuple[str, tuple[str, ...]]] = {}
    for fact in facts:
        if fact.value is None:
            continue
        for key, head, labels in _keys(fact):
            groups[key].append(fact)
            heads[key] = (head, labels)
    _take_in_only_children(groups)
    for whole, parts in stacked(facts):
        key = ("sum", whole.doc, whole.table_id, whole.column_id, whole.row_id)
        title = (whole.table or "").partition(" ")[0]
        groups[key].extend(parts)
        heads[key] = (whole.row[0], (whole.row[0], *whole.column, title))
    return [
        _family(key, tuple(members), *heads[key])
        for key, members in groups.items()
        if len({m.row if m.source == "prose" else (m.row, m.column, m.table) for m in members}) > 1
    ]


def _take_in_only_children(groups: Mapping[tuple[object, ...], list[Fact]]) -> None:
    """Sets what a sentence tells of an item in its only figure beside the figures of the other
    items: 5.机房。2021年需支付合同款9万元。, behind 4.电费2万元。"""
    for key in [key for key, members in groups.items() if key[0] == PARTS and len(members) == 1]:
        (only,) = groups[key]
        above = (*key[:-1], only.row[:-2])
        siblings = groups.get(above, [])
        # A part of an item that has a figure of its own is no item.
        if len(siblings) > 1 and all(other.row != only.row[:-1] for other in siblings):
            siblings.append(replace(only, row=only.row[:-1]))


def _family(
    key: tuple[object, ...], members: tuple[Fact, ...], head: str, labels: tuple[str, ...]
) -> Family:
    if key[0] == COLUMNS:
        return Family(head, members, labels, sideways=True)
    level = LEVELS.get(len(members[0].code or ""), "") if "level" in key else ""
    in_sheet = key[0] == "table" and bool(subject_of(members[0]))
    return Family(head, members, labels, _kinds(members[0], labels, in_sheet), level)


def _keys(fact: Fact) -> Iterable[_Key]:
    """The families that a fact belongs to: key, head, labels of the place."""
    if fact.source == "prose":
        yield from _keys_of_prose(fact)
        return
    title, _, subject = (fact.table or "").partition(" ")
    place: tuple[object, ...] = ("table", fact.doc, fact.table_id, fact.column_id)
    columns = (*fact.column, title)
    if subject:
        yield ("sheet", fact.doc, title, fact.row, fact.column), title, (*fact.row, *columns)
    label = fact.row[-1] if fact.row else ""
    if is_total(label, fact.unit_name):
        yield from _keys_of_columns(fact, title)
        return
    parents = fact.row[:-1]
    if parents:
        yield (*place, "under", parents), parents[-1], (*parents, *columns, subject)
    if fact.code:
        columns = (*columns, load("labels")["classification"].get(fact.code[0], ""))
        yield (*place, "level", len(fact.code)), title, columns
        if parents:
            yield (*place, "section", fact.code[:3]), parents[0], (*parents, *columns)
            of_level = (*place, "level", len(fact.code), fact.code[:3])
            yield of_level, parents[0], (parents[0], *columns)
    yield (*place, "all"), title, columns


def _keys_of_columns(fact: Fact, title: str) -> Iterable[_Key]:
    """The family of the columns in a row of totals: a table of the “三公” kind has a column for
    each item, once for each version. A group of columns is told by its own sum (小计)."""
    path = [label for label in fact.column if not is_version(label)]
    if len(path) > 1 and path[-1].endswith(tuple(load("labels")["sums"])):
        path.pop()
    if not path or is_total(path[-1], fact.unit_name) or path[-1].startswith(_among()):
        return
    groups = tuple(path[:-1])
    row = (fact.doc, fact.table_id, fact.row_id)
    head = groups[-1] if groups else bare_title(title, fact.unit_name)
    yield (COLUMNS, *row, fact.year, fact.basis, fact.unit, groups), head, (*groups, title)


def _keys_of_prose(fact: Fact) -> Iterable[_Key]:
    section = fact.section[-1:]
    place: tuple[object, ...] = (fact.doc, fact.section, fact.unit, fact.measure)
    own = canonical(fact.row[-1]) if fact.row else ""
    if number := _NUMBER.match(own):  # 第一季度支付, 第二季度支付 …
        what, parents = own[number.end() :], fact.row[:-1]
        yield ("numbered", *place, fact.year, fact.basis, parents, what), what, (*parents, what)
    if len(fact.row) == 1 and fact.measure == "值":
        head = section[0] if section else ""
        yield ("items", *place, fact.year, fact.basis), head, section
    if len(fact.row) > 1 and is_version(fact.row[-1]) and fact.row[-2].endswith(_kind_names()):
        above = (*fact.row[:-2], fact.row[-1])  # 全年预算数 of each project
        head = section[0] if section else ""
        yield ("each", *place, fact.year, fact.basis, above), head, (*above, *section)
    if len(fact.row) > 1:
        parents = fact.row[:-1]
        sheet = (fact.table or "").partition(" ")[2]
        yield (PARTS, *place, fact.table, parents), parents[-1], (*parents, *section, sheet)


def _among() -> tuple[str, ...]:
    return tuple(load("questions")["grammar"]["among"])


def _kind_names() -> tuple[str, ...]:
    return tuple(load("labels")["kinds"])


def _kinds(member: Fact, labels: tuple[str, ...], in_sheet: bool) -> tuple[str, ...]:
    if member.code:  # a 科目 in the column 项目支出 is no project
        return (CODED,)
    place = "".join((*labels, *member.row[-2:-1])) if member.source == "prose" else "".join(labels)
    # The lines of one project's sheet are no projects, nor what its total is made up of.
    of_one = in_sheet or any(label in load("labels")["of_one_project"] for label in member.row[:-1])
    own = load("labels")["subject_kind"] if of_one else ""
    return tuple(kind for kind in _kind_names() if kind in place and kind != own)
