"""Tables of Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.facts import facts_of
from qa.read import read
from qa.read.pipes import with_tabs
from qa.read.source import split_lines

TABLE = """\
| 项目 | 上年决算数 | 本年决算数 |
|:---|---:|---:|
| 合计 | 31.00 | 28.50 |
| 公务接待费 | 6.00 | 4.50 |
| 公务用车运行维护费 | 25.00 | 24.00 |
"""


def texts(text: str) -> list[str]:
    return [line.text for line in with_tabs(split_lines(text, "文件"))]


def test_cells_between_bars_are_parted_by_tabs() -> None:
    assert texts(TABLE)[:2] == ["项目\t上年决算数\t本年决算数", "合计\t31.00\t28.50"]


def test_bars_at_the_edges_are_not_needed() -> None:
    assert texts("项目 | 决算数\n--- | ---\n合计 | 3.00\n会议费 | 3.00\n") == [
        "项目\t决算数",
        "合计\t3.00",
        "会议费\t3.00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 政务公开 | 预算\n",
        "| 项目 | 预算数 | | 决算数 |\n| | 合计 | 基金 | 合计 |\n| 会议费 | 1 | 0 | 2 |\n",
        "项目 | 预算数 | 决算数 |\n会议费 | 1 | 0 | 2 | 0 |\n培训费 | 1 | 0 | 2 | 0 |\n",
    ],
    ids=["links", "blanks in the head", "uneven rows"],
)
def test_lines_whose_columns_are_not_certain_stay_as_they_are(text: str) -> None:
    assert texts(text) == [line.text for line in split_lines(text, "文件")]


def test_table_of_markdown_is_read_with_its_title_and_unit(tmp_path: Path) -> None:
    path = tmp_path / "页面.md"
    path.write_text(
        f"# 清源县水利局2033年度部门决算\n\n## “三公”经费支出决算表\n\n单位：万元\n\n{TABLE}",
        encoding="utf-8",
    )
    (table,) = read(path).tables
    assert (table.title, table.unit, len(table.rows)) == ("“三公”经费支出决算表", "万元", 3)
    assert [cell.text for cell in table.rows[1].cells] == ["6.00", "4.50"]
    assert table.rows[1].cells[0].line == 10


MERGED = """\
| 项目 | 合计 | 其中 | |
|---|---|---|---|
| | | 基本支出 | 项目支出 |
| 合计 | 31.00 | 28.50 | 2.50 |
| 会议费 | 6.00 | 6.00 | |
"""


def _page(folder: Path, table: str) -> Path:
    path = folder / "页面.md"
    path.write_text(
        f"# 清源县水利局2033年度部门决算\n\n支出表\n\n单位：万元\n\n{table}\n支出31.00万元。\n"
    )
    return path


def test_heads_below_a_merged_one_name_their_columns(tmp_path: Path) -> None:
    found = read(_page(tmp_path, MERGED))
    (table,) = found.tables
    assert [column.path for column in table.columns] == [
        ("合计",), ("其中", "基本支出"), ("其中", "项目支出"),
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells] == ["6.00", "6.00", None]
    assert found.notices == ()


def test_table_whose_merged_heads_were_lost_is_not_read_and_is_told(tmp_path: Path) -> None:
    lost = MERGED.replace("| 其中 | |", "| 其中 |").replace("| | | 基本", "| 基本")
    found = read(_page(tmp_path, lost))
    assert not any(cell.text == "6.00" for t in found.tables for r in t.rows for cell in r.cells)
    assert found.notices == (
        "第7行起的表格（Markdown）表头不全，分不清数字属于哪一列，没有按表读入："
        "请换原来的Word、Excel或PDF文件。",
    )


def test_rows_without_a_head_are_no_table() -> None:
    text = "会议费 | 1.00 | 0.50\n培训费 | 2.00 | 0.50\n差旅费 | 3.00 | 0.50\n"
    assert texts(text) == text.splitlines()


def test_no_figure_is_taken_from_the_rows_of_a_table_that_was_not_read(tmp_path: Path) -> None:
    lost = "| 项目 | 支出数量 | 其中 |\n|---|---|---|\n| 培训 | 5场次 | 12人 | 3次 |\n"
    facts = list(facts_of(read(_page(tmp_path, lost))))
    assert [fact.text for fact in facts if fact.line > 5] == ["31.00"]
