"""What lies over the text of a PDF page: patches, clear type, watermarks and marks of notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from formats_fixtures import FONT, Page, make_pdf

from qa.read.formats.pdf import read_pdf

LINE, WIDTHS = "合计\t1,300.50", [100.0, 100.0]
LEFT, TOP = 60.0, 100.0


def _table(page: Page, figure: str = "1,300.50") -> None:
    page.table(TOP, [["项目", "预算数"], ["合计", figure], ["项目支出", "300.00"]], WIDTHS)


def _cell(page: Page, text: str) -> None:
    """Prints ``text`` where the cell beside 合计 has its figure."""
    page.text(LEFT + 122, TOP + 23, text)


def _patch(page: Page, grey: float) -> None:
    page.canvas.setFillGray(grey)
    page.canvas.rect(LEFT + 101, page.height - TOP - 35, 98, 16, stroke=0, fill=1)
    page.canvas.setFillGray(0)


def _patched(page: Page) -> None:
    _table(page, "9,999.99")
    _patch(page, 1.0)
    _cell(page, "1,300.50")


def _patched_grey(page: Page) -> None:
    _table(page, "9,999.99")
    _patch(page, 0.9)
    _cell(page, "1,300.50")


def _clear(page: Page) -> None:
    _table(page)
    page.canvas.saveState()
    page.canvas.setFillAlpha(0)
    page.text(300, TOP + 23, "99.99")
    page.canvas.restoreState()


def _lines(folder: Path, draw: Callable[[Page], object]) -> tuple[list[str], tuple[str, ...]]:
    source = read_pdf(make_pdf(folder / "x.pdf", draw))
    return [line.text for line in source.lines], source.notices


@pytest.mark.parametrize(
    ("draw", "reason"),
    [(_patched, "被遮盖"), (_patched_grey, "被遮盖"), (_clear, "不着墨")],
)
def test_figure_that_is_covered_or_clear_is_not_read_and_is_told(
    tmp_path: Path, draw: Callable[[Page], object], reason: str
) -> None:
    lines, notices = _lines(tmp_path, draw)
    assert lines == ["项目\t预算数", LINE, "项目支出\t300.00"]
    assert notices == (f"第1页有看不见的文字（{reason}），没有读入。",)


def test_type_under_a_patch_that_lets_it_shine_through_is_read(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        _table(page)
        page.canvas.setFillAlpha(0.2)
        _patch(page, 0.5)

    lines, notices = _lines(tmp_path, draw)
    assert (lines[1], notices) == (LINE, ())


def test_figure_that_is_covered_by_a_patch_alone_is_not_read(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        _table(page)
        _patch(page, 1.0)

    assert _lines(tmp_path, draw)[0][1] == "合计\t"


def _aslant(page: Page) -> None:
    page.canvas.translate(80, page.height - TOP - 60)
    page.canvas.rotate(30)
    page.canvas.setFont(FONT, 40)
    page.canvas.drawString(0, 0, "2025内部")


def _across(page: Page) -> None:
    page.text(LEFT, TOP + 10, "2025内部", size=40)


def _raised(page: Page) -> None:
    page.text(LEFT + 198, TOP + 21, "1", size=5)


@pytest.mark.parametrize("mark", [_aslant, _across, _raised])
@pytest.mark.parametrize("first", [True, False], ids=["below", "above"])
def test_watermarks_and_marks_of_notes_are_no_part_of_a_figure(
    tmp_path: Path, mark: Callable[[Page], None], first: bool
) -> None:
    def draw(page: Page) -> None:
        for paint in (mark, _table) if first else (_table, mark):
            page.canvas.saveState()
            paint(page)
            page.canvas.restoreState()

    assert _lines(tmp_path, draw)[0] == ["项目\t预算数", LINE, "项目支出\t300.00"]


def test_small_type_in_a_cell_of_its_own_is_read(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.table(TOP, [["项目", "预算数"], ["合计", ""], ["项目支出", "300.00"]], WIDTHS)
        page.text(LEFT + 120, TOP + 25, "1,300.50", size=5)

    assert _lines(tmp_path, draw)[0][1] == LINE
