"""How a made-up document looks: everything that varies from place to place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from eval.generate.dialect import Dialect
from eval.generate.sheet import Money

Flavour = Literal["tabs", "pdf"]
Family = Literal["south", "metro", "east", "coast", "harbour", "north"]
#: Families of layouts, named for the parts of the country where such forms are common.
BUDGET_FAMILIES: tuple[Family, ...] = ("south", "metro", "east", "coast", "harbour", "north")
_CLASSES: dict[Family, list[Literal["all", "used", "tree"]]] = {
    "south": ["used", "tree"],
    "metro": ["all", "used"],
    "east": ["all", "used"],
    "coast": ["all", "used"],
    "harbour": ["used"],
    "north": ["used"],
}


@dataclass(frozen=True, slots=True)
class Style:
    """One document's looks.

    ``classes`` lists the 类 of the summary tables: all of them, those used, or used with
    their 款 and 项. ``repeat`` is what a continued page prints again. ``width`` counts
    full-width characters of a line of prose, ``page`` lines of a page and ``fit`` how wide
    the columns of tables are; ``ends`` tells whether a space ends each paragraph and each
    cell, blank ones included (PDF text only).
    """

    flavour: Flavour
    family: Family
    money: Money
    prose: Money
    classes: Literal["all", "used", "tree"]
    number: str
    owner: str
    repeat: Literal["all", "head", "none"]
    marks: bool
    spaced: float
    width: int
    page: int
    blank_space: bool
    page_numbers: bool
    line_numbers: bool
    swapped: bool
    fit: float
    ends: bool
    dialect: Dialect


def draw_style(rng: Random, flavour: Flavour, kind: str, dialect: Dialect) -> Style:
    """A style for a document of this kind (预算 or 决算), with the dialect of its place."""
    family = rng.choice(BUDGET_FAMILIES)
    money = _money(rng, family if kind == "预算" else "coast")
    if dialect.zero is not None:
        money = replace(money, zero=dialect.zero)
    spaced = rng.choice([0.0, 0.9, 1.0]) if flavour == "pdf" else rng.choice([0.0, 0.0, 1.0])
    numbers = {
        "south": "表 {n}",
        "metro": "表{n}",
        "east": "公开{n:02d}表",
        "coast": "",
        "harbour": "",
        "north": "预算表{n}",
    }
    number = numbers[family] if kind == "预算" else rng.choice(["表 {n}", "", "公开{n:02d}表"])
    owners = {
        "south": ["部门名称：", "单位名称："],
        "metro": ["单位名称："],
        "east": ["部门名称：", "单位："],
        "coast": [""],
        "harbour": ["编制部门："],
        "north": ["预算单位："],
    }
    return Style(
        flavour=flavour,
        family=family,
        money=money,
        prose=_prose_money(rng, money),
        classes=rng.choice(_CLASSES[family]) if kind == "预算" else "all",
        number=dialect.number or number,
        owner=rng.choice(owners[family] if kind == "预算" else ["部门：", "单位：", "部门名称："]),
        repeat=rng.choice(["all", "all", "head", "none"])
        if flavour == "pdf"
        else rng.choice(["all", "head"]),
        marks=rng.random() < 0.5,
        spaced=spaced,
        width=rng.choice([28, 30, 33, 40, 46]),
        page=rng.choice([30, 36, 44]),
        blank_space=rng.random() < 0.2,
        page_numbers=rng.random() < 0.3,
        line_numbers=rng.random() < 0.6,
        swapped=rng.random() < 0.5,
        fit=rng.choice([0.8, 1.0, 1.0, 1.3]),
        ends=rng.random() < 0.5,
        dialect=dialect,
    )


def _prose_money(rng: Random, money: Money) -> Money:
    """The text keeps to 万元, with the decimals of tables in 万元, two at most."""
    places = min(money.places, 2) if money.unit == "万元" else 2
    return Money("万元", places, money.commas, rng.choice(["0", "0.00"]) if places else "0")


def _money(rng: Random, family: str) -> Money:
    """Tables in 元 are the rule in one family and rare elsewhere; whole 万元 and six
    decimals occur too. A cell of nothing is either 0.00 or blank, document by document."""
    commas = rng.random() < 0.75
    if family == "harbour" or rng.random() < 0.05:
        return Money("元", rng.choice([2, 2, 0]), True, rng.choice(["", "0.00", "0"]))
    draw = rng.random()
    if draw < 0.1:
        return Money("万元", 0, commas, "0")
    if draw < 0.15:
        return Money("万元", 6, commas, "0.000000")
    return Money("万元", 2, commas, rng.choice(["0.00", "0.00", "", ""]))
