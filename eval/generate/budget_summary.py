"""Summary tables of budgets: income beside spending, and income by source."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from eval.generate.books import Books
from eval.generate.sheet import Column, Row, Sheet
from eval.generate.style import Style
from eval.generate.tables import (
    amounts,
    class_lines,
    leaf_columns,
    ordinal,
    sheet_of,
    side_by_side,
    totals,
)

Lines = list[tuple[str, int | None]]


def summary(books: Books, style: Style, title: str) -> Sheet:
    """收支总表 in the wording of the style's family."""
    income = _income_lines(books, style)
    spending: Lines = [
        (label, node.amount if node else 0) for label, node in class_lines(books, style)
    ]
    if style.family == "north":
        return _three_columns(books, style, title, income, spending, books.spending)
    income_end, spending_end = _ends(books, style)
    rows = totals(income, spending, income_end, spending_end, style)
    return sheet_of(style, books, title, _columns(books, style), rows, halves=(0, 2))


def fiscal_summary(books: Books, style: Style, title: str) -> Sheet:
    """财政拨款收支总表: only what the treasury pays."""
    income = _fiscal_lines(books, style)
    spending: Lines = [
        (label, node.amount - node.own if node else 0) for label, node in class_lines(books, style)
    ]
    fiscal = books.general + books.fund
    if style.family == "north":
        return _three_columns(books, style, title, income, spending, fiscal)
    if style.family == "harbour":
        return _fiscal_by_fund(books, style, title)
    income_end: Lines = [
        ("本年收入合计", books.fiscal_income),
        (_carried(style), books.carried_in),
        ("收入总计", fiscal),
    ]
    spending_end: Lines = [("本年支出合计", fiscal), (_next(style), 0), ("支出总计", fiscal)]
    if style.family == "coast":
        income_end[2], spending_end[2] = ("收入合计", fiscal), ("支出合计", fiscal)
    rows = totals(income, spending, income_end, spending_end, style)
    return sheet_of(style, books, title, _columns(books, style), rows, halves=(0, 2))


def _columns(books: Books, style: Style) -> list[Column]:
    """Four columns; two group heads above, spaced out in some places."""
    leaf = {
        "south": f"{books.year} 年预算数",
        "metro": "预算",
        "east": "金额" if style.swapped else "预算数",
    }
    item = "项 目" if style.swapped else "项目"
    left, right = {"harbour": ("本年收入", "本年支出")}.get(
        style.family, ("收 入", "支 出") if style.swapped else ("收入", "支出")
    )
    amount = leaf.get(style.family, "预算数")
    return [
        Column((left, item), "label", 14),
        Column((left, amount)),
        Column((right, item), "label", 14),
        Column((right, amount)),
    ]


def _carried(style: Style) -> str:
    return {"south": "上年结余、结转", "metro": "上年结转结余", "harbour": "上年结转"}.get(
        style.family, "上年结转结余"
    )


def _next(style: Style) -> str:
    return {"south": "结转下年", "metro": "结转结余下年", "east": "年终结转结余"}.get(
        style.family, "结转下年支出"
    )


def _ends(books: Books, style: Style) -> tuple[Lines, Lines]:
    """The closing lines of both halves."""
    word = "合计" if style.family == "coast" else "总计"
    return (
        [
            ("本年收入合计", books.income),
            (_carried(style), books.carried_in),
            (f"收入{word}", books.total),
        ],
        [("本年支出合计", books.spending), (_next(style), 0), (f"支出{word}", books.total)],
    )


def _income_lines(books: Books, style: Style) -> Lines:
    """Income by kind: a flat list with Chinese numbers, or groups with their parts."""
    own = books.own_income
    business, other = own.get("事业收入", 0), own.get("其他收入", 0)
    if style.family in ("south", "harbour", "north"):
        return _grouped_income(books, style, business, other)
    flat: Lines = [
        ("一般公共预算拨款收入", books.general_income),
        ("政府性基金预算拨款收入", books.fund),
        ("国有资本经营预算拨款收入", 0),
        ("财政专户管理资金收入", 0),
        ("事业收入", business),
        ("事业单位经营收入", 0),
        ("上级补助收入", 0),
        ("附属单位上缴收入", 0),
        ("其他收入", other),
    ]
    if style.family == "metro":
        flat = [
            ("预算拨款", books.fiscal_income),
            ("财政专户拨款", 0),
            ("事业收入", business),
            ("事业单位经营收入", 0),
            ("其他收入", other),
            ("上级补助收入", 0),
            ("附属单位上缴收入", 0),
        ]
    return [(f"{ordinal(n)}、{label}", amount) for n, (label, amount) in enumerate(flat, 1)]


def _grouped_income(books: Books, style: Style, business: int, other: int) -> Lines:
    fiscal = _fiscal_lines(books, style)
    if style.family == "harbour":
        return [
            ("一、财政拨款收入", books.fiscal_income),
            *fiscal,
            ("二、事业收入", business),
            ("三、事业单位经营收入", 0),
            ("四、其他收入", other),
        ]
    ending = "收入" if style.family == "north" else ""
    first = "一、政府预算拨款" if style.swapped else f"一、财政拨款{ending}"
    parts = [
        ("事业收入", business),
        ("事业单位经营收入", 0),
        ("上级补助收入", 0),
        ("附属单位上缴收入", 0),
        ("其他收入", other),
    ]
    mark = style.family == "south"
    return [
        (first, books.fiscal_income),
        *fiscal,
        (f"二、财政专户管理资金{ending}", 0),
        (f"三、单位资金{ending}", books.own),
        *(
            (f"{n}.{label}" if mark else label, amount)
            for n, (label, amount) in enumerate(parts, 1)
        ),
    ]


def _fiscal_lines(books: Books, style: Style) -> Lines:
    """What the treasury pays, by fund."""
    names = {
        "south": "{}拨款",
        "harbour": "{}",
        "north": "{}拨款收入",
        "metro": "{}",
        "east": "{}拨款",
        "coast": "{}拨款收入",
    }[style.family]
    kinds = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
    values = (books.general_income, books.fund, 0)
    labels = [names.format(kind) for kind in kinds]
    if style.family in ("metro", "east", "coast"):
        labels = [f"{ordinal(n)}、{label}" for n, label in enumerate(labels, 1)]
    elif style.family != "north":
        labels = [f"{n}.{label}" for n, label in enumerate(labels, 1)]
    return list(zip(labels, values, strict=True))


def _three_columns(
    books: Books, style: Style, title: str, income: Lines, spending: Lines, whole: int
) -> Sheet:
    """Both halves with the year's budget, the part newly planned and the part carried over."""
    carried = books.carried_in
    code = books.unit.body.main[:3]
    main = next(
        (label for label, node in class_lines(books, style) if node and node.code == code), ""
    )
    left = [_triple(style, label, amount or 0, 0) for label, amount in income]
    right = [
        _triple(style, label, amount or 0, carried if label == main else 0)
        for label, amount in spending
    ]
    filler: list[Sequence[str]] = [()] * abs(len(left) - len(right))
    (left if len(left) < len(right) else right).extend(tuple(one) for one in filler)
    left += [
        _triple(style, "本年收入合计", whole - carried, 0),
        _triple(style, "上年结转收入", carried, carried),
        _triple(style, "收入总计", whole, carried),
    ]
    right += [
        _triple(style, "本年支出合计", whole, carried),
        _triple(style, "结转下年支出", 0, 0),
        _triple(style, "支出总计", whole, carried),
    ]
    columns = [
        column
        for group in ("收入", "支出")
        for column in (
            Column((group, "项目"), "label", 12),
            *leaf_columns((group,), ("本年预算", "编制预算", "上年结转"), 6),
        )
    ]
    rows = [Row(cells) for cells in side_by_side(left, right, 4, 4)]
    return sheet_of(style, books, title, columns, rows, halves=(0, 4))


def _triple(style: Style, label: str, amount: int, carried: int) -> tuple[str, ...]:
    return (label, *amounts(style, amount, amount - carried, carried))


def _fiscal_by_fund(books: Books, style: Style, title: str) -> Sheet:
    """Spending in four columns: all, and fund by fund."""
    left = [
        (f"{ordinal(n)}、{label}", style.money.text(amount))
        for n, (label, amount) in enumerate(
            (
                ("一般公共预算资金", books.general_income),
                ("政府性基金", books.fund),
                ("国有资本经营预算", 0),
                ("上年结转", books.carried_in),
            ),
            1,
        )
    ]
    fund = {item.code[:3]: item.project for item in books.items("fund")}
    right = []
    for label, node in class_lines(books, style):
        amount = node.amount - node.own if node else 0
        part = fund.get(node.code[:3], 0) if node else 0
        right.append((label, *amounts(style, amount, amount - part, part, 0)))
    filled = side_by_side(left, right, 2, 5)
    whole = books.general + books.fund
    filled.append(
        (
            "收入总计",
            style.money.text(whole),
            "支出总计",
            *amounts(style, whole, books.general, books.fund, 0),
        )
    )
    columns = [
        Column(("财政拨款收入", "项目"), "label", 12),
        Column(("财政拨款收入", "预算数")),
        Column(("财政拨款支出", "项目"), "label", 12),
        *leaf_columns(
            ("财政拨款支出",), ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
        ),
    ]
    return sheet_of(style, books, title, columns, [Row(cells) for cells in filled], halves=(0, 2))


def income_by_source(books: Books, style: Style, title: str) -> Sheet:
    """收入总表: one row for the unit, a deep head of sources."""
    own = books.own_income
    tail = (own.get("事业收入", 0), 0, 0, 0, own.get("其他收入", 0))
    if style.family == "south":
        columns = _deep_income_columns(style)
        cells = (
            books.unit.name,
            *amounts(
                style,
                books.total,
                books.general_income,
                books.basic,
                books.general_income - books.basic,
                0,
                0,
                books.fund,
                0,
                0,
                *tail,
                books.carried_in,
            ),
        )
        return sheet_of(style, books, title, columns, [Row(cells)])
    names = (
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "财政专户管理资金收入",
        "事业收入",
        "事业单位经营收入",
        "上级补助收入",
        "附属单位上缴收入",
        "其他收入",
        "上年结转结余",
    )
    values = (books.total, books.general_income, books.fund, 0, 0, *tail, books.carried_in)
    columns = [Column(("单位名称",), "label", 8), *leaf_columns((), ("合计", *names), 4)]
    rows = [Row(("合计", *amounts(style, *values)))]
    rows += [
        Row((name, *amounts(style, *part))) for name, part in _shared_out(books, values).items()
    ]
    return sheet_of(style, books, title, columns, rows)


def _shared_out(books: Books, values: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The department's amounts divided among itself and its subordinate units.

    The units below live on 一般公共预算 alone, which is the second of the amounts.
    """
    unit = books.unit
    if not unit.branches:
        return {unit.name: tuple(values)}
    left, found = list(values), {}
    for name in unit.branches:
        rng = Random(f"{name} {books.year} {books.kind}")
        part = round(values[1] * rng.uniform(0.02, 0.2) / 10000) * 10000
        found[name] = (part, part, *(0,) * (len(values) - 2))
        left[0] -= part
        left[1] -= part
    return {f"{unit.name}（本级）": tuple(left), **found}


def _deep_income_columns(style: Style) -> list[Column]:
    """Four head rows: 本年收入 → 财政拨款 → 一般公共预算拨款 → its parts."""
    fiscal = ("本年收入", "政府预算拨款" if style.swapped else "财政拨款")
    general = (*fiscal, "一般公共预算拨款")
    own = ("本年收入", "单位资金")
    return [
        Column(("预算单位",), "label", 11),
        Column(("收入总计",), width=5),
        *leaf_columns(
            general,
            ("小计", "基本支出拨款", "履职类项目拨款", "财政专项资金拨款", "政府投资项目拨款"),
            4,
        ),
        *leaf_columns(fiscal, ("政府性基金预算拨款", "国有资本经营预算拨款"), 2),
        Column(("本年收入", "财政专户管理资金"), width=3),
        *leaf_columns(
            own, ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"), 2
        ),
        Column(("上年结余、结转",), width=2),
    ]
