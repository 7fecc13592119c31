"""Heads of several rows that were written into one, and what converters write for blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model import Disclosure, Table
from qa.read import read

TOP = "# 清源县水利局2033年度部门决算\n\n收入支出决算总表\n\n单位：万元\n\n"
END = "\n\n清源县水利局2033年度收入总计1,500.00万元。\n"
ROWS = """\
| 财政拨款收入 | 1,400.00 | 农林水支出 | 1,200.00 |
| 事业收入 | 100.00 | 住房保障支出 | 300.00 |
"""


def _read(folder: Path, tables: str) -> Disclosure:
    path = folder / "页面.md"
    path.write_text(TOP + tables + END, encoding="utf-8")
    return read(path)


def _told(table: Table) -> dict[tuple[str, tuple[str, ...]], str | None]:
    return {
        (row.labels[-1], table.columns[cell.column].path): cell.text
        for row in table.rows
        for cell in row.cells
    }


@pytest.mark.parametrize("mark", ["<br>", ".", "/", "_"])
def test_words_that_neighbours_share_are_groups_of_columns(tmp_path: Path, mark: str) -> None:
    head = "| 收入^项目 | 收入^决算数 | 支出^项目 | 支出^决算数 |\n|---|---|---|---|\n"
    (table,) = _read(tmp_path, head.replace("^", mark) + ROWS).tables
    assert _told(table) == {
        ("财政拨款收入", ("收入", "决算数")): "1,400.00",
        ("事业收入", ("收入", "决算数")): "100.00",
        ("农林水支出", ("支出", "决算数")): "1,200.00",
        ("住房保障支出", ("支出", "决算数")): "300.00",
    }


def test_the_number_of_a_column_behind_its_words_is_no_word(tmp_path: Path) -> None:
    head = "| 项目<br> | 支出<br>基本支出<br>1 | 支出<br>项目支出<br>2 |\n|---|---|---|\n"
    (table,) = _read(tmp_path, head + "| 会议费 | 3.00 | 1.00 |\n").tables
    assert [column.path for column in table.columns] == [("支出", "基本支出"), ("支出", "项目支出")]


def test_a_head_that_is_broken_into_lines_stays_one(tmp_path: Path) -> None:
    head = "| 项目 | 年初<br>预算数 | 决算数 |\n|---|---|---|\n"
    (table,) = _read(tmp_path, head + "| 会议费 | 3.00 | 1.00 |\n").tables
    assert [column.path for column in table.columns] == [("年初预算数",), ("决算数",)]


def test_what_programs_write_for_blank_cells_is_blank(tmp_path: Path) -> None:
    text = """\
| 收入 | Unnamed: 1 | 支出 | Unnamed: 3 |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 财政拨款收入 | 1400.00 | 农林水支出 | 1200.00 |
| NaN | NaN | 住房保障支出 | 200.00 |
"""
    (table,) = _read(tmp_path, text).tables
    assert _told(table) == {
        ("财政拨款收入", ("收入", "决算数")): "1400.00",
        ("农林水支出", ("支出", "决算数")): "1200.00",
        ("住房保障支出", ("支出", "决算数")): "200.00",
    }


def test_tables_one_right_below_the_other_are_two(tmp_path: Path) -> None:
    text = """\
| 收入支出决算总表 | | | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 财政拨款收入 | 1400.00 | 农林水支出 | 1200.00 |

| 会议费支出表 | |
|---|---|
| 项目 | 决算数 |
| 会议费 | 3.00 |
"""
    found = _read(tmp_path, text)
    assert [table.title for table in found.tables] == ["收入支出决算总表", "会议费支出表"]
    assert _told(found.tables[1]) == {("会议费", ("决算数",)): "3.00"}
