"""Heads of tables of other places out of PDF text: what is read, and what is left alone."""

from __future__ import annotations

from qa.model import Table
from tests.flow_fixtures import Printer, cells_of


def _table(*lines: str) -> Table:
    made = Printer()
    made.lines(*lines)
    return made.table()


def _texts(table: Table) -> list[str | None]:
    return [cell.text for row in table.rows for cell in row.cells]


def test_group_over_staff_and_office_costs_is_read() -> None:
    table = _table(
        "一般公共预算基本支出表",
        "单位：万元",
        "部门预算支出经济分类科目 本年一般公共预算基本支出",
        "科目编码 科目名称 合计 人员经费 公用经费",
        "合计 30.00 20.00 10.00",
        "301 工资福利支出 20.00 20.00",
        "302 商品和服务支出 10.00 10.00",
    )
    group = "本年一般公共预算基本支出"
    assert cells_of(table, "商品和服务支出") == {
        f"{group}/合计": "10.00",
        f"{group}/人员经费": None,
        f"{group}/公用经费": "10.00",
    }


def test_word_beside_others_on_one_line_is_a_column_and_no_group() -> None:
    table = _table(
        "财政拨款支出预算表",
        "单位：万元",
        "科目代码 科目名称 财政拨款支出 基本支出 项目支出",
        "205 教育支出 30.00 20.00 10.00",
        "20502 普通教育 30.00 20.00 10.00",
        "2050202 小学教育 20.00 20.00",
        "2050203 初中教育 10.00 10.00",
    )
    assert [column.path for column in table.columns] == [
        ("财政拨款支出",),
        ("基本支出",),
        ("项目支出",),
    ]
    assert cells_of(table, "初中教育")["财政拨款支出"] == "10.00"
    assert cells_of(table, "普通教育")["项目支出"] == "10.00"


def test_rows_with_more_figures_than_columns_show_that_the_head_is_not_understood() -> None:
    table = _table(
        "支出决算表",
        "单位：万元",
        "科目编码 科目名称 本年支出合计 基本支出",
        "205 教育支出 30.00 20.00 10.00",
        "20502 普通教育 30.00 20.00 10.00",
        "2050202 小学教育 20.00 20.00",
    )
    assert _texts(table) == []
    assert table.dropped > 0


def test_columns_cut_out_of_one_unknown_word_are_no_columns() -> None:
    table = _table(
        "一般公共预算支出表",
        "单位：万元",
        "科目编码 科目名称 合计",
        "基本支出项目支出总数",
        "205 教育支出 30.00 20.00",
        "20502 普通教育 30.00 20.00",
    )
    assert _texts(table) == []


def test_unknown_words_above_a_code_belong_to_the_head() -> None:
    table = _table(
        "支出决算表",
        "单位：万元",
        "科目编码 科目名称 本年支出合计 基本支出 项目支出",
        "扣除基建后预算",
        "205 教育支出 30.00 20.00 10.00",
        "20502 普通教育 30.00 20.00 10.00",
    )
    assert _texts(table) == []


def test_part_named_below_the_last_column_belongs_to_the_head() -> None:
    table = _table(
        "收入决算表",
        "单位：万元",
        "科目名称 本年收入合计 财政拨款收入 事业收入 其他收入",
        "其中：教育收费",
        "教育支出 30.00 20.00 10.00",
    )
    assert _texts(table) == []


def test_one_double_space_does_not_show_which_cells_are_blank() -> None:
    table = _table(
        "收入决算表",
        "单位：万元",
        "科目编码 科目名称 本年收入合计 财政拨款收入 事业收入 其他收入",
        "205 教育支出  30.00 20.00 10.00",
        "20502 普通教育 30.00 20.00 10.00",
    )
    found = cells_of(table, "教育支出")
    assert found["本年收入合计"] == "30.00"
    assert "事业收入" not in found


def test_total_beside_the_label_columns_comes_before_a_group_printed_above_it() -> None:
    table = _table(
        "财政拨款支出表",
        "单位：万元",
        "基本支出",
        "科目编码 科目名称 合计",
        "小计 人员经费 公用经费",
        "项目支出",
        "合计 60.00 30.00 20.00 10.00 30.00",
        "205 教育支出 30.00 30.00",
        "206 科学技术支出 30.00 30.00 20.00 10.00",
    )
    assert [column.path for column in table.columns] == [
        ("合计",),
        ("基本支出", "小计"),
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
        ("项目支出",),
    ]
    assert cells_of(table, "教育支出")["项目支出"] == "30.00"
    assert cells_of(table, "科学技术支出")["基本支出/小计"] == "30.00"


def test_title_with_its_number_in_narrow_brackets_begins_a_table() -> None:
    made = Printer()
    made.lines("支出总表(预算表 1)", "单位：万元", "科目名称 合计 基本支出 项目支出")
    made.line("教育支出 30.00 20.00 10.00")
    made.lines("收入总表(预算表 2)", "单位：万元", "科目名称 合计 财政拨款收入 其他收入")
    made.line("教育支出 30.00 30.00 0.00")
    assert [len(table.rows) for table in made.tables()] == [1, 1]


def test_half_with_two_columns_of_one_name_is_not_understood() -> None:
    table = _table(
        "收支预算总表",
        "单位：万元",
        "收入 支出",
        "项目名称 金额",
        "功能科目名称 金额 项目名称 金额",
        "一、财政拨款 30.00 一、教育支出 30.00 一、基本支出 30.00",
    )
    assert _texts(table) == []


def test_long_line_of_short_words_is_a_head_and_no_prose() -> None:
    table = _table(
        "一般公共预算支出明细表（按支出功能分类科目）",
        "单位：元",
        "功能科目编码 功能科目名称 合计 人员经费支出 公用经费支出 专项业务经费支出 备注",
        "合计 60.00 30.00 10.00 20.00",
        "205 教育支出 60.00 30.00 10.00 20.00",
    )
    assert cells_of(table, "教育支出")["专项业务经费支出"] == "20.00"


def test_unit_of_measure_at_the_top_of_a_page_is_of_the_table_below() -> None:
    made = Printer()
    made.lines("支出情况如下。")
    made.turn()
    made.lines("单位：元", "表7", "基本支出明细表", "科目名称 合计 人员经费 公用经费")
    made.line("教育支出 40.00 30.00 10.00")
    table = made.table()
    assert (table.unit, table.number, len(table.rows)) == ("元", "7", 1)


def test_total_beside_the_label_columns_stays_under_a_group_that_has_no_other() -> None:
    table = _table(
        "政府性基金预算财政拨款收入支出决算表",
        "单位：万元",
        "项目 年初结转和结余 本年收入 本年支出",
        "功能分类科目编码 科目名称 小计 基本支出 项目支出",
        "年末结转和结余",
        "212 城乡社区支出 1.00 30.00 20.00 5.00 15.00 11.00",
    )
    assert cells_of(table, "城乡社区支出") == {
        "年初结转和结余": "1.00",
        "本年收入": "30.00",
        "本年支出/小计": "20.00",
        "本年支出/基本支出": "5.00",
        "本年支出/项目支出": "15.00",
        "年末结转和结余": "11.00",
    }


def test_subtotal_beside_the_label_columns_is_no_part_of_what_is_printed_under_among() -> None:
    table = _table(
        "一般公共预算拨款支出预算表",
        "单位：万元",
        "其中：",
        "科目编码 科目名称 小计",
        "基本支出 项目支出",
        "205 教育支出 30.00 20.00 10.00",
    )
    assert [column.path[-1] for column in table.columns] == ["小计", "基本支出", "项目支出"]
    assert cells_of(table, "教育支出")["小计"] == "30.00"
