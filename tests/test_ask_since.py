"""What a change is measured from: a year, a version of the same year's figure, another year's."""

from __future__ import annotations

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

_BUDGET = "2033年收入预算160.00万元，比{base}增加20.00万元，增长14.29%。"


@pytest.mark.parametrize("base", ["2032年年初预算", "上年预算"])
def test_the_budget_of_the_year_before_is_never_told_as_that_of_the_year(base: str) -> None:
    held = assistant(disclosure(2033, "预算", _BUDGET.format(base=base)))
    told = held.ask(
        f"2034年{UNIT}的部门预算里收入和上一年相比有增减，上一年（2033年）是多少？请倒推。"
    )
    assert figures_of(told) == ["160.00万元"]
    earlier = held.ask(f"按2033年{UNIT}部门预算的收入增减额反推，2032年是多少")
    assert figures_of(earlier) == ["140.00万元"]


def test_the_budget_that_was_executed_is_told_from_what_was_spent_less() -> None:
    spent = "2033年项目支出决算90.00万元，比年初预算减少10.00万元，下降10%。"
    held = assistant(disclosure(2033, "决算", spent))
    assert figures_of(held.ask(f"{UNIT}2033年项目支出年初预算是多少，请倒推")) == ["100.00万元"]
