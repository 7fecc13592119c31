"""The nine tables of final accounts, in the forms that the country shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.generate.books import OWN_INCOME, Books
from eval.generate.sheet import Column, Row, Sheet
from eval.generate.style import Style
from eval.generate.tables import (
    amounts,
    class_lines,
    economic_lines,
    leaf_columns,
    nodes,
    official_cells,
    official_columns,
    ordinal,
    sheet_of,
    side_by_side,
)

CODE_NAME = (
    Column(("项目", "功能分类科目编码"), "code", 4),
    Column(("项目", "科目名称"), "label", 10),
)


def account_sheets(books: Books, style: Style) -> list[Sheet]:
    """All tables of final accounts, numbered in their printed order."""
    middle = [_official(books, style), _fund(books, style), _capital(books, style)]
    if style.swapped:
        middle = [*middle[1:], middle[0]]
    found = [
        _summary(books, style),
        _income(books, style),
        _spending(books, style),
        _fiscal_summary(books, style),
        _general(books, style),
        _detail(books, style),
        *middle,
    ]
    return [replace(sheet, number=style.number.format(n=n)) for n, sheet in enumerate(found, 1)]


def _summary(books: Books, style: Style) -> Sheet:
    """收入支出决算总表, with line numbers where the style has them."""
    own = {name: books.own_income.get(name, 0) for name in OWN_INCOME}
    income = [
        ("一、一般公共预算财政拨款收入", books.general_income),
        ("二、政府性基金预算财政拨款收入", books.fund),
        ("三、国有资本经营预算财政拨款收入", 0),
        ("四、上级补助收入", own["上级补助收入"]),
        ("五、事业收入", own["事业收入"]),
        ("六、经营收入", own["经营收入"]),
        ("七、附属单位上缴收入", own["附属单位上缴收入"]),
        ("八、其他收入", own["其他收入"]),
    ]
    spending = [(label, node.amount if node else 0) for label, node in class_lines(books, style)]
    end = (
        [
            ("本年收入合计", books.income),
            ("使用非财政拨款结余", 0),
            ("年初结转和结余", books.carried_in),
            ("总计", books.total),
        ],
        [
            ("本年支出合计", books.spending),
            ("结余分配", 0),
            ("年末结转和结余", books.carried_out),
            ("总计", books.total),
        ],
    )
    left: list[tuple[str, int] | None] = [*income, *[None] * (len(spending) - len(income)), *end[0]]
    right: list[tuple[str, int] | None] = [*spending, *end[1]]
    return sheet_of(
        style,
        books,
        "收入支出决算总表",
        *_numbered(left, right, style),
        halves=(0, 3 if style.line_numbers else 2),
        notes=(
            "注：本表反映部门本年度的总收支和年末结转结余情况。",
            "本套报表金额单位转换时可能存在尾数误差。",
        ),
    )


def _numbered(
    left: list[tuple[str, int] | None], right: list[tuple[str, int] | None], style: Style
) -> tuple[list[Column], list[Row]]:
    """Columns and rows of two halves with 行次 or without."""
    numbers = style.line_numbers
    halves = []
    for offset, lines in ((0, left), (len(left), right)):
        cells = []
        for number, line in enumerate(lines, offset + 1):
            label, amount = line if line else ("", None)
            text = "" if amount is None else style.money.text(amount)
            cells.append((label, str(number), text) if numbers else (label, text))
        halves.append(cells)
    width = 3 if numbers else 2
    columns = [
        column
        for group, size in (("收入", 12), ("支出", 12))
        for column in (
            Column((group, "项目"), "label", size),
            *([Column((group, "行次"), "index", 2)] if numbers else []),
            Column((group, "决算数"), width=8),
        )
    ]
    rows = [Row(cells) for cells in side_by_side(halves[0], halves[1], width, width)]
    if numbers:
        rows.insert(0, Row(("栏次", "", "1", "栏次", "", "2"), known=False))
    return columns, rows


def _column_numbers(style: Style, count: int) -> list[Row]:
    """The line of column numbers, where the style has it."""
    if not style.line_numbers:
        return []
    return [Row(("", "栏次", *(str(n) for n in range(1, count + 1))), known=False)]


def _income(books: Books, style: Style) -> Sheet:
    """收入决算表: the year's income by what it was for."""
    columns = [
        *CODE_NAME,
        Column(("本年收入合计",)),
        Column(("财政拨款收入",)),
        *leaf_columns((), ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")),
    ]
    rows = _column_numbers(style, 7)
    rows.append(
        Row(
            (
                "",
                "合计",
                *amounts(style, books.income, books.fiscal_income, *_own_cells(books, books.own)),
            )
        )
    )
    for node in nodes(books):
        shift = _income_shift(books, node.code)
        rows.append(
            Row(
                (
                    node.code,
                    node.name,
                    *amounts(
                        style,
                        node.amount + shift,
                        node.amount + shift - node.own,
                        *_own_cells(books, node.own),
                    ),
                )
            )
        )
    return sheet_of(
        style,
        books,
        "收入决算表",
        columns,
        rows,
        notes=("注：本表反映部门本年度取得的各项收入情况。",),
    )


def _own_cells(books: Books, amount: int) -> tuple[int, int, int, int, int]:
    """上级补助, 事业, 经营, 附属单位上缴, 其他: the own income of one line."""
    other = books.own_income.get("其他收入", 0) if amount else 0
    return 0, amount - other, 0, 0, other


def _income_shift(books: Books, code: str) -> int:
    """What a line's income exceeds its spending by: carried to the next year less carried in."""
    carried = sum(project.carried for project in books.projects if project.code.startswith(code))
    return (books.carried_out if books.unit.body.main.startswith(code) else 0) - carried


def _spending(books: Books, style: Style) -> Sheet:
    """支出决算表."""
    columns = [
        *CODE_NAME,
        *leaf_columns(
            (),
            (
                "本年支出合计",
                "基本支出",
                "项目支出",
                "上缴上级支出",
                "经营支出",
                "对附属单位补助支出",
            ),
        ),
    ]
    rows = _column_numbers(style, 6)
    rows.append(
        Row(("", "合计", *amounts(style, books.spending, books.basic, books.project, 0, 0, 0)))
    )
    rows.extend(
        Row((node.code, node.name, *amounts(style, node.amount, node.basic, node.project, 0, 0, 0)))
        for node in nodes(books)
    )
    return sheet_of(
        style, books, "支出决算表", columns, rows, notes=("注：本表反映部门本年度各项支出情况。",)
    )


def _fiscal_summary(books: Books, style: Style) -> Sheet:
    """财政拨款收入支出决算总表: one column of income, four of spending."""
    right = []
    for label, node in class_lines(books, style):
        whole = node.amount - node.own if node else 0
        fund = _fund_part(books, node.code) if node else 0
        right.append((label, *amounts(style, whole, whole - fund, fund, 0)))
    kinds = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    left: list[tuple[str, str]] = [
        (f"{ordinal(number)}、{kind}", style.money.text(amount))
        for number, (kind, amount) in enumerate(
            zip(kinds, (books.general_income, books.fund, 0), strict=True), 1
        )
    ]
    left += [("", "")] * (len(right) - len(left))
    fiscal = books.general + books.fund
    whole = fiscal + books.carried_out
    left += [
        ("本年收入合计", style.money.text(books.fiscal_income)),
        ("年初财政拨款结转和结余", style.money.text(books.carried_in)),
        *(
            (kind, style.money.text(part))
            for kind, part in zip(kinds, (books.carried_in, 0, 0), strict=True)
        ),
        ("总计", style.money.text(whole)),
    ]
    right += [
        ("本年支出合计", *amounts(style, fiscal, books.general, books.fund, 0)),
        ("年末财政拨款结转和结余", *amounts(style, books.carried_out, books.carried_out, 0, 0)),
        *[("",) * 5] * 3,
        ("总计", *amounts(style, whole, whole - books.fund, books.fund, 0)),
    ]
    columns, rows, half = _fiscal_lines(left, right, style)
    return sheet_of(
        style,
        books,
        "财政拨款收入支出决算总表",
        columns,
        rows,
        halves=(0, half),
        notes=("注：本表反映部门本年度财政拨款的总收支和年末结转结余情况。",),
    )


def _fiscal_lines(
    left: Sequence[tuple[str, str]], right: Sequence[tuple[str, ...]], style: Style
) -> tuple[list[Column], list[Row], int]:
    """Columns, rows and where the second half begins; with 行次 or without."""
    kinds = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    spending = leaf_columns(("支出",), kinds)
    income = Column(("收入", "金额" if style.line_numbers else "决算数"))
    first, second = (Column((group, "项目"), "label", 11) for group in ("收入", "支出"))
    if not style.line_numbers:
        cells = side_by_side(left, right, 2, 5)
        return [first, income, second, *spending], [Row(line) for line in cells], 2
    numbers = [Column((group, "行次"), "index", 2) for group in ("收入", "支出")]
    counted = side_by_side(
        [(label, str(n), amount) for n, (label, amount) in enumerate(left, 1)],
        [(label, str(n), *cells) for n, (label, *cells) in enumerate(right, len(left) + 1)],
        3,
        6,
    )
    rows = [Row(("栏次", "", "1", "栏次", "", "2", "3", "4", "5"), known=False)]
    rows += [Row(line) for line in counted]
    return [first, numbers[0], income, second, numbers[1], *spending], rows, 3


def _fund_part(books: Books, code: str) -> int:
    return sum(item.project for item in books.items("fund") if item.code.startswith(code))


def _general(books: Books, style: Style) -> Sheet:
    """一般公共预算财政拨款支出决算表."""
    first = "本年支出合计" if style.line_numbers else "合计"
    columns = [*CODE_NAME, *leaf_columns((), (first, "基本支出", "项目支出"))]
    rows = _column_numbers(style, 3)
    total = Row(
        ("", "合计", *amounts(style, books.general, books.basic, books.general - books.basic))
    )
    lines = [
        Row((node.code, node.name, *amounts(style, node.amount, node.basic, node.project)))
        for node in nodes(books, "general")
    ]
    rows += [*lines, total] if style.swapped else [total, *lines]
    return sheet_of(style, books, "一般公共预算财政拨款支出决算表", columns, rows)


def _detail(books: Books, style: Style) -> Sheet:
    """基本支出 by 款: people on the left, the rest on the right."""
    title = "一般公共预算财政拨款基本支出决算" + ("明细表" if style.line_numbers else "表")
    leaf = "金额" if style.line_numbers else "决算数"

    def amount(code: str) -> int:
        return books.group(code)

    left = [
        (code, name, style.money.text(value))
        for code, name, value in economic_lines(amount, ("301", "303"), full=True)
    ]
    right = [
        (code, name, style.money.text(value))
        for code, name, value in economic_lines(amount, ("302", "310"), full=True)
    ]
    rows = [Row(cells) for cells in side_by_side(left, right, 3, 3)]
    rows.append(
        Row(
            (
                "",
                "人员经费合计",
                style.money.text(books.personnel),
                "",
                "公用经费合计",
                style.money.text(books.running),
            )
        )
    )
    columns = [
        column
        for group in ("人员经费", "公用经费")
        for column in (
            Column((group, "经济分类科目编码"), "code", 4),
            Column((group, "科目名称"), "label", 10),
            Column((group, leaf)),
        )
    ]
    return sheet_of(style, books, title, columns, rows, halves=(0, 3))


def _official(books: Books, style: Style) -> Sheet:
    """The “三公” table: budget beside account, or item by item."""
    title = ("一般公共预算" if style.swapped else "") + "财政拨款“三公”经费支出决算表"
    plan = official_cells((books.plan or books).official, style)
    spent = official_cells(books.official, style)
    if style.line_numbers:
        columns = [*official_columns(("预算数",)), *official_columns(("决算数",))]
        rows = [Row(tuple(str(n) for n in range(1, 13)), known=False), Row((*plan, *spent))]
        return sheet_of(style, books, title, columns, rows, unit="万元")
    columns = [
        Column((*column.path, leaf), width=4)
        for column in official_columns(())
        for leaf in ("预算数", "决算数")
    ]
    cells = tuple(cell for pair in zip(plan, spent, strict=True) for cell in pair)
    return sheet_of(style, books, title, columns, [Row(cells)], unit="万元")


def _fund(books: Books, style: Style) -> Sheet:
    """政府性基金预算财政拨款收入支出决算表, often without any figure."""
    columns = [
        *CODE_NAME,
        Column(("年初结转和结余",)),
        Column(("本年收入",)),
        *leaf_columns(("本年支出",), ("小计", "基本支出", "项目支出")),
        Column(("年末结转和结余",)),
    ]
    rows = [Row(("", "合计", *amounts(style, 0, books.fund, books.fund, 0, books.fund, 0)))]
    rows += [
        Row(
            (
                node.code,
                node.name,
                *amounts(style, 0, node.project, node.project, 0, node.project, 0),
            )
        )
        for node in nodes(books, "fund")
    ]
    notes = () if books.fund else ("说明：本单位本年度没有政府性基金预算财政拨款收入和支出。",)
    return sheet_of(
        style, books, "政府性基金预算财政拨款收入支出决算表", columns, rows, notes=notes
    )


def _capital(books: Books, style: Style) -> Sheet:
    """国有资本经营预算财政拨款支出决算表, without any figure."""
    columns = [*CODE_NAME, *leaf_columns(("本年支出",), ("小计", "基本支出", "项目支出"))]
    return sheet_of(
        style,
        books,
        "国有资本经营预算财政拨款支出决算表",
        columns,
        [Row(("", "合计", *amounts(style, 0, 0, 0)))],
        notes=("说明：本单位本年度没有国有资本经营预算财政拨款支出。",),
    )
