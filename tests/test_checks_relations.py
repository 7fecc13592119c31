"""Every relation that the lexicon words: parts that make up their total, and a slipped digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from checks_fixtures import said, table

from qa.checks import audit
from qa.checks.words import items, relations
from qa.lexicon import load
from qa.model import Fact

Relation = Mapping[str, Any]

#: Titles that a table of each kind may have.
TITLES = {
    "收支总表": "收支总表",
    "财政收支总表": "财政拨款收支总表",
    "三公表": "“三公”经费支出表",
    "项目清单": "项目绩效目标情况表",
    "自评表": "项目支出绩效自评表",
    "基本支出表": "基本支出表",
    "一般公共基本表": "一般公共预算基本支出表",
}


def name(item: str) -> str:
    """How a table prints an item: a label that means nothing else."""
    return next(
        (label for label in load("checks")["items"][item] if items(label) == {item}),
        load("checks")["items"][item][0],
    )


def parts_of(relation: Relation) -> list[str]:
    """The items of a sum: those that must be there, or the first two."""
    return list(relation.get("needs") or relation.get("anchors", ())[:1] or relation["parts"][:2])


def amounts(relation: Relation) -> tuple[dict[str, Decimal], Decimal]:
    """An amount for each item of a relation, and the total that they make up."""
    minus = relation.get("minus", ())
    needed = parts_of(relation)
    wanted = [*needed, *(item for item in relation["parts"] if item not in needed)][:2]
    found = {
        item: Decimal(f"{3 + 2 * n}.00") for n, item in enumerate(dict.fromkeys((*needed, *wanted)))
    }
    total = sum((-v if item in minus else v for item, v in found.items()), Decimal(0))
    return found, total


def columns(relation: Relation, total: Decimal) -> tuple[Fact, ...]:
    """A row whose columns are the items of a relation, its total first."""
    parts, _ = amounts(relation)
    if "total" in relation:
        heads = [name(relation["total"][0]), *map(name, parts)]
    else:
        group = name(relation["whole"][0])
        heads = [f"{group}/合计", *(f"{group}/{name(item)}" for item in parts)]
    texts = [str(total), *map(str, parts.values())]
    return table(heads, {"行政运行": texts}, table="某表")


def rows(relation: Relation, total: Decimal) -> tuple[Fact, ...]:
    """A column whose rows are the items of a relation, its total first."""
    parts, _ = amounts(relation)
    side = relation.get("side", "")
    head = f"{side}/预算数" if side else "金额"
    whole = name(relation["total"][0])
    over = f"{whole}/" if "below" in relation else ""
    cells = {whole: (str(total),)}
    cells |= {f"{over}{name(item)}": (str(value),) for item, value in parts.items()}
    return table((head,), cells, table=TITLES[relation["kinds"][0]])


def sentence(relation: Relation, total: Decimal) -> tuple[Fact, ...]:
    """A sentence that prints the total of a relation, then its parts."""
    parts, _ = amounts(relation)
    whole = name(relation["total"][0])
    quote = f"{whole}的组成如下。"
    return (
        said(whole, str(total), quote),
        *(said(f"{whole}/{name(item)}", str(value), quote) for item, value in parts.items()),
    )


CASES = [
    pytest.param(relation, build, id=f"{sort}-{relation['rule']}-{number}")
    for sort, build in (("sum", columns), ("row_sum", rows), ("prose_sum", sentence))
    for number, relation in enumerate(relations(sort))
]


@pytest.mark.parametrize(("relation", "build"), CASES)
def test_relation_holds_for_what_adds_up_and_fails_for_a_slipped_digit(
    relation: Relation, build: Callable[[Relation, Decimal], tuple[Fact, ...]]
) -> None:
    _, total = amounts(relation)
    assert audit(build(relation, total)).checks == ()
    slipped = audit(build(relation, total + 40))
    assert [(check.rule, check.difference) for check in slipped.checks] == [
        (relation["rule"], Decimal(40))
    ]
