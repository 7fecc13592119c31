"""Items that a table prints in several rows, once for each subject of another classification:
基本工资 (30101) of 工资奖金津补贴 and of 工资福利支出; and bodies that it prints once for each
subject that they spend on. What is asked for is their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from qa.ask.find import figures as fig
from qa.ask.find.desk import figure_from, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.link import Link
from qa.ask.find.naming import label_of, label_under_parent
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact


def added_up(link: Link, query: Query, facts: Iterable[Fact]) -> Figure:
    """The figure of ``link``; where ``facts`` hold others of its column and of the same item, or
    of the wider subject that ``query`` asks for, their sum."""
    own = link.fact
    column = [fact for fact in facts if _same_column(fact, own)]
    codes = {fact.row[-1]: fact.code for fact in column if fact.row and fact.code}
    crossed = [fact for fact in column if _is_crossed(fact, codes)]
    same = [fact for fact in column if fact.code and _item(fact) == _item(own)]
    if bodies := _of_one_body(own, column):
        return fig.total(label_of(own), [figure_from(fact) for fact in bodies])
    if not any(fact in crossed for fact in same):
        return figure_of(link)
    asked, beside = skeleton(query.named), skeleton(query.text).replace(skeleton(own.row[-1]), "")
    wider = {skeleton(fact.row[-2]): fact.row[-2] for fact in crossed}
    if asked in wider and asked != skeleton(own.row[-1]):
        rows = [fact for fact in crossed if skeleton(fact.row[-2]) == asked]
        label = label_of(own).replace(own.row[-1], wider[asked])
    elif any(skeleton(label) in beside for label in _above(same)):
        return figure_of(link)
    else:
        rows, label = same, label_of(own)
    if len(rows) < 2:
        return figure_of(link)
    named = label_under_parent if rows is same else label_of
    return fig.total(label, [replace(figure_from(fact), label=named(fact)) for fact in rows])


def _of_one_body(own: Fact, column: Sequence[Fact]) -> list[Fact]:
    """The rows of ``column`` of the body that ``own`` is of, where there are several, each of
    another subject: none is part of another."""
    if not own.code or not _is_unit(own.row[-1]):
        return []
    rows = [fact for fact in column if fact.code and fact.row == own.row]
    codes = [fact.code or "" for fact in rows]
    apart = all(not one.startswith(other) for one, other in permutations(codes, 2))
    return rows if len(rows) > 1 and apart else []


def _is_unit(label: str) -> bool:
    return label.endswith(tuple(load("profile")["unit"]["endings"]))


def _item(fact: Fact) -> tuple[str | None, str]:
    return fact.code, fact.row[-1] if fact.row else ""


def _above(facts: Sequence[Fact]) -> set[str]:
    """The labels that the rows stand under, but for those that repeat the row's own."""
    return {label for fact in facts for label in fact.row[:-1]} - {fact.row[-1] for fact in facts}


def _same_column(one: Fact, other: Fact) -> bool:
    return (
        one.source == "table"
        and one.value is not None
        and (one.doc, one.table_id, one.column_id, one.year, one.basis)
        == (other.doc, other.table_id, other.column_id, other.year, other.basis)
    )


def _is_crossed(fact: Fact, codes: Mapping[str, str]) -> bool:
    """Whether the label above a row's own is a subject of another classification: no unit, and no
    row of the table whose code the row's own begins with."""
    if fact.code is None or len(fact.row) < 2:
        return False
    above = fact.row[-2]
    code = codes.get(above, fact.code)
    return not _is_unit(above) and (code == fact.code or not fact.code.startswith(code))
