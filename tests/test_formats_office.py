"""Word and Excel: spans of merged cells, figures as shown, sheets, and archives that lie."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from formats_fixtures import cells_of
from openpyxl import Workbook

from qa.model import QaError
from qa.read import read
from qa.read.formats import read_source
from qa.read.formats.docx import read_docx
from qa.read.formats.xlsx import read_xlsx
from qa.read.tabs import find_tab_tables

CELLS = {
    ("合计", "本年收入/合计"): "50.00",
    ("合计", "本年收入/财政拨款"): "50.00",
    ("教育支出", "本年收入/合计"): "20.00",
    ("教育支出", "本年收入/财政拨款"): "20.00",
    ("农林水支出", "本年收入/合计"): "30.00",
    ("农林水支出", "本年收入/财政拨款"): None,
}
ROWS = [
    ["项目", "本年收入", ""],
    ["", "合计", "财政拨款"],
    ["合计", "50.00", "50.00"],
    ["教育支出", "20.00", "20.00"],
    ["农林水支出", "30.00", ""],
]


# The mark of Office files of before 2007.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _word(folder: Path) -> Path:
    document = Document()
    document.add_paragraph("清源县水利局2025年部门预算")
    document.add_heading("第一部分 部门概况", level=1)
    document.add_paragraph("一、主要职能")
    document.add_paragraph("负责全县水利工作。")
    document.add_heading("第二部分 部门预算表", level=1)
    document.add_paragraph("收入总表")
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=len(ROWS), cols=3)
    for number, row in enumerate(ROWS):
        for at, text in enumerate(row):
            table.cell(number, at).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    path = folder / "x.docx"
    document.save(str(path))
    return path


def _excel(folder: Path) -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "收入总表"
    first.append(["清源县水利局2025年部门预算"])
    first.append(["收入总表"])
    first.append(["", "", "单位：万元"])
    for row in ROWS:
        first.append([float(cell) if cell[:1].isdigit() else cell or None for cell in row])
    first.merge_cells("A4:A5")
    first.merge_cells("B4:C4")
    for cells in first["B6:C8"]:
        for cell in cells:
            cell.number_format = "#,##0.00"
    draft = book.create_sheet("草稿")
    draft.sheet_state = "hidden"
    draft.append(["作废", 99])
    path = folder / "x.xlsx"
    book.save(path)
    return path


def _old_excel(folder: Path) -> Path:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("收入总表")
    figure = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write(0, 0, "清源县水利局2025年部门预算")
    sheet.write(1, 0, "收入总表")
    sheet.write(2, 2, "单位：万元")
    sheet.write_merge(3, 4, 0, 0, "项目")
    sheet.write_merge(3, 3, 1, 2, "本年收入")
    for number, row in enumerate(ROWS[1:], start=4):
        for at, cell in enumerate(row):
            if cell[:1].isdigit():
                sheet.write(number, at, float(cell), figure)
            elif cell:
                sheet.write(number, at, cell)
    sheet.write(number, 3, "作废")
    sheet.col(3).hidden = True
    draft = book.add_sheet("草稿")
    draft.visibility = 1
    draft.write(0, 0, "作废")
    path = folder / "x.xls"
    book.save(str(path))
    return path


@pytest.mark.parametrize("make", [_word, _excel, _old_excel], ids=["word", "excel", "old excel"])
def test_merged_heads_stand_over_their_columns(tmp_path: Path, make: object) -> None:
    assert callable(make)
    (table,) = find_tab_tables(read_source(make(tmp_path)).lines)
    assert (table.title, table.unit) == ("收入总表", "万元")
    assert cells_of(table) == CELLS


def test_equal_neighbours_of_a_word_table_are_two_cells(tmp_path: Path) -> None:
    (table,) = find_tab_tables(read_docx(_word(tmp_path)).lines)
    assert [cell.text for cell in table.rows[0].cells] == ["50.00", "50.00"]


def test_word_file_is_a_disclosure_with_its_headings(tmp_path: Path) -> None:
    found = read(_word(tmp_path))
    assert (found.profile.unit_name, found.profile.year) == ("清源县水利局", 2025)
    assert [section.path for section in found.sections] == [
        ("第一部分 部门概况",),
        ("第一部分 部门概况", "一、主要职能"),
        ("第二部分 部门预算表",),
    ]
    assert found.tables[0].section == ("第二部分 部门预算表",)


def test_excel_file_is_a_disclosure_whose_pages_are_its_sheets(tmp_path: Path) -> None:
    found = read(_excel(tmp_path))
    assert (found.profile.unit_name, found.profile.year) == ("清源县水利局", 2025)
    assert {row.page for row in found.tables[0].rows} == {1}


@pytest.mark.parametrize("make", [_excel, _old_excel], ids=["excel", "old excel"])
def test_hidden_sheet_is_named_and_not_read(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    source = read_source(make(tmp_path))
    assert source.pages == 2
    assert source.notices == ("隐藏的工作表“草稿”没有读入。",)
    assert not any("作废" in line.text for line in source.lines)


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "0.00", "1234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (839.123456, "0.000000", "839.123456"),
        (0.5233, "0.00%", "52.33%"),
        (2010350, "General", "2010350"),
        (12000000, "General", "12000000"),
        (0, "#,##0", "0"),
        (0.125, "0.00", "0.13"),
        (-2.5, "0", "-3"),
        (1234567, "#,##0.00,", "1,234.57"),
        (12.3, '0.00"万元"', "12.30"),
        (1234.5, "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "1,234.50"),
    ],
)
def test_figure_is_read_as_the_sheet_shows_it(
    tmp_path: Path, value: float, shown_as: str, text: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["金额", value])
    sheet["B1"].number_format = shown_as
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert [line.text for line in read_xlsx(path).lines] == [f"金额\t{text}"]


def test_hidden_columns_that_are_set_together_are_all_left_out(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目", "草稿一", "草稿二", "金额"])
    sheet.append(["办公费", 1, 2, 3])
    sheet.column_dimensions.group("B", "C", hidden=True)
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert [line.text for line in read_xlsx(path).lines] == ["项目\t金额", "办公费\t3"]


@pytest.mark.parametrize("name", ["01收入总表", "收入总表", "表1 收入总表"])
def test_sheet_without_a_title_has_its_name_for_one(tmp_path: Path, name: str) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["河口县交通局2025年部门预算公开表"])
    sheet = book.create_sheet(name)
    for row in (["单位：万元", None], ["项目", "预算数"], ["财政拨款", 12.5], ["合计", 12.5]):
        sheet.append(row)
    path = tmp_path / "x.xlsx"
    book.save(path)
    (table,) = read(path).tables
    assert (table.title, table.unit) == ("收入总表", "万元")


def test_formula_that_was_never_computed_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["合计", "=1+1"])
    sheet.append(["办公费", 1])
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert read_xlsx(path).notices == (
        "有1个公式没有保存计算结果，按空白读入：请用Excel打开、保存后再读。",
    )


def test_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (20 << 20))
    with pytest.raises(QaError, match="解压后过大"):
        read_source(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 broken", "已损坏，打不开"),
        (
            OLD + "WordDocument".encode("utf-16-le"),
            "是旧版的Word文件（.doc）：请用Word或WPS另存为docx",
        ),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (OLD + "Workbook".encode("utf-16-le"), "已损坏，读不出来"),
        (OLD + b" a presentation", "请另存为docx、xlsx或PDF"),
    ],
)
def test_broken_and_old_files_say_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.doc"
    path.write_bytes(content)
    with pytest.raises(QaError, match=message):
        read_source(path)


def test_other_archive_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("部门预算.txt", "预算")
    with pytest.raises(QaError, match="压缩包请先解压"):
        read_source(path)


@pytest.mark.parametrize("start", ["", "[\n  "])
def test_data_about_disclosures_is_no_disclosure(tmp_path: Path, start: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(start + '{"file": "水利局2025年部门预算", "total": "50万元"}\n', "utf-8")
    with pytest.raises(QaError, match="是数据文件（JSON），不是公开文件"):
        read_source(path)
