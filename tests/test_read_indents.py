"""Parents shown by indentation alone, in every format that can print it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from formats_fixtures import Page, make_pdf, tables_in
from openpyxl import Workbook
from openpyxl.styles import Alignment
from read_fixtures import table_of

from qa.model import Table
from qa.read.formats import read_source
from qa.read.grid import GridRow
from qa.read.rows import read_grid
from qa.read.tabs import find_tab_tables

#: Steps of indentation, label and figure; 工资福利支出 stands under two parents.
ROWS: Sequence[tuple[int, str, str]] = (
    (0, "人员经费和公用经费支出", "70.00"),
    (1, "工资福利支出", "60.00"),
    (2, "基本工资", "35.00"),
    (2, "津贴补贴", "25.00"),
    (1, "商品和服务支出", "10.00"),
    (0, "专项业务经费支出", "30.00"),
    (1, "工资福利支出", "12.00"),
    (1, "商品和服务支出", "18.00"),
    (3, "本年支出合计", "100.00"),
    (3, "年末结转结余", "5.00"),
)
PATHS = [
    ("人员经费和公用经费支出",),
    ("人员经费和公用经费支出", "工资福利支出"),
    ("人员经费和公用经费支出", "工资福利支出", "基本工资"),
    ("人员经费和公用经费支出", "工资福利支出", "津贴补贴"),
    ("人员经费和公用经费支出", "商品和服务支出"),
    ("专项业务经费支出",),
    ("专项业务经费支出", "工资福利支出"),
    ("专项业务经费支出", "商品和服务支出"),
    ("本年支出合计",),
    ("年末结转结余",),
]
TITLE, HEAD = "支出总表", ("项目", "预算数")


def paths(table: Table) -> list[tuple[str, ...]]:
    """The labels of every row."""
    assert [row.cells[0].text for row in table.rows] == [figure for _, _, figure in ROWS]
    return [row.labels for row in table.rows]


def the_table(path: Path) -> Table:
    (table,) = find_tab_tables(read_source(path).lines)
    return table


@pytest.mark.parametrize("blank", ["\u3000", "  "])
def test_blanks_in_front_of_a_label_tell_its_parent(blank: str) -> None:
    body = "\n".join(f"{blank * step}{label}\t{figure}" for step, label, figure in ROWS)
    assert paths(table_of(f"{TITLE}\n单位：万元\n项目\t预算数\n{body}")) == PATHS


@pytest.mark.parametrize("by", ["the cell's indent", "blanks"])
def test_indented_cells_of_excel_tell_their_parents(tmp_path: Path, by: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ([TITLE], ["", "单位：万元"], HEAD):
        sheet.append(row)
    for step, label, figure in ROWS:
        sheet.append([label if by != "blanks" else "\u3000" * step + label, figure])
        if by != "blanks":
            cell = sheet.cell(sheet.max_row, 1)
            cell.alignment = Alignment(horizontal="left", indent=step)
    book.save(tmp_path / "x.xlsx")
    assert paths(the_table(tmp_path / "x.xlsx")) == PATHS


@pytest.mark.parametrize("by", ["the paragraph's indent", "its first line", "blanks"])
def test_indented_paragraphs_of_word_tell_their_parents(tmp_path: Path, by: str) -> None:
    document = Document()
    for line in (TITLE, "单位：万元"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = HEAD
    for step, label, figure in ROWS:
        cells = table.add_row().cells
        cells[0].text = label if by != "blanks" else "\xa0\xa0" * step + label
        form = cells[0].paragraphs[0].paragraph_format
        if by == "the paragraph's indent":
            form.left_indent = Pt(12 * step)
        elif by == "its first line":
            form.first_line_indent = Pt(12 * step)
        cells[1].text = figure
    document.save(str(tmp_path / "x.docx"))
    assert paths(the_table(tmp_path / "x.docx")) == PATHS


@pytest.mark.parametrize(
    "cell",
    [
        lambda step, label: f"<td>{'&nbsp;&nbsp;' * step}{label}</td>",
        lambda step, label: f'<td style="padding-left:{16 * step}px">\n  {label}</td>',
        lambda step, label: f'<td><p style="text-indent: {step}em">{label}</p></td>',
    ],
    ids=["blanks", "padding", "first line"],
)
def test_indented_cells_of_a_web_page_tell_their_parents(tmp_path: Path, cell: object) -> None:
    assert callable(cell)
    body = "".join(f"<tr>{cell(step, label)}<td>{figure}</td></tr>" for step, label, figure in ROWS)
    path = tmp_path / "x.html"
    path.write_text(
        f"<html><body><p>{TITLE}</p><p>单位：万元</p><table><tr><td>项目</td><td>预算数</td></tr>"
        f"{body}</table>",
        encoding="utf-8",
    )
    assert paths(the_table(path)) == PATHS


def test_indented_cells_of_a_pdf_tell_their_parents(tmp_path: Path) -> None:
    def page(paper: Page) -> None:
        paper.text(250, 60, TITLE)
        paper.text(400, 75, "单位：万元")
        rows = [HEAD, *((("\u3000" * step) + label, figure) for step, label, figure in ROWS)]
        paper.table(90, rows, (200.0, 80.0))

    (table,) = tables_in(make_pdf(tmp_path / "x.pdf", page))
    assert paths(table) == PATHS


def test_texts_set_to_the_middle_of_a_column_stand_under_nothing(tmp_path: Path) -> None:
    labels = ["教育支出", "科学技术支出", "社会保障和就业支出", "卫生健康支出", "交通运输支出"]

    def page(paper: Page) -> None:
        paper.text(250, 60, TITLE)
        paper.text(400, 75, "单位：万元")
        rows = [HEAD] + [("", "1.50") for _ in labels]
        paper.table(90, rows, (200.0, 80.0))
        for number, label in enumerate(labels):
            paper.text(160 - 4.5 * len(label), 90 + 18 * (number + 1) + 4, label)

    (table,) = tables_in(make_pdf(tmp_path / "x.pdf", page))
    assert [row.labels for row in table.rows] == [(label,) for label in labels]


def test_a_number_says_more_than_a_blank() -> None:
    found = table_of(
        f"{TITLE}\n单位：万元\n项目\t预算数\n一、基本支出\t5.00\n\u3000二、项目支出\t4.00\n"
        "\u3000\u3000（一）河道巡查\t4.00"
    )
    assert [row.labels for row in found.rows] == [
        ("基本支出",), ("项目支出",), ("项目支出", "河道巡查"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("其中：（一）因公出国（境）费", "\u3000\u3000\u3000（二）公务接待费"),
        ("其中：因公出国（境）费", "\u3000\u3000\u3000公务接待费"),
    ],
)
def test_what_is_set_below_the_words_behind_of_which_stands_beside_them(
    first: str, second: str
) -> None:
    found = table_of(
        f"{TITLE}\n单位：万元\n项目\t预算数\n“三公”经费\t5.00\n\u3000{first}\t4.00\n"
        f"\u3000{second}\t1.00"
    )
    assert found.rows[2].labels == ("“三公”经费", "公务接待费")


def test_a_label_in_a_later_field_of_its_merged_column_is_indented() -> None:
    cells = [
        ("项目", "", "预算数"), ("基本支出", "", "5.00"), ("", "工资福利支出", "4.00"),
        ("", "商品和服务支出", "1.00"), ("项目支出", "", "4.00"), ("", "工资福利支出", "4.00"),
    ]  # fmt: skip
    rows = [GridRow(row, line, "") for line, row in enumerate(cells, 1)]
    found = read_grid(rows, "万元", {}).rows
    assert [(row.labels, row.cells[0].text) for row in found] == [
        (("基本支出",), "5.00"), (("基本支出", "工资福利支出"), "4.00"),
        (("基本支出", "商品和服务支出"), "1.00"), (("项目支出",), "4.00"),
        (("项目支出", "工资福利支出"), "4.00"),
    ]  # fmt: skip
