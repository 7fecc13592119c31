"""Figures that were recognised with little confidence are never given as sure."""

from __future__ import annotations

import pytest

from qa.read.formats.cells import Grid
from qa.read.formats.doubtful import all_marked, is_poor, marked, pointless_marked
from qa.read.formats.printed import Word


@pytest.mark.parametrize(
    ("text", "unsure", "found"),
    [
        ("1,300.50", [], "1,300.50"),
        ("1,300.50", [7], "1,300.50（识别不清）"),
        ("1,300.50", [1, 5], "1,300.50"),
        ("支出12.34万元，增加5.60万元", [12], "支出12.34万元，增加5.60（识别不清）万元"),
        ("2025年", [3], "2025年"),
        ("2080501", [3], "2080501"),
    ],
    ids=["sure", "a digit", "comma and point", "in a sentence", "year", "code"],
)
def test_amount_with_an_unsure_digit_is_marked(text: str, unsure: list[int], found: str) -> None:
    sure = [0.5 if at in unsure else 0.99 for at in range(len(text))]
    assert marked(text, sure) == found


def test_least_confidence_counts_for_all_where_it_is_told_otherwise_than_by_character() -> None:
    assert marked("12.34", [0.99, 0.5]) == "12.34（识别不清）"


def _words(doubtful: int) -> tuple[Word, ...]:
    texts = ["12.34（识别不清）"] * doubtful + ["12.34"] * (10 - doubtful)
    return tuple(Word(text, 0, 1, 0, 1) for text in texts)


def test_page_of_many_doubtful_amounts_is_poor_and_all_of_them_are_marked() -> None:
    assert not is_poor(_words(2))
    assert is_poor(_words(3))
    assert {word.text for word in all_marked(_words(3))} == {"12.34（识别不清）"}


def test_whole_figure_in_a_column_of_decimals_is_doubtful_and_zeros_and_codes_are_not() -> None:
    cells = (
        ("科目编码", "预算数"),
        ("201", "12.34"),
        ("204", "5.60"),
        ("205", "0"),
        ("206", "7.80"),
        ("208", "121"),
    )
    found = pointless_marked(Grid((0.0, 1.0, 2.0), cells, 0.0, 1.0))
    assert found.cells == (*cells[:-1], ("208", "121（识别不清）"))
