"""Made-up facts of two bodies of a made-up county, and helpers to ask them something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.find.finder import Finder
from qa.ask.find.linker import Linker
from qa.ask.question.plan import clauses
from qa.ask.question.query import Query
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.words.text import skeleton
from qa.model import Answer, Basis, Fact, Measure, Profile

FORESTRY = "云溪县林业局"
CLINIC = "云溪县疾病预防控制中心"
FORESTRY_2031 = "云溪县林业局2031年度部门决算"
FORESTRY_2032 = "云溪县林业局2032年部门预算"
CLINIC_2031 = "云溪县疾病预防控制中心2031年度部门决算"
PROFILES: Mapping[str, Profile] = {
    FORESTRY_2031: Profile(FORESTRY, 2031, "决算", title=FORESTRY_2031),
    FORESTRY_2032: Profile(FORESTRY, 2032, "预算", title=FORESTRY_2032),
    CLINIC_2031: Profile(CLINIC, 2031, "决算", title=CLINIC_2031),
}

_SPENDING = ("本年支出合计", "基本支出", "项目支出")
#: Code, row labels and the three columns of each account's 支出决算表, in 万元.
_ACCOUNTS: Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    FORESTRY_2031: (
        ("", ("合计",), "1300.00 500.00 800.00"),
        ("213", ("农林水支出",), "1240.50 440.50 800.00"),
        ("21302", ("农林水支出", "林业和草原"), "1240.50 440.50 800.00"),
        ("2130204", ("农林水支出", "林业和草原", "事业机构"), "440.50 440.50 0.00"),
        ("2130205", ("农林水支出", "林业和草原", "森林资源培育"), "600.00 0.00 600.00"),
        ("2130234", ("农林水支出", "林业和草原", "林业草原防灾减灾"), "200.00 0.00 200.00"),
        ("221", ("住房保障支出",), "59.50 59.50 0.00"),
        ("22102", ("住房保障支出", "住房改革支出"), "59.50 59.50 0.00"),
        ("2210201", ("住房保障支出", "住房改革支出", "住房公积金"), "59.50 59.50 0.00"),
    ),
    CLINIC_2031: (
        ("", ("合计",), "940.00 340.00 600.00"),
        ("210", ("卫生健康支出",), "900.00 300.00 600.00"),
        ("21004", ("卫生健康支出", "公共卫生"), "900.00 300.00 600.00"),
        ("2100401", ("卫生健康支出", "公共卫生", "疾病预防控制机构"), "900.00 300.00 600.00"),
        ("221", ("住房保障支出",), "40.00 40.00 0.00"),
        ("22102", ("住房保障支出", "住房改革支出"), "40.00 40.00 0.00"),
        ("2210201", ("住房保障支出", "住房改革支出", "住房公积金"), "40.00 40.00 0.00"),
    ),
}
#: 三公 of the account: budget and actual figure, in 万元.
_ENTERTAINING = (
    ("合计", "10.00", "4.00"),
    ("公务用车运行维护费", "8.00", "3.00"),
    ("公务接待费", "2.00", "1.00"),
)
#: Projects of the budget, in 万元.
_PROJECTS = (
    ("合计", "950.00"),
    ("古树名木保护", "120.00"),
    ("松材线虫病防治", "330.00"),
    ("退耕还林管护", "500.00"),
)


def table_fact(
    doc: str,
    table: tuple[int, str],
    row: tuple[int, tuple[str, ...]],
    column: tuple[int, tuple[str, ...]],
    printed: str,
    basis: Basis,
    *,
    unit: str = "万元",
    code: str | None = None,
) -> Fact:
    """A cell: ``table``, ``row`` and ``column`` are (number, labels)."""
    profile = PROFILES[doc]
    return Fact(
        doc, profile.unit_name, profile.year, basis, "table", row[1], column[1],
        Decimal(printed), printed, unit, ("第二部分 表格",), table[0] * 100 + row[0],
        f"{' '.join(row[1][-1:])} {printed}", table=table[1], code=code,
        table_id=table[0], row_id=row[0], column_id=column[0],
    )  # fmt: skip


def prose_fact(
    item: str,
    printed: str,
    unit: str,
    quote: str,
    measure: Measure = "值",
    direction: int = 0,
) -> Fact:
    """A figure of a sentence of the forestry bureau's account of 2031."""
    against = "上年决算数" if measure != "值" else None
    return Fact(
        FORESTRY_2031, FORESTRY, 2031, "决算", "prose", (item,), (), Decimal(printed), printed,
        unit, ("第三部分 情况说明",), 900, quote, measure=measure, against=against,
        direction=direction,
    )  # fmt: skip


@cache
def facts() -> tuple[Fact, ...]:
    """Every fact of the three documents."""
    return (*_spending(), *_entertaining(), *_projects(), *_changes())


def _spending() -> Iterator[Fact]:
    for doc, rows in _ACCOUNTS.items():
        for number, (code, labels, printed) in enumerate(rows):
            for column, text in enumerate(printed.split()):
                head = (column, (_SPENDING[column],))
                yield table_fact(
                    doc, (0, "支出决算表"), (number, labels), head, text, "决算", code=code or None
                )


def _entertaining() -> Iterator[Fact]:
    table = (1, "财政拨款“三公”经费支出决算表")
    for number, (item, planned, spent) in enumerate(_ENTERTAINING):
        yield table_fact(FORESTRY_2031, table, (0, ()), (number, ("预算数", item)), planned, "预算")
        yield table_fact(
            FORESTRY_2031, table, (0, ()), (number + 3, ("决算数", item)), spent, "决算"
        )


def _projects() -> Iterator[Fact]:
    for number, (project, printed) in enumerate(_PROJECTS):
        yield table_fact(
            FORESTRY_2032, (0, "项目支出预算表"), (number, (project,)), (0, ("预算数",)),
            printed, "预算",
        )  # fmt: skip


def _changes() -> Iterator[Fact]:
    for item, figure, moved, rate, way in (
        ("基本支出", "500.00", "20.00", "4.2", 1),
        ("项目支出", "800.00", "100.00", "11.1", -1),
    ):
        words = ("增加", "增长") if way > 0 else ("减少", "下降")
        quote = f"{item}{figure}万元，比上年决算数{words[0]}{moved}万元，{words[1]}{rate}%。"
        yield prose_fact(item, figure, "万元", quote)
        yield prose_fact(item, moved, "万元", quote, "增减额", way)
        yield prose_fact(item, rate, "%", quote, "增减率", way)


@cache
def vocabulary() -> Vocabulary:
    """What questions to the three documents may name."""
    known = facts()
    labels = {label for fact in known for label in (*fact.row, *fact.column)}
    return Vocabulary(
        units=(FORESTRY, CLINIC),
        codes=frozenset(fact.code for fact in known if fact.code),
        labels=frozenset(map(skeleton, labels)),
        grams=Linker(known).known,
    )


@cache
def made_up_desk() -> Desk:
    """Facts and families of the three documents, ready to be looked up."""
    known = facts()
    return Desk(Finder(Linker(known), PROFILES), known)


def asked(question: str) -> Query:
    """``question`` understood with the words of the three documents."""
    return understand(question, vocabulary())


def meant(question: str) -> Query:
    """What the one clause of ``question`` asks for."""
    (part,) = clauses(asked(question))
    return part


def sizes(figures: tuple[Figure, ...]) -> list[tuple[Decimal, str]]:
    """The figures' values with their units."""
    return [(figure.value, figure.unit) for figure in figures]


def money(*printed: str) -> list[tuple[Decimal, str]]:
    """Amounts of 万元 as ``sizes`` gives them."""
    return [(Decimal(text), "万元") for text in printed]


def headline(answer: Answer) -> tuple[str, Decimal, str]:
    """Status, first value and its unit; an answer without one breaks the test that asks."""
    assert answer.values, (answer.status, answer.text)
    return answer.status, answer.values[0].value, answer.values[0].unit


def figures_of(answer: Answer) -> list[str]:
    """The figures of an answer with their units, as it tells them."""
    return [f"{value.value}{value.unit}" for value in answer.values]
