"""What was received and spent within a year beside what also holds the money carried over."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant


@cache
def _accounts() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度收入总计910.00万元，支出总计910.00万元。",
            "2033年度收入合计870.00万元，较上年决算数增加30.00万元，增长3.57%。",
            "2033年度支出合计850.00万元，较上年决算数减少50.00万元，下降5.56%。"
            "其中：基本支出680.00万元，占80.00%；项目支出170.00万元，占20.00%。",
        )
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("收入总计是多少", "910.00"),
        ("支出总计是多少", "910.00"),
        ("收入合计是多少", "870.00"),
        ("支出合计是多少", "850.00"),
        ("支出合计比上年减少多少", "50.00"),
        ("基本支出占支出合计的比重", "80.00"),
    ],
)
def test_total_of_the_year_is_told_from_the_one_with_what_was_carried_over(
    question: str, value: str
) -> None:
    assert _accounts().ask(f"{UNIT}2033年{question}").values[0].value == Decimal(value)
