"""Ways to ask in words: how many of which, what for, how to mend, of a year that another year's
document speaks of."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant
from qa.ask.tell.sentences import reworded
from qa.ask.words.courtesy import written


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "公务接待费支出0.60万元，主要用于接受上级部门检查指导工作所发生的接待支出。",
            "因是延续性采购合同，导致水质监测项目2032年12月支出占全年比重较高。",
            "数据重复的问题由多个来源造成，建议对核心数据明确来源部门。",
        )
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2033年公务接待费花在了什么上面", "检查指导"),
        ("水质监测项目2032年12月支出占比高的原因", "延续性采购合同"),
        ("2033年数据重复的问题打算怎么解决", "明确来源部门"),
    ],
)
def test_what_is_asked_in_words_is_quoted(question: str, said: str) -> None:
    assert said in _held().ask(f"{UNIT}{question}").text


@pytest.mark.parametrize(
    ("typed", "read"), [("包括哪三项", "包括哪几项"), ("分为哪5大类", "分为哪几大类")]
)
def test_which_of_so_many_is_which(typed: str, read: str) -> None:
    assert written(typed) == read


def test_very_long_items_that_differ_are_told_by_their_first_sentences() -> None:
    text = reworded((2031, 2032), [("建成一库。" + "续建二库。" * 200, "建成三库。")])
    assert text == "2031年写作：建成一库。……\n2032年改为：建成三库。"


def test_whether_there_is_one_of_several_is_no_question_how_many() -> None:
    held = assistant(
        disclosure(2033, "决算", "内设机构3个，分别是办公室、规划科、河道科；下属单位2个。")
    )
    answer = held.ask(f"{UNIT}2033年内设机构中有没有河道科")
    assert "河道科" in answer.text
    assert not answer.values


def test_one_place_that_answers_both_halves_is_quoted_once() -> None:
    held = assistant(
        disclosure(2033, "预算", "预算收支增加主要原因：2033年预算收支与上年基本持平。")
    )
    answer = held.ask(f"{UNIT}2033年预算收支和上年比有什么变化，原因是什么？")
    assert answer.text.count("基本持平") == 1
