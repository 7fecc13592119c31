"""What can be asked of one made-up document: items with their figures as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eval.generate.document import Document
from eval.generate.prose_account import small_contracts
from eval.generate.sheet import Row, clean_label
from eval.generate.tables import Node, nodes
from eval.generate.words import economic_name

#: Half of a hundredth of a 万元: what a text that rounds may differ by.
ROUNDING = 0.006
MONEY = "万元"


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its figure; ``names`` are what it may be called in a question.

    ``value`` is in ``unit`` (万元 for money) as the tables print it. ``printed`` holds
    strings that one passage of the document must hold to support it, or nothing; ``grain``
    is the step of the document's amounts: 1 where it prints whole 万元.
    """

    key: str
    names: tuple[str, ...]
    value: Decimal
    unit: str = MONEY
    printed: tuple[str, ...] = ()
    grain: Decimal = Decimal("0.01")

    @property
    def money(self) -> bool:
        """Whether the figure is an amount of money."""
        return self.unit == MONEY

    def expected(self) -> dict[str, Any]:
        """The figure in the format of ``expect.values``."""
        found: dict[str, Any] = {"value": float(self.value), "unit": self.unit}
        if self.money:
            found["tol"] = ROUNDING * 100 * float(self.grain)
        return found


def shown(document: Document, yuan: int) -> Decimal:
    """An amount in 万元, rounded as the document's tables round."""
    money = document.style.money
    places = money.places if money.unit == MONEY else money.places + 4
    return (Decimal(yuan) / 10000).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")


def official_shown(document: Document, yuan: int) -> Decimal:
    """A “三公” amount, which keeps to two decimals of 万元 at most."""
    places = min(document.style.money.places, 2) if document.style.money.unit == MONEY else 2
    return (Decimal(yuan) / 10000).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")


def grain_of(document: Document) -> Decimal:
    """The coarsest step of the document's amounts, in 万元."""
    return Decimal(1).scaleb(-document.style.prose.places)


def total_items(document: Document) -> list[Item]:
    """Sums of the whole budget or of the accounts."""
    books = document.books
    plan = books.kind == "预算"
    named: list[tuple[str, tuple[str, ...], int]] = [
        (
            "total",
            ("收入总计", "预算总收入", "部门预算收入") if plan else ("总收入", "收入总计"),
            books.total,
        ),
        ("out", ("支出总计", "预算总支出") if plan else ("总支出",), books.total),
        (
            "spending",
            ("本年支出合计", "本年支出") if not plan else ("本年支出合计",),
            books.spending,
        ),
        ("income", ("本年收入合计",), books.income),
        ("basic", ("基本支出",), books.basic),
        ("project", ("项目支出",), books.project),
        ("personnel", ("人员经费",), books.personnel),
        ("running", ("公用经费",), books.running),
        (
            "general_income",
            ("一般公共预算拨款收入" if plan else "一般公共预算财政拨款收入",),
            books.general_income,
        ),
        ("carried", ("上年结转" if plan else "年初结转和结余",), books.carried_in),
    ]
    if not plan:
        named.append(("carried_out", ("年末结转和结余",), books.carried_out))
    return [
        Item(key, names, shown(document, amount), printed=_printed(document, names, amount))
        for key, names, amount in named
    ]


def official_items(document: Document) -> list[Item]:
    """“三公” and its parts: the budget's, or what was spent."""
    spent = document.books.official
    named = [
        ("official", ("“三公”经费", "三公经费"), spent.total),
        ("abroad", ("因公出国（境）费", "出国费"), spent.abroad),
        ("reception", ("公务接待费", "接待费"), spent.reception),
        ("cars", ("公务用车购置及运行维护费", "公车购置和运行费"), spent.cars),
        ("car_buying", ("公务用车购置费",), spent.car_buying),
        ("car_running", ("公务用车运行维护费",), spent.car_running),
    ]
    return [Item(key, names, official_shown(document, amount)) for key, names, amount in named]


def prose_items(document: Document) -> list[Item]:
    """Figures that only sentences hold: purchases, cars, posts, equipment, projects."""
    books = document.books
    owned, plan = books.assets, books.kind == "预算"
    ending = "预算" if plan else "支出"
    found = [
        Item(
            "procurement",
            (f"政府采购{ending}总额", "政府采购总额"),
            _told(document, sum(books.procurement)),
        )
    ]
    for word, amount in zip(("货物", "工程", "服务"), books.procurement, strict=True):
        found.append(
            Item(
                f"procurement_{word}",
                (f"政府采购{word}{ending}", f"政府采购{word}类金额"),
                _told(document, amount),
            )
        )
    if not plan:
        medium, micro = small_contracts(books)
        found += [
            Item("medium", ("授予中小企业合同金额",), _told(document, medium)),
            Item("micro", ("授予小微企业的合同金额",), _told(document, micro)),
            Item("guests", ("国内公务接待人次", "公务接待了多少人"), Decimal(owned.guests), "人次"),
        ]
    if books.unit.admin:
        found.append(Item("operating", ("机关运行经费",), _told(document, books.running)))
    found += [
        Item("car_count", ("车辆数", "公车数量"), Decimal(owned.car_count), "辆"),
        Item("equipment", ("单价100万元以上设备",), Decimal(owned.equipment), "台"),
        Item("quota", ("编制总数",), Decimal(owned.quota), "人"),
        Item("staff", ("实有在编人数", "在编人数"), Decimal(owned.staff), "人"),
        Item("retired", ("退休人员",), Decimal(owned.retired), "人"),
        Item(
            "project_count",
            ("纳入绩效管理的项目" if plan else "开展绩效自评的项目",),
            Decimal(len(books.projects)),
            "个",
        ),
    ]
    return found


def _told(document: Document, yuan: int) -> Decimal:
    places = document.style.prose.places
    return (Decimal(yuan) / 10000).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")


def project_items(document: Document) -> list[Item]:
    """Projects: those of a budget, or the ones that accounts describe."""
    books = document.books
    projects = books.projects if books.kind == "预算" else books.projects[:3]
    money = (
        shown
        if books.kind == "预算" and document.style.family not in ("east", "harbour")
        else _told
    )
    return [
        Item(f"project {project.name}", (project.name,), money(document, project.amount))
        for project in projects
    ]


def function_items(document: Document) -> list[Item]:
    """类, 款 and 项 whose spending is the same in every table of the document."""
    books = document.books
    general = {node.code: node for node in nodes(books, "general")}
    listed = nodes(books)
    count: dict[str, int] = {}
    for node in listed:
        count[node.name] = count.get(node.name, 0) + 1
    found = []
    for node in listed:
        other = general.get(node.code)
        if other is None or other.amount != node.amount:
            continue
        found += list(_node_items(document, node, count[node.name] > 1))
    return found


def _node_items(document: Document, node: Node, shared: bool) -> Iterator[Item]:
    coded = f"{node.name}（{node.code}）"
    names = (coded,) if shared else (coded, node.name)
    ending = "" if node.name.endswith("支出") else "支出"
    yield Item(
        f"node {node.code}",
        tuple(f"{name}{ending}" for name in names),
        shown(document, node.amount),
        printed=_printed(document, (node.name,), node.amount),
    )
    if node.basic and node.project:
        yield Item(
            f"basic {node.code}",
            tuple(f"{name}里的基本支出" for name in names),
            shown(document, node.basic),
        )
        yield Item(
            f"project {node.code}",
            tuple(f"{name}里的项目支出" for name in names),
            shown(document, node.project),
        )


def economic_items(document: Document) -> list[Item]:
    """款 of the economic classification, as far as running costs go."""
    found = []
    for code in document.books.economic:
        name, amount = economic_name(code), document.books.group(code)
        found.append(
            Item(
                f"economic {code}",
                (f"基本支出中的{name}", f"基本支出里{name}（{code}）"),
                shown(document, amount),
                printed=_printed(document, (name,), amount),
            )
        )
    return found


def _printed(document: Document, names: tuple[str, ...], yuan: int) -> tuple[str, ...]:
    """Label and figure of the first table row that prints both, without spaces."""
    text = document.style.money.text(yuan)
    if not text or not yuan:
        return ()
    for sheet in document.sheets:
        for row in sheet.rows:
            if row.known and text in row.cells and (label := _label_of(row, names)):
                return (label, text)
    return ()


def _label_of(row: Row, names: tuple[str, ...]) -> str:
    labels = [clean_label(cell) for cell in row.cells]
    return next((name for name in names if re.sub(r"\s", "", name) in labels), "")
