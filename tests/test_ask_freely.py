"""Questions in free words: other verbs than the disclosure's, but the same names."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "水质监测平台累计有注册用户8120名，接入监测断面36个，由县水文站批复建设。",
            "河道巡查无人机用于掌握入河排口的动态，防止污水偷排。",
            "巡查信号盲区的问题及原因主要是：基站少。下一步改进措施主要是：与运营商商议增设基站。",
            "灌溉用水定额由农艺站核定，按亩均用水量匡算。",
            "闸门启闭记录保存五年，供上级单位抽检。",
        )
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2033年水质监测平台攒了多少注册用户", "8,120名"),
        ("2033年河道巡查无人机有什么用处", "防止污水偷排"),
        ("2033年巡查信号盲区参差不齐，准备怎么补", "增设基站"),
        ("2033年灌溉用水定额是怎么算出来的", "亩均用水量"),
        ("2033年闸门启闭记录会不会拿去给上级单位抽检", "保存五年"),
    ],
)
def test_verbs_of_speech_need_no_place_in_the_answer(question: str, said: str) -> None:
    assert said in _held().ask(f"{UNIT}{question}").text


@pytest.mark.parametrize(
    "question",
    [
        "2033年水质监测平台的供应商是谁",
        "2033年水质监测平台雇了多少保安",
        "2033年水质监测平台攒了多少万元",
        "2033年拍板了吗",
    ],
)
def test_names_that_no_place_explains_are_no_data(question: str) -> None:
    assert _held().ask(f"{UNIT}{question}").status == "no_data"


def test_what_one_half_lacks_is_told_by_the_place_that_names_all() -> None:
    answer = _held().ask(f"{UNIT}2033年灌溉用水定额归谁核定，匡算多少年")
    assert "农艺站" in answer.text
