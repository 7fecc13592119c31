"""Undrawn tables of a PDF whose heads have several lines: each figure below its own heads, or the
whole table left to the reader of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from formats_fixtures import FONT, SIZE, Page, cells_of, make_pdf
from reportlab.pdfbase import pdfmetrics

from qa.read import read
from qa.read.formats.pdf import read_pdf

BORDERS = [60.0, 200.0, 270.0, 340.0, 410.0, 480.0, 550.0]
#: Words, first and last column, and points below the head's upper edge.
Spec = Sequence[tuple[str, int, int, float]]
ROWS = [
    ["合计", "1,300.50", "1,000.50", "300.00", "50.00", "20.00"],
    ["农林水支出", "800.50", "800.50", "", "50.00", ""],
    ["教育支出", "300.00", "", "300.00", "", "20.00"],
    ["卫生健康支出", "200.00", "200.00", "", "", ""],
]
LABELS: Spec = [("项目", 0, 0, 7), ("合计", 1, 1, 7)]
PAIR: Spec = [*LABELS, ("其中", 2, 3, 0), ("人员", 2, 2, 14), ("公用", 3, 3, 14)]


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, SIZE))


def _front(page: Page) -> float:
    page.text(150, 40, "清源县水利局2025年部门预算", size=16)
    page.text(230, 80, "部门支出总表")
    page.text(400, 95, "单位：万元")
    return 115


def _head(page: Page, top: float, spec: Spec) -> float:
    for text, first, last, down in spec:
        left, right = BORDERS[first], BORDERS[last + 1]
        page.text((left + right - _width(text)) / 2, top + down, text)
    return top + max(down for *_, down in spec) + 20


def _body(page: Page, top: float, rows: Sequence[Sequence[str]], columns: int) -> None:
    for at, (label, *figures) in enumerate(rows):
        page.text(62, top + at * 18, label)
        for text, right in zip(figures[:columns], BORDERS[2:], strict=False):
            page.text(right - 3 - _width(text), top + at * 18, text)


def _cells(columns: Sequence[str]) -> dict[tuple[str, str], str | None]:
    return {
        (label, column): text or None
        for label, *figures in ROWS
        for column, text in zip(columns, figures, strict=False)
    }


def _assert_columns(tmp_path: Path, spec: Spec, columns: list[str]) -> None:
    """Every figure of the table with that head stands under its column."""

    def draw(page: Page) -> None:
        _body(page, _head(page, _front(page), spec), ROWS, len(columns))

    (table,) = read(make_pdf(tmp_path / "x.pdf", draw)).tables
    assert (table.title, table.unit, table.dropped) == ("部门支出总表", "万元", 0)
    assert cells_of(table) == _cells(columns)


@pytest.mark.parametrize(
    ("spec", "columns"),
    [
        (PAIR, ["合计", "其中/人员", "其中/公用"]),
        (
            [("项目", 0, 0, 14), ("合计", 1, 1, 14), *PAIR[2:]],
            ["合计", "其中/人员", "其中/公用"],
        ),
        (
            [("项目", 0, 0, 0), ("合计", 1, 1, 0), *PAIR[2:]],
            ["合计", "其中/人员", "其中/公用"],
        ),
        (
            [*PAIR, ("栏次", 0, 0, 32), ("1", 1, 1, 32), ("2", 2, 2, 32), ("3", 3, 3, 32)],
            ["合计", "其中/人员", "其中/公用"],
        ),
        ([*LABELS, ("基本支出", 2, 2, 0), ("（小计）", 2, 2, 14)], ["合计", "基本支出（小计）"]),
        (
            [*LABELS, ("本年收入", 2, 3, 0), ("上年结转", 4, 5, 0)]
            + [(text, 2 + at, 2 + at, 14) for at, text in enumerate(["小计", "拨款"] * 2)],
            ["合计", "本年收入/小计", "本年收入/拨款", "上年结转/小计", "上年结转/拨款"],
        ),
        (
            [("项目", 0, 0, 14), ("合计", 1, 1, 14), ("因公出国", 2, 2, 7), ("（境）费", 2, 2, 19)]
            + [("公务用车购置及运行费", 3, 5, 0)]
            + [(text, 3 + at, 3 + at, 18) for at, text in enumerate(["小计", "购置费", "运行费"])],
            ["合计", "因公出国（境）费"]
            + [f"公务用车购置及运行费/{text}" for text in ["小计", "购置费", "运行费"]],
        ),
    ],
    ids=["middle", "low", "high", "numbered", "wrapped", "two groups", "three below one"],
)
def test_heads_of_several_lines_stand_over_their_columns(
    tmp_path: Path, spec: Spec, columns: list[str]
) -> None:
    _assert_columns(tmp_path, spec, columns)


@pytest.mark.parametrize("again", [True, False], ids=["head again", "head once"])
def test_undrawn_table_with_groups_goes_on_over_the_page(tmp_path: Path, again: bool) -> None:
    def second(page: Page) -> None:
        _body(page, _head(page, 60, PAIR) if again else 60, ROWS[2:], 3)

    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: _body(page, _head(page, _front(page), PAIR), ROWS[:2], 3),
        second,
    )
    (table,) = read(path).tables
    assert cells_of(table) == _cells(["合计", "其中/人员", "其中/公用"])


@pytest.mark.parametrize(
    "spec",
    [
        # Over the middle two of four columns, or over all of them?
        [("项目", 0, 0, 14), ("合计", 1, 1, 14), ("支出", 2, 5, 0)]
        + [(text, 2 + at, 2 + at, 14) for at, text in enumerate("甲乙丙丁")],
        # Two lines of one head, or a group over three?
        [*LABELS, ("支出", 2, 4, 0)]
        + [(text, 2 + at, 2 + at, 14) for at, text in enumerate("甲乙丙")],
        # Nothing tells the first 小计 from the second.
        [*LABELS, *((text, 2 + at, 2 + at, 7) for at, text in enumerate(["小计", "拨款"] * 2))],
    ],
    ids=["two or four", "one or three", "same names"],
)
def test_head_that_fits_in_two_ways_is_not_put_over_any_column_by_its_place(
    tmp_path: Path, spec: Spec
) -> None:
    def draw(page: Page) -> None:
        _body(page, _head(page, _front(page), spec), ROWS, 5)

    lines = read_pdf(make_pdf(tmp_path / "x.pdf", draw)).lines
    assert not any("\t" in line.text for line in lines)


def test_body_may_begin_with_a_row_of_no_figures(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        rows = [["一、支出", "", "", ""], *ROWS]
        heads = [("项目", 0, 0, 0), ("合计", 1, 1, 0), ("人员", 2, 2, 0)]
        _body(page, _head(page, _front(page), heads), rows, 2)

    (table,) = read(make_pdf(tmp_path / "x.pdf", draw)).tables
    assert [row.labels[0] for row in table.rows][:2] == ["支出", "合计"]
    assert [cell.text for cell in table.rows[1].cells] == ["1,300.50", "1,000.50"]


LONG = "一般公共服务支出（含政府办公厅及相关机构事务）"


@pytest.mark.parametrize("low", [False, True], ids=["figures on the first line", "on the last"])
def test_bracket_that_is_open_ties_a_line_to_its_row(tmp_path: Path, low: bool) -> None:
    first, second = [LONG[:14], "", ""], [LONG[14:], "", ""]
    (second if low else first)[1:] = ["800.50", "800.50"]
    rows = [ROWS[0][:3], first, second, ROWS[2][:3], ROWS[3][:3]]

    def draw(page: Page) -> None:
        spec = [*LABELS, ("基本支出", 2, 2, 7)]
        _body(page, _head(page, _front(page), spec), rows, 2)

    (table,) = read(make_pdf(tmp_path / "x.pdf", draw)).tables
    found = cells_of(table)
    assert (found[LONG, "合计"], found[LONG, "基本支出"]) == ("800.50", "800.50")
    assert found["教育支出", "基本支出"] is None


def _three(*upper: tuple[str, int, int, float], low: Spec) -> Spec:
    """Heads of three levels: those of all columns are 项目, 合计 and what ``low`` tells."""
    return [("项目", 0, 0, 14), ("合计", 1, 1, 14), *upper, *low]


@pytest.mark.parametrize(
    ("spec", "columns"),
    [
        (
            _three(
                ("一般公共预算支出", 2, 5, 0),
                ("基本支出", 2, 3, 14),
                low=[
                    ("人员", 2, 2, 28),
                    ("公用", 3, 3, 28),
                    ("专项", 4, 4, 21),
                    ("其他", 5, 5, 21),
                ],
            ),
            [
                "合计",
                "一般公共预算支出/基本支出/人员",
                "一般公共预算支出/基本支出/公用",
                "一般公共预算支出/专项",
                "一般公共预算支出/其他",
            ],
        ),
        (
            _three(
                ("本年支出", 2, 4, 0),
                ("基本支出", 3, 4, 14),
                low=[
                    ("小计", 2, 2, 21),
                    ("人员", 3, 3, 28),
                    ("公用", 4, 4, 28),
                ],
            ),
            ["合计", "本年支出/小计", "本年支出/基本支出/人员", "本年支出/基本支出/公用"],
        ),
    ],
    ids=["over all", "over some"],
)
def test_heads_of_three_levels_stand_over_their_columns(
    tmp_path: Path, spec: Spec, columns: list[str]
) -> None:
    _assert_columns(tmp_path, spec, columns)


def test_group_of_groups_that_fits_in_two_ways_is_put_over_none(tmp_path: Path) -> None:
    # Over both columns of 基本支出 alone, or over the heads beside them too?
    spec = _three(
        ("支出", 2, 5, 0),
        ("基本支出", 3, 4, 14),
        low=[("小计", 2, 2, 21), ("人员", 3, 3, 28), ("公用", 4, 4, 28), ("结转", 5, 5, 21)],
    )

    def draw(page: Page) -> None:
        _body(page, _head(page, _front(page), spec), ROWS, 5)

    lines = read_pdf(make_pdf(tmp_path / "x.pdf", draw)).lines
    assert not any("\t" in line.text for line in lines)
