"""Tables that are drawn with characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.read import read
from qa.read.boxes import with_boxes
from qa.read.source import split_lines

TOP = "清源县水利局2033年度部门决算\n\n支出决算表\n单位：万元\n"
END = "\n一、收支说明\n\n清源县水利局2033年度收入总计1,500.00万元。\n"

RULED = """\
┌────┬────────┬──────┐
│项目│  合计  │ 基金 │
├────┼────────┼──────┤
│合计│1,500.00│      │
├────┼────────┼──────┤
│水利│  500.00│ 30.00│
└────┴────────┴──────┘
"""
LISTED = """\
┌────┬────────┬──────┐
│项目│  合计  │ 基金 │
├────┼────────┼──────┤
│合计│1,500.00│      │
│水利│  500.00│ 30.00│
└────┴────────┴──────┘
"""
PLAIN = """\
+----+--------+------+
|项目|  合计  | 基金 |
+====+========+======+
|合计|1,500.00|      |
|水利|  500.00| 30.00|
+----+--------+------+
"""
OPEN = """\
项目│  合计  │ 基金
────┼────────┼──────
合计│1,500.00│
水利│  500.00│ 30.00
"""
#: Bars as wide as a character of Chinese, and cells of words that are not set to their width.
LOOSE = "┌─┬─┬─┐\n│项目│合计│基金│\n├─┼─┼─┤\n│合计│1,500.00││\n│水利│500.00│30.00│\n└─┴─┴─┘\n"
ROWS = ["项目\t合计\t基金", "合计\t1,500.00\t", "水利\t500.00\t30.00"]

MERGED = """\
┌────────┬────────────────┐
│        │    本年支出    │
│  项目  ├────────┬───────┤
│        │  合计  │ 基本  │
│        │        │ 支出  │
├────────┼────────┼───────┤
│合计    │1,500.00│ 900.00│
├────────┼────────┼───────┤
│水利工程│  500.00│       │
│建设    │        │       │
└────────┴────────┴───────┘
"""


def texts(text: str) -> list[str]:
    return [line.text for line in with_boxes(split_lines(text, "文件"))]


@pytest.mark.parametrize(
    "drawn",
    [RULED, LISTED, PLAIN, OPEN, LOOSE],
    ids=["each row ruled", "head ruled", "plain text", "no border", "bars out of line"],
)
def test_rows_of_a_drawn_table_are_parted_by_tabs(drawn: str) -> None:
    found = [text if text.count("\t") == 2 else f"{text}\t" for text in texts(drawn)]
    assert found == ROWS


def test_merged_and_broken_cells_of_a_drawn_table_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "清源.txt"
    path.write_text(f"{TOP}{MERGED}{END}", encoding="utf-8")
    (table,) = read(path).tables
    assert [column.path for column in table.columns] == [
        ("本年支出", "合计"),
        ("本年支出", "基本支出"),
    ]
    assert [(row.labels, [cell.text for cell in row.cells]) for row in table.rows] == [
        (("合计",), ["1,500.00", "900.00"]),
        (("水利工程建设",), ["500.00", None]),
    ]
    assert (table.title, table.unit, table.rows[1].line) == ("支出决算表", "万元", 13)


def test_rows_without_rules_between_them_are_not_taken_for_one_of_broken_cells() -> None:
    drawn = LISTED.replace("│水利│  500.00│ 30.00│", "│水利│        │ 30.00│")
    assert texts(drawn)[1:] == ["合计\t1,500.00\t", "水利\t\t30.00"]


def test_bars_as_wide_as_two_letters_are_told_from_narrow_ones() -> None:
    wide = MERGED.replace("────", "──").replace("───┤", "───┤")
    wide = wide.replace("    本年支出    │", "     本年支出     │")
    assert texts(wide)[:2] == ["项目\t本年支出\t", "\t合计\t基本支出"]


def test_merged_cells_between_bars_out_of_line_are_not_read_and_that_is_told(
    tmp_path: Path,
) -> None:
    path = tmp_path / "清源.txt"
    crooked = "┌─┬─┐\n│项目│上年│本年│\n├─┼─┤\n│合计│基本│合计│基本│支出│\n├─┼─┤\n"
    path.write_text(f"{TOP}{crooked}│水利│1.00│2.00│3.00│4.00│\n└─┴─┘\n{END}", encoding="utf-8")
    found = read(path)
    assert not any(cell.text for table in found.tables for row in table.rows for cell in row.cells)
    assert found.notices == (
        "第5行起的表格（用线条字符画成）竖线没有对齐，分不清数字属于哪一列，没有按表读入："
        "请换原来的Word、Excel或PDF文件。",
    )


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 政务公开 | 预算\n",
        "| 项目 | 决算数 |\n|---|---|\n| 会议费 | 1.00 |\n",
        "A+B\n1+2\n3-4\n",
    ],
    ids=["links", "Markdown", "sums"],
)
def test_lines_that_draw_no_table_stay_as_they_are(text: str) -> None:
    assert texts(text) == text.splitlines()


def test_table_drawn_in_preformatted_text_of_a_web_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "清源.html"
    title = "<title>清源县水利局2033年度部门决算</title>"
    prose = "<p>负责全县水利工作，保障防洪安全，承担农田水利建设，管理县内河道和水库。</p>" * 9
    path.write_text(
        f"<html><head>{title}</head><body><p>支出决算表</p><p>单位：万元</p>"
        f"<pre>{LISTED}</pre>{prose}</body></html>",
        encoding="utf-8",
    )
    found = read(path)
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1,500.00", None],
        ["500.00", "30.00"],
    ]
    assert found.notices == ()
