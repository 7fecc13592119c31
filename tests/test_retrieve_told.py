"""Passages of the kind that tells what a question in words is after come before others."""

from __future__ import annotations

import pytest

from qa.model import Passage
from qa.retrieve.told import HEADED, NO_TERM, PROSE, TERM, worth_of

_PROSE = Passage("某局2033年部门决算", ("（二）支出情况",), "prose", "项目支出增加。", 1.0, None, 1)
_TABLE = Passage("某局2033年部门决算", ("决算表",), "table", "项目支出 1.00", 1.0, None, 2)
_TERMS = Passage("某局2033年部门决算", ("名词解释",), "prose", "项目支出：指……", 1.0, None, 3)
_DUTIES = Passage("某局2033年部门决算", ("一、主要职责",), "prose", "负责灌溉。", 1.0, None, 4)


def _worths(question: str) -> list[float]:
    worth = worth_of(question)
    assert worth is not None
    return [worth(passage) for passage in (_PROSE, _TABLE, _TERMS, _DUTIES)]


def test_a_reason_is_told_in_prose_and_by_no_glossary() -> None:
    assert _worths("项目支出为什么增加") == [PROSE, 1.0, PROSE * NO_TERM, PROSE]


def test_a_term_is_told_by_the_glossary() -> None:
    assert _worths("项目支出是什么意思") == [1.0, 1.0, TERM * HEADED, 1.0]


def test_a_duty_is_told_under_its_heading() -> None:
    assert _worths("灌溉方面的职责") == [PROSE, 1.0, PROSE * NO_TERM, PROSE * HEADED]


@pytest.mark.parametrize("question", ["项目支出是多少", "2033年三公经费执行率", ""])
def test_a_question_for_a_figure_weighs_all_alike(question: str) -> None:
    assert worth_of(question) is None
