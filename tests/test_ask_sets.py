"""Operations over families: the largest, those over a bound, sums, lists, rankings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import FORESTRY, asked, facts, made_up_desk, money, sizes

from qa.ask.compute.choosing import choose
from qa.ask.compute.leaves import leaves, making_up, parts_of
from qa.ask.compute.sets import extreme, listing, mean, own, ranking
from qa.ask.compute.sums import total
from qa.ask.find.desk import Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    return made_up_desk()


def _named(found: tuple[object, ...]) -> list[str]:
    return [own(figure) for figure in found]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "names", "figures"),
    [
        ("林业局2032年哪个项目金额最大", ["退耕还林管护"], ["500.00"]),
        ("林业局2032年哪个项目金额最小", ["古树名木保护"], ["120.00"]),
        (
            "林业局2032年金额前两的项目",
            ["退耕还林管护", "松材线虫病防治"],
            ["500.00", "330.00"],
        ),
        ("林业局2031年林业和草原里哪个科目最多", ["森林资源培育"], ["600.00"]),
        (
            "林业局2032年项目里最多和最少的各是哪个",
            ["退耕还林管护", "古树名木保护"],
            ["500.00", "120.00"],
        ),
    ],
)
def test_extreme_names_the_item_with_its_figure(
    desk: Desk, question: str, names: list[str], figures: list[str]
) -> None:
    outcome = extreme(asked(question), desk)
    assert outcome is not None
    assert _named(outcome.figures) == names
    assert sizes(outcome.figures) == money(*figures)


def test_extreme_of_units_names_the_unit(desk: Desk) -> None:
    outcome = extreme(asked("2031年哪个单位住房公积金最多"), desk)
    assert outcome is not None
    assert _named(outcome.figures) == [FORESTRY]
    assert sizes(outcome.figures) == money("59.50")


def test_extreme_of_no_family_is_none(desk: Desk) -> None:
    assert extreme(asked("林业局2031年核潜艇里哪个最多"), desk) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("林业局2032年哪些项目超过300万元", ["松材线虫病防治", "退耕还林管护"]),
        ("林业局2032年哪些项目超过0.04亿元", ["退耕还林管护"]),
        ("林业局2032年哪些项目不足200万元", ["古树名木保护"]),
        (
            "林业局2032年项目支出预算表列了哪些项目",
            ["古树名木保护", "松材线虫病防治", "退耕还林管护"],
        ),
        (
            "林业局2031年林业和草原有哪些科目",
            ["事业机构", "森林资源培育", "林业草原防灾减灾"],
        ),
    ],
)
def test_listing_keeps_the_bound_and_the_printed_order(
    desk: Desk, question: str, names: list[str]
) -> None:
    outcome = listing(asked(question), desk)
    assert outcome is not None
    assert _named(outcome.figures) == names


def test_listing_admits_nothing_at_the_bound_itself(desk: Desk) -> None:
    assert listing(asked("林业局2032年哪些项目超过500万元"), desk) is None


def test_ranking_goes_from_the_largest_down(desk: Desk) -> None:
    outcome = ranking(asked("林业局2032年各项目从高到低排"), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == money("500.00", "330.00", "120.00")


def test_total_adds_a_family_without_its_own_total(desk: Desk) -> None:
    outcome = total(asked("林业局2032年各项目加起来"), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == money("950.00")


def test_total_adds_only_the_first_few(desk: Desk) -> None:
    outcome = total(asked("林业局2032年前两大项目加起来"), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == money("830.00")


def test_mean_divides_by_the_members(desk: Desk) -> None:
    outcome = mean(asked("林业局2032年平均每个项目"), desk)
    assert outcome is not None
    assert abs(outcome.figures[0].value - Decimal(950) / 3) < Decimal("0.000001")


def test_leaves_are_no_sums_of_others() -> None:
    whole = [f for f in facts() if f.table_id == 0 and f.column_id == 0 and f.unit_name == FORESTRY]
    spending = [f for f in whole if f.year == 2031]
    assert [f.row[-1] for f in leaves(spending)] == [
        "事业机构",
        "森林资源培育",
        "林业草原防灾减灾",
        "住房公积金",
    ]


def test_leaves_add_up_to_the_printed_total() -> None:
    spending = [
        f for f in facts()
        if f.table == "支出决算表" and f.unit_name == FORESTRY and f.column == ("本年支出合计",)
    ]  # fmt: skip
    assert sum((f.value or 0 for f in leaves(spending)), Decimal(0)) == Decimal("1300.00")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ((10, 20, 30), 3),
        ((10, 20, 30, 25), 3),  # 其中：政府采购 25
        ((10, 20, 31), 0),
        ((10, 20, 30, 25, 25), 0),
    ],
)
def test_parts_make_up_their_whole_without_one_printed_besides(
    printed: tuple[int, ...], kept: int
) -> None:
    whole, *others = [fact for fact in facts() if fact.unit == "万元"][: len(printed) + 1]
    parts = [replace(o, value=Decimal(n)) for o, n in zip(others, printed, strict=True)]
    found = making_up(replace(whole, value=Decimal(60)), parts)
    assert [*found] == parts[:kept]


def test_choose_names_one_family_a_document(desk: Desk) -> None:
    chosen = choose(asked("2031年住房保障支出的科目"), desk)
    docs = [family.members[0].doc for family in chosen]
    assert len(docs) == len(set(docs))


def test_columns_of_a_row_of_totals_are_the_parts_of_its_table(desk: Desk) -> None:
    outcome = listing(asked("林业局2031年三公经费决算由哪些部分构成"), desk)
    assert outcome is not None
    assert _named(outcome.figures) == ["公务用车运行维护费", "公务接待费"]
    assert sizes(outcome.figures) == money("3.00", "1.00")


def test_projects_are_no_subjects_that_have_project_spending(desk: Desk) -> None:
    assert extreme(asked("林业局2031年哪个项目金额最大"), desk) is None


def test_whole_is_none_of_its_own_parts(desk: Desk) -> None:
    (family,) = choose(asked("林业局2032年项目的金额"), desk)
    assert "合计" not in [fact.row[-1] for fact in parts_of(family)]
