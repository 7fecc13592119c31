"""Figures that a narrow column breaks over two lines are put together before a table is read."""

from __future__ import annotations

import pytest

from qa.model import Line
from qa.read.flow.lines import printed_lines


def pieces(*texts: str) -> list[list[str]]:
    lines = [Line(number, text, gap=False) for number, text in enumerate(texts, 1)]
    return [[piece.text for piece in found] for _, found in printed_lines(lines, False)]


@pytest.mark.parametrize(
    ("broken", "rest"),
    [
        ("132,698,7", "99.00"),
        ("132,6", "98,799.00"),
        ("132,698,799.", "00"),
        ("132,698,79", "9.00"),
    ],
)
def test_figure_is_mended_wherever_its_column_breaks_it(broken: str, rest: str) -> None:
    assert pieces("基本支出 24,096.79", f"合计 {broken}", rest)[1] == ["合计", "132,698,799.00"]


@pytest.mark.parametrize(("first", "second"), [("132,698", "799.00"), ("132,698,7", "99.0")])
def test_figures_that_do_not_make_one_are_left_apart(first: str, second: str) -> None:
    assert pieces("基本支出 24,096.79", f"合计 {first}", second)[1:] == [["合计", first], [second]]
