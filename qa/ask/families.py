"""Families: figures that a document sets side by side, so that one can be the largest of them.

The rows under one parent, all rows of one level of a table, the parts that one sentence lists,
the same cell of each project's sheet. A question such as “公用经费里哪个科目最多” names the
family, not its members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qa.ask.link import is_total
from qa.lexicon import load
from qa.model import Fact

#: 类, 款, 项 of the national classification by the length of their codes.
LEVELS = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True, slots=True)
class Family:
    """Facts of one kind: ``head`` names what they are parts of, ``labels`` the place, ``kinds``
    what such members are called (科目, 项目, 指标), ``level`` that of the classification."""

    head: str
    members: tuple[Fact, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    level: str = ""


def families(facts: Iterable[Fact]) -> list[Family]:
    """Every family of two members and more among ``facts``."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    heads: dict[tuple[object, ...], tuple[str, tuple[str, ...]]] = {}
    for fact in facts:
        if fact.value is None:
            continue
        for key, head, labels in _keys(fact):
            groups[key].append(fact)
            heads[key] = (head, labels)
    return [
        Family(
            heads[key][0], tuple(members), heads[key][1], _kinds(members[0], heads[key][1]),
            level=LEVELS.get(len(members[0].code or ""), "") if "level" in key else "",
        )  # fmt: skip
        for key, members in groups.items()
        if len({m.row if m.source == "prose" else (m.row, m.table) for m in members}) > 1
    ]


def _keys(fact: Fact) -> Iterable[tuple[tuple[object, ...], str, tuple[str, ...]]]:
    """The families that a fact belongs to: key, head, labels of the place."""
    section = fact.section[-1:]
    if fact.source == "prose":
        if len(fact.row) == 1 and fact.measure == "值":
            place = ("items", fact.doc, fact.section, fact.year, fact.basis, fact.unit)
            yield place, section[0] if section else "", section
        if len(fact.row) > 1:
            parents = fact.row[:-1]
            sheet = (fact.table or "").partition(" ")[2]
            place = ("parts", fact.doc, fact.section, fact.table, parents, fact.measure, fact.unit)
            yield place, parents[-1], (*parents, *section, sheet)
        return
    title, _, subject = (fact.table or "").partition(" ")
    place: tuple[object, ...] = ("table", fact.doc, fact.table_id, fact.column_id)
    columns = (*fact.column, title)
    if subject:
        yield ("sheet", fact.doc, title, fact.row, fact.column), title, (*fact.row, *columns)
    label = fact.row[-1] if fact.row else ""
    if is_total(label, fact.unit_name):
        return
    parents = fact.row[:-1]
    if parents:
        yield (*place, "under", parents), parents[-1], (*parents, *columns, subject)
    if fact.code:
        columns = (*columns, load("labels")["classification"].get(fact.code[0], ""))
        yield (*place, "level", len(fact.code)), title, columns
        if parents:
            yield (*place, "section", fact.code[:3]), parents[0], (*parents, *columns)
    yield (*place, "all"), title, columns


def _kinds(member: Fact, labels: tuple[str, ...]) -> tuple[str, ...]:
    place = "".join(labels)
    coded = ("科目",) if member.code else ()
    return coded + tuple(kind for kind in load("labels")["kinds"] if kind in place)
