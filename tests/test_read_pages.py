"""What pages print beside their tables: running heads and numbers are no rows and no figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model import Table
from qa.read import read
from qa.read.pages import without_running_heads
from qa.read.source import split_lines

TITLE = "清源县水利局2033年度部门决算"
HEAD = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
PARTS = (
    ["合计||1,569.00|960.00|609.00", "213|农林水支出|1,200.00|700.00|500.00"],
    ["2130301|行政运行|700.00|700.00|", "2130305|水利工程建设|500.00||500.00"],
    ["229|其他支出|369.00|260.00|109.00", "2299901|其他支出|369.00|260.00|109.00"],
)


def _table(folder: Path, text: str, gap: str) -> Table:
    """The only table of a text whose cells are parted by ``gap``; blanks are told by a tab only."""
    cells = text.replace("||", "|") if gap == " " else text
    path = folder / "清源.txt"
    path.write_text(
        f"{TITLE}\n{cells.replace('|', gap)}\n一、收支说明\n收入总计1,569.00万元。\n",
        encoding="utf-8",
    )
    (table,) = read(path).tables
    return table


@pytest.mark.parametrize("gap", ["\t", " "], ids=["tabs", "blanks"])
@pytest.mark.parametrize("turn", ["{}\n", "- {} -\n", "{}\n\f"], ids=["number", "dashes", "feed"])
@pytest.mark.parametrize("running", ["第二部分 2033年度部门决算表", TITLE])
def test_a_table_goes_on_below_the_running_head_of_its_next_page(
    tmp_path: Path, running: str, turn: str, gap: str
) -> None:
    first, *others = ("\n".join(rows) for rows in PARTS)
    text = f"{running}\n支出决算表\n单位：万元\n{HEAD}\n{first}\n{turn.format(5)}"
    for number, rows in enumerate(others, start=6):
        text += f"{running}\n{rows}\n{turn.format(number)}"
    table = _table(tmp_path, text, gap)
    assert [row.labels[-1] for row in table.rows] == [
        "合计", "农林水支出", "行政运行", "水利工程建设", "其他支出", "其他支出",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[3].cells] == ["500.00", None, "500.00"]
    assert table.dropped == 0


def test_the_number_of_a_page_is_no_figure_of_the_row_above_it(tmp_path: Path) -> None:
    upper, lower = "\n".join([HEAD, *PARTS[0], PARTS[1][0]]), PARTS[1][1]
    table = _table(tmp_path, f"支出决算表\n单位：万元\n{upper}\n5\n{lower}", " ")
    assert [cell.text for cell in table.rows[2].cells] == ["700.00", "700.00", None]
    assert table.rows[3].labels[-1] == "水利工程建设"


def test_the_first_of_the_running_heads_stays_as_a_heading() -> None:
    text = "第二部分 决算报表\n甲\n1\n第二部分 决算报表\n乙\n2\n第二部分 决算报表\n丙\n3\n"
    found = without_running_heads(split_lines(text, "文件"))
    assert [line.text for line in found] == ["第二部分 决算报表", "甲", "1", "乙", "2", "丙", "3"]


def test_what_two_pages_begin_with_is_no_running_head() -> None:
    text = "第二部分 决算报表\n甲\n1\n第二部分 决算报表\n乙\n2\n"
    assert len(without_running_heads(split_lines(text, "文件"))) == 6


def test_a_line_that_stands_behind_the_same_number_again_and_again_is_no_running_head() -> None:
    text = "项目资金的合计数\n5\n" * 4
    assert len(without_running_heads(split_lines(text, "文件"))) == 8
