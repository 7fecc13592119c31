"""Terms that an explanation of another one explains, and what is asked for in words that hold a
word of reckoning or a number."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant
from qa.ask.narrative.facets import terms_explained

_TERMS = (
    "一、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。其中：因公出国（境）费反映"
    "公务出国的国际旅费、住宿费等支出；公务用车运行维护费具体包括燃料费、过路过桥费等支出；"
    "公务接待费反映按规定开支的各类公务接待支出。",
    "二、机关运行经费：指用于购买货物和服务的各项资金，包括办公费、公务用车运行维护费以及其他费用。",
    "三、用专用基金弥补收支差额：指使用以前年度积累的专用基金弥补当年收支缺口的资金。",
)


@cache
def _held() -> Assistant:
    return assistant(disclosure(2033, "预算", *_TERMS, section=("名词解释",)))


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("公务用车运行维护费的名词解释包括什么", "燃料费", "办公费"),
        ("什么是公务接待费", "各类公务接待支出", "燃料费"),
        ("用专用基金弥补收支差额的解释", "收支缺口", "燃料费"),
    ],
)
def test_the_sentence_that_explains_the_term_is_quoted(
    question: str, said: str, not_said: str
) -> None:
    answer = _held().ask(f"{UNIT}2033年{question}")
    assert said in answer.text
    assert not_said not in answer.text


def test_the_terms_of_a_sentence_stand_before_what_explains() -> None:
    text = "公务用车购置费（含购置税）具体包括车款，公务接待费是指接待支出。"
    assert terms_explained(text) == ("公务用车购置费", "公务接待费")


def test_a_name_that_begins_like_a_number_is_a_name() -> None:
    held = assistant(
        disclosure(
            2033,
            "预算",
            "2033年主要工作目标包括：建成水网工程。",
            "百千万工程主要用于治理东江。",
            "清水工程主要用于治理西江。",
        )
    )
    assert "东江" in held.ask(f"{UNIT}2033年百千万工程用于什么").text
