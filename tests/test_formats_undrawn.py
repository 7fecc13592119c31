"""Tables of a PDF that no upright rule parts: every figure in its row and column, or in none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from formats_fixtures import FONT, SIZE, Page, cells_of, make_pdf
from reportlab.pdfbase import pdfmetrics

from qa.model import Table
from qa.read import read

HEAD = ["项目", "合计", "基本支出", "项目支出"]
ROWS = [
    ["合计", "1,300.50", "1,000.50", "300.00"],
    ["一般公共服务支出", "800.50", "800.50", ""],
    ["政府办公厅（室）及相关机构事务", "800.50", "800.50", ""],
    ["社会保障和就业支出", "300.00", "", "300.00"],
    ["卫生健康支出", "200.00", "200.00", ""],
]
CELLS = {(row[0], HEAD[at]): row[at] or None for row in ROWS for at in (1, 2, 3)}
WIDTHS = [170.0, 80.0, 80.0, 80.0]
BORDERS = [60.0, 230.0, 310.0, 390.0, 470.0]
HEIGHT, LONGEST = 18.0, 9


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, SIZE))


def _front(page: Page) -> float:
    page.text(150, 40, "清源县水利局2025年部门预算", size=16)
    page.text(230, 80, "部门支出总表")
    page.text(60, 95, "部门：清源县水利局")
    page.text(400, 95, "单位：万元")
    return 115


def _rule(page: Page, top: float) -> None:
    page.canvas.line(BORDERS[0], page.height - top, BORDERS[-1], page.height - top)


def _head(page: Page, top: float) -> float:
    """Heads in the middle of their columns."""
    for text, left, right in zip(HEAD, BORDERS, BORDERS[1:], strict=False):
        page.text((left + right - _width(text)) / 2, top + 4, text)
    return top + HEIGHT


def _body(page: Page, top: float, rows: Sequence[Sequence[str]], *, wrapped: bool = False) -> float:
    """Labels at the left of their column, figures at the right, both lines of a label beside
    the figure where it is ``wrapped``."""
    for label, *figures in rows:
        two = wrapped and len(label) > LONGEST
        page.text(62, top + (2 if two else 4), label[:LONGEST] if two else label)
        if two:
            page.text(62, top + 14, label[LONGEST:])
        for text, right in zip(figures, BORDERS[2:], strict=True):
            page.text(right - 3 - _width(text), top + (9 if two else 4), text)
        top += HEIGHT + 10 * two
    return top


def _tables(folder: Path, *pages: Callable[[Page], object]) -> tuple[Table, ...]:
    return read(make_pdf(folder / "x.pdf", *pages)).tables


def _plain(page: Page) -> None:
    _body(page, _head(page, _front(page)), ROWS)


def _wrapped(page: Page) -> None:
    _body(page, _head(page, _front(page)), ROWS, wrapped=True)


def _three_rules(page: Page) -> None:
    top = _front(page)
    _rule(page, top)
    _rule(page, _head(page, top))
    _rule(page, _body(page, top + HEIGHT, ROWS))


def _rules_across(page: Page) -> None:
    top = _front(page)
    _rule(page, top)
    _rule(page, _head(page, top))
    for number, row in enumerate(ROWS, start=1):
        _rule(page, _body(page, top + number * HEIGHT, [row]))


def _drawn_head(page: Page) -> None:
    _body(page, page.table(_front(page), [HEAD], WIDTHS), ROWS)


def _prose_behind(page: Page) -> None:
    end = _body(page, _head(page, _front(page)), ROWS)
    page.prose(end + 2, "    2025年支出预算1,300.50万元，比上年增加12.34万元，主要是", "人员增加。")


@pytest.mark.parametrize(
    "draw", [_plain, _wrapped, _three_rules, _rules_across, _drawn_head, _prose_behind]
)
def test_blank_fields_of_an_undrawn_table_stay_blank(
    tmp_path: Path, draw: Callable[[Page], None]
) -> None:
    (table,) = _tables(tmp_path, draw)
    assert (table.title, table.unit, table.dropped) == ("部门支出总表", "万元", 0)
    assert {
        (row[0].rpartition("/")[2], row[1]): text for row, text in cells_of(table).items()
    } == CELLS


@pytest.mark.parametrize("again", [False, True], ids=["head once", "head again"])
def test_an_undrawn_table_goes_on_over_the_page(tmp_path: Path, again: bool) -> None:
    def second(page: Page) -> None:
        _body(page, _head(page, 60) if again else 60, ROWS[3:])

    (table,) = _tables(
        tmp_path, lambda page: _body(page, _head(page, _front(page)), ROWS[:3]), second
    )
    assert (table.title, cells_of(table)) == ("部门支出总表", CELLS)


def test_heads_of_two_lines_that_are_drawn_stand_over_the_undrawn_rows(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        heads = [["项目", "合计", "其中", ""], ["", "", *HEAD[2:]]]
        spans = [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 3, 0)]
        _body(page, page.table(_front(page), heads, WIDTHS, spans=spans), ROWS)

    (table,) = _tables(tmp_path, draw)
    assert [column.path for column in table.columns] == [
        ("合计",), ("其中", "基本支出"), ("其中", "项目支出"),
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[3].cells] == ["300.00", None, "300.00"]


def test_the_next_page_begins_with_a_table_of_its_own(tmp_path: Path) -> None:
    def second(page: Page) -> None:
        page.text(230, 40, "项目支出表")
        page.text(400, 55, "单位：万元")
        _body(
            page,
            _head(page, 75),
            [["维修费", "1,205.00", "", "1,205.00"], ["购置费", "1,306.00", "", "1,306.00"]],
        )

    first, other = _tables(tmp_path, _plain, second)
    assert cells_of(first) == CELLS
    assert other.title == "项目支出表"
    assert cells_of(other)[("维修费", "项目支出")] == "1,205.00"
    assert cells_of(other)[("维修费", "基本支出")] is None


def test_a_label_that_may_belong_to_two_rows_is_not_put_to_either_by_its_place(
    tmp_path: Path,
) -> None:
    def draw(page: Page) -> None:
        top = _head(page, _front(page))
        for at, row in enumerate([ROWS[0], ROWS[1], ["其他一般公共服务支出", "", "", ""], ROWS[4]]):
            _body(page, top + at * HEIGHT, [row])

    from qa.read.formats.pdf import read_pdf

    path = make_pdf(tmp_path / "x.pdf", draw)
    assert not any("\t" in line.text for line in read_pdf(path).lines)
