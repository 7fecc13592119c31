"""The number of a table, wherever it stands: before the title, behind it, in brackets."""

from __future__ import annotations

import pytest

from qa.model import Line
from qa.read.titles import read_title_row, split_number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("部门收支总表（预算表5）", "5"),
        ("部门收支总表（公开01表）", "公开01表"),
        ("部门收支总表 公开01表", "公开01表"),
        ("公开01表 部门收支总表", "公开01表"),
        ("表号：预算01表 部门收支总表", "预算01表"),
        ("附表1-2 部门收支总表", "1-2"),
        ("附表1-2：部门收支总表", "1-2"),
        ("表2-1.部门收支总表", "2-1"),
        ("【表1】部门收支总表", "1"),
        ("部门收支总表(表一)", "一"),
        ("部门收支总表（附表3）（续）", "3"),
        ("部门预算公开表4 部门收支总表", "4"),
        ("GK01表 部门收支总表", "GK01表"),
        ("附件3：部门收支总表", None),
        ("附1-1 部门收支总表", None),
    ],
)
def test_the_number_of_a_table_is_no_part_of_its_title(printed: str, number: str | None) -> None:
    assert split_number(printed) == (number, "部门收支总表")


@pytest.mark.parametrize(
    "printed", ["（附表三）", "公开03表", "决算表3", "附表 3：", "表号：公开03表"]
)
def test_a_number_alone_names_no_title(printed: str) -> None:
    number, title = split_number(printed)
    assert number in ("3", "三", "公开03表")
    assert title == ""


@pytest.mark.parametrize(
    "printed",
    ["收支总表（一）", "绩效目标表（2）", "支出表（按功能分类）", "2025年部门收支总表"],
)
def test_what_is_no_number_of_a_table_stays_in_its_title(printed: str) -> None:
    assert split_number(printed) == (None, printed)


def test_a_row_that_names_unit_period_and_measure_stands_above_the_table() -> None:
    row = ["105清源县柳河镇财政所", "", "预算年度：2025", "单位：万元", ""]
    found = read_title_row(row, Line(1, "\t".join(row)))
    assert found is not None
    assert (found.owner, found.unit, found.title) == ("清源县柳河镇财政所", "万元", "")


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (["部门支出总表（万元）"], "万元"),
        (["部门支出总表（单位：元）"], "元"),
        (["预算03表", "", "万元"], "万元"),
        (["（万元）"], "万元"),
        (["", "", "计量单位：人民币元"], "元"),
        (["", "", "金额：万元"], "万元"),
        (["编制单位：清源县水利局", "", "单位（万元）"], "万元"),
    ],
)
def test_unit_of_measure_is_told_in_many_ways_above_a_table(row: list[str], unit: str) -> None:
    found = read_title_row(row, Line(1, "\t".join(row)))
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize(
    "row", [["项目", "万元"], ["项目", "预算数（万元）"], ["项目资金（万元）"]]
)
def test_heads_with_a_unit_of_measure_are_no_line_above_the_table(row: list[str]) -> None:
    assert read_title_row(row, Line(1, "\t".join(row))) is None
