"""Self-evaluation sheets of projects, in the form that the whole country uses."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.generate.books import Books, Project
from eval.generate.form import Form, Known
from eval.generate.sheet import Money
from eval.generate.story import Story, earned_score, execution_rate

TITLE = "项目支出绩效自评表"
_MONEY_HEAD = ("", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率（%）", "得分")
_WIDTHS = (6, 6, 7, 9, 9, 9, 5, 5, 10)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the indicators: classes, what is measured, aim, outcome, scores."""

    first: str
    second: str
    third: str
    aim: str
    outcome: str
    weight: str
    score: str
    reason: str = ""


def evaluations(books: Books, story: Story, rng: Random) -> list[Form]:
    """Sheets of the projects that the text describes too, all in one manner."""
    money = rng.choice([Money("元", 2, False), Money("元", 2), Money("万元", 2)])
    star = rng.choice(["", "*"])
    return [_sheet(books, project, story, rng, money, star) for project in books.projects[:3]]


def _sheet(
    books: Books, project: Project, story: Story, rng: Random, money: Money, star: str
) -> Form:
    aim = story.aims[project.name]
    paid, paid_known = _money_rows(books, project, money)
    measured, measured_known = _indicator_rows(_indicators(project, rng), star)
    rows = (
        ("项目名称", project.name, "", "实施单位", books.unit.name),
        _MONEY_HEAD,
        *paid,
        ("年度总体目标", "预期目标", "", "", "", f"{star}实际完成情况"),
        ("", aim, "", "", "", f"已完成。{aim}"),
        *measured,
        ("总分", "", "", "", "", "", "100", story.scores[project.name]),
    )
    return Form(TITLE, project.name, rows, _WIDTHS, (*paid_known, *measured_known))


def _money_rows(
    books: Books, project: Project, money: Money
) -> tuple[list[tuple[str, ...]], list[Known]]:
    """Budget, budget in the end, spending; the rate and what it earns."""
    planned = {one.name: one.amount for one in books.plan.projects} if books.plan else {}
    whole = (planned.get(project.name, project.full_year), project.full_year, project.amount)
    rows, known = [], []
    for number, (label, parts) in enumerate(
        {
            "年度资金总额": whole,
            "其中：当年财政拨款": whole,
            "上年结转资金": (0, 0, 0),
            "其他资金": (0, 0, 0),
        }.items()
    ):
        texts = tuple(money.always(part) for part in parts)
        rate = (f"{execution_rate(project):.2f}", f"{earned_score(project):.2f}")
        scores = ("10", *rate) if number == 0 else ("—", "—", "—")
        rows.append((f"项目资金（{money.unit}）" if number == 0 else "", label, *texts, *scores))
        for column, text in zip(_MONEY_HEAD[2:], (*texts, *scores), strict=True):
            unit = money.unit if column.endswith("数") else None
            known.append(Known(label, column, text, unit))
    return rows, known


def _indicator_rows(
    indicators: list[Indicator], star: str
) -> tuple[list[tuple[str, ...]], list[Known]]:
    """The lines of the indicators under their head; a class prints in its first line only."""
    head = (
        *("年度绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"),
        *(f"{star}{name}" for name in ("实际完成值", "分值", "得分")),
        "偏差原因分析及改进措施",
    )
    rows: list[tuple[str, ...]] = [head]
    known, last = [], ("", "")
    for one in indicators:
        first = "" if one.first == last[0] else one.first
        second = "" if (one.first, one.second) == last else one.second
        last = (one.first, one.second)
        cells = (one.aim, one.outcome, one.weight, one.score)
        rows.append(("", first, second, one.third, *cells, one.reason))
        known += [
            Known(one.third, column, text) for column, text in zip(head[4:8], cells, strict=True)
        ]
    return rows, known


def _indicators(project: Project, rng: Random) -> list[Indicator]:
    """Outputs for 50 points, effects for 30, satisfaction for 10."""
    field, count = project.field, rng.randint(2, 40)
    outputs = [
        ("数量指标", f"{field}培训场次", f"≥{count}场", f"{count + rng.randint(0, 5)}场"),
        ("数量指标", f"{field}检查次数", f"{count}次", f"{count}次"),
        ("质量指标", "验收合格率", "≥95%", f"{rng.randint(95, 100)}%"),
        ("时效指标", "任务完成及时性", "及时", "及时"),
        ("成本指标", "预算执行率", "≥95%", f"{execution_rate(project):.2f}%"),
    ]
    if rng.random() < 0.4:
        outputs.pop(1)
    full = 50 / len(outputs)
    found = [Indicator("产出指标", *output, f"{full:g}", f"{full:g}") for output in outputs[:-1]]
    cost = Indicator("产出指标", *outputs[-1], f"{full:g}", f"{full - 1.5:g}", "付款延后")
    pleased = f"{rng.randint(90, 99)}%"
    return [
        *found,
        cost,
        Indicator("效益指标", "社会效益指标", f"{field}水平", "有效提升", "有效提升", "30", "28"),
        Indicator(
            "满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", pleased, "10", "10"
        ),
    ]
