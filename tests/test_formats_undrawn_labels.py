"""Labels of undrawn tables that wrap over lines as far apart as the rows: each figure keeps the
whole label of its row, or the table is left to the reader of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from formats_fixtures import FONT, SIZE, Page, cells_of, make_pdf
from reportlab.pdfbase import pdfmetrics

from qa.read import read
from qa.read.formats.pdf import read_pdf

HEAD = ["项目名称", "合计", "基本支出", "项目支出"]
BORDERS = [60.0, 200.0, 300.0, 400.0, 500.0]
LONG = "河口县大中型客运场站后期扶持及农村公路基础设施建设补助资金"
ALSO = "城乡交通运输一体化示范建设维修养护"
ROWS = [
    ["合计", "1,820.40", "1,520.40", "1,300.00"],
    [LONG, "1,420.40", "1,420.40", ""],
    ["农村客运车辆更新", "200.00", "", "200.00"],
    [ALSO, "100.00", "100.00", ""],
    ["路政执法", "100.00", "", "100.00"],
]
CELLS = {(row[0], HEAD[at]): row[at] or None for row in ROWS for at in (1, 2, 3)}
PITCH = 18.0


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, SIZE))


def _draw(
    page: Page,
    rows: Sequence[Sequence[str]],
    *,
    wide: int = 14,
    leading: float = PITCH,
    figures: float = 0.0,
    ruled: bool = False,
) -> None:
    """A table whose labels have ``wide`` characters a line; ``figures`` tells at which part of the
    label's height they stand."""
    page.text(150, 40, "河口县交通局2025年部门预算", size=16)
    page.text(230, 80, "项目支出表")
    page.text(400, 95, "单位：万元")
    tops = [115.0]
    for text, left, right in zip(HEAD, BORDERS, BORDERS[1:], strict=False):
        page.text((left + right - _width(text)) / 2, tops[0] + 4, text)
    tops.append(tops[0] + PITCH)
    for label, *amounts in rows:
        lines = [label[at : at + wide] for at in range(0, len(label), wide)]
        below = (len(lines) - 1) * leading
        for at, line in enumerate(lines):
            page.text(62, tops[-1] + 4 + at * leading, line)
        for text, right in zip(amounts, BORDERS[2:], strict=True):
            page.text(right - 3 - _width(text), tops[-1] + 4 + below * figures, text)
        tops.append(tops[-1] + below + PITCH)
    for top in tops if ruled else ():
        page.canvas.line(BORDERS[0], page.height - top, BORDERS[-1], page.height - top)


@pytest.mark.parametrize("figures", [0.0, 0.5, 1.0], ids=["first line", "middle", "last line"])
@pytest.mark.parametrize(
    ("wide", "leading", "ruled"),
    [(14, PITCH, False), (14, PITCH, True), (9, 12.0, True), (9, PITCH, True)],
    ids=["no rules", "rules", "three close lines", "three lines"],
)
def test_label_that_wraps_at_the_distance_of_rows_stays_whole(
    tmp_path: Path, wide: int, leading: float, ruled: bool, figures: float
) -> None:
    def draw(page: Page) -> None:
        _draw(page, ROWS, wide=wide, leading=leading, figures=figures, ruled=ruled)

    (table,) = read(make_pdf(tmp_path / "x.pdf", draw)).tables
    assert (table.title, table.unit, table.dropped) == ("项目支出表", "万元", 0)
    assert cells_of(table) == CELLS


def test_last_label_of_a_table_wraps_too(tmp_path: Path) -> None:
    rows = [ROWS[0], *ROWS[2:4], ROWS[1]]
    (table,) = read(make_pdf(tmp_path / "x.pdf", lambda page: _draw(page, rows))).tables
    assert [row.labels[-1] for row in table.rows] == [row[0] for row in rows]


@pytest.mark.parametrize(
    "rows",
    [
        # One broken label alone does not show where the column ends.
        [*ROWS[:2], *ROWS[2:3], ROWS[4]],
        # A row without figures below a label as long as the column.
        [ROWS[0], [ALSO[:14], "1.00", "1.00", ""], ["教育支出", "", "", ""], *ROWS[3:]],
    ],
    ids=["once", "row without figures"],
)
def test_label_that_may_end_at_two_lines_is_not_put_together(
    tmp_path: Path, rows: Sequence[Sequence[str]]
) -> None:
    lines = read_pdf(make_pdf(tmp_path / "x.pdf", lambda page: _draw(page, rows))).lines
    assert not any("\t" in line.text for line in lines)
