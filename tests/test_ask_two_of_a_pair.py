"""Buying cars and running them: neither answers for the other, nor one of them for both."""

from __future__ import annotations

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

BOUGHT = disclosure(
    2031, "预算", "2031年“三公”经费预算60万元，其中：公务用车购置费18万元，公务接待费9万元。"
)


@pytest.mark.parametrize(
    "item", ["公务用车运行维护费", "公务用车运行费", "公务用车购置及运行维护费"]
)
def test_the_purchase_of_cars_does_not_answer_for_their_running(item: str) -> None:
    answer = assistant(BOUGHT).ask(f"{UNIT}2031年{item}预算是多少")
    assert answer.status == "no_data"
    assert answer.values == ()


def test_the_purchase_of_cars_answers_for_itself() -> None:
    answer = assistant(BOUGHT).ask(f"{UNIT}2031年公务用车购置费预算是多少")
    assert [value.value for value in answer.values] == [18]
