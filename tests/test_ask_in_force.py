"""The budget in force at the end of a year: by its names, of a project and of the whole body."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

_ACCOUNT = disclosure(
    2031,
    "决算",
    "部门整体支出绩效自评综述：全年预算数 640 万元，执行数 608 万元，完成预算的 95%。",
    "灌区改造项目绩效自评综述：项目全年预算数为 55 万元，执行数为 44 万元，完成预算的 80%。",
    "日常公用经费年初预算数为 90 万元，年中调整预算数为 81.5 万元。",
    "公务接待费支出 0.9 万元，国内接待 6 批次，接待人数共 30 人。",
    "购房补贴支出 12 万元。住房公积金支出 9.5 万元。",
)
_NEXT = disclosure(2032, "预算", "2032 年部门预算支出 700 万元，比 2031 年增加 50 万元。")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2031年全年预算数是多少", "640", "万元"),
        ("2031年全年预算还有多少没执行", "32", "万元"),
        ("2031年日常公用经费全年预算多少", "81.5", "万元"),
        ("2031年灌区改造项目全年预算数", "55", "万元"),
        ("2031年人均公务接待费多少元", "300", "元"),
    ],
)
def test_the_budget_in_force_is_told(question: str, value: str, unit: str) -> None:
    found = assistant(_ACCOUNT, _NEXT).ask(f"{UNIT}{question}").values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_a_budget_of_a_project_is_called_by_the_project() -> None:
    answer = assistant(_ACCOUNT).ask(f"{UNIT}2031年灌区改造项目全年预算数")
    assert "灌区改造项目（全年预算）为55万元" in answer.text


def test_an_adjusted_budget_does_not_follow_from_the_next_one() -> None:
    plain = disclosure(2031, "决算", "水费支出 3 万元。")
    answer = assistant(plain, _NEXT).ask(f"{UNIT}2031年部门预算支出调整预算数是多少")
    assert not answer.values


@pytest.mark.parametrize(
    ("later", "earlier", "value"),
    [
        ("执行率多少", "2031年灌区改造项目全年预算多少", "80"),
        ("比住房公积金多多少", "2031年购房补贴多少", "2.5"),
    ],
)
def test_a_later_question_goes_on_from_the_one_before(later: str, earlier: str, value: str) -> None:
    found = assistant(_ACCOUNT).ask(later, [f"{UNIT}{earlier}"]).values
    assert [v.value for v in found] == [Decimal(value)]
