"""The number and the title of a table without tabs."""

from __future__ import annotations

import pytest

from qa.read.flow.tables import find_tables
from qa.read.source import split_lines

BODY = """
单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
合计 30.00 10.00 20.00
201 一般公共服务支出 30.00 10.00 20.00
"""


@pytest.mark.parametrize(
    ("number", "read"),
    [("表5 ", "5"), ("表5", "5"), ("表一 ", "一"), ("附表12：", "12"), ("表十一、", "十一")],
)
def test_the_number_of_a_table_ends_where_its_title_begins(number: str, read: str) -> None:
    title = "一般公共预算财政拨款支出决算表"
    (table,) = find_tables(split_lines(f"{number}{title}{BODY}", "text"))
    assert (table.title, table.number) == (title, read)


@pytest.mark.parametrize(
    ("title", "read"),
    [("部门支出总表（预算表5）", "5"), ("部门支出总表（公开05表）", "公开05表")],
)
def test_the_number_of_a_table_in_brackets_is_no_part_of_its_title(title: str, read: str) -> None:
    (table,) = find_tables(split_lines(f"{title}{BODY}", "text"))
    assert (table.title, table.number) == ("部门支出总表", read)


@pytest.mark.parametrize("number", ["公开03表", "预算03表", "表3"])
def test_the_number_of_a_table_may_stand_alone_below_its_title(number: str) -> None:
    text = f"支出决算表\n{number}\n部门：清源县水利局{BODY}"
    (table,) = find_tables(split_lines(text, "text"))
    assert (table.title, table.number, table.unit) == ("支出决算表", "3", "万元")
    assert [cell.text for cell in table.rows[1].cells] == ["30.00", "10.00", "20.00"]
