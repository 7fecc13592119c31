"""Tables and prose of PDF pages, drawn in the ways of real producers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from formats_fixtures import (
    Draw,
    Page,
    cells_of,
    make_pdf,
    no_sides,
    outline,
    strokes,
    tables_in,
    texts,
)

from qa.read import read
from qa.read.formats.pdf import read_pdf

HEAD = [["科目编码", "科目名称", "合计", "其中", ""], ["", "", "", "基本支出", "项目支出"]]
BODY = [
    ["", "合计", "1,300.50", "1,000.50", "300.00"],
    ["201", "一般公共服务支出", "1,000.50", "1,000.50", ""],
    ["20103", "政府办公厅（室）及\n相关机构事务", "1,000.50", "1,000.50", ""],
    ["208", "社会保障和就业支出", "300.00", "", "300.00"],
]
SPANS = [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 2, 1), (3, 0, 4, 0)]
WIDTHS = [60.0, 120.0, 70.0, 70.0, 70.0]
CELLS = {
    ("合计", "合计"): "1,300.50",
    ("合计", "其中/基本支出"): "1,000.50",
    ("合计", "其中/项目支出"): "300.00",
    ("一般公共服务支出", "合计"): "1,000.50",
    ("一般公共服务支出", "其中/基本支出"): "1,000.50",
    ("一般公共服务支出", "其中/项目支出"): None,
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "合计"): "1,000.50",
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "其中/基本支出"): "1,000.50",
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "其中/项目支出"): None,
    ("社会保障和就业支出", "合计"): "300.00",
    ("社会保障和就业支出", "其中/基本支出"): None,
    ("社会保障和就业支出", "其中/项目支出"): "300.00",
}


def _title(page: Page, top: float = 60.0) -> float:
    page.text(250, top, "部门支出总表")
    page.text(60, top + 15, "公开03表")
    page.text(60, top + 30, "部门：清源县水利局")
    page.text(400, top + 30, "单位：万元")
    return top + 45


@pytest.mark.parametrize("draw", [outline, strokes, no_sides])
def test_every_cell_of_a_drawn_table_stands_under_its_heads(tmp_path: Path, draw: Draw) -> None:
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(_title(page), HEAD + BODY, WIDTHS, spans=SPANS, draw=draw),
    )
    (table,) = tables_in(path)
    assert (table.title, table.number, table.unit) == ("部门支出总表", "公开03表", "万元")
    assert cells_of(table) == CELLS


def test_table_on_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(_title(page), HEAD + BODY, WIDTHS, spans=SPANS),
        rotated=True,
    )
    (table,) = tables_in(path)
    assert cells_of(table) == CELLS


@pytest.mark.parametrize("again", [True, False], ids=["head printed again", "head printed once"])
def test_table_over_two_pages_is_one(tmp_path: Path, again: bool) -> None:
    def first(page: Page) -> None:
        page.table(_title(page), HEAD + BODY[:2], WIDTHS, spans=SPANS)
        page.text(290, 800, "- 7 -")

    def second(page: Page) -> None:
        rows, spans = (HEAD + BODY[2:], SPANS) if again else (BODY[2:], [])
        page.table(60, rows, WIDTHS, spans=spans)

    (table,) = tables_in(make_pdf(tmp_path / "x.pdf", first, second))
    assert cells_of(table) == CELLS
    assert [row.page for row in table.rows] == [1, 1, 2, 2]


def test_two_tables_on_one_page_stay_apart(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        bottom = page.table(_title(page), HEAD + BODY, WIDTHS, spans=SPANS)
        page.text(250, bottom + 20, "政府采购预算表")
        page.text(400, bottom + 35, "单位：元")
        page.table(bottom + 50, [["项目", "金额"], ["办公设备", "1,200"]], [120, 80])

    first, second = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert cells_of(first) == CELLS
    assert (second.title, second.unit) == ("政府采购预算表", "元")
    assert cells_of(second) == {("办公设备", "金额"): "1,200"}


def test_two_halves_side_by_side_keep_their_labels(tmp_path: Path) -> None:
    rows = [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "50.00", "一、教育支出", "20.00"],
        ["", "", "二、农林水支出", "30.00"],
        ["本年收入合计", "50.00", "本年支出合计", "50.00"],
    ]
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(60, rows, [100, 60, 100, 60], spans=[(0, 0, 1, 0), (2, 0, 3, 0)]),
    )
    (table,) = tables_in(path)
    assert cells_of(table) == {
        ("财政拨款", "收入/预算数"): "50.00",
        ("本年收入合计", "收入/预算数"): "50.00",
        ("教育支出", "支出/预算数"): "20.00",
        ("农林水支出", "支出/预算数"): "30.00",
        ("本年支出合计", "支出/预算数"): "50.00",
    }


def test_figure_that_hangs_over_a_rule_stays_whole_in_its_cell(tmp_path: Path) -> None:
    rows = [["项目", "上年", "本年"], ["基本支出", "", "123,456,789.12"]]
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.table(60, rows, [80, 50, 60]))
    (table,) = tables_in(path)
    assert cells_of(table) == {
        ("基本支出", "上年"): None,
        ("基本支出", "本年"): "123,456,789.12",
    }


def test_figure_broken_in_a_narrow_cell_is_one_figure(tmp_path: Path) -> None:
    rows = [["项目", "本年"], ["基本支出", "1682.7\n6"]]
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.table(60, rows, [80, 40]))
    assert cells_of(tables_in(path)[0]) == {("基本支出", "本年"): "1682.76"}


def test_prose_in_a_frame_is_prose(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "x.pdf", lambda page: page.table(60, [["本部门2025年预算收入50万元。"]], [400])
    )
    assert texts(path) == ["本部门2025年预算收入50万元。"]


def test_first_line_of_a_paragraph_is_marked_by_its_indent(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.text(60 + 18, 60, "二、收入预算情况说明")
        page.text(60 + 18, 75, "本年收入50万元，比上年")
        page.text(60, 90, "增加5万元。")
        page.text(60, 105, "（此行顶格）")

    assert texts(make_pdf(tmp_path / "x.pdf", draw)) == [
        "    二、收入预算情况说明",
        "    本年收入50万元，比上年",
        "增加5万元。",
        "（此行顶格）",
    ]


def test_lines_know_their_page(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.text(60, 60, "甲"),
        lambda page: page.text(60, 60, "乙"),
    )
    assert [(line.text, line.page, line.number) for line in read_pdf(path).lines] == [
        ("甲", 1, 1),
        ("乙", 2, 2),
    ]


def test_pdf_is_a_disclosure_like_a_text(tmp_path: Path) -> None:
    def cover(page: Page) -> None:
        page.text(150, 200, "清源县水利局2025年部门预算", size=18)

    def body(page: Page) -> None:
        page.prose(60, "第一部分 部门概况", "一、主要职能", "    负责全县水利工作。")
        page.text(60, 120, "第二部分 部门预算表")
        page.table(_title(page, 150), HEAD + BODY, WIDTHS, spans=SPANS)

    found = read(make_pdf(tmp_path / "某文件.pdf", cover, body))
    profile = found.profile
    assert (found.doc, profile.unit_name, profile.year, profile.kind) == (
        "某文件",
        "清源县水利局",
        2025,
        "预算",
    )
    assert [section.path for section in found.sections] == [
        ("第一部分 部门概况",),
        ("第一部分 部门概况", "一、主要职能"),
        ("第二部分 部门预算表",),
    ]
    assert [(paragraph.text, paragraph.page) for paragraph in found.paragraphs] == [
        ("负责全县水利工作。", 2)
    ]
    (table,) = found.tables
    assert (table.section, table.page) == (("第二部分 部门预算表",), 2)
    assert cells_of(table) == CELLS


def test_owner_and_unit_that_wrap_above_a_table_are_whole(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.text(250, 60, "收入总表")
        page.text(60, 75, "部门：清源县")
        page.text(430, 75, "单位：万")
        page.text(60, 87, "水利局")
        page.text(457, 87, "元")
        page.table(100, [["项目", "金额"], ["合计", "12.00"]], [120, 80])

    (table,) = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert (table.title, table.unit) == ("收入总表", "万元")


def test_row_of_totals_alone_on_a_page_stands_under_the_columns_before(tmp_path: Path) -> None:
    head = [["类", "款", "科目名称", "合计", "基本支出"]]
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(60, [*head, ["201", "03", "行政", "5", "4"]], WIDTHS),
        lambda page: page.table(60, [["合计", "5", "4"]], [250.0, 70.0, 70.0]),
    )
    (table,) = tables_in(path)
    assert cells_of(table) == {
        ("行政", "合计"): "5",
        ("行政", "基本支出"): "4",
        ("合计", "合计"): "5",
        ("合计", "基本支出"): "4",
    }


def test_head_that_a_page_break_cuts_is_one_head(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(60, [["收入", "支出"]], [160.0, 160.0]),
        lambda page: page.table(
            60,
            [["项目", "金额", "项目", "金额"], ["一、财政拨款", "50", "一、教育支出", "20"]],
            [100.0, 60.0, 100.0, 60.0],
        ),
    )
    (table,) = tables_in(path)
    assert cells_of(table) == {
        ("财政拨款", "收入/金额"): "50",
        ("教育支出", "支出/金额"): "20",
    }


def _cut_cell(shown: Sequence[str]) -> list[Callable[[Page], object]]:
    """Two pages of a table whose first cell goes over the break; ``shown`` is what the one
    and the other page print in it."""

    def part(page: Page, rows: list[list[str]], text: str, open_below: bool) -> None:
        edge = page.table(60, rows, [100.0, 60.0], x=160.0)
        canvas, y = page.canvas, page.height
        canvas.line(60, y - 60, 60, y - edge)
        canvas.line(60, y - (60 if open_below else edge), 160, y - (60 if open_below else edge))
        for number, line in enumerate(text.split("\n") if text else []):
            page.text(63, edge - 10 + number * 12 if open_below else 62 + number * 12, line)

    return [
        lambda page: (
            page.table(42, [["项目名称", "指标", "指标值"]], [100.0, 100.0, 60.0])
            and part(page, [["甲", "1"], ["乙", "2"]], shown[0], True)
        ),
        lambda page: part(page, [["丙", "3"]], shown[1], False),
    ]


@pytest.mark.parametrize(
    "shown",
    [("道路\n养护", "道路养护"), ("道路养护", ""), ("", "道路养护")],
    ids=["on both pages, hanging out", "on the first page", "on the second page"],
)
def test_cell_that_a_page_break_cuts_names_all_its_rows(
    tmp_path: Path, shown: tuple[str, str]
) -> None:
    first, second = (page for page in _cut_cell(shown))
    lines = texts(make_pdf(tmp_path / "x.pdf", first, second))
    assert lines == ["项目名称\t指标\t指标值", "道路养护\t甲\t1", "\t乙\t2", "\t丙\t3"]


def test_legend_of_a_chart_is_no_table(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "x.pdf", lambda page: page.table(60, [["基本支出", "项目支出"]], [60, 60])
    )
    assert texts(path) == ["基本支出  项目支出"]


def test_sum_whose_label_spans_two_halves_keeps_its_figure(tmp_path: Path) -> None:
    rows = [
        ["功能科目名称", "金额", "项目名称", "金额"],
        ["一、教育支出", "20.00", "一、基本支出", "20.00"],
        ["当年支出小计", "", "", "20.00"],
    ]
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.table(60, rows, [100, 60, 100, 60], spans=[(0, 2, 2, 2)]),
    )
    (table,) = tables_in(path)
    assert [(row.labels[-1], [cell.text for cell in row.cells]) for row in table.rows] == [
        ("教育支出", ["20.00"]),
        ("基本支出", ["20.00"]),
        ("当年支出小计", ["20.00"]),
    ]
    assert table.dropped == 0


def test_contents_page_ends_with_its_page(tmp_path: Path) -> None:
    def body(page: Page) -> None:
        page.prose(60, "清源县水利局主要职能", "负责全县水利工作。")
        page.prose(120, "名词解释", "（一）基本支出：人员和公用经费。预算50万元。")

    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.text(150, 200, "清源县水利局2025年部门预算", size=18),
        lambda page: page.prose(60, "目 录", "一、主要职能", "二、名词解释"),
        body,
    )
    assert [section.path for section in read(path).sections] == [
        ("清源县水利局主要职能",),
        ("名词解释",),
    ]


@pytest.mark.parametrize("beside", [False, True])
def test_table_without_any_rule_is_found_in_the_text(tmp_path: Path, beside: bool) -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "50.00", "30.00", "20.00"],
        ["20103", "政府办公厅", "30.00", "30.00", ""],
        ["20199", "其他一般公共服务支出", "20.00", "", "20.00"],
    ]

    def body(page: Page) -> None:
        page.text(230, 60, "支出预算表")
        page.text(420, 75, "单位：万元")
        for number, row in enumerate(rows):
            for x, text in zip((60, 120, 300, 380, 440), row, strict=True):
                page.text(x, 95 + number * 14, text)

    def drawn(title: str) -> Callable[[Page], object]:
        def draw(page: Page) -> None:
            page.text(230, 60, title)
            page.text(420, 75, "单位：万元")
            page.table(95, [["项目", "预算数"], ["财政拨款", "50.00"]], [150, 100])

        return draw

    pages = (drawn("收入预算表"), body, drawn("“三公”经费预算表")) if beside else (body,)
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.text(150, 200, "清源县水利局2025年部门预算", size=18),
        *pages,
    )
    (table,) = (table for table in read(path).tables if table.title == "支出预算表")
    assert len(read(path).tables) == len(pages)
    assert (table.title, table.unit) == ("支出预算表", "万元")
    assert cells_of(table) == {
        ("一般公共服务支出", "合计"): "50.00",
        ("一般公共服务支出", "基本支出"): "30.00",
        ("一般公共服务支出", "项目支出"): "20.00",
        ("一般公共服务支出/政府办公厅", "合计"): "30.00",
        ("一般公共服务支出/政府办公厅", "基本支出"): "30.00",
        ("一般公共服务支出/政府办公厅", "项目支出"): None,
        ("一般公共服务支出/其他一般公共服务支出", "合计"): "20.00",
        ("一般公共服务支出/其他一般公共服务支出", "基本支出"): None,
        ("一般公共服务支出/其他一般公共服务支出", "项目支出"): "20.00",
    }
