"""The text of final accounts."""

from __future__ import annotations

from random import Random

from eval.generate.books import Books
from eval.generate.story import Story
from eval.generate.tables import nodes
from eval.generate.telling import Teller


def totals(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Income and spending of the year."""
    before = books.before.total if books.before else None
    change = teller.change(books.total, before, story.reasons["total"])
    name = rng.choice([books.unit.name, "本部门"])
    return [
        f"{name}{books.year}年度总收入{teller.money(books.total)}，其中本年收入"
        f"{teller.money(books.income)}，年初结转和结余{teller.money(books.carried_in)}。"
        f"总支出{teller.money(books.total)}，其中本年支出{teller.money(books.spending)}，"
        f"年末结转和结余{teller.money(books.carried_out)}。收入、支出总计{teller.money(books.total)}"
        f"{change}。"
    ]


def income(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """The year's income by kind, with shares."""
    parts = {
        "一般公共预算财政拨款收入": books.general_income,
        "政府性基金预算财政拨款收入": books.fund,
        **books.own_income,
    }
    said = "；".join(
        f"{name}{teller.money(amount)}，占{teller.rate(amount, books.income)}"
        for name, amount in parts.items()
    )
    return [f"本年收入合计{teller.money(books.income)}，其中：{said}。"]


def spending(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Running costs and projects against the year before."""
    before = books.before
    change = teller.change
    return [
        f"1.基本支出{teller.money(books.basic)}，占{teller.rate(books.basic, books.spending)}"
        f"{change(books.basic, before.basic if before else None, story.reasons['basic'])}。",
        f"2.项目支出{teller.money(books.project)}，占{teller.rate(books.project, books.spending)}"
        f"{change(books.project, before.project if before else None, story.reasons['project'])}。",
        "3.上缴上级支出0万元，经营支出0万元，对附属单位补助支出0万元。",
    ]


def fiscal(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """What the treasury paid, against the budget, and how it divides."""
    now, plan = books.general, books.plan or books
    shares = "；".join(
        f"{node.name}{teller.money(node.amount)}，占{teller.rate(node.amount, now)}"
        for node in nodes(books, "general", (3,))
    )
    return [
        f"一般公共预算财政拨款支出{teller.money(now)}"
        f"{teller.change(now, plan.general, story.reasons['fiscal'], '年初预算数')}。"
        f"年初预算为{teller.money(plan.general)}，支出决算为{teller.money(now)}，完成年初预算的"
        f"{teller.rate(now, plan.general)}。",
        f"一般公共预算财政拨款支出主要用于以下方面：{shares}。",
        f"基本支出{teller.money(books.basic)}，其中：人员经费{teller.money(books.personnel)}，"
        f"公用经费{teller.money(books.running)}。",
    ]


def official(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """“三公”: accounts against budget and against the year before."""
    now, plan = books.official, (books.plan or books).official
    before = books.before.official if books.before else None
    word = rng.choice(["预算", "全年预算"])

    def done(name: str, amount: int, planned: int) -> str:
        return (
            f"{name}支出决算为{teller.money(amount)}，完成{word}{teller.money(planned)}的"
            f"{teller.rate(amount, planned)}"
        )

    earlier = before.total if before else None
    change = teller.change(now.total, earlier, story.reasons["official"])
    return [
        f"{books.year}年度“三公”经费财政拨款{done('', now.total, plan.total)}{change}。其中："
        f"{done('因公出国（境）费', now.abroad, plan.abroad)}；"
        f"{done('公务用车购置及运行维护费', now.cars, plan.cars)}；"
        f"{done('公务接待费', now.reception, plan.reception)}。",
        f"公务接待费支出{teller.money(now.reception)}，全年国内公务接待{books.assets.receptions}批次，"
        f"接待{books.assets.guests}人次。公务用车购置{teller.money(now.car_buying)}，公务用车运行"
        f"维护费支出{teller.money(now.car_running)}，公务用车保有量{books.assets.car_count}辆。",
    ]


def operating(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """机关运行经费."""
    if not books.unit.admin:
        return [
            rng.choice(
                ["本单位为事业单位，无机关运行经费支出。", "本单位不在机关运行经费统计范围之内。"]
            )
        ]
    before = books.before.running if books.before else None
    change = teller.change(books.running, before, story.reasons["operating"])
    return [f"{books.year}年度机关运行经费支出{teller.money(books.running)}{change}。"]


def procurement(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """政府采购 and what small enterprises got of it."""
    goods, works, services = books.procurement
    whole = sum(books.procurement)
    small = small_contracts(books)
    return [
        f"{books.year}年度政府采购支出总额{teller.money(whole)}，其中：政府采购货物支出"
        f"{teller.money(goods)}、政府采购工程支出{teller.money(works)}、政府采购服务支出"
        f"{teller.money(services)}。授予中小企业合同金额{teller.money(small[0])}，占"
        f"政府采购支出总额的{teller.rate(small[0], whole)}，其中：授予小微企业合同金额"
        f"{teller.money(small[1])}，占授予中小企业合同金额的{teller.rate(small[1], small[0])}。"
    ]


def small_contracts(books: Books) -> tuple[int, int]:
    """Contracts with 中小企业, and those with 小微企业 among them."""
    medium = sum(books.procurement) * books.small_share[0] // 10000 * 100
    return medium, medium * books.small_share[1] // 10000 * 100


def assets(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Cars and equipment at the end of the year."""
    owned = books.assets
    cars = "、".join(f"{kind}{count}辆" for kind, count in owned.cars)
    return [
        f"截至{books.year}年12月31日，本单位共有车辆{owned.car_count}辆，其中，{cars}；"
        f"单价100万元（含）以上设备（不含车辆）{owned.equipment}台（套）。"
    ]


def performance(books: Books, story: Story, teller: Teller, rng: Random) -> list[str]:
    """Self-evaluation: the whole, then some projects with problems and remedies."""
    texts = [
        f"组织对{books.year}年度{len(books.projects)}个项目支出开展绩效自评，共涉及资金"
        f"{teller.money(books.project)}。"
    ]
    for project in books.projects[:3]:
        texts.append(
            f"{project.name}绩效自评综述：根据年初设定的绩效目标，项目自评得分为"
            f"{story.scores[project.name]}分。全年预算数为{teller.money(project.full_year)}，执行数为"
            f"{teller.money(project.amount)}，完成预算的"
            f"{teller.rate(project.amount, project.full_year)}。项目绩效目标完成情况："
            f"{story.aims[project.name]}发现的主要问题及原因：{story.problems[project.name]}。"
            f"下一步改进措施：{story.remedies[project.name]}。"
        )
    return texts
