"""Changes that a document tells in words alone: 与上年持平."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ask_fixtures import headline
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant


@pytest.fixture(scope="module")
def asked() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            "公务接待费预算 5.80 万元，与上年预算数持平。",
            "公务用车购置及运行费预算 36 万元，比上年减少 10 万元。其中：公务用车购置费 15 万元，"
            "比上年减少 10 万元；公务用车运行费 21 万元，比上年持平。",
        )
    )


@pytest.mark.parametrize(
    "question",
    [
        "公务接待费比上年变化多少",
        "公务接待费比上年增加了吗",
        "公务接待费同比增幅是多少",
        "公务用车运行费比上年减少多少",
    ],
)
def test_a_change_of_nothing_is_told_in_the_words_of_the_document(
    asked: Assistant, question: str
) -> None:
    answer = asked.ask(f"{UNIT}2033年{question}")
    assert headline(answer) == ("answered", Decimal(0), "万元")
    assert "0万元（持平）" in answer.text
