"""Word: numbers that it makes by itself, tables that are set with tabs, what follows a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from formats_fixtures import cells_of

from qa.model import Disclosure
from qa.read import read
from qa.read.formats.tabbed import Run, runs_of
from qa.read.formats.word_numerals import numeral

LEVELS = (
    ("chineseCountingThousand", "第%1部分"),
    ("japaneseCounting", "%2、"),
    ("chineseCounting", "（%3）"),
    ("decimal", "%3.%4"),
)


def _read(folder: Path, draw: Callable[[Any], object]) -> Disclosure:
    document = Document()
    document.add_paragraph("河口县交通局2025年部门预算")
    draw(document)
    path = folder / "x.docx"
    document.save(str(path))
    return read(path)


def _with_lists(document: Any, *overrides: str) -> None:
    spaces = nsdecls("w")
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{"<w:isLgl/>" * (kind == "decimal")}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    form = f'<w:abstractNum {spaces} w:abstractNumId="70">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(form))
    for at, override in enumerate(("", *overrides)):
        inside = f'<w:abstractNumId w:val="70"/>{override}'
        numbering.append(parse_xml(f'<w:num {spaces} w:numId="{70 + at}">{inside}</w:num>'))


def _numbered(paragraph: Any, level: int, list_id: int = 70) -> None:
    inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    form = parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>")
    paragraph._p.get_or_add_pPr().append(form)


def _text(document: Any) -> None:
    _with_lists(document)
    for level, text in (
        (0, "部门概况"),
        (1, "主要职能"),
        (None, "负责全县交通工作。"),
        (0, "预算情况说明"),
        (1, "收入预算情况"),
        (None, "2025年收入预算820.40万元。"),
        (1, "支出预算情况"),
        (2, "基本支出"),
        (None, "基本支出520.40万元。"),
        (2, "项目支出"),
        (None, "安排300.00万元。"),
    ):
        paragraph = document.add_paragraph(text)
        if level is not None:
            _numbered(paragraph, level)


def test_headings_that_word_numbers_are_sections(tmp_path: Path) -> None:
    assert [section.path[-1] for section in _read(tmp_path, _text).sections] == [
        "第一部分 部门概况",
        "一、主要职能",
        "第二部分 预算情况说明",
        "一、收入预算情况",
        "二、支出预算情况",
        "（一）基本支出",
        "（二）项目支出",
    ]


def test_list_that_starts_anew_counts_from_its_own_start(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'

    def draw(document: Any) -> None:
        _with_lists(document, override)
        for list_id in (70, 70, 71, 71):
            _numbered(document.add_paragraph("“三公”经费3.00万元。"), 1, list_id)

    texts = [paragraph.text for paragraph in _read(tmp_path, draw).paragraphs]
    assert [text[:2] for text in texts] == ["一、", "二、", "三、", "四、"]


def test_number_in_the_style_of_a_paragraph_is_printed(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        _with_lists(document)
        style = document.styles.add_style("一级", 1)
        inside = '<w:ilvl w:val="1"/><w:numId w:val="70"/>'
        form = parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>")
        style.element.get_or_add_pPr().append(form)
        document.add_paragraph("收入预算情况", style=style)
        document.add_paragraph("2025年收入预算820.40万元。")

    assert [section.path for section in _read(tmp_path, draw).sections] == [("一、收入预算情况",)]


def test_row_numbers_that_word_makes_stand_in_their_cells(tmp_path: Path) -> None:
    rows = [["序号", "项目", "合计"], ["", "公路养护", "300.00"], ["", "农村客运", "20.40"]]

    def draw(document: Any) -> None:
        _with_lists(document)
        document.add_paragraph("项目支出表")
        document.add_paragraph("单位：万元")
        _table(document, rows)
        for row in document.tables[0].rows[1:]:
            _numbered(row.cells[0].paragraphs[0], 3)

    (table,) = _read(tmp_path, draw).tables
    assert [row.quote for row in table.rows] == ["1.1\t公路养护\t300.00", "1.2\t农村客运\t20.40"]
    assert cells_of(table) == {("公路养护", "合计"): "300.00", ("农村客运", "合计"): "20.40"}


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (11, "chineseCounting", "十一"),
        (20, "japaneseCounting", "二十"),
        (35, "taiwaneseCountingThousand", "三十五"),
        (10, "ideographDigital", "一〇"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "chineseLegalSimplified", "贰"),
        (4, "ideographTraditional", "丁"),
        (9, "upperRoman", "IX"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "hebrew1", "7"),
        (21, "decimalEnclosedCircle", "21"),
    ],
)
def test_number_is_printed_in_its_format(number: int, kind: str, text: str) -> None:
    assert numeral(number, kind) == text


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text


ROWS = [["项目", "合计", "基本支出"], ["合计", "820.40", "520.40"], ["公路养护", "300.00", "0.00"]]
CELLS = {
    ("合计", "合计"): "820.40",
    ("合计", "基本支出"): "520.40",
    ("公路养护", "合计"): "300.00",
    ("公路养护", "基本支出"): "0.00",
}


def _tabbed(document: Any) -> None:
    document.add_paragraph("部门支出总表")
    document.add_paragraph("编制单位：河口县交通局\t\t单位：万元")
    for row in ROWS:
        document.add_paragraph("\t".join(row))
    document.add_paragraph("填表人：某甲\t联系电话：无")
    document.add_paragraph("二、“三公”经费")


def test_table_that_is_set_with_tabs_is_read(tmp_path: Path) -> None:
    found = _read(tmp_path, _tabbed)
    (table,) = found.tables
    assert (table.title, table.unit) == ("部门支出总表", "万元")
    assert cells_of(table) == CELLS
    assert found.notices == ()


def test_table_of_tabs_with_a_blank_cell_is_left_out_with_a_word(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("2025年支出预算820.40万元。")
        document.add_paragraph("单位：万元")
        for row in [*ROWS[:2], ["公路养护", "300.00"]]:
            document.add_paragraph("\t".join(row))

    found = _read(tmp_path, draw)
    assert not found.tables
    assert found.notices == (
        "文中有1处用制表符排成的表，缺格的行分不清数字属于哪一列，没有按表读入："
        "请改成表格或换PDF文件。",
    )


def test_lines_with_tabs_that_are_no_table_are_lines() -> None:
    texts = ["一、收入总表\t3", "二、支出总表\t4", "三、“三公”经费表\t5"]
    assert list(runs_of(texts)) == [Run(tuple(text.replace("\t", "  ") for text in texts))]


def test_heading_right_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("部门支出总表")
        document.add_paragraph("单位：万元")
        _table(document, ROWS)
        document.add_paragraph("二、三公经费")
        document.add_paragraph("2025年“三公”经费预算3.00万元。")

    found = _read(tmp_path, draw)
    assert cells_of(found.tables[0]) == CELLS
    assert [section.path for section in found.sections] == [("二、三公经费",)]


def test_merged_heads_that_are_printed_in_each_field_are_merged(tmp_path: Path) -> None:
    heads = [
        ["科目编码", "科目名称", "本年支出", "本年支出"],
        ["科目编码", "科目名称", "合计", "基本支出"],
    ]

    def draw(document: Any) -> None:
        document.add_paragraph("部门支出总表")
        document.add_paragraph("单位：万元")
        _table(document, [*heads, ["214", "交通运输支出", "820.40", "520.40"]])

    (table,) = _read(tmp_path, draw).tables
    assert cells_of(table) == {
        ("交通运输支出", "本年支出/合计"): "820.40",
        ("交通运输支出", "本年支出/基本支出"): "520.40",
    }


def test_two_figures_below_each_other_in_a_cell_are_not_one(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("部门支出总表")
        document.add_paragraph("单位：万元")
        _table(document, ROWS)
        document.tables[0].cell(2, 1).text = "300"
        document.tables[0].cell(2, 1).add_paragraph("200")

    (table,) = _read(tmp_path, draw).tables
    assert cells_of(table)["公路养护", "合计"] == "300、200"
