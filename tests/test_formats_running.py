"""Running heads and feet of a PDF stand between the halves of a table and are no part of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from formats_fixtures import Page, cells_of, make_pdf

from qa.model import Disclosure
from qa.read import read

HEAD = ["项目", "合计", "基本支出"]
ROWS = [
    ["合计", "800.50", "800.50"],
    ["教育支出", "300.00", "300.00"],
    ["卫生健康支出", "200.50", "200.50"],
    ["交通运输支出", "200.00", "200.00"],
    ["住房保障支出", "100.00", "100.00"],
]
WIDTHS = [150.0, 100.0, 100.0]
CELLS = {(row[0], HEAD[at]): row[at] for row in ROWS for at in (1, 2)}


def _read(folder: Path, head: str, foot: str, *, again: bool = False) -> Disclosure:
    """A title on the first page, and a table on the three behind it, under ``head``."""

    def marked(number: int, draw: Callable[[Page], object]) -> Callable[[Page], object]:
        def drawn(page: Page) -> None:
            page.text(200, 20, head.format(number))
            draw(page)
            page.text(280, 810, foot.format(number))

        return drawn

    def title(page: Page) -> None:
        page.text(150, 40, "河口县交通局2025年部门预算", size=16)
        page.prose(90, "    二、支出预算情况说明", "    2025年支出预算800.50万元。")

    def first(page: Page) -> None:
        page.text(230, 80, "部门支出总表")
        page.text(400, 95, "单位：万元")
        page.table(115, [HEAD, *ROWS[:2]], WIDTHS)

    def more(start: int, end: int) -> Callable[[Page], object]:
        return lambda page: page.table(60, [HEAD][: int(again)] + ROWS[start:end], WIDTHS)

    draws = (title, first, more(2, 3), more(3, 5))
    pages = [marked(number, draw) for number, draw in enumerate(draws, start=1)]
    return read(make_pdf(folder / "x.pdf", *pages))


@pytest.mark.parametrize("again", [False, True], ids=["head once", "head again"])
@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("第二部分 2025年部门预算表", ""),
        ("预算公开", ""),
        ("2025年部门预算公开  第{}页", ""),
        ("", "河口县交通局 {}"),
    ],
    ids=["part", "short", "numbered", "foot"],
)
def test_table_goes_on_below_a_running_head(
    tmp_path: Path, head: str, foot: str, again: bool
) -> None:
    (table,) = _read(tmp_path, head, foot, again=again).tables
    assert (table.title, table.unit, table.dropped) == ("部门支出总表", "万元", 0)
    assert cells_of(table) == CELLS


def test_first_of_the_running_heads_stays(tmp_path: Path) -> None:
    found = _read(tmp_path, "第二部分 2025年部门预算表", "")
    assert [section.path for section in found.sections][:1] == [("第二部分 2025年部门预算表",)]


def test_unit_of_measure_at_one_height_of_every_page_is_no_running_head(tmp_path: Path) -> None:
    titles = ["收入总表", "支出总表", "“三公”经费表"]

    def page(number: int) -> Callable[[Page], object]:
        def draw(page: Page) -> None:
            page.text(150, 20, "河口县交通局2025年部门预算")
            page.text(230, 60, titles[number])
            page.text(400, 75, "单位：元")
            page.table(95, [HEAD, *ROWS[number : number + 2]], WIDTHS)

        return draw

    tables = read(make_pdf(tmp_path / "x.pdf", *map(page, range(3)))).tables
    assert [table.title for table in tables] == titles
    assert [table.unit for table in tables] == ["元"] * 3


def test_figures_at_one_height_of_every_page_are_no_running_head(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Page], object]:
        return lambda page: page.prose(60, f"其中公路养护{number * 7}元", "    其余详见下页。")

    def title(page: Page) -> None:
        page.prose(90, "河口县交通局2025年部门预算", "2025年支出预算800.50万元。")

    path = make_pdf(tmp_path / "x.pdf", title, *map(page, (1, 2, 4)))
    words = "".join(paragraph.text for paragraph in read(path).paragraphs)
    assert [f"{figure}元" in words for figure in (7, 14, 28)] == [True, True, True]
