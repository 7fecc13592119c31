"""Grids of cells, wherever they come from: heads, halves, labels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.read.grid import GridRow, column_paths, head_height, is_index_row
from qa.read.hierarchy import Item, code_book, label_paths, standard_codes
from qa.read.rows import Body, column_unit, read_grid


def grid(*rows: str) -> tuple[GridRow, ...]:
    return tuple(
        GridRow(tuple(cell.strip() for cell in row.split("|")), number, row)
        for number, row in enumerate(rows, start=1)
    )


def body(*rows: str, unit: str | None = "万元") -> Body:
    return read_grid(grid(*rows), unit, standard_codes())


def found(part: Body) -> list[tuple[tuple[str, ...], str | None, dict[str, str | None]]]:
    return [
        (
            row.labels,
            row.code,
            {"/".join(part.columns[cell.column].path): cell.text for cell in row.cells},
        )
        for row in part.rows
    ]


def test_head_cell_spans_blanks_but_never_beyond_its_parent() -> None:
    rows = grid(
        "单位|收入总计|本年收入|||||结转",
        "|||财政拨款||专户|事业收入|",
        "|||小计|基本支出||",
    )
    paths, _ = column_paths(rows, 8)
    assert paths[2:] == (
        ("本年收入",),
        ("本年收入", "财政拨款", "小计"),
        ("本年收入", "财政拨款", "基本支出"),
        ("本年收入", "专户"),
        ("本年收入", "事业收入"),
        ("结转",),
    )


def test_head_ends_at_the_first_figure() -> None:
    assert head_height(grid("项目|预算数", "合计|1.00")) == 1


def test_head_holds_the_row_that_numbers_the_columns() -> None:
    rows = grid("项目||合计|基本支出", "编码|科目名称", "|栏次|1|2", "|合计|3.00|2.00")
    assert head_height(rows) == 3
    assert is_index_row(rows[2])


def test_year_under_the_head_of_years_starts_the_body() -> None:
    part = body("单位名称|年度|总计", "水利局|2024|", "|2025|3.00")
    assert found(part) == [
        (("水利局", "2024"), None, {"总计": None}),
        (("水利局", "2025"), None, {"总计": "3.00"}),
    ]


def test_group_that_a_column_of_labels_prints_is_named_once() -> None:
    part = body("项目||金额", "年初结转和结余||5.00", "年初结转和结余|一般公共预算财政拨款|5.00")
    assert [row.labels for row in part.rows] == [
        ("年初结转和结余",),
        ("年初结转和结余", "一般公共预算财政拨款"),
    ]


def test_number_of_the_only_figure_column_is_no_figure() -> None:
    part = body("科目编码|科目名称|项目支出", "||1", "|合计|")
    assert found(part) == [(("合计",), None, {"项目支出": None})]
    assert part.dropped == 0


def test_heads_in_the_row_of_the_total_are_heads() -> None:
    part = body(
        "项目||年初结转|本年支出|||年末结转",
        "科目编码|科目名称|||||",
        "合计||1.00|合计|基本支出|项目支出|2.00",
        "212|城乡社区支出|1.00|5.00||5.00|2.00",
    )
    assert found(part) == [
        (
            ("合计",),
            None,
            {
                "年初结转": "1.00",
                "本年支出/合计": None,
                "本年支出/基本支出": None,
                "本年支出/项目支出": None,
                "年末结转": "2.00",
            },
        ),
        (
            ("城乡社区支出",),
            "212",
            {
                "年初结转": "1.00",
                "本年支出/合计": "5.00",
                "本年支出/基本支出": None,
                "本年支出/项目支出": "5.00",
                "年末结转": "2.00",
            },
        ),
    ]


def test_head_of_three_rows_is_read_through() -> None:
    part = body(
        "预算单位|年度|总计||公务用车||",
        "|||||购置费|",
        "||一般|基金|小计|一般|基金",
        "水利局|2023年|12|0|7|5|0",
    )
    assert [column.path for column in part.columns] == [
        ("总计", "一般"),
        ("总计", "基金"),
        ("公务用车", "小计"),
        ("公务用车", "购置费", "一般"),
        ("公务用车", "购置费", "基金"),
    ]


def test_years_in_a_head_are_no_figures() -> None:
    part = body("项目|2022|2023", "基本支出|5.00|6.00")
    assert found(part) == [(("基本支出",), None, {"2022": "5.00", "2023": "6.00"})]


def test_halves_side_by_side_are_told_apart() -> None:
    part = body(
        "收 入||支 出|",
        "项 目|预算数|项 目|预算数",
        "一、财政拨款|8.00|一、教育支出|7.00",
        "二、事业收入|0.00||",
        "本年收入合计|8.00|本年支出合计|7.00",
    )
    assert found(part) == [
        (("财政拨款",), None, {"收入/预算数": "8.00"}),
        (("教育支出",), None, {"支出/预算数": "7.00"}),
        (("事业收入",), None, {"收入/预算数": "0.00"}),
        (("本年收入合计",), None, {"收入/预算数": "8.00"}),
        (("本年支出合计",), None, {"支出/预算数": "7.00"}),
    ]
    assert part.rows[0].quote == part.rows[1].quote


def test_three_halves_are_told_apart() -> None:
    part = body(
        "收入||功能分类||支出用途|",
        "项目名称|金额|功能科目名称|金额|项目名称|金额",
        "一、财政拨款|9.00|一、教育支出|9.00|一、基本支出|4.00",
    )
    assert [row.labels for row in part.rows] == [("财政拨款",), ("教育支出",), ("基本支出",)]
    assert [column.path[0] for column in part.columns] == ["收入", "功能分类", "支出用途"]


def test_halves_with_one_head_are_told_apart_by_their_labels() -> None:
    part = body(
        "收入||支出|||",
        "项目|预算数|功能分类科目|预算数|经济分类科目|预算数",
        "财政拨款|9.00|教育支出|9.00|基本支出|4.00",
    )
    assert [column.path for column in part.columns] == [
        ("收入", "预算数"),
        ("支出", "功能分类科目", "预算数"),
        ("支出", "经济分类科目", "预算数"),
    ]


def test_halves_whose_labels_have_one_name_keep_their_heads() -> None:
    part = body(
        "科目编码|科目名称|决算数|科目编码|科目名称|决算数",
        "301|工资福利支出|9.00|302|商品和服务支出|4.00",
    )
    assert [column.path for column in part.columns] == [("决算数",), ("决算数",)]


def test_code_of_the_subject_counts_before_that_of_the_unit() -> None:
    part = body(
        "单位编码|单位名称|科目编码|科目名称|合计",
        "116001|水利局|201|一般公共服务支出|9.00",
        "116001|水利局|20101|人大事务|9.00",
    )
    assert [row.code for row in part.rows] == ["201", "20101"]


def test_line_numbers_of_a_form_are_no_figures() -> None:
    part = body("项目|行次|决算数", "栏次||1", "一、财政拨款|1|8.00", "|2|", "总计|3|8.00")
    assert found(part) == [
        (("财政拨款",), None, {"决算数": "8.00"}),
        (("总计",), None, {"决算数": "8.00"}),
    ]


def test_codes_build_the_path_of_their_row() -> None:
    part = body(
        "科目编码|科目名称|合计",
        "|合计|9.00",
        "201|一般公共服务支出|9.00",
        "20103|政府办公厅（室）及相关机构事务|9.00",
        "2010350|事业运行|9.00",
        "208|社会保障和就业支出|0.00",
    )
    assert [(row.code, row.labels) for row in part.rows] == [
        (None, ("合计",)),
        ("201", ("一般公共服务支出",)),
        ("20103", ("一般公共服务支出", "政府办公厅（室）及相关机构事务")),
        ("2010350", ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "事业运行")),
        ("208", ("社会保障和就业支出",)),
    ]


def test_code_in_three_columns_is_one_code() -> None:
    part = body(
        "功能分类科目编码|||科目名称|合计",
        "类|款|项||",
        "208|||社会保障和就业支出|9.00",
        "208|05||行政事业单位养老支出|9.00",
        "208|05|02|事业单位离退休|9.00",
        "合计||||9.00",
    )
    assert [row.code for row in part.rows] == ["208", "20805", "2080502", None]
    assert part.rows[2].labels[-1] == "事业单位离退休"
    assert part.rows[3].labels == ("合计",)


def test_code_and_name_in_one_cell_are_parted() -> None:
    part = body("支出功能分类科目|合计", "2010601-行政运行|5.00", "[2010602]一般行政管理事务|4.00")
    assert [(row.code, row.labels) for row in part.rows] == [
        ("2010601", ("行政运行",)),
        ("2010602", ("一般行政管理事务",)),
    ]


def test_unit_is_carried_down_to_the_years_below_it() -> None:
    part = body("预算单位|年度|总计", "水利局|2021年|12.00", "|2022年|12.00", "|增减变化金额|0.00")
    assert [row.labels for row in part.rows] == [
        ("水利局", "2021年"),
        ("水利局", "2022年"),
        ("水利局", "增减变化金额"),
    ]


def test_unit_stands_above_subjects_only_where_there_are_several() -> None:
    head = "预算单位|科目编码|科目名称|合计"
    one = body(head, "水利局|||9.00", "|201|一般公共服务支出|9.00")
    two = body(head, "水利局|||9.00", "|201|教育支出|9.00", "水文站|||1.00", "|201|教育支出|1.00")
    assert [row.labels for row in one.rows] == [("水利局",), ("一般公共服务支出",)]
    assert [row.labels for row in two.rows] == [
        ("水利局",),
        ("水利局", "教育支出"),
        ("水文站",),
        ("水文站", "教育支出"),
    ]


def test_table_without_labels_has_rows_without_labels() -> None:
    part = body("预算数||决算数|", "合计|接待费|合计|接待费", "1|2|3|4", "37.50|10.50|19.30|0.60")
    assert found(part) == [
        (
            (),
            None,
            {
                "预算数/合计": "37.50",
                "预算数/接待费": "10.50",
                "决算数/合计": "19.30",
                "决算数/接待费": "0.60",
            },
        )
    ]


def test_blank_and_zero_are_two_things() -> None:
    part = body("项目|基本支出|项目支出", "教育支出|0.00|", "合计|5.00|0")
    assert found(part)[0][2] == {"基本支出": "0.00", "项目支出": None}
    assert found(part)[1][2] == {"基本支出": "5.00", "项目支出": "0"}


def test_figure_beside_no_label_is_left_out_and_counted() -> None:
    part = body("项目|金额", "基本支出|5.00", "|9.99", "项目支出|4.00")
    assert [row.labels for row in part.rows] == [("基本支出",), ("项目支出",)]
    assert part.dropped == 1


def test_figure_under_the_head_of_names_is_left_out_and_counted() -> None:
    part = body("|科目编码||科目名称||金额", "201|||教育支出|9.00|", "20101||普通教育||8.00|")
    assert all(cell.text != "9.00" for row in part.rows for cell in row.cells)


def test_text_columns_hold_words_without_unit() -> None:
    part = body("项目名称|预算数（万元）|绩效目标", "运维项目|3,824|完成全年运维工作。", unit=None)
    assert [(column.path, column.unit) for column in part.columns] == [
        (("预算数（万元）",), "万元"),
        (("绩效目标",), None),
    ]
    assert found(part)[0][2] == {"预算数（万元）": "3,824", "绩效目标": "完成全年运维工作。"}


def test_unit_of_a_column_is_its_own_before_that_of_the_table() -> None:
    assert column_unit(("预算金额（万元）", "总额"), "元") == "万元"
    assert column_unit(("执行率(%)",), "元") == "%"
    assert column_unit(("分值",), "元") is None
    assert column_unit(("基本支出",), "千元") == "千元"


def test_numbering_finds_the_parent_of_a_row() -> None:
    part = body(
        "项目|预算数",
        "一、政府预算拨款|9",
        "1. 一般公共预算拨款|9",
        "2. 政府性基金预算拨款|0",
        "二、单位资金|0",
        "1. 事业收入|0",
        "本年收入合计|9",
        "上年结余、结转|3",
        "1. 财政拨款结余、结转|3",
    )
    assert [row.labels for row in part.rows] == [
        ("政府预算拨款",),
        ("政府预算拨款", "一般公共预算拨款"),
        ("政府预算拨款", "政府性基金预算拨款"),
        ("单位资金",),
        ("单位资金", "事业收入"),
        ("本年收入合计",),
        ("上年结余、结转",),
        ("上年结余、结转", "财政拨款结余、结转"),
    ]


def test_names_known_by_their_codes_find_their_class() -> None:
    book = code_book([("201", "一般公共服务支出"), ("20132", "组织事务"), ("2013250", "事业运行")])
    labels = [
        "一般公共服务支出",
        "组织事务",
        "事业运行",
        "住房保障支出",
        "住房公积金",
        "上缴上级支出",
    ]
    assert label_paths([Item(label) for label in labels], book) == (
        ("一般公共服务支出",),
        ("一般公共服务支出", "组织事务"),
        ("一般公共服务支出", "组织事务", "事业运行"),
        ("住房保障支出",),
        ("住房保障支出", "住房公积金"),
        ("上缴上级支出",),
    )


def test_fund_below_a_carryover_is_its_part() -> None:
    labels = ["一、一般公共预算财政拨款", "本年收入合计", "年初结转和结余", "一般公共预算财政拨款"]
    assert label_paths([Item(label) for label in labels], standard_codes()) == (
        ("一般公共预算财政拨款",),
        ("本年收入合计",),
        ("年初结转和结余",),
        ("年初结转和结余", "一般公共预算财政拨款"),
    )


_LABEL = st.text(alphabet="水利教育科技运维工作项目费", min_size=2, max_size=6)
_FIGURE = st.decimals(min_value=0, max_value=10**6, places=2).map(lambda number: f"{number:,}")


@given(
    st.lists(st.tuples(_LABEL, _FIGURE, st.one_of(st.just(""), _FIGURE)), min_size=1, max_size=8)
)
def test_every_figure_stays_under_its_labels(rows: list[tuple[str, str, str]]) -> None:
    part = body("项目|基本支出|项目支出", *("|".join(row) for row in rows))
    assert [(row.labels[-1], *(cell.text for cell in row.cells)) for row in part.rows] == [
        (label, basic, project or None) for label, basic, project in rows
    ]
