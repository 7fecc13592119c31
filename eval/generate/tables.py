"""Pieces that the tables of budgets and of accounts share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from eval.generate.books import Books, Item, Official
from eval.generate.sheet import Column, Money, Row, Sheet
from eval.generate.style import Style
from eval.generate.words import as_of, classes, economic_codes, economic_name, function_name

CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Node:
    """A 类, 款 or 项 with what is spent under it."""

    code: str
    name: str
    basic: int
    project: int
    own: int
    personnel: int

    @property
    def amount(self) -> int:
        """基本支出 and 项目支出 together."""
        return self.basic + self.project


def ordinal(number: int) -> str:
    """``number`` (1 to 99) in Chinese, as list numbers are written."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else CHINESE[tens - 1]) + "十"
    return head + (CHINESE[ones - 1] if ones else "")


def nodes(books: Books, source: str = "all", levels: Sequence[int] = (3, 5, 7)) -> list[Node]:
    """The functional classification with sums at the levels asked for, in order."""
    items = books.items(source)
    codes = sorted({item.code[:level] for item in items for level in levels})
    return [
        _node(books, code, [item for item in items if item.code.startswith(code)]) for code in codes
    ]


def _node(books: Books, code: str, items: list[Item]) -> Node:
    """The running costs of a unit's main 项 hold all its 公用经费."""
    basic = sum(item.basic for item in items)
    main = any(item.code == books.unit.body.main and item.basic for item in items)
    return Node(
        code=code,
        name=function_name(code, books.year),
        basic=basic,
        project=sum(item.project for item in items),
        own=sum(item.own for item in items),
        personnel=basic - books.running if main else basic,
    )


def class_lines(books: Books, style: Style, source: str = "all") -> list[tuple[str, Node | None]]:
    """The spending half of a summary table: label as printed, and what it holds."""
    used = {node.code: node for node in nodes(books, source, (3,))}
    if style.classes == "all":
        return [
            (f"{ordinal(number)}、{as_of(name, books.year)}", used.get(code))
            for number, (code, name) in enumerate(classes(), 1)
        ]
    if style.classes == "used":
        return [
            (f"{ordinal(number)}、{node.name}", node)
            for number, node in enumerate(used.values(), 1)
        ]
    numbered = style.swapped
    lines: list[tuple[str, Node | None]] = []
    for node in nodes(books, source):
        number = (
            sum(
                len(label) > 0 and known is not None and len(known.code) == 3
                for label, known in lines
            )
            + 1
        )
        head = f"{ordinal(number)}、" if len(node.code) == 3 and numbered else ""
        lines.append((head + node.name, node))
    return lines


def economic_lines(
    amounts: Callable[[str], int], groups: Sequence[str], full: bool
) -> list[tuple[str, str, int]]:
    """Code, name and amount of the 类 and 款 under ``groups``; all of them if ``full``."""
    found = []
    for group in groups:
        for code in economic_codes(group):
            amount = amounts(code)
            if amount or full:
                found.append((code, economic_name(code), amount))
    return found


def side_by_side(
    left: Sequence[Sequence[str]],
    right: Sequence[Sequence[str]],
    left_width: int,
    right_width: int,
) -> list[tuple[str, ...]]:
    """Two lists of cells as one; the shorter one is filled up with blank cells."""
    return [
        (*(one or ("",) * left_width), *(other or ("",) * right_width))
        for one, other in zip_longest(left, right)
    ]


def totals(
    income: Sequence[tuple[str, int | None]],
    spending: Sequence[tuple[str, int | None]],
    income_end: Sequence[tuple[str, int | None]],
    spending_end: Sequence[tuple[str, int | None]],
    style: Style,
) -> list[Row]:
    """The rows of a summary table of two halves, the closing sums on common lines."""
    body = side_by_side(_printed(income, style), _printed(spending, style), 2, 2)
    end = side_by_side(_printed(income_end, style), _printed(spending_end, style), 2, 2)
    return [Row(cells) for cells in (*body, *end)]


def _printed(lines: Sequence[tuple[str, int | None]], style: Style) -> list[tuple[str, str]]:
    return [(label, "" if amount is None else style.money.text(amount)) for label, amount in lines]


def sheet_of(
    style: Style,
    books: Books,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    halves: tuple[int, ...] = (0,),
    notes: tuple[str, ...] = (),
    unit: str = "",
) -> Sheet:
    """A sheet with the owner and unit lines of the style; numbers are given later."""
    owner = f"{style.owner}{books.unit.name}" if style.owner else ""
    return Sheet(
        title=title,
        columns=tuple(replace(column, path=style.dialect.head(column.path)) for column in columns),
        rows=tuple(rows),
        owner=owner,
        unit=unit or style.money.unit,
        halves=halves,
        notes=notes,
    )


def amounts(style: Style, *parts: int) -> tuple[str, ...]:
    """Amounts as the tables of the style print them."""
    return tuple(style.money.text(part) for part in parts)


def leaf_columns(group: tuple[str, ...], leaves: Sequence[str], width: int = 6) -> list[Column]:
    """Columns of amounts under one group head (or none)."""
    return [Column((*group, leaf), width=width) for leaf in leaves]


def official_columns(group: tuple[str, ...]) -> list[Column]:
    """The “三公” columns: 合计, abroad, cars (three), receptions."""
    cars = (*group, "公务用车购置及运行维护费")
    return [
        Column((*group, "合计"), width=5),
        Column((*group, "因公出国（境）费"), width=5),
        Column((*cars, "小计"), width=4),
        Column((*cars, "公务用车购置费"), width=5),
        Column((*cars, "公务用车运行维护费"), width=5),
        Column((*group, "公务接待费"), width=5),
    ]


def official_money(style: Style) -> Money:
    """“三公” tables keep to 万元, even where the others are in 元."""
    places = 2 if style.money.unit == "元" else min(style.money.places, 2)
    zero = style.money.zero
    if zero.startswith("0"):
        zero = "0" if places == 0 else "0.00"
    return Money("万元", places, style.money.commas, zero)


def official_cells(official: Official, style: Style) -> tuple[str, ...]:
    """The cells under ``official_columns``."""
    money = official_money(style)
    return tuple(
        money.text(part)
        for part in (
            official.total,
            official.abroad,
            official.cars,
            official.car_buying,
            official.car_running,
            official.reception,
        )
    )
