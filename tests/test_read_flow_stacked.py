"""Tables of texts that print every height of the page as one line."""

from __future__ import annotations

from qa.model import Table
from qa.read.flow.tables import find_tables
from qa.read.source import split_lines
from tests.flow_fixtures import value


def _table(*lines: str) -> Table:
    (table,) = find_tables(split_lines("\n".join(lines), "made up"))
    return table


def _by_column(table: Table) -> dict[str, str | None]:
    """The texts of the first row by column."""
    return {"/".join(table.columns[cell.column].path): cell.text for cell in table.rows[0].cells}


INCOME = (
    "收入决算表",
    "单位：万元",
    "项目",
    "附属单位上缴",
    "功能分 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 其他收入",
    "收入",
    "类科目 科目名称",
    "编码 决算数 决算数 决算数 决算数 决算数 决算数 决算数",
    "类 款 项 合计 960.00 700.00 0.00 200.00 0.00 40.00 20.00",
    "205 教育支出 900.00 640.00 0.00 200.00 0.00 40.00 20.00",
    "20502 普通教育 900.00 640.00 0.00 200.00 0.00 40.00 20.00",
    "2050203 初中教育 900.00 640.00 0.00 200.00 0.00 40.00 20.00",
    "221 住房保障支出 60.00 60.00 0.00 0.00 0.00 0.00 0.00",
)


def test_a_column_whose_label_stands_above_and_below_the_others_takes_its_usual_place() -> None:
    table = _table(*INCOME)
    assert value(table, "初中教育", "附属单位上缴收入") == "40.00"
    assert value(table, "初中教育", "其他收入") == "20.00"
    assert value(table, "初中教育", "事业收入") == "200.00"


def test_the_heads_of_a_code_in_columns_are_no_part_of_the_first_label() -> None:
    assert value(_table(*INCOME), "合计", "财政拨款收入") == "700.00"


EXPENSES = (
    "财政拨款“三公”经费支出决算表",
    "单位：万元",
    "财政拨款“三公”经费",
    "公务用车购置及运行维护费",
    "合计 因公出国（境）费 公务接待费",
    "小计 公务用车购置费 公务用车运行维护费",
    "预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数",
)


def test_the_head_of_several_columns_stands_where_the_sums_want_it() -> None:
    table = _table(*EXPENSES, "30.00 26.00 5.00 4.00 23.00 21.00 0.00 0.00 23.00 21.00 2.00 1.00")
    found = _by_column(table)
    top, cars = "财政拨款“三公”经费", "财政拨款“三公”经费/公务用车购置及运行维护费"
    assert found[f"{top}/合计/决算数"] == "26.00"
    assert found[f"{top}/因公出国（境）费/预算数"] == "5.00"
    assert found[f"{cars}/小计/决算数"] == "21.00"
    assert found[f"{cars}/公务用车运行维护费/预算数"] == "23.00"
    assert found[f"{top}/公务接待费/决算数"] == "1.00"


def test_figures_that_no_order_of_the_columns_adds_up_to_are_left_out() -> None:
    table = _table(*EXPENSES, "30.00 26.00 5.00 4.00 3.00 21.00 7.00 0.00 23.00 2.00 2.00 1.00")
    assert (table.rows, table.dropped) == ((), 12)


def test_the_sum_of_the_columns_stands_first_where_several_orders_add_up() -> None:
    table = _table(*EXPENSES, "8.00 8.00 0.00 0.00 8.00 8.00 8.00 8.00 0.00 0.00 0.00 0.00")
    found = _by_column(table)
    cars = "财政拨款“三公”经费/公务用车购置及运行维护费"
    assert found[f"{cars}/公务用车购置费/决算数"] == "8.00"
    assert found[f"{cars}/公务用车运行维护费/决算数"] == "0.00"


def test_a_column_beside_a_group_is_read_with_it() -> None:
    table = _table(
        "2026年“三公”经费和机关运行经费预算表",
        "单位：万元",
        "“三公”经费预算数",
        "机关运行经费预算",
        "公务用车购置及运行费",
        "数",
        "合计 因公出国(境)费 公务接待费",
        "小计 购置费 运行费",
        "60.50 0.00 0.50 60.00 40.00 20.00 310.20",
    )
    found = _by_column(table)
    assert found["机关运行经费预算数"] == "310.20"
    assert found["“三公”经费预算数/公务用车购置及运行费/购置费"] == "40.00"
    assert found["“三公”经费预算数/公务接待费"] == "0.50"


def test_labels_that_wrap_around_their_figures_are_whole_by_the_names_of_their_codes() -> None:
    table = _table(
        "一般公共预算财政拨款基本支出决算表",
        "单位：万元",
        "经济分",
        "经济分类",
        "类科目",
        "科目编码 科目名称 决算数 科目名称 决算数",
        "编码",
        "类 款 类 款",
        "301 工资福利支出 90.00 302 商品和服务支出 21.00",
        "301 01 基本工资 60.00 302 01 办公费 12.00",
        "机关事业单位基本",
        "301 08 30.00 302 07 邮电费 5.00",
        "养老保险缴费",
        "其他对个人和家庭 其他商品和服务支",
        "303 99 0.00 302 99 4.00",
        "的补助 出",
        "人员经费合计 90.00 公用经费合计 21.00",
    )
    codes = {row.code: (row.labels[-1], row.cells[0].text) for row in table.rows if row.code}
    assert codes["30108"] == ("机关事业单位基本养老保险缴费", "30.00")
    assert codes["30399"] == ("其他对个人和家庭的补助", "0.00")
    assert codes["30299"] == ("其他商品和服务支出", "4.00")
    assert value(table, "公用经费合计", "决算数") == "21.00"


def test_the_rest_of_a_label_below_its_row_is_no_row() -> None:
    table = _table(
        "支出决算表",
        "单位：万元",
        "项目",
        "对附属单位补助",
        "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出",
        "功能分类 支出",
        "科目名称",
        "科目编码",
        "决算数 决算数 决算数 决算数 决算数 决算数",
        "类 款 项 合计 80.00 70.00 10.00 0.00 0.00 0.00",
        "208 社会保障和就业支出 80.00 70.00 10.00 0.00 0.00 0.00",
        "20805 行政事业单位养老支出 80.00 70.00 10.00 0.00 0.00 0.00",
        "2080505 机关事业单位基本养老保险缴费 50.00 50.00 0.00 0.00 0.00 0.00",
        "支出",
        "2080506 机关事业单位职业年金缴费支出 30.00 20.00 10.00 0.00 0.00 0.00",
    )
    labels = [row.labels[-1] for row in table.rows]
    assert "支出" not in labels
    assert value(table, "机关事业单位基本养老保险缴费支出", "基本支出") == "50.00"
    assert value(table, "机关事业单位职业年金缴费支出", "对附属单位补助支出") == "0.00"


def test_a_whole_amount_that_touches_the_next_label_is_that_of_its_own_row() -> None:
    table = _table(
        "2026年部门财务收支预算总表",
        "单位：元",
        "本年收入 本年支出",
        "项目 预算数 项目 预算数",
        "一、财政拨款收入 37,483,458一、社会保障和就业支出 6,397,096",
        "二、事业收入 二、住房保障支出 31,086,362",
        "收入总计 37,483,458 支出总计 37,483,458",
    )
    assert value(table, "财政拨款收入", "预算数") == "37,483,458"
    assert value(table, "社会保障和就业支出", "预算数") == "6,397,096"


def test_a_head_that_is_printed_twice_is_one_head() -> None:
    head = (
        "功能分类科目编码",
        "事业单位",
        "功能分类科目名称 合计 财政拨款收入 事业收入 其他收入",
        "经营收入",
        "类 款 项",
    )
    table = _table(
        "2026年部门收入预算总表",
        "单位：元",
        "项目 收入预算",
        *head,
        *head,
        "213 农林水支出 160.00 100.00 40.00 15.00 5.00",
        "213 03 水利 160.00 100.00 40.00 15.00 5.00",
        "合计 160.00 100.00 40.00 15.00 5.00",
    )
    assert value(table, "水利", "事业单位经营收入") == "15.00"
    assert value(table, "合计", "其他收入") == "5.00"


def test_labels_of_tables_side_by_side_are_whole_though_they_stand_around_each_other() -> None:
    table = _table(
        "2026年部门财政拨款收支预算总表",
        "单位：元",
        "财政拨款收入 财政拨款支出",
        "项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算",
        "一、社会保障和就业",
        "一、一般公共预算 900.00 160.00 160.00 0.00 0.00",
        "支出",
        "二、政府性基金预算 500.00 二、卫生健康支出 40.00 40.00 0.00 0.00",
        "三、国有资本经营预",
        "三、城乡社区支出 580.00 80.00 500.00 0.00",
        "算",
        "四、资源勘探工业信",
        "620.00 620.00 0.00 0.00",
        "息等支出",
        "收入总计 1,400.00 支出总计 1,400.00 900.00 500.00 0.00",
    )
    assert value(table, "一般公共预算", "财政拨款收入/预算数") == "900.00"
    assert value(table, "社会保障和就业支出", "财政拨款支出/合计") == "160.00"
    assert value(table, "国有资本经营预算", "财政拨款收入/预算数") is None
    assert value(table, "城乡社区支出", "财政拨款支出/政府性基金预算") == "500.00"
    assert value(table, "资源勘探工业信息等支出", "财政拨款支出/合计") == "620.00"
    assert {row.labels[-1] for row in table.rows}.isdisjoint({"支出", "算", "息等支出"})


def test_codes_whose_heads_are_broken_into_scraps_are_read() -> None:
    table = _table(
        "一般公共预算财政拨款基本支出决算表",
        "单位：万元",
        "经济分",
        "经济分",
        "类",
        "类科目 科目名称 决算数 科目名称 决算数",
        "科目编",
        "编码",
        "码",
        "301 工资福利支出 90.00 302 商品和服务支出 17.00",
        "30101 基本工资 90.00 30201 办公费 12.00",
        "因公出国（境）费",
        "30114 医疗费 0.00 30212 5.00",
        "用",
        "信息网络及软件",
        "31007",
        "购置更新",
        "人员经费合计 90.00 公用经费合计 17.00",
    )
    codes = {row.code: (row.labels[-1], row.cells[0].text) for row in table.rows if row.code}
    assert codes["30201"] == ("办公费", "12.00")
    assert codes["30212"] == ("因公出国（境）费用", "5.00")
    assert codes["31007"] == ("信息网络及软件购置更新", None)


def test_no_column_is_lost_to_make_the_rows_add_up() -> None:
    table = _table(
        "财政拨款收入支出决算总表",
        "单位：万元",
        "收入 支出",
        "政府性基 国有资本",
        "一般公共预",
        "项目 决算数 项目 合计 金预算财 经营预算",
        "算财政拨款",
        "政拨款 财政拨款",
        "一、一般公共预算财政拨款 300.00 一、一般公共服务支出 260.00 260.00",
        "二、政府性基金预算财政拨款 二、卫生健康支出 40.00 40.00",
        "本年收入合计 300.00 本年支出合计 300.00 300.00",
        "总计 300.00 总计 300.00 300.00",
    )
    for row in table.rows:
        found = {"/".join(table.columns[cell.column].path): cell.text for cell in row.cells}
        assert found.get("支出/国有资本经营预算财政拨款") is None
