"""Layouts of Word, Excel and web pages: every figure in its row and column, or a word about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from formats_fixtures import cells_of
from openpyxl import Workbook

from qa.model import QaError, Table
from qa.read import read
from qa.read.formats.workbook import cell_text

ROWS = [
    ["项目", "合计", "基本支出"],
    ["合计", "1,300.50", "1,000.50"],
    ["农林水支出", "300.00", ""],
]
CELLS = {
    ("合计", "合计"): "1,300.50",
    ("合计", "基本支出"): "1,000.50",
    ("农林水支出", "合计"): "300.00",
    ("农林水支出", "基本支出"): None,
}
OTHER = [["项目", "合计", "基本支出"], ["合计", "70.00", "70.00"], ["防汛", "70.00", "70.00"]]
BOX = (
    '<w:r {spaces} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
    "<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _filled(holder: Any, rows: Sequence[Sequence[str]] = ROWS) -> Any:
    table = holder.add_table(rows=len(rows), cols=3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def _word(folder: Path, draw: Callable[[Any], object]) -> Path:
    document = Document()
    document.add_paragraph("清源县水利局2025年部门预算")
    draw(document)
    path = folder / "x.docx"
    document.save(str(path))
    return path


def _titled(document: Any) -> Any:
    document.add_paragraph("部门支出总表")
    document.add_paragraph("单位：万元")
    return _filled(document)


def _laid_out(document: Any) -> None:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "部门支出总表"
    cell.add_paragraph("单位：万元")
    _filled_cell = cell.add_table(rows=len(ROWS), cols=3)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            _filled_cell.cell(at, column).text = text


def _framed_figure(document: Any) -> None:
    cell = _titled(document).cell(2, 1)
    cell.text = ""
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "300.00"


def _boxed_title(document: Any) -> None:
    inside = "".join(
        f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("部门支出总表", "单位：万元")
    )
    drawn = BOX.format(spaces=nsdecls("w"), inside=inside)
    document.add_paragraph()._p.append(parse_xml(drawn))
    _filled(document)


def _boxed_table(document: Any) -> None:
    table = _titled(document)._tbl
    box = parse_xml(BOX.format(spaces=nsdecls("w"), inside=""))
    document.add_paragraph()._p.append(box)
    next(box.iter(qn("w:txbxContent"))).append(table)


def _footnoted(document: Any) -> None:
    run = _titled(document).cell(1, 1).paragraphs[0].add_run("1")
    run.font.superscript = True


@pytest.mark.parametrize(
    "draw", [_laid_out, _framed_figure, _boxed_title, _boxed_table, _footnoted]
)
def test_words_in_boxes_frames_and_inner_tables_are_read(
    tmp_path: Path, draw: Callable[[Any], None]
) -> None:
    (table,) = read(_word(tmp_path, draw)).tables
    assert (table.title, table.unit) == ("部门支出总表", "万元")
    assert cells_of(table) == CELLS


def test_box_that_is_drawn_for_old_and_new_programs_is_read_once(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = BOX.format(spaces="", inside="<w:p><w:r><w:t>全年支出5.00万元。</w:t></w:r></w:p>")
    both = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    drawn = (
        f'<w:r {nsdecls("w")} xmlns:mc="{space}">'
        f"<mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    )
    path = _word(tmp_path, lambda document: document.add_paragraph()._p.append(parse_xml(drawn)))
    assert [paragraph.text for paragraph in read(path).paragraphs] == ["全年支出5.00万元。"]


def test_hidden_row_of_word_is_not_read_and_is_told(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        row = _titled(document).add_row()
        for cell, text in zip(row.cells, ("备用", "99.00", "99.00"), strict=True):
            cell.text = text
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))

    found = read(_word(tmp_path, draw))
    assert cells_of(found.tables[0]) == CELLS
    assert found.notices == ("文中有看不见的文字（隐藏、与纸同色或极小），没有读入。",)


def _picture(folder: Path) -> str:
    from PIL import Image

    path = folder / "x.png"
    Image.new("RGB", (60, 30), "white").save(path)
    return str(path)


def test_pictures_in_word_are_told_and_small_ones_are_not(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        _titled(document)
        for width in (1, 14):
            document.add_picture(_picture(tmp_path), width=Cm(width))

    assert read(_word(tmp_path, draw)).notices == (
        "文中有1处图片或嵌入的文件，其中的文字和表格没有读入，请核对原件。",
    )


def test_word_file_of_pictures_alone_says_what_to_do(tmp_path: Path) -> None:
    document = Document()
    document.add_picture(_picture(tmp_path), width=Cm(14))
    path = tmp_path / "x.docx"
    document.save(str(path))
    with pytest.raises(QaError, match="只有图片，没有文字：请另存为PDF，再由文字识别读入"):
        read(path)


def _excel(folder: Path, fill: Callable[[Any], object]) -> tuple[Table, ...]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "清源县水利局2025年部门预算"
    fill(sheet)
    path = folder / "x.xlsx"
    book.save(path)
    return read(path).tables


def _put(sheet: Any, rows: Sequence[Sequence[str]], column: int) -> None:
    for at, row in enumerate(rows, start=5):
        for along, text in enumerate(row, start=column):
            if text:
                figure = text[0].isdigit()
                cell = sheet.cell(at, along, float(text.replace(",", "")) if figure else text)
                cell.number_format = "#,##0.00"


def test_tables_side_by_side_on_a_sheet_keep_their_titles_and_units(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A3"], sheet["C4"], sheet["E3"], sheet["G4"] = (
            "部门支出总表", "单位：万元", "项目支出表", "单位：元",
        )  # fmt: skip
        _put(sheet, ROWS, 1)
        _put(sheet, OTHER, 5)

    first, second = _excel(tmp_path, fill)
    assert (first.title, first.unit, cells_of(first)) == ("部门支出总表", "万元", CELLS)
    assert (second.title, second.unit) == ("项目支出表", "元")
    assert cells_of(second)["防汛", "合计"] == "70.00"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("0!.0000", "1300.5000"),
        ("0\\.0,", "1300.5"),
        ('0\\.0,"万"', "1300.5万"),
        ('#,##0,"千"', "13,005千"),
        ('#,##0.00"万元"', "13,005,000.00"),
    ],
)
def test_figure_that_a_format_shows_as_ten_thousands_is_read_as_shown(
    form: str, shown: str
) -> None:
    assert cell_text(13005000, form) == shown


def _page(folder: Path, body: str, encoding: str = "utf-8") -> Path:
    path = folder / "x.html"
    title = "<title>清源县水利局2025年部门预算</title>"
    path.write_bytes(f"<html><head>{title}</head><body>{body}</body></html>".encode(encoding))
    return path


def _table(figure: str = "{}", caption: str = "<p>部门支出总表</p><p>单位：万元</p>") -> str:
    rows = (
        "".join(f"<td>{figure.format(c) if c[:1].isdigit() else c}</td>" for c in row)
        for row in ROWS
    )
    return f"{caption}<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    "figure",
    [
        "<table><tr><td>{}</td></tr></table>",
        "{}<sup>1</sup>",
        '{}<span style="vertical-align:super">2</span>',
        "{}①",
        "{}*",
    ],
)
def test_frames_and_footnotes_leave_a_figure_of_a_web_page_as_it_is(
    tmp_path: Path, figure: str
) -> None:
    (table,) = read(_page(tmp_path, _table(figure))).tables
    assert cells_of(table) == CELLS


def test_web_page_in_utf_16_is_read(tmp_path: Path) -> None:
    (table,) = read(_page(tmp_path, _table(), "utf-16")).tables
    assert cells_of(table) == CELLS


def test_text_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    rows = "\n".join("\t".join(row) for row in ROWS)
    path.write_text(f"清源县水利局2025年部门预算\n\n部门支出总表\n单位：万元\n{rows}\n", "utf-16")
    assert cells_of(read(path).tables[0]) == CELLS


def test_pictures_of_a_web_page_are_told_and_icons_are_not(tmp_path: Path) -> None:
    pictures = '<p><img src="1.png"><img src="2.png" width="16" height="16"></p>'
    assert read(_page(tmp_path, _table() + pictures)).notices == (
        "网页里有1处图片，图片里的文字和表格没有读入，请核对原网页。",
    )


def test_unit_of_measure_that_is_told_once_for_all_tables_counts(tmp_path: Path) -> None:
    told = "<p>说明：本套报表金额单位均为元。</p>"
    found = read(_page(tmp_path, told + _table(caption="<p>部门支出总表</p>")))
    assert {column.unit for column in found.tables[0].columns} == {"元"}
    assert found.notices == ("表“部门支出总表”没有写明计量单位，按文中对全部表格的说明以元读入。",)
