"""What was carried out as a share of a version of the budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        ("决算支出占年初预算的比重", "75.00"),
        ("决算支出是调整后预算的百分之多少", "93.75"),
    ],
)
def test_the_accounts_are_set_against_the_version_named(question: str, rate: str) -> None:
    held = assistant(
        disclosure(
            2033,
            "决算",
            "年初预算800.00万元，年中调整后预算数为640.00万元，全年实际支出600.00万元。",
            "2033年度总支出600.00万元，其中本年支出600.00万元。",
        )
    )
    answer = held.ask(f"{UNIT}2033年{question}")
    assert answer.values[0].value == Decimal(rate)
