"""A change against last year and one against the budget, told of one figure in one sentence."""

from __future__ import annotations

import pytest
from disclosed_fixtures import disclosure

from qa.checks import audit
from qa.facts import facts_of


def broken(text: str) -> list[str]:
    """What of ``text`` cannot all be right."""
    held = disclosure(2031, "决算", text)
    checks = audit(facts_of(held), held).checks
    return [check.message for check in checks if check.severity == "error"]


def told(planned: str) -> str:
    return (
        "公务接待费为122万元，较上年144万元减少22万元，下降15.28%，"
        f"较{planned}339万元减少217万元，下降64.01%。"
    )


@pytest.mark.parametrize("planned", ["预算数", "年初预算数", "2031年预算数"])
def test_a_change_against_the_budget_is_not_held_against_last_year(planned: str) -> None:
    assert broken(told(planned)) == []


def test_a_wrong_change_against_the_budget_is_told() -> None:
    (message,) = broken(told("预算数").replace("217万元", "207万元").replace("，下降64.01%", ""))
    assert "207万元" in message and "339万元" in message


def test_a_wrong_change_against_last_year_is_told() -> None:
    messages = broken(told("预算数").replace("22万元，下降15.28%", "12万元"))
    assert any("12万元" in message and "144万元" in message for message in messages)
    assert not any("217万元" in message for message in messages)
