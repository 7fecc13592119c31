"""Relations within and between tables: where they hold, where they fail, where they say nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from checks_fixtures import cell, table

from qa.checks import Audit, audit
from qa.checks.code_sums import LEVELS
from qa.model import Disclosure, Fact, Paragraph, Profile, Table

SPENDING = ("合计", "基本支出", "项目支出")


def rules(facts: Sequence[Fact]) -> set[str]:
    """The rules that a document of these facts breaks."""
    return {check.rule for check in audit(facts).checks if check.severity == "error"}


def column(label: str, rows: Mapping[str, str | None], **changes: Any) -> tuple[Fact, ...]:
    """A table of one column."""
    return table((label,), {row: (text,) for row, text in rows.items()}, **changes)


def hurdles(found: Audit) -> list[str]:
    return [why for one in found.coverage for why, _ in one.hurdles]


def coded(facts: Sequence[Fact], codes: dict[str, str]) -> tuple[Fact, ...]:
    return tuple(replace(fact, code=codes.get(fact.row[-1])) for fact in facts)


def test_total_of_a_row_is_the_sum_of_its_parts() -> None:
    assert rules(table(SPENDING, {"行政运行": ("12.00", "7.00", "5.00")})) == set()
    assert rules(table(SPENDING, {"行政运行": ("12.00", "7.00", "6.00")})) == {
        "合计等于基本支出与项目支出等之和"
    }


def test_difference_within_the_rounding_of_all_parts_is_no_finding() -> None:
    found = audit(table(SPENDING, {"行政运行": ("12.01", "7.00", "5.00")}))
    assert found.checks == ()
    assert [(one.rounded, one.off) for one in found.coverage] == [(1, 0)]


def test_blank_cell_adds_nothing() -> None:
    assert rules(table(SPENDING, {"行政运行": ("7.00", "7.00", None)})) == set()


def test_column_of_unknown_meaning_leaves_a_sum_open() -> None:
    columns = (*SPENDING, "待定支出")
    found = audit(table(columns, {"行政运行": ("12.00", "7.00", "3.00", "2.00")}))
    assert found.checks == ()
    assert hurdles(found) == ["《支出总表》“待定支出”是否计入合计不明"]


def test_purchases_beside_the_parts_are_no_part() -> None:
    columns = (*SPENDING, "其中：政府采购项目")
    assert rules(table(columns, {"行政运行": ("12.00", "7.00", "5.00", "4.00")})) == set()


def test_versions_of_a_figure_are_never_added_to_one_another() -> None:
    budget = table(("预算数/合计", "预算数/基本支出", "预算数/项目支出"), {"甲": ("3", "2", "1")})
    account = table(
        ("决算数/合计", "决算数/基本支出", "决算数/项目支出"), {"甲": ("30", "20", "10")}
    )
    account = tuple(replace(one, basis="决算", column_id=one.column_id + 3) for one in account)
    assert rules((*budget, *account)) == set()


def test_version_below_the_item_is_read_like_one_above_it() -> None:
    columns = (
        "合计/一般公共预算",
        "公务接待费/一般公共预算",
        "公务用车购置及运行费/小计/一般公共预算",
    )
    facts = table(columns, {"某局": ("9.00", "4.00", "6.00")}, table="“三公”经费支出表")
    assert rules(facts) == {"“三公”经费合计等于各项之和"}


def test_row_of_column_numbers_satisfies_nothing() -> None:
    facts = table(("项目支出", "基本支出", "合计"), {"栏次": ("1", "2", "3")})
    assert audit(facts).coverage == ()


def test_relation_that_fails_all_over_a_table_is_taken_for_a_misreading() -> None:
    rows = {f"科目{n}": ("12.00", f"{n}.00", "1.00") for n in range(2, 8)}
    found = audit(table(SPENDING, rows))
    assert found.checks == ()
    assert set(hurdles(found)) == {"《支出总表》多处不成立，可能读错或口径不同"}


def test_one_failure_among_many_rows_is_a_contradiction() -> None:
    rows = {f"科目{n}": (f"{n + 1}.00", f"{n}.00", "1.00") for n in range(2, 8)}
    rows["科目9"] = ("12.00", "9.00", "1.00")
    assert rules(table(SPENDING, rows)) == {"合计等于基本支出与项目支出等之和"}


def test_code_is_the_sum_of_the_codes_below_it() -> None:
    rows = {
        "社会保障和就业支出": "9.00",
        "养老支出": "9.00",
        "基本养老": "5.00",
        "职业年金": "3.00",
    }
    codes = {
        "社会保障和就业支出": "208",
        "养老支出": "20805",
        "基本养老": "2080505",
        "职业年金": "2080506",
    }
    assert rules(coded(column("合计", rows), codes)) == {"科目的合计等于其下级科目之和"}
    rows["职业年金"] = "4.00"
    assert rules(coded(column("合计", rows), codes)) == set()


@pytest.mark.parametrize(("part", "broken"), [("5.00", set()), ("3.00", {LEVELS})])
def test_names_of_subjects_tell_their_levels_where_no_codes_are_printed(
    part: str, broken: set[str]
) -> None:
    rows = {
        "工资福利支出": "9.00",
        "工资福利支出/基本工资": "4.00",
        "工资福利支出/奖金": part,
    }
    assert rules(column("合计", rows)) == broken


def test_rows_whose_place_is_not_known_leave_the_levels_open() -> None:
    rows = {"工资福利支出": "9.00", "工资福利支出/基本工资": "4.00", "当地津贴": "5.00"}
    found = audit(column("合计", rows))
    assert found.checks == ()
    assert hurdles(found) == ["《支出总表》“当地津贴”是否计入“工资福利支出”不明"]


def test_levels_without_any_figure_are_not_all_there() -> None:
    rows = {"工资福利支出": "9.00", "工资福利支出/基本工资": "0.00", "工资福利支出/奖金": None}
    found = audit(column("合计", rows))
    assert found.checks == ()
    assert hurdles(found) == ["《支出总表》“工资福利支出”的下级科目没有数字"]


def test_subtotal_that_slipped_is_blamed_though_it_puts_two_sums_out() -> None:
    funds = ("财政拨款/小计", "财政拨款/一般公共预算拨款", "财政拨款/政府性基金预算拨款")
    facts = table(("合计", *funds, "事业收入"), {"工会经费": ("27", "67", "27", "0", "0")})
    found = [check for check in audit(facts).checks if check.severity == "error"]
    assert [check.rule for check in found] == ["合计等于各项资金来源之和"] * 2


def test_codes_of_several_units_are_summed_unit_by_unit() -> None:
    rows = {
        "甲中心": "5.00", "甲教育支出": "3.00", "甲住房保障支出": "2.00",
        "乙中心": "7.00", "乙教育支出": "3.00", "乙住房保障支出": "4.00",
    }  # fmt: skip
    codes = {label: "205" if "教育" in label else "221" for label in rows if "支出" in label}
    assert rules(coded(column("合计", rows), codes)) == set()
    rows["乙中心"] = "8.00"
    assert rules(coded(column("合计", rows), codes)) == {"合计等于各类科目之和"}


def test_total_of_a_table_without_codes_is_the_sum_of_known_classes() -> None:
    rows = {"教育支出": "3.00", "住房保障支出": "2.00", "本年支出合计": "6.00"}
    assert rules(column("支出/预算数", rows, table="收支总表")) == {"合计等于各类科目之和"}


def test_row_of_unknown_meaning_leaves_the_total_open() -> None:
    rows = {
        "教育支出": "3.00",
        "住房保障支出": "2.00",
        "待定": "1.00",
        "本年支出合计": "6.00",
    }
    found = audit(column("支出/预算数", rows, table="收支总表"))
    assert found.checks == ()
    assert hurdles(found) == ["《收支总表》“待定”是否计入合计不明"]


def test_income_of_the_year_and_carry_over_make_the_total() -> None:
    rows = {
        "一般公共预算拨款收入": "9.00",
        "本年收入合计": "9.00",
        "上年结转": "2.00",
        "收入总计": "12.00",
    }
    assert rules(column("收入/预算数", rows, table="收支总表")) == {
        "收入总计等于本年收入与结转结余之和"
    }


def test_funds_printed_with_their_sum_are_not_added_twice() -> None:
    rows = {"财政拨款收入": "9.00", "一般公共预算拨款收入": "9.00", "本年收入合计": "9.00"}
    assert rules(column("收入/预算数", rows, table="收支总表")) == set()


def test_parts_that_are_all_zero_are_not_all_there() -> None:
    rows = {
        "一般公共预算拨款收入": None,
        "政府性基金预算拨款收入": "0.00",
        "本年收入合计": "9.00",
    }
    assert rules(column("收入/预算数", rows, table="收支总表")) == set()


def test_part_that_stands_in_another_column_is_a_misreading() -> None:
    rows = {"一般公共预算拨款收入": "5.00", "本年收入合计": "9.00"}
    facts = column("收入/预算数", rows, table="收支总表")
    lost = cell("政府性基金预算拨款收入", "支出/预算数", "4.00", at=(5, 1), table="收支总表")
    assert rules((*facts, lost)) == set()
    assert rules(facts) == {"本年收入等于各项收入之和"}


def test_items_may_stand_in_rows_as_well() -> None:
    rows = {
        "“三公”经费": "9.00",
        "因公出国（境）费用": "1.00",
        "公务接待费": "2.00",
        "公务用车购置及运行费": "5.00",
    }
    facts = column("合计", rows, table="财政拨款安排的“三公”经费预算表")
    assert rules(facts) == {"“三公”经费合计等于各项之和"}


def test_list_is_summed_by_the_levels_that_another_column_settles() -> None:
    rows = {
        "合计": ("9.00", "9.00"),
        "一般性项目": ("9.00", "9.00"),
        "运维": ("5.00", "5.00"),
        "购置": ("4.00", "3.00"),
    }
    facts = table(("总计", "财政拨款"), rows, table="项目支出总表")
    assert rules(facts) == {"合计等于所列各项之和"}


def test_list_of_unknown_levels_is_left_open() -> None:
    rows = {"合计": "9.00", "运维": "5.00", "购置": "3.00"}
    found = audit(column("总计", rows, table="项目支出总表"))
    assert found.checks == ()
    assert hurdles(found) == ["《项目支出总表》各行的层级不明"]


def test_one_figure_in_two_tables_is_compared_across_units_of_measure() -> None:
    summary = column("支出/预算数", {"本年支出合计": "12.34"}, table="收支总表", table_id=1)
    detail = column("合计", {"合计": "123400.00"}, unit="元")
    assert rules((*summary, *detail)) == set()
    detail = column("合计", {"合计": "123500.00"}, unit="元")
    assert rules((*summary, *detail)) == {"支出表与收支总表一致"}


def test_tables_that_put_carried_over_money_into_the_total_agree_too() -> None:
    rows = {"本年支出合计": "12.00", "结转下年": "3.00", "支出总计": "15.00"}
    summary = column("支出/预算数", rows, table="收支总表", table_id=1)
    assert rules((*summary, *column("合计", {"合计": "15.00"}))) == set()


def test_subtotal_of_a_group_is_not_that_of_the_table() -> None:
    summary = column("收入/预算数", {"收入合计": "15.00"}, table="收支总表", table_id=1)
    rows = {"收入总计": "15.00", "财政拨款/小计": "12.00", "专户资金/小计": "3.00"}
    assert rules((*summary, *column("金额", rows, table="收入总表"))) == set()


def test_project_has_one_amount_in_all_tables() -> None:
    listed = column("总计", {"合计": "9.00", "运维": "5.00", "购置": "4.00"}, table="项目支出总表")
    goals = column(
        "预算数", {"运维": "5.00", "购置": "4.20"}, table="项目绩效目标情况表", table_id=1
    )
    found = [one for one in audit((*listed, *goals)).checks if one.severity == "error"]
    assert [one.rule for one in found] == ["同一项目在各表金额一致"]
    assert found[0].difference == Decimal("0.20")


def change_table(change: str, rate: str) -> tuple[Fact, ...]:
    before = cell("教育支出", "2023年预算数", "8.00", year=2023)
    now = cell("教育支出", "2024年预算数", "10.00", at=(0, 1))
    amount = cell("教育支出", "增减额", change, at=(0, 2), measure="增减额")
    ratio = cell("教育支出", "增减%", rate, at=(0, 3), measure="增减率", unit="%")
    return before, now, amount, ratio


def test_columns_of_change_follow_from_the_two_years() -> None:
    assert rules(change_table("2.00", "25.00")) == set()
    assert rules(change_table("3.00", "25.00")) == {"增减额与两个数之差一致"}
    assert rules(change_table("2.00", "20.00")) == {"增减率与增减额一致"}


def test_figure_under_the_wrong_one_of_two_columns_is_a_misreading() -> None:
    rows = {
        "普通教育": ("9.00", "4.00", "5.00"),
        "高中教育": ("7.00", "4.00", "3.00"),
        "其他普通教育支出": ("2.00", "2.00", None),
    }
    codes = {"普通教育": "20502", "高中教育": "2050204", "其他普通教育支出": "2050299"}
    found = audit(coded(table(SPENDING, rows), codes))
    assert found.checks == ()
    assert hurdles(found) == ["《支出总表》有数字可能读到了相邻的栏"]


def test_rows_that_became_sentences_leave_the_sums_of_their_table_open() -> None:
    facts = coded(
        column("预算", {"合计": "9.00", "工资福利支出": "5.00", "商品和服务支出": "2.00"}),
        {"工资福利支出": "301", "商品和服务支出": "302"},
    )
    assert rules(facts) == {"合计等于各类科目之和"}
    lost = Paragraph((), "310 资本性支出 2.00", 30, ((0, 30),))
    disclosure = Disclosure(
        doc=facts[0].doc,
        profile=Profile("某局", 2024, "预算"),
        sections=(),
        paragraphs=(lost,),
        tables=(Table("支出总表", (), (), (), 10, 13),),
    )
    found = audit(facts, disclosure)
    assert found.checks == ()
    assert hurdles(found) == ["《支出总表》表中有未能读出的数字"]


def test_figures_that_the_reader_left_out_are_told() -> None:
    disclosure = Disclosure(
        doc="某局2024年部门预算",
        profile=Profile("某局", 2024, "预算"),
        sections=(),
        paragraphs=(),
        tables=(Table("支出总表", (), (), (), 10, 13, dropped=4),),
    )
    assert hurdles(audit((), disclosure)) == ["《支出总表》有4个数字放不到确定的行列，没有读入"]
