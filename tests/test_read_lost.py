"""Tables of text that lost blank cells: no figure stands under a column that is not its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.model import Disclosure, Row, Table
from qa.read import read

TOP = "清源县水利局2033年度部门决算\n\n"
END = "\n一、收支说明\n\n清源县水利局2033年度收入总计1,500.00万元。\n"
HEADS = ["本年支出合计", "基本支出", "项目支出"]
ROWS = [
    "合计|1,500.00|900.00|600.00",
    "213|农林水支出|1,200.00|700.00|500.00",
    "21303|水利|1,200.00|700.00|500.00",
    "2130301|行政运行|700.00|700.00",
    "2130305|水利工程建设|500.00|500.00",
    "221|住房保障支出|300.00|200.00|100.00",
    "2210201|住房公积金|200.00|200.00",
    "2210203|购房补贴|100.00|100.00",
]
UNTOLD = "这些表分不清数字属于哪一列，没有读入其中的数字：{}；请换原来的Word、Excel或PDF文件。"


def _read(folder: Path, title: str, rows: Sequence[str]) -> Disclosure:
    path = folder / "清源.txt"
    table = "\n".join(row.replace("|", "\t") for row in rows)
    path.write_text(f"{TOP}{title}\n单位：万元\n{table}\n{END}", encoding="utf-8")
    return read(path)


def _table(folder: Path, title: str, rows: Sequence[str]) -> Table:
    (table,) = _read(folder, title, rows).tables
    return table


def _cells(table: Table, row: Row) -> dict[str, str | None]:
    return {"/".join(table.columns[cell.column].path): cell.text for cell in row.cells}


def _told(table: Table) -> dict[str, dict[str, str | None]]:
    return {(row.labels or ("",))[-1]: _cells(table, row) for row in table.rows}


@pytest.mark.parametrize(
    "head",
    [
        ["|".join(["项目", *HEADS]), "功能分类科目编码|科目名称"],
        ["|".join(["科目编码", "科目名称", *HEADS])],
    ],
    ids=["merged heads", "one head"],
)
def test_sums_tell_the_column_where_blank_cells_were_lost(tmp_path: Path, head: list[str]) -> None:
    table = _table(tmp_path, "支出决算表", [*head, *ROWS])
    told = _told(table)
    assert told["合计"] == dict(zip(HEADS, ["1,500.00", "900.00", "600.00"], strict=True))
    assert told["行政运行"] == dict(zip(HEADS, ["700.00", "700.00", None], strict=True))
    assert told["水利工程建设"] == dict(zip(HEADS, ["500.00", None, "500.00"], strict=True))
    assert told["购房补贴"] == dict(zip(HEADS, ["100.00", None, "100.00"], strict=True))
    assert table.dropped == 0


def test_what_no_sum_tells_is_left_out(tmp_path: Path) -> None:
    alone = ["2130301|行政运行|700.00|700.00"]
    table = _table(tmp_path, "支出决算表", ["|".join(["科目编码", "科目名称", *HEADS]), *alone * 2])
    assert [_cells(table, row) for row in table.rows] == [{"本年支出合计": "700.00"}] * 2
    assert table.dropped == 2


def test_heads_of_three_rows_that_lost_their_blanks_are_read_by_their_words(
    tmp_path: Path,
) -> None:
    kinds = "合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
    cars = "小计|公务用车购置费|公务用车运行费"
    table = _table(
        tmp_path,
        "财政拨款“三公”经费支出决算表",
        [
            "预算数|决算数",
            f"{kinds}|{kinds}",
            f"{cars}|{cars}",
            "30.00|0.00|20.00|0.00|20.00|10.00|25.00|0.00|18.00|0.00|18.00|7.00",
        ],
    )
    told = _cells(table, table.rows[0])
    assert told["预算数/公务接待费"] == "10.00"
    assert told["决算数/合计"] == "25.00"
    assert told["决算数/公务用车购置及运行费/公务用车运行费"] == "18.00"


def test_income_is_not_told_as_expenditure_where_the_heads_lost_their_blanks(
    tmp_path: Path,
) -> None:
    table = _table(
        tmp_path,
        "收入支出决算总表",
        [
            "收入|支出",
            "项目|行次|金额|项目|行次|金额",
            "一、财政拨款收入|1|1,400.00|一、一般公共服务支出|5",
            "二、上级补助收入|2|二、农林水支出|6|1,200.00",
            "三、事业收入|3|100.00|三、住房保障支出|7|300.00",
            "本年收入合计|4|1,500.00|本年支出合计|8|1,500.00",
        ],
    )
    told = _told(table)
    assert told["财政拨款收入"] == {"收入/金额": "1,400.00"}
    assert told["上级补助收入"] == {"收入/金额": None}
    assert told["农林水支出"] == {"支出/金额": "1,200.00"}


def test_of_heads_that_are_not_known_only_whole_rows_are_told(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "渠道维护资金表",
        ["渠道|县级投入|乡镇投入", "东干渠|30.00|20.00", "西干渠|15.00", "南干渠|8.00|2.00"],
    )
    assert _told(table) == {
        "东干渠": {"县级投入": "30.00", "乡镇投入": "20.00"},
        "南干渠": {"县级投入": "8.00", "乡镇投入": "2.00"},
    }
    assert table.dropped == 1


def test_no_figure_is_told_under_lost_heads_that_are_not_known(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "渠道维护资金表",
        ["渠道|县级投入|乡镇投入", "材料|人工|材料|人工", "东干渠|30.00|20.00|8.00|2.00"],
    )
    assert not any(cell.text for table in found.tables for row in table.rows for cell in row.cells)
    assert UNTOLD.format("“渠道维护资金表”（第3行）") in found.notices


def test_a_text_that_keeps_its_blank_cells_may_leave_out_the_last_ones(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "渠道维护资金表",
        ["渠道|县级投入|乡镇投入", "东干渠||20.00", "西干渠|15.00", "南干渠|8.00|2.00"],
    )
    assert _told(table)["西干渠"] == {"县级投入": "15.00", "乡镇投入": None}
    assert table.dropped == 0


def test_blank_cells_that_are_printed_at_the_end_of_a_row_are_blank(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "渠道维护资金表",
        ["渠道|县级投入|乡镇投入", "东干渠|30.00|20.00", "西干渠|15.00|"],
    )
    assert _told(table)["西干渠"] == {"县级投入": "15.00", "乡镇投入": None}


def test_heads_of_two_rows_of_one_length_are_none_of_one_row(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "项目支出预算表",
        [
            "项目名称|总计|财政拨款|其他资金",
            "合计|一般公共预算|政府性基金预算|国有资本经营预算",
            "东干渠整治|30.00|30.00|30.00",
            "西干渠整治|20.00|20.00|20.00",
        ],
    )
    assert "其他资金" not in {
        "/".join(table.columns[cell.column].path)
        for row in table.rows
        for cell in row.cells
        if cell.text
    }


def test_rows_alone_belong_to_the_half_whose_row_above_they_add_up_to(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "收支总表",
        [
            "收入|支出",
            "项目|2033年预算数|项目|2033年预算数",
            "一、财政拨款收入|1,400.00|一、农林水支出|1,500.00",
            "本年收入合计|1,400.00|本年支出合计|1,500.00",
            "上年结余、结转|100.00|结转下年|0.00",
            "1. 财政拨款结余、结转|100.00",
            "2. 非财政拨款结余、结转|0.00",
            "收入总计|1,500.00|支出总计|1,500.00",
        ],
    )
    assert _told(table)["财政拨款结余、结转"] == {"收入/2033年预算数": "100.00"}


def test_a_form_whose_rows_lost_blank_cells_is_not_read(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "项目支出绩效自评表",
        [
            "项目名称：|渠道维护|实施单位：|清源县水利局",
            "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
            "年度资金总额|30.00|20.00|10|66.67%|6.67",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
            "产出指标|数量指标|维护渠道|12公里|12公里|50|50",
        ],
    )
    assert not any(cell.text for table in found.tables for row in table.rows for cell in row.cells)
