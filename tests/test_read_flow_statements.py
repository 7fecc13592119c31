"""Statements out of PDF text, against the figures that the documents print."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from qa.model import Table
from tests.flow_fixtures import (
    ACCOUNTS,
    BUDGET,
    FIGURE,
    cells_of,
    corpus_lines,
    corpus_table,
    corpus_tables,
    value,
)

UNIT = "深圳市福田区数据管理中心"
BOTH = (ACCOUNTS, BUDGET)


def _texts(doc: str) -> list[tuple[Table, int, str]]:
    return [
        (table, cell.line, cell.text)
        for table in corpus_tables(doc)
        for row in table.rows
        for cell in row.cells
        if cell.text is not None
    ]


@pytest.mark.parametrize("doc", BOTH)
def test_find_tables_finds_every_numbered_table_once(doc: str) -> None:
    numbers = [table.number for table in corpus_tables(doc) if table.number]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) == {ACCOUNTS: 9, BUDGET: 14}[doc]


@pytest.mark.parametrize("doc", BOTH)
def test_find_tables_places_every_figure_of_the_corpus(doc: str) -> None:
    assert [table.name for table in corpus_tables(doc) if table.dropped] == []


@pytest.mark.parametrize("doc", BOTH)
def test_every_figure_stands_in_its_line_and_under_one_label(doc: str) -> None:
    printed = {line.number: Counter(line.text.split()) for line in corpus_lines(doc)}
    used: dict[int, Counter[str]] = {}
    for _, line, text in _texts(doc):
        if FIGURE.fullmatch(text) and "." in text:
            used.setdefault(line, Counter())[text] += 1
    assert used
    for line, texts in used.items():
        assert texts <= printed[line], line


@pytest.mark.parametrize("doc", BOTH)
def test_tables_do_not_overlap(doc: str) -> None:
    tables = corpus_tables(doc)
    assert len(tables) > 1
    for above, below in pairwise(tables):
        assert above.line <= above.end_line < below.line


@pytest.mark.parametrize("doc", BOTH)
def test_row_numbers_and_column_numbers_are_no_figures(doc: str) -> None:
    lone = [text for table, _, text in _texts(doc) if table.unit and text.isdigit()]
    assert set(lone) <= {"0"}


def test_pages_of_one_table_are_joined() -> None:
    table = corpus_table(ACCOUNTS, "收入支出决算总表")
    assert (table.line, table.end_line) == (47, 154)
    assert value(table, "一般公共服务支出", "支出/决算数") == "33,793.14"
    assert value(table, "灾害防治及应急管理支出", "支出/决算数") == "0.00"
    assert value(table, "总计", "收入/决算数") == "35,460.26"


def test_total_row_that_every_page_repeats_is_one_row() -> None:
    table = corpus_table(ACCOUNTS, "支出决算表")
    assert [row.labels for row in table.rows].count(("合计",)) == 1
    assert len(table.rows) == 17


def test_label_without_figure_in_one_half_is_no_row() -> None:
    table = corpus_table(ACCOUNTS, "收入支出决算总表")
    left = [row for row in table.rows if table.columns[row.cells[0].column].path[0] == "收入"]
    assert len(left) == 12


def test_wrapped_name_keeps_code_path_and_figures() -> None:
    table = corpus_table(ACCOUNTS, "支出决算表")
    (row,) = (row for row in table.rows if row.code == "2010399")
    assert row.labels == (
        "一般公共服务支出",
        "政府办公厅（室）及相关机构事务",
        "其他政府办公厅（室）及相关机构事务支出",
    )
    assert (row.line, row.cells[0].line) == (291, 295)
    assert row.quote == (
        "2010399 其他政府办公厅（室） 及相关机构事务支出 31,679.59 0.00 31,679.59 0.00 0.00 0.00"
    )
    assert cells_of(table, row.labels[-1]) == {
        "本年支出合计": "31,679.59",
        "基本支出": "0.00",
        "项目支出": "31,679.59",
        "上缴上级支出": "0.00",
        "经营支出": "0.00",
        "对附属单位补助支出": "0.00",
    }


def test_halves_of_different_width_keep_their_columns() -> None:
    table = corpus_table(ACCOUNTS, "财政拨款收入支出决算总表")
    assert cells_of(table, "社会保障和就业支出") == {
        "支出/合计": "508.81",
        "支出/一般公共预算财政拨款": "508.81",
        "支出/政府性基金预算财政拨款": "0.00",
        "支出/国有资本经营预算财政拨款": "0.00",
    }


def test_fund_below_a_carry_over_is_its_part() -> None:
    table = corpus_table(ACCOUNTS, "财政拨款收入支出决算总表")
    label = "年初财政拨款结转和结余/政府性基金预算财政拨款"
    assert cells_of(table, label) == {"收入/金额": "0.00"}


def test_half_that_runs_out_leaves_the_other_its_codes() -> None:
    table = corpus_table(ACCOUNTS, "一般公共预算财政拨款基本支出决算明细表")
    assert value(table, "其他商品和服务支出", "公用经费/金额", "30299") == "5.42"
    assert value(table, "其他支出", "公用经费/金额", "399") == "0.00"
    assert value(table, "人员经费合计", "人员经费/金额") == "2,123.99"
    assert value(table, "公用经费合计", "公用经费/金额") == "77.29"


def test_row_of_figures_alone_has_no_label() -> None:
    table = corpus_table(ACCOUNTS, "一般公共预算财政拨款“三公”经费支出决算表")
    (row,) = table.rows
    assert row.labels == ()
    found = {"/".join(table.columns[c.column].path): c.text for c in row.cells}
    assert found["预算数/合计"] == "12.00"
    assert found["决算数/公务用车购置及运行费/公务用车运行费"] == "6.28"
    assert found["决算数/公务接待费"] == "0.00"


def test_notes_belong_to_their_table() -> None:
    table = corpus_table(ACCOUNTS, "政府性基金预算财政拨款收入支出决算表")
    assert table.notes == (
        "注：本表反映单位本年度政府性基金预算财政拨款收入、支出及结转结余情况。",
        "本单位本年度无政府性基金预算财政拨款收入、支出及结转结余。",
    )


def test_blank_columns_are_settled_by_the_statement_of_income() -> None:
    table = corpus_table(BUDGET, "基本支出总表")
    found = cells_of(table, "机关事业单位基本养老保险缴费")
    filled = {path: text for path, text in found.items() if text is not None}
    assert filled == {
        "总计": "50.40",
        "政府预算拨款/小计": "50.40",
        "政府预算拨款/一般公共预算拨款": "50.40",
    }
    assert len(found) == 12


def test_blank_columns_are_settled_by_other_tables() -> None:
    found = cells_of(corpus_table(BUDGET, "收入总表"), UNIT)
    funds = "本年收入/政府预算拨款/一般公共预算拨款"
    assert {path: text for path, text in found.items() if text is not None} == {
        "收入总计": "4,424.60",
        f"{funds}/小计": "4,424.60",
        f"{funds}/基本支出拨款": "780.06",
        f"{funds}/履职类项目拨款": "3,644.54",
    }


def test_blank_column_is_settled_by_the_sum_over_the_rows() -> None:
    table = corpus_table(BUDGET, "一般公共预算支出表")
    found = cells_of(table, "住房公积金", "2210201")
    assert found == {"支出总计": "50.40", "基本支出": "50.40", "项目支出": None}


def test_blank_is_not_nought() -> None:
    income = corpus_table(BUDGET, "收支总表")
    assert value(income, "事业收入", "收入/2021年预算数") is None
    funds = corpus_table(BUDGET, "政府性基金预算支出表")
    assert value(funds, UNIT, "支出总计") == "0"


def test_rows_of_years_stay_blank() -> None:
    table = corpus_table(BUDGET, "一般公共预算“三公”经费支出表")
    assert [row.labels for row in table.rows] == [(UNIT, "2020"), (UNIT, "2021")]
    assert all(cell.text is None for row in table.rows for cell in row.cells)


def test_unit_repeated_before_each_name_is_part_of_the_path() -> None:
    table = corpus_table(BUDGET, "部门预算绩效管理项目情况表")
    (row,) = (row for row in table.rows if row.labels[-1] == "电子政务管理")
    assert row.labels == (UNIT, "电子政务管理")
    assert value(table, "电子政务管理", "预算执行时间") == "2021.01.01-2021.12.31"
    assert value(table, "电子政务管理", "预算金额/其他资金") is None


def test_mark_before_a_name_is_a_cell_of_words() -> None:
    table = corpus_table(BUDGET, "政府采购项目支出表")
    assert cells_of(table, "其他服务") == {"编号": "C99", "金额": "1,990.90"}
    assert cells_of(table, UNIT) == {"编号": None, "金额": "2,092.56"}
