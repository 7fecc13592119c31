"""Which item takes a given place, which of many have anything, and all quarters at once."""

from __future__ import annotations

from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant

_PROJECTS = (("河道整治", "600.00"), ("水库除险", "300.00"), ("节水宣传", "20.00"))
_PAID = (("离休费", "0.00"), ("退休费", "12.00"), ("抚恤金", "0.00"))


@cache
def _held() -> Assistant:
    projects = table("项目支出总表", (("2033年预算",),), [((n,), (v,)) for n, v in _PROJECTS])
    paid = table(
        "一般公共预算基本支出表",
        (("金额",),),
        [
            (("对个人和家庭的补助",), ("12.00",)),
            *((("对个人和家庭的补助", name), (value,)) for name, value in _PAID),
        ],
    )
    said = (
        "一季度预算执行率为10%，二季度预算执行率为40%，"
        "三季度预算执行率为70%，四季度预算执行率为98%。"
    )
    return assistant(disclosure(2033, "预算", said, tables=(projects, paid)))


@pytest.mark.parametrize(
    ("question", "figure", "said"),
    [
        ("项目支出金额排第二的是哪个项目", "300.00万元", "排第2的是水库除险"),
        ("项目支出中第三大的项目是什么", "20.00万元", "排第3的是节水宣传"),
    ],
)
def test_who_takes_a_place_is_not_the_first(question: str, figure: str, said: str) -> None:
    answer = _held().ask(f"{UNIT}2033年{question}")
    assert figures_of(answer) == [figure]
    assert said in answer.text


def test_a_place_behind_the_last_is_taken_by_none() -> None:
    answer = _held().ask(f"{UNIT}2033年项目支出金额排第五的是哪个项目")
    assert not answer.values


def test_the_only_item_that_has_anything_is_the_list() -> None:
    answer = _held().ask(f"{UNIT}2033年对个人和家庭的补助里哪些科目有支出")
    assert figures_of(answer) == ["12.00万元"]
    assert "退休费" in answer.text


def test_each_quarter_is_told() -> None:
    answer = _held().ask(f"{UNIT}2033年一到四季度预算执行率分别是多少")
    assert [str(one.value) for one in answer.values] == ["10", "40", "70", "98"]


def test_an_item_with_and_without_its_last_noun_is_listed_once() -> None:
    held = assistant(
        disclosure(
            2033,
            "预算",
            "1. 工程类项目预算90万元，主要包括：东渠改造（二期）60万元，用于衬砌；"
            "西渠改造30万元，用于清淤。"
            "较2032年预算增加40万元，主要包括：东渠改造项目（二期）预算由20万元增加至60万元，"
            "增加了40万元。",
        )
    )
    answer = held.ask(f"{UNIT}2033年工程类项目包括哪些，各多少万元")
    assert [f"{one.value}{one.unit}" for one in answer.values] == ["60万元", "30万元"]
