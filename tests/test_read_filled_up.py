"""Tables of Markdown whose rows lost blank cells and were filled up with others at their end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.model import Disclosure, Table
from qa.read import read

TOP = "# 清源县水利局2033年度部门决算\n"
END = "\n一、收支说明\n\n清源县水利局2033年度收入总计1,500.00万元。\n"
HEAD = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
ROWS = [
    "合计||1,500.00|900.00|600.00",
    "213|农林水支出|1,200.00|700.00|500.00",
    "21303|水利|1,200.00|700.00|500.00",
    "2130301|行政运行|700.00|700.00|",
    "2130305|水利工程建设|500.00||500.00",
    "221|住房保障支出|300.00|200.00|100.00",
    "2210201|住房公积金|200.00|200.00|",
    "2210203|购房补贴|100.00||100.00",
]
PARTLY = (
    "这些表有的行丢了空白单元格，分不清其中一些数字属于哪一列，没有读入这些数字：{}；"
    "请换原来的Word、Excel或PDF文件。"
)


def _filled_up(row: str) -> str:
    """The row without its blank cells, as many others at its end."""
    cells = row.split("|")
    kept = [cell for cell in cells if cell]
    return "|".join(kept + [""] * (len(cells) - len(kept)))


def _markdown(head: Sequence[str], rows: Sequence[str]) -> str:
    delimiter = "|".join(["---"] * (head[0].count("|") + 1))
    return "\n".join(f"|{row}|" for row in (head[0], delimiter, *head[1:], *rows))


def _read(folder: Path, *tables: tuple[str, Sequence[str], Sequence[str]]) -> Disclosure:
    path = folder / "清源.md"
    body = "\n\n".join(
        f"## {title}\n\n单位：万元\n\n{_markdown(head, rows)}" for title, head, rows in tables
    )
    path.write_text(f"{TOP}\n{body}\n{END}", encoding="utf-8")
    return read(path)


def _told(table: Table) -> dict[str, dict[str, str | None]]:
    return {
        row.labels[-1]: {"/".join(table.columns[c.column].path): c.text for c in row.cells}
        for row in table.rows
    }


@pytest.mark.parametrize("damaged", [range(8), [4]], ids=["all rows", "one row"])
def test_sums_tell_where_figures_stood_before_blank_cells_were_lost(
    tmp_path: Path, damaged: Sequence[int]
) -> None:
    rows = [_filled_up(row) if at in damaged else row for at, row in enumerate(ROWS)]
    found = _read(tmp_path, ("支出决算表", [HEAD], rows))
    told = _told(found.tables[0])
    heads = HEAD.split("|")[2:]
    assert told["合计"] == dict(zip(heads, ["1,500.00", "900.00", "600.00"], strict=True))
    assert told["水利工程建设"] == dict(zip(heads, ["500.00", None, "500.00"], strict=True))
    assert told["购房补贴"] == dict(zip(heads, ["100.00", None, "100.00"], strict=True))
    assert found.notices == ()


def test_what_no_sum_tells_of_rows_that_were_filled_up_is_left_out_and_told(
    tmp_path: Path,
) -> None:
    rows = ["东干渠|30.00|20.00|10.00", "西干渠|15.00||", "南干渠|8.00|2.00|"]
    found = _read(tmp_path, ("渠道维护资金表", ["渠道|县级投入|乡镇投入|社会投入"], rows))
    (table,) = found.tables
    assert _told(table)["东干渠"] == {"县级投入": "30.00", "乡镇投入": "20.00", "社会投入": "10.00"}
    assert not any(cell.text for row in table.rows[1:] for cell in row.cells)
    assert table.dropped == 3
    assert found.notices == (PARTLY.format("“渠道维护资金表”（第3行）"),)


def test_a_blank_cell_before_a_figure_shows_that_blank_cells_are_kept(tmp_path: Path) -> None:
    rows = ["东干渠|30.00||10.00", "西干渠|15.00||", "南干渠|8.00|2.00|"]
    found = _read(tmp_path, ("渠道维护资金表", ["渠道|县级投入|乡镇投入|社会投入"], rows))
    told = _told(found.tables[0])
    assert told["西干渠"] == {"县级投入": "15.00", "乡镇投入": None, "社会投入": None}
    assert told["南干渠"] == {"县级投入": "8.00", "乡镇投入": "2.00", "社会投入": None}
    assert found.notices == ()


def test_an_amount_under_the_names_of_rows_shows_that_blank_cells_were_lost(
    tmp_path: Path,
) -> None:
    found = _read(
        tmp_path,
        ("支出决算表", [HEAD], ROWS),
        (
            "渠道维护资金表",
            ["编码|项目名称|县级投入|乡镇投入|社会投入"],
            ["1|东干渠|30.00|20.00|10.00", "合计|45.00|20.00||", "2|西干渠|15.00||"],
        ),
    )
    assert not any(
        cell.text for row in found.tables[1].rows if "西干渠" in row.labels for cell in row.cells
    )


def test_heads_of_two_rows_are_read_where_the_first_cells_of_the_lower_are_blank(
    tmp_path: Path,
) -> None:
    head = ["项目||小计|其中：|", "编码|名称||基本支出|项目支出"]
    found = _read(tmp_path, ("支出决算表", head, ROWS))
    assert [column.path for column in found.tables[0].columns] == [
        ("小计",),
        ("其中：", "基本支出"),
        ("其中：", "项目支出"),
    ]
    assert _told(found.tables[0])["购房补贴"]["其中：/项目支出"] == "100.00"


def test_heads_that_are_printed_in_each_field_of_a_merged_cell_are_one_group(
    tmp_path: Path,
) -> None:
    head = [
        "科目编码|科目名称|小计|其中：|其中：",
        "科目编码|科目名称|小计|基本支出|项目支出",
        "科目编码|栏次|1|2|3",
    ]
    found = _read(tmp_path, ("支出决算表", head, ROWS))
    (table,) = found.tables
    assert _told(table)["水利工程建设"] == {
        "小计": "500.00",
        "其中：/基本支出": None,
        "其中：/项目支出": "500.00",
    }
    assert "栏次" not in _told(table)


def test_a_table_of_a_head_and_one_row_is_read(tmp_path: Path) -> None:
    found = _read(
        tmp_path, ("“三公”经费支出表", ["合计|公务接待费|公务用车费"], ["3.00|1.00|2.00"])
    )
    assert [cell.text for cell in found.tables[0].rows[0].cells] == ["3.00", "1.00", "2.00"]
