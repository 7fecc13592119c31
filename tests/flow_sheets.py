"""Made-up performance sheets: indicators, tasks, a project's form."""

from __future__ import annotations

from random import Random

from tests.flow_fixtures import wrapped
from tests.flow_printed import Printed, Style, amounts_of, money, summed

#: Classes of indicators, and words that their names are made of.
INDICATORS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
THINGS = ("办公设备", "应用系统", "道路照明设施", "图书馆阅览室", "基层党建", "网络和信息安全")
DEEDS = ("维护", "巡检", "购置", "培训", "验收工作", "宣传活动", "应急演练")
MEASURES = ("完成率", "合格率", "次数", "及时性", "覆盖面", "有效性")
TARGETS = (
    "100%",
    "≥95%",
    "≤2%",
    "及时",
    "有效",
    "≥4次",
    "24小时内",
    "15台",
    "3个",
    "0",
    "合同签订后1年内完成",
    "第三季度前完成验收并投入使用",
)


def indicators(rng: Random) -> Printed:
    """Indicators by class, with target or target and result; all wrap in narrow columns."""
    made = Printed(rng, Style.drawn(rng))
    results = rng.random() < 0.5
    heads = ["指标值", "*实际完成指标值"] if results else ["目标值"]
    kind = "绩效目标完成情况自评表" if results else "绩效目标申报表"
    made.printer.lines(f"部门（单位）整体支出{kind}", "2022 年度", "部门（单位）名称 城区档案馆")
    made.printer.lines("年度绩效指标", " ".join(["一级指标 二级指标 三级指标", *heads]))
    named = [f"{a}{b}{c}" for a in THINGS for b in DEEDS for c in MEASURES]
    rng.shuffle(named)
    made.pages(tear=True)
    made.truth[None, "部门（单位）名称", ""] = "城区档案馆"
    for first, seconds in INDICATORS.items():
        top = first
        for second in seconds:
            inner = second
            for _ in range(rng.randint(1, 4)):
                name = named.pop()
                values = [rng.choice(TARGETS) for _ in heads]
                for head, value in zip(heads, values, strict=True):
                    made.truth[None, name, head] = value
                made.printer.cells(
                    *([part] for part in (top, inner) if part),
                    wrapped(name, made.style.room),
                    *(wrapped(value, max(made.style.room, 10)) for value in values),
                )
                top = inner = ""
    return made


def _text(rng: Random, sentences: int) -> str:
    """Made-up sentences about what is done."""
    return (
        "".join(
            f"{rng.choice(('做好', '承担', '开展', '完成'))}{rng.choice(THINGS)}{rng.choice(DEEDS)}"
            f"{rng.choice(('，保障正常运转', '，提高服务水平', ''))}{rng.choice('。；')}"
            for _ in range(sentences - 1)
        )
        + f"按要求开展{rng.choice(THINGS)}{rng.choice(DEEDS)}。"
    )


def tasks(rng: Random) -> Printed:
    """The year's tasks: name, a text and three amounts; a sum below."""
    made = Printed(rng, Style("0.00", rng.randint(6, 12), rng.random() < 0.8))
    amounts = ("总额", "财政拨款", "其他资金")
    columns = [f"预算金额（万元）/{leaf}" for leaf in amounts]
    made.printer.lines("部门（单位）整体支出绩效目标申报表", "2022 年度")
    made.printer.lines("部门（单位）名称 城区档案馆", "年度主要任务 任务名称 主要内容")
    made.printer.lines("预算金额（万元）", " ".join(amounts))
    made.truth[None, "部门（单位）名称", ""] = "城区档案馆"
    made.pages(tear=rng.random() < 0.5)
    made.printer.top = ()
    room = rng.randint(12, 20)
    names = rng.sample([f"{a}{b}" for a in THINGS for b in DEEDS], rng.randint(2, 6))
    rows = [amounts_of(rng, 2, 0.3) for _ in names]
    for name, (state, other) in zip(names, rows, strict=True):
        texts = [made.style.text(cents) or "" for cents in (state + other, state, other)]
        content = _text(rng, rng.randint(1, 3))
        made.truth[None, name, "主要内容"] = content
        made.truth |= {(None, name, c): t for c, t in zip(columns, texts, strict=True)}
        made.printer.cells(
            wrapped(name, made.style.room), wrapped(content, room), [" ".join(texts)]
        )
    state, other = summed(rows)
    texts = [made.style.text(cents) or "" for cents in (state + other, state, other)]
    made.truth[None, "合计", "主要内容"] = None
    made.truth |= {(None, "合计", c): t for c, t in zip(columns, texts, strict=True)}
    made.printer.cells([" ".join(["合计", *texts])])
    return made


def form(rng: Random) -> Printed:
    """A project's form: labels beside values, both of them wrapped, then long texts."""
    made = Printed(rng, Style("0.00", rng.randint(5, 9), rng.random() < 0.8))
    room = rng.randint(6, 9)
    project = f"{rng.choice(THINGS)}{rng.choice(DEEDS)}"
    made.printer.lines("预算项目支出绩效目标申报表", "2022 年度")
    made.pages(tear=True)
    total, state, other, passed, bought = (money(rng) for _ in range(5))
    values: list[tuple[str, str]] = [
        ("项目名称", project),
        ("项目属性名称", rng.choice(["延续项目", "新增项目"])),
        ("项目起止时间", "2022-01-01~2022-12-31"),
        ("项目主管部门", rng.choice(["城区教育局", "城区政务服务数据管理局"])),
        ("项目类型", rng.choice(["经常性项目", "一次性项目"])),
        ("项目总金额（万元）", made.style.text(total) or ""),
        ("本年预算金额（万元）", made.style.text(state + other) or ""),
        ("其中：财政拨款资金（万元）", made.style.text(state) or ""),
        ("其他资金（万元）", made.style.text(other) or ""),
        ("转移支付资金（万元）", made.style.text(passed) or ""),
        ("政府购买服务资金（万元）", made.style.text(bought) or ""),
    ]
    made.truth |= {(None, label, ""): value for label, value in values}
    pairs = [[part for pair in values[at : at + 2] for part in pair] for at in range(0, 11, 2)]
    for pair in pairs:
        made.printer.cells(
            *([part] if part[-1].isdigit() else wrapped(part, room) for part in pair)
        )
    for label in ("项目概况", "项目用途", "项目中期目标", "项目年度目标"):
        made.truth[None, label, ""] = text = _text(rng, rng.randint(1, 5))
        made.printer.cells([label], wrapped(text, 36))
    return made
