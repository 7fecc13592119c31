"""上年 without another year: the year before the one of the paper at hand."""

from __future__ import annotations

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

TOLD = "公务接待费为12万元，较上年14万元减少2万元，下降14.29%。"
ONE_YEAR = disclosure(2031, "决算", TOLD)
NEXT_YEAR = disclosure(2032, "决算", "公务接待费为11万元。")


@pytest.mark.parametrize("when", ["上年的", "上年度", "上一年", "前一年"])
def test_the_year_before_is_that_before_the_only_paper(when: str) -> None:
    answer = assistant(ONE_YEAR).ask(f"{UNIT}{when}公务接待费是多少")
    assert [(value.label, value.value) for value in answer.values] == [
        ("2030年公务接待费（决算）", 14)
    ]


def test_what_a_figure_is_compared_with_moves_no_year() -> None:
    answer = assistant(ONE_YEAR).ask(f"{UNIT}公务接待费比上年减少多少")
    assert [value.value for value in answer.values] == [2]


def test_the_year_of_the_question_counts_before_that_of_the_paper() -> None:
    answer = assistant(ONE_YEAR, NEXT_YEAR).ask(f"{UNIT}2032年的上年公务接待费是多少")
    assert [value.value for value in answer.values] == [12]
