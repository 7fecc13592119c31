"""Tables of budgets that list spending: by function, by economic kind, by project."""

from __future__ import annotations

from eval.generate.books import Books
from eval.generate.sheet import Column, Row, Sheet
from eval.generate.style import Style
from eval.generate.tables import (
    Node,
    amounts,
    economic_lines,
    leaf_columns,
    nodes,
    official_cells,
    official_columns,
    official_money,
    sheet_of,
)


def spending(books: Books, style: Style, title: str, source: str = "all") -> Sheet:
    """支出总表, or (by source) the table of 一般公共预算 or of a fund, by function."""
    heads = _spending_heads(style, source)
    whole = [node for node in nodes(books, source, (3,))]
    total = Node(
        "",
        "",
        sum(n.basic for n in whole),
        sum(n.project for n in whole),
        0,
        sum(n.personnel for n in whole),
    )
    lines = [
        Row((*_code_cells(style, node, books.unit.name), *_spending_cells(style, node, source)))
        for node in nodes(books, source)
    ]
    first = Row(
        (*_code_cells(style, None, books.unit.name), *_spending_cells(style, total, source))
    )
    rows = [*lines, first] if style.family == "harbour" else [first, *lines]
    notes = ("注：本表本年无发生额。",) if source == "fund" and not books.fund else ()
    return sheet_of(style, books, title, [*_code_columns(style), *heads], rows, notes=notes)


def _spending_heads(style: Style, source: str) -> list[Column]:
    """The columns of amounts: how much detail a family gives."""
    if style.family == "south":
        tail = ("事业单位经营支出", "对附属单位补助支出", "上缴上级支出") if source == "all" else ()
        return leaf_columns((), ("支出总计", "基本支出", "项目支出", *tail), 5)
    if style.family == "metro" and source != "all":
        return leaf_columns(
            ("一般公共预算支出" if source == "general" else "政府性基金预算支出",),
            ("小计", "其中：基本支出", "项目支出"),
            6,
        )
    if style.family == "coast" and source != "all":
        return [Column(("小计",)), *leaf_columns(("其中：",), ("基本支出", "项目支出"))]
    if style.family == "north" and source == "general":
        year = ("当年预算",)
        return [
            Column(("合计",), width=6),
            Column((*year, "小计"), width=6),
            *leaf_columns((*year, "基本支出"), ("小计", "人员经费", "公用经费"), 5),
            Column((*year, "项目支出"), width=5),
        ]
    if style.family == "east" and source == "general":
        return [
            Column(("合计",)),
            *leaf_columns(("基本支出",), ("小计", "人员经费", "公用经费")),
            Column(("项目支出",)),
        ]
    extra = (
        ()
        if style.family == "harbour" or source != "all"
        else ("事业单位经营支出", "上缴上级支出", "对附属单位补助支出")
    )
    return leaf_columns((), ("合计", "基本支出", "项目支出", *extra), 6)


def _spending_cells(style: Style, node: Node, source: str) -> tuple[str, ...]:
    plain = (node.amount, node.basic, node.project)
    if source == "general" and style.family in ("north", "east"):
        parts = (node.basic, node.personnel, node.basic - node.personnel, node.project)
        head = (node.amount, node.amount) if style.family == "north" else (node.amount,)
        return amounts(style, *head, *parts)
    if source != "all" or style.family == "harbour":
        return amounts(style, *plain)
    return amounts(style, *plain, 0, 0, 0)


def _code_columns(style: Style) -> list[Column]:
    """How code and name stand: beside the unit, in one cell, split in three, or plainly."""
    if style.family == "south":
        return [
            Column(("预算单位",), "label", 11),
            Column(("科目编码",), "code", 7),
            Column(("科目名称",), "label", 10),
        ]
    if style.family == "metro" and style.swapped:
        return [Column(("功能科目名称",), "label", 18)]
    if style.family == "metro":
        return [
            Column(("功能分类科目", "科目编码"), "code", 7),
            Column(("功能分类科目", "科目名称"), "label", 14),
        ]
    if style.family == "harbour":
        code = ("功能分类科目编码",)
        return [
            *(Column((*code, part), "code", 3) for part in ("类", "款", "项")),
            Column(("功能分类科目名称",), "label", 14),
        ]
    name = "功能分类科目名称" if style.family == "north" else "科目名称"
    return [Column(("科目编码",), "code", 7), Column((name,), "label", 12)]


def _code_cells(style: Style, node: Node | None, unit: str) -> tuple[str, ...]:
    """The cells under ``_code_columns``; of the total where ``node`` is ``None``."""
    if style.family == "south":
        return ("", node.code, node.name) if node else (unit, "", "")
    if style.family == "metro" and style.swapped:
        return (f"[{node.code}]{node.name}",) if node else ("合计",)
    if style.family == "harbour":
        code = node.code if node else ""
        return code[:3], code[3:5], code[5:], node.name if node else "合计"
    return (node.code, node.name) if node else ("", "合计")


def basic_by_kind(books: Books, style: Style, title: str) -> Sheet:
    """一般公共预算基本支出 by 款 of the economic classification."""
    full = style.family == "coast" and style.classes == "all"
    lines = economic_lines(books.group, ("301", "302", "303", "310"), full)
    total = ("", "合计", books.basic)
    found = [*lines, total] if style.family == "harbour" else [total, *lines]
    rows = [
        Row((*_economic_label(style, code, name), *_economic_cells(style, books, code, amount)))
        for code, name, amount in found
    ]
    if style.family == "metro" and style.swapped:
        columns = [Column(("部门预算支出经济科目",), "label", 18), Column(("预算",))]
    elif style.family == "harbour":
        columns = [
            Column(("经济分类科目编码", "类"), "code", 3),
            Column(("经济分类科目编码", "款"), "code", 3),
            Column(("经济分类科目名称",), "label", 14),
            *leaf_columns((), ("合计", "人员经费", "公用经费")),
        ]
    else:
        columns = [
            Column(("科目编码",), "code", 7),
            Column(("科目名称",), "label", 14),
            *_economic_heads(style),
        ]
    return sheet_of(style, books, title, columns, rows)


def _economic_heads(style: Style) -> list[Column]:
    if style.family in ("east", "north"):
        return leaf_columns((), ("合计", "人员经费", "公用经费"))
    return [Column(("预算数" if style.family == "coast" else "预算",))]


def _economic_label(style: Style, code: str, name: str) -> tuple[str, ...]:
    if style.family == "metro" and style.swapped:
        return (f"[{code}]{name}" if code else name,)
    if style.family == "harbour":
        return code[:3], code[3:], name
    return code, name


def _economic_cells(style: Style, books: Books, code: str, amount: int) -> tuple[str, ...]:
    """One column, or three: all, people, running."""
    if style.family not in ("harbour", "east", "north"):
        return amounts(style, amount)
    if not code:
        return amounts(style, amount, books.personnel, books.running)
    people = code[:3] in ("301", "303")
    return amounts(style, amount, amount if people else 0, 0 if people else amount)


def by_kind_of_spending(books: Books, style: Style, title: str) -> Sheet:
    """一般公共预算 by economic kind, running costs beside projects (south)."""
    projects = books.project_economic

    def both(code: str) -> int:
        return books.group(code) + sum(v for k, v in projects.items() if k.startswith(code))

    rows = [
        Row(
            (
                books.unit.name,
                "",
                "",
                *amounts(style, books.general, books.basic, books.general - books.basic),
            )
        )
    ]
    for code, name, amount in economic_lines(both, ("301", "302", "303", "310"), False):
        basic = books.group(code)
        rows.append(Row(("", code, name, *amounts(style, amount, basic, amount - basic))))
    columns = [*_code_columns(style), *leaf_columns((), ("支出总计", "基本支出", "项目支出"), 6)]
    return sheet_of(style, books, title, columns, rows)


def basic_by_source(books: Books, style: Style, title: str) -> Sheet:
    """基本支出总表: names without codes, a column for each source (south)."""
    rows = [Row((books.unit.name, *_sources(style, books.basic)))]
    rows += [
        Row((name, *_sources(style, amount)))
        for _, name, amount in economic_lines(books.group, ("301", "302", "303", "310"), False)
    ]
    fiscal = "政府预算拨款" if style.swapped else "财政拨款"
    columns = [
        Column(("支出项目类别",), "label", 13),
        Column(("总计",), width=6),
        *leaf_columns(
            (fiscal,), ("小计", "一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款"), 4
        ),
        Column(("财政专户管理资金",), width=3),
        *leaf_columns(
            ("单位资金",),
            ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"),
            3,
        ),
        Column(("上年结余、结转",), width=2),
    ]
    return sheet_of(style, books, title, columns, rows)


def _sources(style: Style, amount: int) -> tuple[str, ...]:
    return amounts(style, amount, amount, amount, *(0,) * 9)


def projects(books: Books, style: Style, title: str) -> Sheet:
    """The projects by source of money; one family adds what each is to achieve."""
    totals = (books.project, books.project - books.fund - books.own, books.fund, books.own)
    found = [
        (project.name, (project.amount, project.general, project.fund, project.own))
        for project in books.projects
    ]
    first = books.unit.name if style.family in ("south", "metro") else "合计"
    rows = [
        Row((name, *amounts(style, whole, general + fund, general, fund, 0, own)))
        for name, (whole, general, fund, own) in [(first, totals), *found]
    ]
    label = {"south": "支出项目类别", "metro": "支出项目类别（资金使用单位）"}.get(
        style.family, "项目名称"
    )
    columns = [
        Column((label,), "label", 12),
        Column(("总计",), width=6),
        *leaf_columns(
            ("财政拨款",), ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"), 5
        ),
        Column(("其他资金",), width=5),
    ]
    return sheet_of(style, books, title, columns, rows)


def official(books: Books, style: Style, title: str) -> Sheet:
    """The “三公” table: by year, by item, or in one line with what stands beside it."""
    if style.family in ("coast", "metro"):
        return _official_by_item(books, style, title)
    if style.family == "south":
        return _official_by_year(books, style, title)
    extra = {"east": ("会议费", "培训费"), "harbour": ("机关运行经费预算数",)}.get(style.family, ())
    money = official_money(style)
    more = [money.text(books.group(code)) for code in ("30215", "30216")]
    if style.family == "harbour":
        more = [money.text(books.running if books.unit.admin else 0)]
    if style.family == "north" and books.before:
        columns = [*official_columns(("上年预算数",)), *official_columns(("本年预算数",))]
        cells = (
            *official_cells(books.before.official, style),
            *official_cells(books.official, style),
        )
        return sheet_of(style, books, title, columns, [Row(cells)], unit="万元")
    columns = [*official_columns(("“三公”经费预算数",)), *leaf_columns((), extra, 4)]
    cells = (*official_cells(books.official, style), *more[: len(extra)])
    return sheet_of(style, books, title, columns, [Row(cells)], unit="万元")


def _official_by_item(books: Books, style: Style, title: str) -> Sheet:
    money, spent = official_money(style), books.official
    lines = [
        ("合计" if style.family == "coast" else "“三公”经费", spent.total),
        ("（一）因公出国（境）费用", spent.abroad),
        ("（二）公务接待费", spent.reception),
        ("（三）公务用车购置及运行费", spent.cars),
        ("1.公务用车购置费", spent.car_buying),
        ("2.公务用车运行费", spent.car_running),
    ]
    if style.family == "coast":
        columns = [Column(("项目",), "label", 20), Column(("预算数",))]
        return sheet_of(
            style,
            books,
            title,
            columns,
            [Row((name, money.text(amount))) for name, amount in lines],
            unit="万元",
        )
    if books.unit.admin:
        lines.insert(0, ("行政经费", books.running))
    columns = [
        Column(("项目",), "label", 20),
        *leaf_columns((), ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")),
    ]
    rows = [
        Row((name, *(money.text(part) for part in (amount, amount, 0, 0))))
        for name, amount in lines
    ]
    return sheet_of(style, books, title, columns, rows, unit="万元")


def _official_by_year(books: Books, style: Style, title: str) -> Sheet:
    """The year before and this year, one line each."""
    columns = [
        Column(("预算单位",), "label", 11),
        Column(("年度",), "label", 5),
        *(
            Column(
                tuple("总计" if part == "合计" else part for part in column.path),
                width=column.width,
            )
            for column in official_columns(())
        ),
    ]
    rows = []
    if books.before:
        rows.append(
            Row(
                (
                    books.unit.name,
                    f"{books.year - 1} 年",
                    *official_cells(books.before.official, style),
                )
            )
        )
    first = "" if rows and style.flavour == "tabs" else books.unit.name
    rows.append(Row((first, f"{books.year} 年", *official_cells(books.official, style))))
    return sheet_of(style, books, title, columns, rows, unit="万元")


def procurement(books: Books, style: Style, title: str) -> Sheet:
    """政府采购: goods, works, services."""
    parts = zip(("货物", "工程", "服务"), books.procurement, strict=True)
    rows = [Row(("合计", style.money.text(sum(books.procurement))))]
    rows += [
        Row((f"{letter} {name}", style.money.text(amount)))
        for letter, (name, amount) in zip("ABC", parts, strict=True)
        if amount
    ]
    return sheet_of(
        style, books, title, [Column(("采购品目",), "label", 10), Column(("金额",))], rows
    )
