"""Tables saved as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.read import read
from qa.read.commas import with_tabs
from qa.read.source import split_lines

TABLE = """\
清源县水利局2033年度部门决算
支出决算表
部门：清源县水利局,,,单位：万元
科目编码,科目名称,本年支出合计,基本支出
合计,,"1,500.00",900.00
213,农林水支出,"1,200.00",
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_table_saved_as_csv_is_read_with_its_title_and_unit(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "清源.csv"
    path.write_text(TABLE, encoding=encoding)
    (table,) = read(path).tables
    assert (table.title, table.unit) == ("支出决算表", "万元")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1,500.00", "900.00"],
        ["1,200.00", None],
    ]
    assert table.rows[1].line == 6


def test_cells_parted_by_semicolons_may_hold_commas() -> None:
    lines = split_lines("项目;预算数;决算数\n合计;1,500.00;900.00\n水利;2,00;3.00\n", "文件")
    assert [line.text for line in with_tabs(lines)][1:] == [
        "合计\t1,500.00\t900.00",
        "水利\t2,00\t3.00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "负责水利,防汛,抗旱。\n管理水库,河道,渠道。\n保障供水,灌溉,发电。\n",
        "合计 45,949.02 22,698.29\n水利 16,606.77 7,948.72\n住房 1,500.00 1,200.00\n",
        "合计1,945,949.02\n水利1,316,606.77\n住房1,501,500.00\n",
        "合计,1,945\n水利,1,606\n住房,1,500\n",
        "一、收入,支出\n收入1,500.00万元;支出900.00万元。\n二、说明\n",
    ],
    ids=["as many in each line", "amounts", "glued amounts", "amounts or cells", "as many as come"],
)
def test_commas_of_sentences_and_amounts_part_no_cells(text: str) -> None:
    assert [line.text for line in with_tabs(split_lines(text, "文件"))] == text.splitlines()


def test_table_of_two_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "清源.csv"
    path.write_text(
        "清源县水利局2033年度部门决算\n支出决算表\n单位：万元\n项目,决算数\n"
        '会议费,3.00\n培训费,"1,204.50"\n差旅费,\n',
        encoding="utf-8",
    )
    (table,) = read(path).tables
    assert (table.title, table.unit) == ("支出决算表", "万元")
    assert [(row.labels, row.cells[0].text) for row in table.rows] == [
        (("会议费",), "3.00"),
        (("培训费",), "1,204.50"),
        (("差旅费",), None),
    ]


def test_tables_of_unlike_width_are_read_with_the_text_between_them(tmp_path: Path) -> None:
    path = tmp_path / "清源.csv"
    path.write_text(
        "清源县水利局2033年度部门决算\n\n支出决算表\n单位：万元\n科目编码,科目名称,合计,基本支出\n"
        '213,农林水支出,"1,200.00",100\n221,住房保障支出,300,200\n\n'
        '"清源县水利局2033年度支出1,500.00万元,比上年减少20.00万元。"\n\n'
        "会议费支出表\n单位：万元\n项目,决算数\n会议费,3.00\n培训费,4.50\n",
        encoding="utf-8",
    )
    found = read(path)
    assert [table.title for table in found.tables] == ["支出决算表", "会议费支出表"]
    assert [cell.text for cell in found.tables[0].rows[1].cells] == ["300", "200"]
    assert found.paragraphs[-1].text == "清源县水利局2033年度支出1,500.00万元,比上年减少20.00万元。"


def test_rows_that_are_filled_up_to_one_width_hold_titles_and_text(tmp_path: Path) -> None:
    path = tmp_path / "清源.csv"
    rows = [
        "清源县水利局2033年度部门决算", "", "支出决算表", "单位：万元",
        "科目编码,科目名称,合计,基本支出",
        '="213",农林水支出,200,100', '="221",住房保障支出,300,', "", "支出500万元。",
    ]  # fmt: skip
    text = "\n".join(row + "," * (3 - row.count(",")) for row in rows)
    path.write_text(text, encoding="utf-8")
    found = read(path)
    (table,) = found.tables
    assert (table.title, table.unit) == ("支出决算表", "万元")
    assert [(row.code, [cell.text for cell in row.cells]) for row in table.rows] == [
        ("213", ["200", "100"]),
        ("221", ["300", None]),
    ]
    assert [part.text for part in found.paragraphs][-1] == "支出500万元。"
