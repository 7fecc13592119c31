"""The unit of measure, wherever a table prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model import Table
from qa.read import read

WHOSE = "清源县水利局2033年度部门决算"
TITLE = "支出决算表"
HEAD = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
ROWS = "合计||150.00|90.00|60.00\n213|农林水支出|150.00|90.00|60.00"
UNIT = "单位：万元"


def _table(folder: Path, text: str, gap: str) -> Table:
    """The only table of a text whose cells are parted by ``gap``; blanks are told by a tab only."""
    cells = text.replace("||", "|") if gap == " " else text
    path = folder / "清源.txt"
    path.write_text(
        f"{WHOSE}\n\n{cells.replace('|', gap)}\n\n一、收支说明\n\n水利支出增加。\n",
        encoding="utf-8",
    )
    (table,) = read(path).tables
    return table


@pytest.mark.parametrize("gap", ["\t", " "], ids=["tabs", "blanks"])
@pytest.mark.parametrize(
    "text",
    [
        f"{UNIT}\n{TITLE}\n{HEAD}\n{ROWS}",
        f"{TITLE}\n{HEAD}\n{UNIT}\n{ROWS}",
        f"{TITLE}\n{HEAD}\n{ROWS}\n{UNIT}",
    ],
    ids=["above the title", "below the head", "below the table"],
)
def test_unit_is_that_of_the_line_beside_head_or_rows(tmp_path: Path, text: str, gap: str) -> None:
    table = _table(tmp_path, text, gap)
    assert (table.title, table.unit) == (TITLE, "万元")
    assert [(row.labels[-1], row.cells[0].text) for row in table.rows] == [
        ("合计", "150.00"),
        ("农林水支出", "150.00"),
    ]


def test_unit_among_the_heads_is_that_of_the_columns_below_it(tmp_path: Path) -> None:
    heads = "科目编码|科目名称|金额单位：元||\n||本年支出合计|基本支出|项目支出"
    table = _table(tmp_path, f"{TITLE}\n{heads}\n{ROWS}", "\t")
    assert [(column.path, column.unit) for column in table.columns] == [
        (("本年支出合计",), "元"),
        (("基本支出",), "元"),
        (("项目支出",), "元"),
    ]


def test_unit_above_the_next_table_is_not_that_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "清源.txt"
    other = "资产情况表\n项目|年末数\n房屋|3\n车辆|2".replace("|", "\t")
    table = f"{TITLE}\n{HEAD}\n{ROWS}".replace("|", "\t")
    path.write_text(
        f"{WHOSE}\n\n{other}\n{UNIT}\n{table}\n\n一、收支说明\n\n支出增加。\n",
        encoding="utf-8",
    )
    assert [(table.title, table.unit) for table in read(path).tables] == [
        ("资产情况表", None),
        (TITLE, "万元"),
    ]
