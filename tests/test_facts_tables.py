"""Every cell of a table as a Fact, in the unit, year and version of its labels."""

from __future__ import annotations

from decimal import Decimal

from qa.facts import facts_of
from qa.facts.tables import facts_of_tables
from qa.model import Cell, Column, Disclosure, Fact, Profile, Row, Table

UNIT = "安宁市红岩区水务管理中心"


def table_of(
    columns: tuple[tuple[str, ...], ...],
    rows: tuple[tuple[tuple[str, ...], tuple[str | None, ...]], ...],
    *,
    title: str = "收支总表",
    unit: str | None = "万元",
) -> Table:
    """A table of ``rows`` (labels, cell texts) on lines 10, 11, …"""
    made = tuple(
        Row(labels, tuple(Cell(i, text, line) for i, text in enumerate(texts)), line, f"行 {line}")
        for line, (labels, texts) in enumerate(rows, 10)
    )
    return Table(title, tuple(Column(path) for path in columns), made, ("表格",), 8, 20, unit=unit)


def facts_in(table: Table, kind: str = "预算") -> tuple[Fact, ...]:
    profile = Profile(UNIT, 2024, "决算" if kind == "决算" else "预算")
    return tuple(facts_of_tables(Disclosure("doc", profile, (), (), (table,))))


def test_figure_has_value_unit_and_place() -> None:
    table = table_of((("支出", "2024年预算数"),), ((("教育支出",), ("1,213.71",)),))
    (fact,) = facts_in(table)
    assert (fact.value, fact.text, fact.unit) == (Decimal("1213.71"), "1,213.71", "万元")
    assert (fact.row, fact.column) == (("教育支出",), ("支出", "2024年预算数"))
    assert (fact.year, fact.basis, fact.source) == (2024, "预算", "table")
    assert (fact.table, fact.section, fact.line, fact.quote) == ("收支总表", ("表格",), 10, "行 10")
    assert (fact.table_id, fact.row_id, fact.column_id) == (0, 0, 0)


def test_zero_and_blank_are_two_things() -> None:
    zero, blank = facts_in(table_of((("预算数",), ("执行数",)), ((("教育支出",), ("0.00", None)),)))
    assert (zero.value, zero.text, zero.unit) == (Decimal(0), "0.00", "万元")
    assert (blank.value, blank.text, blank.unit) == (None, None, "万元")


def test_amounts_that_print_their_own_unit_are_figures_in_it() -> None:
    rows = (
        (("公务接待费",), ("2.50万元",)),
        (("公务用车购置费",), ("—",)),
        (("合计",), ("300元",)),
    )
    facts = facts_in(table_of((("2024年预算数",),), rows, unit=None))
    assert [(fact.value, fact.unit) for fact in facts] == [
        (Decimal("2.50"), "万元"), (None, None), (Decimal(300), "元"),
    ]  # fmt: skip


def test_groups_of_columns_tell_last_year_this_year_and_the_change_apart() -> None:
    columns = (("上年", "会议费"), ("当年", "会议费"), ("增减变化情况", "会议费"))
    facts = facts_in(table_of(columns, ((("合计",), ("3.00", "2.00", "-1.00")),)))
    assert [(fact.year, fact.measure, fact.value) for fact in facts] == [
        (2023, "值", Decimal("3.00")),
        (2024, "值", Decimal("2.00")),
        (2024, "增减额", Decimal("-1.00")),
    ]


def test_column_decides_year_and_version() -> None:
    columns = (
        ("年初预算数",),
        ("全年预算数",),
        ("全年执行数",),
        ("2023年决算数",),
        ("上年预算数",),
    )
    facts = facts_in(table_of(columns, ((("项目支出",), ("1", "2", "3", "4", "5")),)), kind="决算")
    assert [(fact.year, fact.basis) for fact in facts] == [
        (2024, "年初预算"),
        (2024, "全年预算"),
        (2024, "执行"),
        (2023, "决算"),
        (2023, "预算"),
    ]


def test_group_of_columns_headed_last_year_or_change_says_so_of_its_items() -> None:
    columns = (("上年", "会议费"), ("当年", "会议费"), ("增减变化情况", "会议费"))
    facts = facts_in(table_of(columns, ((("合计",), ("50.68", "46.18", "-4.50")),)))
    assert [(fact.year, fact.measure) for fact in facts] == [
        (2023, "值"),
        (2024, "值"),
        (2024, "增减额"),
    ]


def test_row_decides_the_year_where_it_is_a_year() -> None:
    rows = (
        ((UNIT, "2023 年"), ("12.00",)),
        ((UNIT, "2024 年"), ("11.00",)),
        ((UNIT, "增减变化金额"), ("-1.00",)),
        ((UNIT, "2022年管网普查项目"), ("3.00",)),
    )
    facts = facts_in(table_of((("总计",),), rows))
    assert [fact.year for fact in facts] == [2023, 2024, 2024, 2024]
    assert [fact.measure for fact in facts] == ["值", "值", "增减额", "值"]
    assert facts[2].value == Decimal(-1)


def test_document_decides_where_labels_are_silent() -> None:
    (fact,) = facts_in(table_of((("一般公共预算拨款",),), ((("教育支出",), ("5",)),)), kind="决算")
    assert (fact.year, fact.basis) == (2024, "决算")


def test_unit_of_the_column_goes_before_that_of_row_and_table() -> None:
    columns = (("金额（元）",), ("执行率(%)",), ("预算数",))
    facts = facts_in(table_of(columns, ((("项目资金（千元）",), ("5", "92.3", "7")),)))
    assert [fact.unit for fact in facts] == ["元", "%", "千元"]
    assert facts[1].measure == "完成率"


def test_class_of_an_account_is_no_unit() -> None:
    (fact,) = facts_in(table_of((("预算数",),), ((("教育支出（类）", "小学教育（项）"), ("5",)),)))
    assert fact.unit == "万元"


def test_points_have_neither_unit_nor_version() -> None:
    score, dash = facts_in(table_of((("*得分",), ("分值",)), ((("年度资金总额",), ("9.23", "—")),)))
    assert (score.value, score.unit, score.basis) == (Decimal("9.23"), None, "其他")
    assert (dash.value, dash.text, dash.unit) == (None, "—", None)


def test_statement_of_an_indicator_stays_words() -> None:
    columns = (("年度指标值",), ("*实际完成值",))
    rows = (
        (("产出指标", "短信送达率"), ("≥98%", "100%")),
        (("产出指标", "投诉次数"), ("少于3次", "0")),
    )
    aim, reached, words, number = facts_in(table_of(columns, rows))
    assert (aim.value, aim.text, aim.unit, aim.basis) == (None, "≥98%", None, "目标值")
    assert (reached.value, reached.text, reached.basis) == (None, "100%", "实际值")
    assert (words.value, words.text) == (None, "少于3次")
    assert (number.value, number.unit) == (Decimal(0), None)


def test_blank_in_a_column_of_words_has_no_unit() -> None:
    columns = (("预算数",), ("偏差原因分析及改进措施",))
    facts = facts_in(table_of(columns, ((("教育支出",), ("5", None)),)))
    assert [fact.unit for fact in facts] == ["万元", None]


def test_brackets_make_a_figure_negative_in_a_column_of_figures() -> None:
    (fact,) = facts_in(table_of((("增减额",),), ((("教育支出",), ("（12.00）",)),)))
    assert (fact.value, fact.measure) == (Decimal(-12), "增减额")


def test_form_takes_the_unit_of_its_row_and_leaves_codes_alone() -> None:
    rows = ((("项目编码",), ("440300221311537200023",)), (("项目总金额（万元）",), ("1,270.74",)))
    code, money = facts_in(table_of(((),), rows, unit=None))
    assert (code.value, code.text) == (None, "440300221311537200023")
    assert (money.value, money.unit, money.column) == (Decimal("1270.74"), "万元", ())


def test_sheet_of_a_project_has_its_name_in_the_title() -> None:
    row = Row(("年度资金总额",), (Cell(0, "5", 3),), 3, "年度资金总额 5")
    table = Table(
        "绩效自评表", (Column(("全年执行数",), "元"),), (row,), (), 1, 4, subject="管网运维"
    )
    (fact,) = facts_in(table, kind="决算")
    assert (fact.table, fact.unit) == ("绩效自评表 管网运维", "元")


def test_facts_of_puts_tables_before_sentences_in_one_order() -> None:
    table = table_of((("预算数",),), ((("教育支出",), ("5",)), (("合计",), ("5",))))
    disclosure = Disclosure("doc", Profile(UNIT, 2024, "预算"), (), (), (table, table))
    facts = facts_of(disclosure)
    assert [(fact.table_id, fact.row_id) for fact in facts] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert facts == facts_of(disclosure)


def test_name_of_a_row_that_speaks_of_accounts_is_no_version_of_its_cost() -> None:
    rows = tuple(((label,), ("9.78",)) for label in ("部门决算布置会", "上年决算数", "全年执行数"))
    facts = facts_in(table_of((("金额",),), rows))
    assert [fact.basis for fact in facts] == ["预算", "决算", "执行"]


def test_points_of_an_indicator_have_no_unit_of_its_own() -> None:
    rows = ((("数量指标", "课题合格率（%）"), ("95", "5")),)
    value, points = facts_in(table_of((("指标值",), ("分值权重（90分）",)), rows))
    assert (value.unit, points.unit) == ("%", None)


def test_unit_of_an_indicator_stands_in_a_column_of_its_own() -> None:
    columns = (("指标性质",), ("本年绩效指标值",), ("绩效度量单位",))
    rows = ((("水质监测次数",), ("≥", "40", "次")), (("制度建设",), ("定性", "优", None)))
    facts = facts_in(table_of(columns, rows))
    told = [(fact.value, fact.text, fact.unit) for fact in facts if fact.column[0] != "指标性质"]
    assert told == [
        (Decimal(40), "40", "次"),
        (None, "次", None),
        (None, "优", None),
        (None, None, None),
    ]


def test_unit_of_a_number_of_things_is_no_unit_of_its_price() -> None:
    columns = (("数量",), ("计量单位",), ("预算金额",))
    facts = facts_in(table_of(columns, ((("水泵",), ("3", "台", "4.50")),)))
    assert [(fact.text, fact.unit) for fact in facts] == [
        ("3", "台"),
        ("台", None),
        ("4.50", "万元"),
    ]


def test_things_are_counted_in_their_unit_where_their_row_prints_none() -> None:
    labels = (
        "公务用车保有量",
        "国内公务接待批次",
        "国内公务接待人次",
        "因公出国（境）团组数",
        "公务接待费",
    )
    table = table_of((("决算数",),), tuple(((label,), ("12",)) for label in labels))
    assert [fact.unit for fact in facts_in(table)] == ["辆", "批次", "人次", "个", "万元"]


def test_column_of_heads_counts_people() -> None:
    facts = facts_in(table_of((("人数",), ("金额",)), ((("全县工作会议",), ("212", "9.54")),)))
    assert [fact.unit for fact in facts] == ["人", "万元"]


def test_points_are_counted_in_nothing_that_their_row_counts() -> None:
    facts = facts_in(table_of((("分值（90）",),), ((("资助学生人次",), ("20",)),)))
    assert [fact.unit for fact in facts] == [None]
