"""Figures looked up, converted and divided; ratios and changes as printed or computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ask_fixtures import (
    CLINIC,
    FORESTRY,
    FORESTRY_2032,
    asked,
    made_up_desk,
    money,
    sizes,
    table_fact,
)
from hypothesis import given
from hypothesis import strategies as st

from qa.ask.compute.changes import computed_change, printed_change
from qa.ask.compute.lookup import operands, readings, side_by_side, value
from qa.ask.compute.ratios import rates, remaining
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_from, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.naming import is_version, label_of

_MONEY = st.decimals(-(10**9), 10**9, places=6, allow_nan=False)
_UNITS = st.sampled_from(["元", "千元", "万元", "百万元", "亿元"])


@pytest.fixture(scope="module")
def desk() -> Desk:
    return made_up_desk()


def _figure(printed: str, unit: str = "万元") -> Figure:
    return Figure("某项", Decimal(printed), unit)


def _sizes(question: str, desk: Desk) -> list[tuple[Decimal, str]]:
    return sizes(tuple(readings(asked(question), desk)))


@given(_MONEY, _UNITS, _UNITS)
def test_in_unit_there_and_back_is_exact(size: Decimal, here: str, there: str) -> None:
    figure = Figure("某项", size, here)
    assert fig.in_unit(fig.in_unit(figure, there), here).value == size


@given(_MONEY, _UNITS)
def test_in_unit_keeps_the_worth_in_yuan(size: Decimal, unit: str) -> None:
    figure = Figure("某项", size, "万元")
    assert fig.in_unit(fig.in_unit(figure, unit), "元").value == size * 10000


@pytest.mark.parametrize(
    ("printed", "unit", "converted"),
    [
        ("68098.25", "元", "680982500"),
        ("68098.25", "亿元", "6.809825"),
        ("0.01", "元", "100"),
        ("0.00", "亿元", "0"),
    ],
)
def test_in_unit_rounds_nothing(printed: str, unit: str, converted: str) -> None:
    figure = fig.in_unit(_figure(printed), unit)
    assert (figure.value, figure.unit) == (Decimal(converted), unit)


@pytest.mark.parametrize("unit", [None, "万元"])
def test_in_unit_leaves_a_figure_in_its_own_unit(unit: str | None) -> None:
    assert fig.in_unit(_figure("1.20"), unit) == _figure("1.20")


def test_in_unit_leaves_what_is_no_money() -> None:
    assert fig.in_unit(_figure("3", "辆"), "元") == _figure("3", "辆")


@given(st.lists(_MONEY, min_size=1, max_size=8))
def test_total_is_exact(values: list[Decimal]) -> None:
    figures = [Figure(str(n), one, "元") for n, one in enumerate(values)]
    assert fig.total("合计", figures).value == sum(values, Decimal(0))


def test_total_adds_in_the_unit_of_the_first() -> None:
    both = fig.total("合计", [_figure("1.5"), _figure("5000", "元")])
    assert (both.value, both.unit) == (Decimal("2.0"), "万元")


def test_difference_is_signed_and_exact() -> None:
    less = fig.difference("差", _figure("1.10"), _figure("3.30"), "difference")
    assert (less.value, less.unit) == (Decimal("-2.20"), "万元")


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [("4.00", "10.00", "40.00"), ("1", "3", "33.33"), ("2", "3", "66.67"), ("0", "3", "0.00")],
)
def test_ratio_is_per_cent_with_two_decimals(one: str, other: str, percent: str) -> None:
    figure = fig.ratio("比", _figure(one), _figure(other), "甲 ÷ 乙")
    assert figure is not None
    assert (str(figure.value), figure.unit) == (percent, "%")


def test_five_behind_the_decimals_of_a_ratio_is_rounded_up() -> None:
    figure = fig.ratio("比", _figure("1"), _figure("800"), "甲 ÷ 乙")
    assert figure is not None
    assert figure.value == Decimal("0.13")


def test_ratio_compares_across_units() -> None:
    figure = fig.ratio("比", _figure("50000", "元"), _figure("10"), "甲 ÷ 乙")
    assert figure is not None
    assert figure.value == Decimal("50.00")


def test_nothing_is_divided_by_zero() -> None:
    zero, one = _figure("0.00"), _figure("1.00")
    assert fig.ratio("比", one, zero, "") is None
    assert fig.multiple("倍", one, zero) is None
    assert fig.growth("增长率", one, zero) is None
    assert fig.average("人均", one, _figure("0", "人")) is None


def test_growth_of_a_fall_is_negative() -> None:
    figure = fig.growth("增长率", _figure("80"), _figure("100"))
    assert figure is not None
    assert figure.value == Decimal("-20.00")


def test_multiple_keeps_two_decimals() -> None:
    figure = fig.multiple("倍数", _figure("10"), _figure("4"))
    assert figure is not None
    assert (figure.value, figure.unit) == (Decimal("2.50"), "倍")


def test_computed_figures_keep_their_operands() -> None:
    figure = fig.ratio("比", _figure("1"), _figure("4"), "部分 ÷ 整体")
    assert figure is not None
    assert [o.value for o in figure.operands] == [Decimal(1), Decimal(4)]
    assert figure.formula == "部分 ÷ 整体"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("林业局2031年住房公积金", money("59.50")),
        ("林业局2031年基本支出决算", money("500.00")),
        ("林业局2031年公务接待费决算", money("1.00")),
        ("林业局2031年公务接待费预算", money("2.00")),
        ("林业局2032年松材线虫病防治", money("330.00")),
        ("疾控中心2031年公共卫生支出", money("900.00")),
        ("林业局2031年事业机构的项目支出", money("0.00")),
    ],
)
def test_readings_are_what_the_documents_print(
    desk: Desk, question: str, expected: list[tuple[Decimal, str]]
) -> None:
    assert _sizes(question, desk) == expected


@pytest.mark.parametrize(
    "question",
    [
        "林业局2033年住房公积金",
        "林业局2032年住房公积金",
        "疾控中心2031年森林资源培育",
        "林业局2031年核潜艇采购",
        "林业局2031年有多少辆车",
    ],
)
def test_readings_are_none_where_nothing_is_printed(desk: Desk, question: str) -> None:
    assert _sizes(question, desk) == []


def test_readings_name_every_unit_that_fits(desk: Desk) -> None:
    found = readings(asked("2031年住房公积金"), desk)
    assert {f.facts[0].unit_name: f.value for f in found} == {
        FORESTRY: Decimal("59.50"),
        CLINIC: Decimal("40.00"),
    }


def test_value_of_several_readings_is_ambiguous(desk: Desk) -> None:
    outcome = value(asked("2031年住房公积金"), desk)
    assert outcome is not None
    assert (outcome.status, outcome.figures) == ("ambiguous", ())
    assert len(outcome.candidates) == 2


def test_value_of_several_things_gives_each(desk: Desk) -> None:
    outcome = value(asked("林业局2031年森林资源培育和林业草原防灾减灾分别多少"), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == money("600.00", "200.00")


def test_value_is_none_where_names_are_asked_for(desk: Desk) -> None:
    query = replace(asked("林业局2031年住房公积金"), asks_words=True)
    assert value(query, desk) is None


def test_side_by_side_is_all_or_none(desk: Desk) -> None:
    wanted = [asked("林业局2031年住房公积金"), asked("林业局2031年核潜艇采购")]
    assert side_by_side(wanted, desk) == []


def test_side_by_side_names_the_units_where_there_are_two(desk: Desk) -> None:
    found = side_by_side(operands(asked("林业局和疾控中心2031年住房公积金"), desk), desk)
    assert [f.label[: len(name)] for f, name in zip(found, (FORESTRY, CLINIC), strict=True)] == [
        FORESTRY,
        CLINIC,
    ]


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("林业局2031年公务接待费执行率", "50.00"),
        ("林业局2031年公务用车运行维护费预算完成率", "37.50"),
        ("林业局2031年三公经费执行率", "40.00"),
    ],
)
def test_rates_divide_actual_by_planned(desk: Desk, question: str, percent: str) -> None:
    (figure,) = rates(asked(question), desk)
    assert (figure.value, figure.unit) == (Decimal(percent), "%")


def test_rates_need_both_figures_of_one_document(desk: Desk) -> None:
    assert rates(asked("疾控中心2031年三公经费执行率"), desk) == []


def test_remaining_is_planned_less_actual(desk: Desk) -> None:
    outcome = remaining(asked("林业局2031年公务用车运行维护费还剩多少没花完"), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == money("5.00")


def test_printed_change_gives_amount_and_rate_of_the_sentence(desk: Desk) -> None:
    amount, percent = printed_change(asked("林业局2031年基本支出比上年增加多少"), desk)
    assert amount is not None
    assert percent is not None
    assert sizes((amount, percent)) == [(Decimal("20.00"), "万元"), (Decimal("4.2"), "%")]


def test_printed_change_is_none_where_no_sentence_says_one(desk: Desk) -> None:
    assert printed_change(asked("林业局2031年住房公积金比上年增加多少"), desk) == (None, None)


def test_computed_change_needs_both_years(desk: Desk) -> None:
    assert computed_change(asked("林业局2031年住房公积金比上年增加多少"), desk) == (None, None)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("林业局2030年基本支出，请倒推", "480.00"),
        ("林业局2030年项目支出，请倒推", "900.00"),
    ],
)
def test_derived_takes_a_rise_off_and_puts_a_fall_back(
    desk: Desk, question: str, expected: str
) -> None:
    assert _sizes(question, desk) == money(expected)


def test_derived_shows_figure_and_change(desk: Desk) -> None:
    (figure,) = readings(asked("林业局2030年项目支出，请倒推"), desk)
    assert [abs(o.value) for o in figure.operands] == [Decimal("800.00"), Decimal("100.00")]


def test_derived_is_nothing_without_a_printed_change(desk: Desk) -> None:
    assert _sizes("林业局2030年住房公积金，请倒推", desk) == []


@pytest.mark.parametrize("label", ["年初预算数", "调整后预算数", "全年预算"])
def test_is_version_of_labels_that_name_no_item(label: str) -> None:
    assert is_version(label)


@pytest.mark.parametrize("label", ["项目支出预算数", "三公经费"])
def test_is_version_of_no_item(label: str) -> None:
    assert not is_version(label)


def test_label_of_a_change_says_which_way_it_went(desk: Desk) -> None:
    amount, percent = printed_change(asked("林业局2031年项目支出比上年减少多少"), desk)
    assert amount is not None
    assert percent is not None
    assert amount.label == "2031年项目支出比上年决算数减少"
    assert percent.label == "2031年项目支出比上年决算数下降"


def test_label_of_a_figure_names_year_item_and_version(desk: Desk) -> None:
    link = desk.links(asked("林业局2031年住房公积金"))[0]
    assert label_of(link.fact) == "2031年住房公积金（决算）"


def test_figure_from_a_blank_cell_is_refused(desk: Desk) -> None:
    fact = replace(desk.links(asked("林业局2031年住房公积金"))[0].fact, value=None, text=None)
    with pytest.raises(ValueError, match="no figure"):
        figure_from(fact)


def test_figure_of_a_cell_of_words_keeps_the_print(desk: Desk) -> None:
    link = desk.links(asked("林业局2031年住房公积金"))[0]
    words = link._replace(fact=replace(link.fact, value=None, text="≥15G"))
    figure = figure_of(words)
    assert (figure.value, figure.unit, figure.printed) == (Decimal(15), "G", "≥15G")


@pytest.mark.parametrize(
    ("table", "row", "column", "label"),
    [
        (
            "收支总表",
            "支出合计",
            ("支出", "支出用途", "项目名称", "金额"),
            "2032年支出合计（预算）",
        ),
        (
            "收支总表",
            "支出合计",
            ("支出", "支出功能分类科目（按大类）", "预算数"),
            "2032年支出合计（预算）",
        ),
        ("2032年度“三公”经费支出表", "合计", ("预算数",), "2032年“三公”经费（预算）"),
    ],
)
def test_label_of_a_total_is_its_name_and_not_what_the_rows_are_sorted_by(
    table: str, row: str, column: tuple[str, ...], label: str
) -> None:
    fact = table_fact(FORESTRY_2032, (8, table), (0, (row,)), (0, column), "5.00", "预算")
    assert label_of(fact) == label
