"""The text of a budget: one function a topic, each with its wordings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from eval.generate.blocks import Block, Heading, Paragraph
from eval.generate.books import Books
from eval.generate.story import Story
from eval.generate.tables import nodes, ordinal
from eval.generate.telling import Teller

Topic = Callable[[Books, Story, Teller, Random], list[str]]


def overview(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Income and spending as a whole, against the year before."""
    before = books.before.total if books.before else None
    change = teller.change(books.total, before, story.reasons["total"])
    subject = rng.choice([f"{books.year}年{books.unit.name}", f"{books.year}年本部门"])
    income = rng.choice(["部门预算收入", "收入预算", "预算总收入"])
    spending = income.replace("收入", "支出")
    money = teller.money
    return [
        f"{subject}{income}{money(books.total)}{change}。其中：一般公共预算拨款"
        f"{money(books.general_income)}、政府性基金预算拨款{money(books.fund)}、单位资金"
        f"{money(books.own)}、上年结转{money(books.carried_in)}。",
        f"{subject}{spending}{money(books.total)}{change}。其中：人员经费"
        f"{money(books.personnel)}、公用经费{money(books.running)}、项目支出"
        f"{money(books.project)}。",
    ]


def structure(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Spending by 类 with shares, or item by item with what it is for."""
    if rng.random() < 0.5:
        parts = "；".join(
            f"{node.name}{'（类）' if rng.random() < 0.3 else ''}{teller.money(node.amount)}，"
            f"占{teller.rate(node.amount, books.spending)}"
            for node in nodes(books, levels=(3,))
        )
        return [f"按支出功能分类：{parts}。"]
    listed = []
    for number, node in enumerate(nodes(books, "general", (7,)), 1):
        listed.append(
            f"{number}.{node.name}（{node.code}）{teller.money(node.amount)}，主要用于"
            f"{'保障机构正常运转' if node.basic else '完成专项工作任务'}。"
        )
    return listed


def projects(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Each project with its amount, purpose and change."""
    old = {p.name: p.amount for p in books.before.projects} if books.before else {}
    found = [f"项目支出{teller.money(books.project)}，具体包括："]
    for number, project in enumerate(books.projects, 1):
        change = teller.change(project.amount, old.get(project.name, None if not old else 0))
        found.append(
            f"{number}.{project.name}{teller.money(project.amount)}，"
            f"{story.uses[project.name]}{change}。"
        )
    return found


def official(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """“三公”: the whole and its parts."""
    now, old = books.official, books.before.official if books.before else None
    change, why = teller.change, story.reasons

    def plan(name: str, amount: int, before: int | None, reason: str = "") -> str:
        said = rng.choice([f"{name}预算数{teller.money(amount)}", f"{name}{teller.money(amount)}"])
        return f"{said}{change(amount, before, reason)}"

    whole, abroad, reception, cars = (
        (old.total, old.abroad, old.reception, old.cars) if old else (None,) * 4
    )
    return [
        f"{books.year}年财政拨款安排“三公”经费{plan('', now.total, whole)}。其中：",
        f"1.{plan('因公出国（境）费', now.abroad, abroad)}。",
        f"2.{plan('公务接待费', now.reception, reception, why['reception'])}。",
        f"3.{plan('公务用车购置及运行维护费', now.cars, cars, why['cars'])}，"
        f"其中：公务用车购置费{teller.money(now.car_buying)}，公务用车运行维护费"
        f"{teller.money(now.car_running)}。",
    ]


def operating(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """机关运行经费, which institutions do not have."""
    if not books.unit.admin:
        return [
            rng.choice(
                [
                    f"本单位为事业单位，{books.year}年无机关运行经费预算。",
                    f"{books.unit.name}不属于行政单位和参照公务员法管理的事业单位，没有机关运行经费。",
                ]
            )
        ]
    before = books.before.running if books.before else None
    return [
        f"{books.year}年机关运行经费财政拨款预算{teller.money(books.running)}"
        f"{teller.change(books.running, before, story.reasons['operating'])}。"
    ]


def procurement(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """政府采购: goods, works, services."""
    goods, works, services = books.procurement
    whole = rng.choice(["政府采购预算总额", "安排政府采购预算", "纳入部门预算的政府采购项目共计"])
    return [
        f"{books.year}年{whole}{teller.money(sum(books.procurement))}，其中：政府采购货物预算"
        f"{teller.money(goods)}、政府采购工程预算{teller.money(works)}、政府采购服务预算"
        f"{teller.money(services)}。"
    ]


def assets(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Cars by use, and equipment."""
    owned = books.assets
    cars = "、".join(f"{kind}{count}辆" for kind, count in owned.cars)
    date = rng.choice([f"截至{books.year - 1}年12月31日", f"截至{books.year - 1}年底"])
    return [
        f"{date}，本单位共有车辆{owned.car_count}辆，其中：{cars}；单价100万元以上设备"
        f"（不含车辆）{owned.equipment}台（套）。"
    ]


def staffing(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Offices, posts and people."""
    unit, owned = books.unit, books.assets
    below = "无下属单位。"
    if unit.branches:
        below = f"下属单位{len(unit.branches)}个，分别是：{'、'.join(unit.branches)}。"
    return [
        f"{unit.name}内设{len(unit.offices)}个机构，分别是：{'、'.join(unit.offices)}。{below}"
        f"编制总数{owned.quota}人，实有在编人数{owned.staff}人，退休人员{owned.retired}人。"
    ]


def performance(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """How many projects have aims."""
    return [
        f"{books.year}年本部门实行绩效目标管理的项目{len(books.projects)}个，涉及预算资金"
        f"{teller.money(books.project)}。"
    ]


def duties(story: Story, rng: Random) -> list[Block]:
    """The list of duties in one numbering or another."""
    form = rng.choice(["（{cn}）", "{n}.", "（{n}）", "{n}、"])
    return [
        Paragraph(form.format(cn=ordinal(number), n=number) + duty)
        for number, duty in enumerate(story.duties, 1)
    ]


def terms(story: Story, meanings: dict[str, str], rng: Random) -> list[Block]:
    """The glossary."""
    numbered = rng.random() < 0.8
    return [
        Paragraph((f"{ordinal(n)}、" if numbered else "") + f"{term}：{meanings[term]}。")
        for n, term in enumerate(story.terms, 1)
    ]


def section(title: str, texts: list[str], level: int = 2) -> list[Block]:
    """A heading with its paragraphs."""
    return [Heading(title, level), *map(Paragraph, texts)]
