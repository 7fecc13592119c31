"""Made-up tables of income and spending in the layouts of disclosures."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.flow_printed import Amounts, Printed, Style, amounts_of, money, summed

CLASSES = {
    "201": "一般公共服务支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "212": "城乡社区支出",
    "221": "住房保障支出",
}
GROUPS = {
    "20103": "政府办公厅（室）及相关机构事务",
    "20106": "财政事务",
    "20502": "普通教育",
    "20699": "其他科学技术支出",
    "20805": "行政事业单位养老支出",
    "21004": "公共卫生",
    "21011": "行政事业单位医疗",
    "21208": "国有土地使用权出让收入安排的支出",
    "22102": "住房改革支出",
}
ITEMS = {
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "2010601": "行政运行",
    "2050202": "小学教育",
    "2050203": "初中教育",
    "2069999": "其他科学技术支出",
    "2080502": "事业单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "2100410": "突发公共卫生事件应急处理",
    "2101102": "事业单位医疗",
    "2120803": "城市建设支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}
STAFF = {
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30113": "住房公积金",
    "30302": "退休费",
}
OFFICE = {
    "30201": "办公费",
    "30205": "水费",
    "30207": "邮电费",
    "30211": "差旅费",
    "30213": "维修（护）费",
    "30228": "工会经费",
    "30231": "公务用车运行维护费",
    "30299": "其他商品和服务支出",
}
INCOME = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
FUNCTIONS = (
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
)
NUMERALS = "一二三四五六七八九十"


def _by_code(items: Mapping[str, Amounts]) -> list[tuple[str | None, str, Amounts]]:
    """合计, 类, 款 and 项 with the sums that belong to them."""
    rows: list[tuple[str | None, str, Amounts]] = [(None, "合计", summed(list(items.values())))]
    for one in sorted({code[:3] for code in items}):
        rows.append((one, CLASSES[one], summed([a for c, a in items.items() if c[:3] == one])))
        for group in sorted({code[:5] for code in items if code[:3] == one}):
            inner = {code: a for code, a in items.items() if code[:5] == group}
            rows.append((group, GROUPS[group], summed(list(inner.values()))))
            rows.extend((code, ITEMS[code], a) for code, a in inner.items())
    return rows


def _codes(rng: Random) -> list[str]:
    return sorted(rng.sample(sorted(ITEMS), rng.randint(1, 9)))


#: Title, the total's name, the parts it sums up.
CODED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "支出决算表": (
        "本年支出合计",
        ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    ),
    "收入决算表": (
        "本年收入合计",
        ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    ),
    "一般公共预算财政拨款支出决算表": ("本年支出合计", ("基本支出", "项目支出")),
    "一般公共预算支出表": ("合计", ("基本支出", "项目支出")),
}


def coded(rng: Random) -> Printed:
    """One total and its parts, rows by code."""
    made = Printed(rng, Style.drawn(rng))
    title, (total, parts) = rng.choice(sorted(CODED.items()))
    made.printer.lines(title, "单位：万元")
    made.head("项目")
    made.head("功能分类科目编码", "科目名称", total, *parts)
    if rng.random() < 0.5:
        made.printer.line("栏次 " + " ".join(str(n + 1) for n in range(len(parts) + 1)))
    made.pages()
    blank = rng.choice([0.2, 0.5, 0.8])
    items = {code: amounts_of(rng, len(parts), blank) for code in _codes(rng)}
    for code, label, amounts in _by_code(items):
        made.row(label, code, (total, *parts), [sum(amounts), *amounts])
    return made


def fund(rng: Random) -> Printed:
    """What is carried over, income and spending of one source, rows by code."""
    made = Printed(rng, Style.drawn(rng))
    columns = (
        "年初结转和结余",
        "本年收入",
        "本年支出/小计",
        "本年支出/基本支出",
        "本年支出/项目支出",
        "年末结转和结余",
    )
    made.printer.lines("政府性基金预算财政拨款收入支出决算表", "单位：万元", "项目")
    made.head("功能分类科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出")
    made.head("小计", "基本支出", "项目支出", "年末结转和结余")
    if rng.random() < 0.5:
        made.printer.line("栏次 1 2 3 4 5 6")
    made.pages()
    blank = rng.choice([0.3, 0.6])
    items = {}
    for code in _codes(rng):
        start, income = amounts_of(rng, 2, blank)
        spent = rng.choice([0, start + income, rng.randint(0, start + income)])
        basic = rng.choice([0, spent, rng.randint(0, spent)])
        items[code] = [start, income, spent, basic, spent - basic, start + income - spent]
    for code, label, amounts in _by_code(items):
        made.row(label, code, columns, amounts)
    return made


def sources(rng: Random) -> Printed:
    """A budget's income by unit: many columns, nearly all of them blank."""
    made = Printed(rng, Style.drawn(rng))
    government = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
    own = ("事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
    columns = (
        "总计",
        *(f"政府预算拨款/{leaf}" for leaf in ("小计", *government)),
        "财政专户管理资金",
        *(f"单位资金/{leaf}" for leaf in ("小计", *own)),
        "上年结转",
    )
    made.printer.lines("收入总表", "单位：万元", "预算单位 总计")
    made.head("政府预算拨款", "小计", *government, "财政专户管理资金", "单位资金", "小计", *own)
    made.head("上年结转")
    made.pages()
    units = rng.sample(
        ["城区规划研究院", "城区档案馆", "城区教育局", "城区幼儿园"], rng.randint(1, 3)
    )
    rows = [amounts_of(rng, 10, rng.choice([0.4, 0.7, 0.9])) for _ in units]
    if len(units) > 1:
        units, rows = ["合计", *units], [summed(rows), *rows]
    for unit, (a, b, c, special, d, e, f, g, h, last) in zip(units, rows, strict=True):
        state, single = a + b + c, d + e + f + g + h
        total = state + special + single + last
        amounts = [total, state, a, b, c, special, single, d, e, f, g, h, last]
        made.row(unit, None, columns, amounts)
    return made


def _balanced(rng: Random, blank: float) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Two halves of rows, with the same total below both."""
    left = amounts_of(rng, len(INCOME), blank)
    spent = rng.randint(1, sum(left))
    right = [0] * len(FUNCTIONS)
    for _ in range(rng.randint(1, 4)):
        right[rng.randrange(len(right))] += (part := rng.randint(0, spent))
        spent -= part
    right[0] += spent
    total, carried = sum(left), rng.choice([0, money(rng)])
    income = [(f"{NUMERALS[n]}、{name}", left[n]) for n, name in enumerate(INCOME)]
    spending = [(f"{NUMERALS[n]}、{name}", right[n]) for n, name in enumerate(FUNCTIONS)]
    income += [("", 0)] * (len(spending) - len(income))
    income += [("本年收入合计", total), ("年初结转和结余", carried), ("总计", total + carried)]
    spending += [("本年支出合计", total), ("年末结转和结余", carried), ("总计", total + carried)]
    return income, spending


def halves(rng: Random) -> Printed:
    """Income beside spending, rows numbered or not."""
    made = Printed(rng, Style.drawn(rng))
    numbered = rng.random() < 0.6
    column = "决算数" if numbered else "预算数"
    made.printer.lines("收入支出决算总表" if numbered else "收支总表", "单位：万元", "收入 支出")
    half = f"项目 行次 {column}" if numbered else f"项目 {column}"
    made.printer.line(f"{half} {half}")
    if numbered:
        made.printer.line("栏次 1 栏次 2")
    made.pages()
    income, spending = _balanced(rng, rng.choice([0.3, 0.6, 0.9]))
    for at, (left, right) in enumerate(zip(income, spending, strict=True)):
        printed: list[str] = []
        for (label, cents), head, first in ((left, "收入", 1), (right, "支出", len(income) + 1)):
            text = made.style.text(cents)
            number = [str(first + at)] if numbered and (label or first == 1) else []
            if label:
                made.truth[None, label.partition("、")[2] or label, f"{head}/{column}"] = text
                printed += [label, *number, *([text] if text else [])]
            else:
                printed += number
        made.cells(printed)
    return made


def details(rng: Random) -> Printed:
    """Staff costs beside office costs, each with code, name and amount."""
    made = Printed(rng, Style.drawn(rng))
    made.printer.lines("一般公共预算财政拨款基本支出决算明细表", "单位：万元", "人员经费 公用经费")
    made.printer.line("科目编码 科目名称 金额 科目编码 科目名称 金额")
    made.pages()
    sides = []
    for head, codes in (("人员经费", STAFF), ("公用经费", OFFICE)):
        names = {code: codes[code] for code in sorted(rng.sample(sorted(codes), rng.randint(2, 6)))}
        amounts = amounts_of(rng, len(names), rng.choice([0.1, 0.5]))
        sides.append((head, list(zip(names, names.values(), amounts, strict=True))))
    for at in range(max(len(rows) for _, rows in sides)):
        printed: list[str] = []
        for head, rows in sides:
            if at < len(rows):
                code, name, cents = rows[at]
                text = made.style.text(cents)
                made.truth[code, name, f"{head}/金额"] = text
                printed += [code, name, *([text] if text else [])]
        made.cells(printed)
    totals: list[str] = []
    for head, rows in sides:
        text = made.style.text(sum(cents for _, _, cents in rows))
        made.truth[None, f"{head}合计", f"{head}/金额"] = text
        totals += [f"{head}合计", text or ""]
    made.cells(totals)
    return made


def outings(rng: Random) -> Printed:
    """公务接待, 公务用车 and 出国: budgeted and spent, one row without a label."""
    made = Printed(rng, Style.drawn(rng))
    leaves = (
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行费/小计",
        "公务用车购置及运行费/公务用车购置费",
        "公务用车购置及运行费/公务用车运行费",
        "公务接待费",
    )
    words = ("合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费")
    made.printer.lines("“三公”经费支出决算表", "单位：万元", "预算数 决算数")
    for _ in range(2):
        made.head(*words[:3])
        made.head("小计", "公务用车购置费", "公务用车运行费", words[3])
    if rng.random() < 0.7:
        made.printer.line(" ".join(str(number + 1) for number in range(12)))
    columns, amounts = [], []
    for group in ("预算数", "决算数"):
        abroad, bought, run, guests = amounts_of(rng, 4, rng.choice([0.2, 0.6]))
        columns += [f"{group}/{leaf}" for leaf in leaves]
        amounts += [abroad + bought + run + guests, abroad, bought + run, bought, run, guests]
    made.row("", None, columns, amounts)
    return made
