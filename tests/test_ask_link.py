"""Labels tied to the words of a question, filters before them, families and witnesses."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import (
    CLINIC_2031,
    FORESTRY,
    FORESTRY_2031,
    FORESTRY_2032,
    PROFILES,
    asked,
    facts,
    table_fact,
)

from qa.ask.find.families import families
from qa.ask.find.finder import Finder, best, groups, of_class, unit_class
from qa.ask.find.link import bare_title, classification, is_total, own_label, subject_of
from qa.ask.find.linker import Linker
from qa.ask.find.scope import COMPATIBLE, Scope, stated
from qa.ask.find.titled import titled
from qa.ask.find.together import same_place
from qa.ask.find.witness import Witnesses, likeness
from qa.ask.question.query import Query
from qa.model import Fact

FACTS = facts()


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Linker(FACTS), PROFILES)


def _cell(item: str, column: str = "本年支出合计", doc: str = FORESTRY_2031) -> Fact:
    (found,) = [
        fact
        for fact in FACTS
        if fact.doc == doc and fact.row[-1:] == (item,) and fact.column[-1:] == (column,)
    ]
    return found


def _first(finder: Finder, query: Query, scope: Scope | None = None) -> Fact:
    scope = scope or Scope(query.units, query.years, query.bases, codes=query.codes)
    return finder.find(query, query.content, scope)[0].fact


@pytest.mark.parametrize(
    "label", ["合计", "总计", "本年支出合计", "2031年", "决算数", FORESTRY, ""]
)
def test_is_total_of_labels_that_say_all_of_it(label: str) -> None:
    assert is_total(label, FORESTRY)


@pytest.mark.parametrize("label", ["基本支出", "住房公积金", "公务接待费", "森林资源培育"])
def test_is_total_of_no_item(label: str) -> None:
    assert not is_total(label, FORESTRY)


@pytest.mark.parametrize(
    ("row", "column", "label"),
    [
        (("住房保障支出", "住房公积金"), ("基本支出",), "住房公积金"),
        (("合计",), ("基本支出",), "基本支出"),
        ((), ("决算数", "公务接待费"), "公务接待费"),
        ((), ("决算数", "合计"), "支出决算表"),
        (("合计",), ("当年", "财政拨款安排的“三公”经费", "小计"), "“三公”经费"),
        (("合计",), ("上年", "合计"), "支出决算表"),
    ],
)
def test_own_label_is_the_innermost_that_names_an_item(
    row: tuple[str, ...], column: tuple[str, ...], label: str
) -> None:
    fact = table_fact(FORESTRY_2031, (9, "支出决算表"), (0, row), (0, column), "1.00", "决算")
    assert own_label(fact) == label


def test_own_label_of_a_projects_sheet_is_the_project() -> None:
    table = (9, "项目支出绩效自评表 苗圃改造")
    fact = table_fact(
        FORESTRY_2031, table, (0, ("年度资金总额",)), (0, ("全年执行数",)), "1.00", "执行"
    )
    assert (subject_of(fact), own_label(fact)) == ("苗圃改造", "苗圃改造")


@pytest.mark.parametrize(
    ("title", "bare"), [("财政拨款“三公”经费支出决算表", "“三公”经费"), ("总表", "总表")]
)
def test_bare_title_drops_what_every_title_says(title: str, bare: str) -> None:
    assert bare_title(title) == bare


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("清源县水利局2025年三公经费预算表", "三公经费"),
        ("清源县水利局三公经费预算表", "三公经费"),
        ("清源县教育局2025年三公经费预算表", "清源县教育局2025年三公经费"),
        ("清源县水利局2025年", "清源县水利局2025年"),
    ],
)
def test_bare_title_drops_the_body_whose_table_it_is(title: str, bare: str) -> None:
    assert bare_title(title, "清源县水利局") == bare


@pytest.mark.parametrize(
    ("code", "name"), [("2130205", "功能分类科目"), ("30201", "经济分类科目"), (None, "")]
)
def test_classification_goes_by_the_first_digit(code: str | None, name: str) -> None:
    assert classification(replace(FACTS[0], code=code)) == name


@pytest.mark.parametrize(
    ("question", "item", "column"),
    [
        ("林业局2031年住房公积金", "住房公积金", "本年支出合计"),
        ("林业局2031年公积金花了多少", "住房公积金", "本年支出合计"),
        ("林业局2031年农林水支出", "农林水支出", "本年支出合计"),
        ("林业局2031年农林水支出的基本支出", "农林水支出", "基本支出"),
        ("林业局2031年森林资源培育项目支出", "森林资源培育", "项目支出"),
        ("林业局2031年林业草原防灾减灾", "林业草原防灾减灾", "本年支出合计"),
    ],
)
def test_find_takes_the_row_and_column_that_are_named(
    finder: Finder, question: str, item: str, column: str
) -> None:
    assert _first(finder, asked(question)) == _cell(item, column)


def test_find_takes_the_total_row_for_a_columns_name(finder: Finder) -> None:
    fact = _first(finder, asked("林业局2031年项目支出决算"))
    assert (fact.value, own_label(fact)) == (Decimal("800.00"), "项目支出")


def test_find_takes_the_code_for_the_row(finder: Finder) -> None:
    assert _first(finder, asked("林业局2031年2130205")).row[-1] == "森林资源培育"


def test_find_ranks_the_best_first(finder: Finder) -> None:
    query = asked("林业局2031年住房公积金")
    scores = [k.score for k in finder.find(query, query.content, Scope(query.units))]
    assert scores == sorted(scores, reverse=True)


def test_find_keeps_to_the_scope(finder: Finder) -> None:
    query = asked("住房公积金")
    found = finder.find(query, query.content, Scope((FORESTRY,), (2031,), ("决算",)))
    assert {(k.fact.unit_name, k.fact.year, k.fact.basis) for k in found} == {
        (FORESTRY, 2031, "决算")
    }


def test_find_finds_nothing_of_what_no_label_says(finder: Finder) -> None:
    query = asked("核潜艇")
    assert finder.find(query, query.content, Scope()) == []


@pytest.mark.parametrize("scope", [Scope(("别处",)), Scope(years=(1999,)), Scope(codes=("999",))])
def test_scope_admits_no_other_unit_year_or_code(scope: Scope) -> None:
    assert not any(scope.admits(fact) for fact in FACTS)


@pytest.mark.parametrize(
    ("asked_for", "printed", "admitted"),
    [
        ("决算", "执行", True),
        ("预算", "年初预算", True),
        ("年初预算", "调整预算", False),
        ("决算", "预算", False),
        ("预算", "决算", False),
    ],
)
def test_scope_admits_versions_that_answer_for_one_another(
    asked_for: str, printed: str, admitted: bool
) -> None:
    fact = replace(_cell("住房公积金"), basis=printed)  # type: ignore[arg-type]
    assert Scope(bases=(asked_for,)).admits(fact) is admitted  # type: ignore[arg-type]


def test_scope_admits_no_blank_cell() -> None:
    assert not Scope().admits(replace(_cell("住房公积金"), value=None, text=None))


def test_scope_admits_a_zero() -> None:
    assert Scope().admits(replace(_cell("住房公积金"), value=Decimal("0.00")))


def test_compatible_puts_the_version_itself_first() -> None:
    assert all(versions[0] == asked_for for asked_for, versions in COMPATIBLE.items())


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("≥15G", "15", "G"), ("2 次", "2", "次"), ("98%", "98", "%")]
)
def test_stated_reads_the_amount_of_a_cell_of_words(text: str, value: str, unit: str) -> None:
    amount = stated(replace(FACTS[0], value=None, text=text))
    assert amount is not None
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["及时", "新增 3 条，共 5 条", None])
def test_stated_reads_none_where_there_is_not_one(text: str | None) -> None:
    assert stated(replace(FACTS[0], value=None, text=text)) is None


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("万元", "money"), ("元", "money"), ("%", "rate"), ("分", "score"), ("辆", "count")],
)
def test_unit_class_tells_kinds_of_measure_apart(unit: str, kind: str) -> None:
    assert unit_class(unit) == kind


def test_of_class_rejects_money_where_heads_are_asked_for() -> None:
    assert not of_class(_cell("住房公积金"), asked("住房公积金有多少人"))


def test_other_side_speaks_against_income_where_spending_is_asked_for() -> None:
    income = replace(_cell("住房公积金"), table="收入决算表")
    spending = _cell("住房公积金")
    assert titled(income, "住房公积金支出").cost > titled(spending, "住房公积金支出").cost


def test_groups_keep_units_years_and_versions_apart(finder: Finder) -> None:
    query = asked("住房公积金")
    found = groups(finder.find(query, query.content, Scope()))
    assert (FORESTRY, 2031, "决算") in found
    assert all(len({k.fact.unit_name for k in links}) == 1 for links in found.values())


def test_same_place_is_nearest_in_one_row_or_column() -> None:
    one = _cell("住房公积金")
    assert same_place(one, _cell("住房公积金", "基本支出")) == 1.0
    assert same_place(one, _cell("农林水支出")) == 1.0
    assert same_place(one, _cell("农林水支出", "基本支出")) == 0.5
    assert same_place(one, _cell("住房公积金", doc=CLINIC_2031)) == 0.0


def test_best_of_no_links_is_none() -> None:
    assert best([]) is None


def test_is_own_is_the_documents_year_and_kind(finder: Finder) -> None:
    one = _cell("住房公积金")
    assert finder.is_own(one)
    assert not finder.is_own(replace(one, year=2030))
    assert not finder.is_own(replace(one, basis="年初预算"))


def test_families_hold_the_rows_under_one_parent() -> None:
    found = {
        tuple(member.row[-1] for member in family.members)
        for family in families(FACTS)
        if family.head == "林业和草原"
    }
    assert found == {("事业机构", "森林资源培育", "林业草原防灾减灾")}


def test_families_know_the_levels_of_the_classification() -> None:
    levels = {
        (family.level, tuple(member.row[-1] for member in family.members))
        for family in families(f for f in FACTS if f.doc == FORESTRY_2031 and f.column_id == 0)
        if family.level
    }
    assert ("类", ("农林水支出", "住房保障支出")) in levels


def test_families_leave_the_total_out() -> None:
    assert not any(
        is_total(member.row[-1])
        for family in families(f for f in FACTS if f.doc == FORESTRY_2032)
        for member in family.members
    )


def test_families_need_two_members() -> None:
    assert families([_cell("住房公积金")]) == []


def test_witness_is_the_sentence_that_prints_the_same_figure() -> None:
    (total,) = [
        f for f in FACTS
        if f.doc == FORESTRY_2031 and f.row == ("合计",) and f.column == ("基本支出",)
    ]  # fmt: skip
    (witness,) = Witnesses(FACTS).beside(total)
    assert (witness.source, witness.row, witness.measure) == ("prose", ("基本支出",), "值")


def test_witness_of_a_figure_printed_once_is_none() -> None:
    assert Witnesses(FACTS).beside(_cell("住房公积金")) == ()


def test_witness_of_a_zero_is_none() -> None:
    assert Witnesses(FACTS).beside(_cell("住房公积金", "项目支出")) == ()


def test_likeness_is_the_share_of_the_shorter_label() -> None:
    assert likeness(_cell("住房公积金"), _cell("住房公积金")) == 1.0
    assert likeness(_cell("住房公积金"), _cell("农林水支出")) == 0.0
