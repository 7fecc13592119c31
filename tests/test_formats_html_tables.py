"""Tables of web pages as editors and converters leave them: spans that lie, boxes, cut tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from formats_fixtures import cells_of

from qa.model import Disclosure
from qa.read import read
from qa.read.formats import read_source
from qa.read.formats.spans import Span, one_cell, spread

Rows = Sequence[Sequence[str]]
TOP = "<p>一、支出情况</p><p>2025年支出预算820.40万元。</p><p>部门支出总表</p><p>单位：万元</p>"
ROWS: Rows = [
    ["项目", "合计", "基本支出"],
    ["合计", "820.40", "520.40"],
    ["交通运输支出", "520.40", "520.40"],
    ["住房保障支出", "300.00", ""],
]
CELLS = {
    ("合计", "合计"): "820.40",
    ("合计", "基本支出"): "520.40",
    ("交通运输支出", "合计"): "520.40",
    ("交通运输支出", "基本支出"): "520.40",
    ("住房保障支出", "合计"): "300.00",
    ("住房保障支出", "基本支出"): None,
}


def _read(folder: Path, body: str, before: str = "<!DOCTYPE html>") -> Disclosure:
    path = folder / "x.html"
    page = f"{before}<html><head><title>河口县交通局2025年部门预算</title></head>"
    path.write_text(f"{page}<body><div>{body}</div></body></html>", "utf-8")
    return read(path)


def _cells(folder: Path, body: str) -> Mapping[tuple[str, str], str | None]:
    (table,) = _read(folder, TOP + body).tables
    assert (table.title, table.unit, table.dropped) == ("部门支出总表", "万元", 0)
    return cells_of(table)


def _table(rows: Rows) -> str:
    cells = (
        "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row)
        for row in rows
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _boxes(row: str, cell: str) -> Callable[[Rows], str]:
    def drawn(rows: Rows) -> str:
        lines = ("".join(cell.format(text) for text in texts) for texts in rows)
        return "".join(row.format(line) for line in lines)

    return drawn


@pytest.mark.parametrize(
    "drawn",
    [
        _boxes('<div class="tr">{}</div>', '<div class="td"><p>{}</p></div>'),
        _boxes('<div style="display:table-row">{}</div>', '<span style="float:left">{}</span>'),
        _boxes("<p>{}</p>", '<span style="display: inline-block;width:9em">{}</span>'),
        _boxes("<ul>{}</ul>", "<li>{}</li>"),
    ],
    ids=["boxes", "floats", "inline", "lists"],
)
def test_boxes_side_by_side_are_a_table(tmp_path: Path, drawn: Callable[[Rows], str]) -> None:
    assert _cells(tmp_path, drawn(ROWS)) == CELLS


def test_boxes_of_words_alone_are_no_table(tmp_path: Path) -> None:
    drawn = _boxes("<div>{}</div>", "<div>{}</div>")
    rows = [["岗位", "姓名"], ["局长", "某甲"], ["副局长", "某乙"]]
    assert not _read(tmp_path, "<p>2025年支出预算820.40万元。</p>" + drawn(rows)).tables


def test_heads_that_claim_a_row_more_than_they_have_leave_the_body_in_its_columns(
    tmp_path: Path,
) -> None:
    head = [f'<td rowspan="2">{cell}</td>' for cell in ROWS[0]]
    assert _cells(tmp_path, _table([head, *ROWS[1:]])) == CELLS


def test_head_that_claims_more_columns_than_there_are_is_as_wide_as_the_table(
    tmp_path: Path,
) -> None:
    heads = [['<td rowspan="2">项目</td>', '<td colspan="7">支出</td>'], ["合计", "基本支出"]]
    wanted = {(row, f"支出/{column}"): cell for (row, column), cell in CELLS.items()}
    assert _cells(tmp_path, _table([*heads, *ROWS[1:]])) == wanted


def test_cell_of_the_head_does_not_reach_into_the_body(tmp_path: Path) -> None:
    head = '<thead><tr><td rowspan="3">项目</td><td>合计</td><td>基本支出</td></tr></thead>'
    body = _table(ROWS[1:]).removeprefix("<table>")
    assert _cells(tmp_path, f"<table>{head}<tbody>{body}") == CELLS


def test_cell_beside_a_row_of_its_own_is_not_cut() -> None:
    rows = [[Span("项目", rows=2)], [Span("合计"), Span("基本支出")]]
    assert spread(rows) == [("项目", "", ""), ("", "合计", "基本支出")]


@pytest.mark.parametrize(
    "parts",
    [
        [ROWS[:1], ROWS[1:3], ROWS[3:]],
        [[row] for row in ROWS],
        [ROWS[:3], [ROWS[0], ROWS[3]]],
    ],
    ids=["cut", "a table a row", "head again"],
)
@pytest.mark.parametrize("between", ["", "<p>&nbsp;</p>"], ids=["adjoining", "apart"])
def test_table_that_is_cut_into_several_is_one(
    tmp_path: Path, parts: Sequence[Rows], between: str
) -> None:
    assert _cells(tmp_path, between.join(map(_table, parts))) == CELLS


def test_two_tables_without_words_between_are_two(tmp_path: Path) -> None:
    other = [["资产", "数量", "面积"], ["房屋", "1", "90.00"]]
    titles = [
        len(table.rows) for table in _read(tmp_path, TOP + _table(ROWS) + _table(other)).tables
    ]
    assert titles == [3, 1]


def test_two_figures_below_each_other_in_a_cell_are_not_one(tmp_path: Path) -> None:
    rows = [*ROWS[:3], ["住房保障支出", "<td><p>300</p><p>200</p></td>", ""]]
    assert _cells(tmp_path, _table(rows))["住房保障支出", "合计"] == "300、200"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["1,234,", "567.00"], "1,234, 567.00"),
        (["1,300", ".50"], "1,300 .50"),
        (["交通", "支出"], "交通支出"),
        (["", "  办公费", ""], "  办公费"),
        (["12", "5"], "12、5"),
    ],
)
def test_lines_of_a_cell_are_put_together(lines: Sequence[str], text: str) -> None:
    assert one_cell(lines) == text


@pytest.mark.parametrize(
    "before",
    [
        "<!-- saved from url=(0040)http://www.hekou.example/a.html -->\n",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        "\ufeff<!-- a --> <!-- b -->",
        "<p>河口县交通局2025年部门预算</p>",
    ],
)
def test_page_is_known_behind_what_programs_write_before_it(tmp_path: Path, before: str) -> None:
    (table,) = _read(tmp_path, TOP + _table(ROWS), before).tables
    assert cells_of(table) == CELLS


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_page_with_half_a_character_is_read_with_a_word_about_it(
    tmp_path: Path, encoding: str
) -> None:
    page = f"<html><body><p>河口县交通局2025年部门预算</p>{TOP}{_table(ROWS)}</body></html>"
    path = tmp_path / "x.html"
    half = "县".encode(encoding)[:-1]
    path.write_bytes(page.encode(encoding).replace(b"</body>", half + b"</body>"))
    found = read(path)
    assert cells_of(found.tables[0]) == CELLS
    assert found.notices == ("文件里有1个字已损坏（显示为“\ufffd”），请核对原件。",)


MARKDOWN = f"""# 河口县交通局2025年部门预算

## 一、支出情况

2025年支出预算820.40万元。

部门支出总表

单位：万元

<html><body>{_table(ROWS)}</body></html>

## 二、其他

2025年“三公”经费预算3.00万元。
"""


@pytest.mark.parametrize("parted", [False, True], ids=["one line", "many lines"])
def test_table_of_html_in_plain_text_is_read(tmp_path: Path, parted: bool) -> None:
    path = tmp_path / "x.md"
    path.write_text(MARKDOWN.replace("</tr>", "</tr>\n") if parted else MARKDOWN, "utf-8")
    found = read(path)
    (table,) = found.tables
    assert (table.title, table.unit) == ("部门支出总表", "万元")
    assert cells_of(table) == CELLS
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "2025年支出预算820.40万元。",
        "2025年“三公”经费预算3.00万元。",
    ]


def test_lines_of_a_text_with_tables_of_html_are_counted_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(MARKDOWN, "utf-8")
    lines = read_source(path).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_table_of_html_that_never_ends_is_left_as_text(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(MARKDOWN.replace("</table>", ""), "utf-8")
    assert any("<table>" in line.text for line in read_source(path).lines)


@pytest.mark.parametrize("bar", ["  ", " │ "], ids=["blanks", "bars"])
def test_table_of_preformatted_text_is_left_as_lines_with_a_word_about_it(
    tmp_path: Path, bar: str
) -> None:
    rows = "\n".join(bar.join(row) for row in ROWS)
    found = _read(tmp_path, f"{TOP}<pre>\n{rows}\n</pre>")
    assert not found.tables
    assert found.notices == (
        "网页里有1处用空格或制表符号排成的表，分不清数字属于哪一列，没有按表读入："
        "请下载网页所附的Word、Excel或PDF文件。",
    )


def test_preformatted_prose_keeps_its_lines(tmp_path: Path) -> None:
    prose = "<pre>一、支出情况\n2025年支出预算820.40万元。\n二、其他\n无。</pre>"
    assert [s.path for s in _read(tmp_path, prose).sections] == [("一、支出情况",), ("二、其他",)]


def test_rows_that_blanks_part_outside_of_tables_are_read_by_their_sums(tmp_path: Path) -> None:
    rows = [
        "项目|本年支出合计|基本支出|项目支出",
        "合计|90.00|70.00|20.00",
        "水利|80.00|65.00|15.00",
    ]
    rows += ["住房|6.00|5.00|1.00", "其他|4.00|4.00"]
    spaced = "".join(f"<p>{row.replace('|', '&nbsp;&nbsp;&nbsp; ')}</p>" for row in rows)
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>清源县水利局2033年度部门决算</title></head><body>"
        f"<p>支出决算表</p><p>单位：万元</p>{spaced}<p>{'支出用于水利。' * 30}</p></body></html>",
        encoding="utf-8",
    )
    (table,) = read(path).tables
    assert (table.title, table.unit) == ("支出决算表", "万元")
    assert [cell.text for cell in table.rows[1].cells] == ["80.00", "65.00", "15.00"]
    assert table.rows[3].cells[0].text == "4.00"
