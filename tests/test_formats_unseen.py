"""What nobody sees in a Word or Excel file is no figure of it; what is on a dark ground is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo

from qa.read.formats import Source, read_source

WHITE = RGBColor(0xFF, 0xFF, 0xFF)
WORD_NOTICE = "文中有看不见的文字（隐藏、与纸同色或极小），没有读入。"


def _shade(properties: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), fill)
    properties.append(shade)


def _word(folder: Path, change: Callable[[Any, Any, Any], object]) -> Source:
    """A document with a table; ``change`` gets it, its first cell and a run of 99.99 in that."""
    document = Document()
    document.add_paragraph("清源县水利局2025年部门预算")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("项目", "预算数", "收入", "50.00")):
        table.cell(at // 2, at % 2).text = text
    cell = table.cell(0, 0)
    run = cell.paragraphs[0].add_run("99.99")
    change(document, cell, run)
    path = folder / "x.docx"
    document.save(str(path))
    return read_source(path)


def _style(document: Any, run: Any) -> None:
    style = document.styles.add_style("暗", 2)
    style.font.hidden = True
    below = document.styles.add_style("更暗", 2)
    below.base_style = style
    run.style = below


@pytest.mark.parametrize(
    "change",
    [
        lambda document, cell, run: setattr(run.font, "hidden", True),
        lambda document, cell, run: setattr(run.font.color, "rgb", WHITE),
        lambda document, cell, run: setattr(run.font.color, "rgb", RGBColor(0xFA, 0xFA, 0xFA)),
        lambda document, cell, run: setattr(run.font, "size", Pt(0.5)),
        lambda document, cell, run: _style(document, run),
        lambda document, cell, run: (
            setattr(run.font.color, "rgb", WHITE),
            _shade(cell._tc.get_or_add_tcPr(), "FFFFFF"),
        ),
    ],
    ids=["hidden", "white", "nearly white", "tiny", "by its style", "white on white"],
)
def test_words_of_word_that_nobody_sees_are_not_read_and_are_told(
    tmp_path: Path, change: Callable[[Any, Any, Any], object]
) -> None:
    source = _word(tmp_path, change)
    assert [line.text for line in source.lines][1:] == ["项目\t预算数", "收入\t50.00"]
    assert source.notices == (WORD_NOTICE,)


def _white(ground: Callable[[Any, Any], object]) -> Callable[[Any, Any, Any], object]:
    def change(document: Any, cell: Any, run: Any) -> None:
        run.font.color.rgb = WHITE
        ground(document, cell)

    return change


@pytest.mark.parametrize(
    "ground",
    [
        lambda document, cell: _shade(cell._tc.get_or_add_tcPr(), "1F4E79"),
        lambda document, cell: _shade(cell.paragraphs[0]._p.get_or_add_pPr(), "1F4E79"),
        lambda document, cell: _shade(cell.paragraphs[0].runs[-1]._r.get_or_add_rPr(), "1F4E79"),
        lambda document, cell: setattr(document.tables[0], "style", "Medium Shading 1 Accent 1"),
        lambda document, cell: document.element.insert(0, OxmlElement("w:background")),
    ],
    ids=["cell", "paragraph", "run", "style of the table", "page"],
)
def test_white_words_of_word_on_a_dark_ground_are_read(
    tmp_path: Path, ground: Callable[[Any, Any], object]
) -> None:
    source = _word(tmp_path, _white(ground))
    assert [line.text for line in source.lines][1:] == ["项目99.99\t预算数", "收入\t50.00"]
    assert source.notices == ()


@pytest.mark.parametrize("tag", ["w:ins", "w:smartTag", "w:sdt/w:sdtContent", "w:customXml"])
def test_words_within_marks_of_editing_are_read(tmp_path: Path, tag: str) -> None:
    def change(document: Any, cell: Any, run: Any) -> None:
        for name in reversed(tag.split("/")):
            around = OxmlElement(name)
            inner = run._r if run._r.getparent().tag != around.tag else around
            while inner.getparent().tag != qn("w:p"):
                inner = inner.getparent()
            inner.addprevious(around)
            around.append(inner)

    source = _word(tmp_path, change)
    assert [line.text for line in source.lines][1:] == ["项目99.99\t预算数", "收入\t50.00"]


def test_a_table_within_a_content_control_is_read(tmp_path: Path) -> None:
    def change(document: Any, cell: Any, run: Any) -> None:
        around, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        table = document.tables[0]._tbl
        table.addprevious(around)
        around.append(content)
        content.append(table)

    source = _word(tmp_path, change)
    assert [line.text for line in source.lines][1:] == ["项目99.99\t预算数", "收入\t50.00"]


def test_words_that_were_struck_out_are_not_read(tmp_path: Path) -> None:
    def change(document: Any, cell: Any, run: Any) -> None:
        around = OxmlElement("w:del")
        run._r.addprevious(around)
        around.append(run._r)
        run._r.find(qn("w:t")).tag = qn("w:delText")

    source = _word(tmp_path, change)
    assert [line.text for line in source.lines][1:] == ["项目\t预算数", "收入\t50.00"]


def _excel(folder: Path, change: Callable[[Any], object], name: str = "x.xlsx") -> Source:
    book = Workbook()
    sheet: Any = book.active
    for row in (["项目", "预算数", "备注"], ["收入", 50, 99], ["支出", 40, 0]):
        sheet.append(row)
    change(sheet)
    book.save(folder / name)
    return read_source(folder / name)


def _font(**color: Any) -> Callable[[Any], object]:
    return lambda sheet: setattr(sheet["C2"], "font", Font(color=Color(**color)))


@pytest.mark.parametrize(
    "change",
    [
        _font(rgb="FFFFFFFF"),
        _font(theme=0),
        _font(theme=0, tint=-0.04),
        _font(indexed=9),
        lambda sheet: setattr(sheet["C2"], "number_format", ";;;"),
        lambda sheet: setattr(sheet["C2"], "number_format", '"";-0.00;0.00'),
        lambda sheet: (
            _font(theme=0)(sheet),
            setattr(sheet["C2"], "fill", PatternFill("solid", fgColor="FFFFFF")),
        ),
    ],
    ids=["white", "theme", "nearly white", "index", "format", "format of figures", "on white"],
)
def test_cells_of_excel_that_nobody_sees_are_not_read_and_are_told(
    tmp_path: Path, change: Callable[[Any], object]
) -> None:
    source = _excel(tmp_path, change)
    assert [line.text for line in source.lines] == [
        "项目\t预算数\t备注",
        "收入\t50\t",
        "支出\t40\t0",
    ]
    assert source.notices == ("有1个单元格看不见（字与底同色，或数字格式不显示），没有读入。",)


def _table(sheet: Any) -> None:
    table = Table(displayName="T", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleDark1", showRowStripes=True)
    sheet.add_table(table)


@pytest.mark.parametrize(
    "ground",
    [
        lambda sheet: setattr(sheet["C2"], "fill", PatternFill("solid", fgColor="1F4E79")),
        lambda sheet: setattr(sheet["C2"], "fill", PatternFill("darkGray")),
        _table,
        lambda sheet: sheet.conditional_formatting.add(
            "C1:C3", CellIsRule("greaterThan", ["5"], fill=PatternFill(bgColor="1F4E79"))
        ),
    ],
    ids=["fill", "pattern", "table", "condition"],
)
def test_white_cells_of_excel_on_a_dark_ground_are_read(
    tmp_path: Path, ground: Callable[[Any], object]
) -> None:
    source = _excel(tmp_path, lambda sheet: (_font(rgb="FFFFFFFF")(sheet), ground(sheet)))
    assert [line.text for line in source.lines][1] == "收入\t50\t99"
    assert source.notices == ()


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [
        ("#,##0.00;-#,##0.00;;@", ""),
        ("#,##0.00;-#,##0.00;_ ", ""),
        ('#,##0.00;-#,##0.00;"-"', "0.00"),
        ("#,##0.00;-#,##0.00", "0.00"),
        ("[>5]0.00;;0", "0.00"),
    ],
)
def test_a_zero_that_its_format_does_not_show_is_blank(
    tmp_path: Path, shown_as: str, text: str
) -> None:
    source = _excel(tmp_path, lambda sheet: setattr(sheet["C3"], "number_format", shown_as))
    assert source.lines[2].text == f"支出\t40\t{text}"
    assert source.notices == ()


def test_zeros_are_blank_on_a_sheet_that_shows_none(tmp_path: Path) -> None:
    source = _excel(tmp_path, lambda sheet: setattr(sheet.sheet_view, "showZeros", False))
    assert source.lines[2].text == "支出\t40\t"


def test_rows_and_columns_of_no_size_are_not_read(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.column_dimensions["C"].width = 0.01
        sheet.row_dimensions[3].height = 0.01

    source = _excel(tmp_path, change)
    assert [line.text for line in source.lines] == ["项目\t预算数", "收入\t50"]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("font: colour white", ""),
        ("font: colour white; pattern: pattern solid, fore_colour white", ""),
        ("font: colour white; pattern: pattern solid, fore_colour dark_blue", "99"),
        ("font: colour black", "99"),
    ],
)
def test_white_cells_of_old_excel_are_read_on_a_dark_ground_only(
    tmp_path: Path, style: str, text: str
) -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for at, value in enumerate(("收入", 50)):
        sheet.write(0, at, value)
    sheet.write(0, 2, 99, xlwt.easyxf(style))
    sheet.write(1, 0, "支出")
    sheet.write(1, 2, 7, xlwt.easyxf(num_format_str=";;;"))
    sheet.write(2, 0, "结余")
    sheet.write(2, 2, 1)
    book.save(str(tmp_path / "x.xls"))
    found = [line.text for line in read_source(tmp_path / "x.xls").lines]
    assert found == [f"收入\t50\t{text}", "支出\t\t", "结余\t\t1"]
