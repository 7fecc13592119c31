from __future__ import annotations

import pytest

from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.words.text import grams
from qa.llm.rewriting import is_faithful, may_be_odd, terms_of
from qa.model import Fact, Profile

UNITS = ("云岭县水务局", "云岭县教育局")
LABELS = ("公务接待费", "培训费", "项目支出", "执行率")
KNOWN = frozenset(gram for label in LABELS for gram in grams(label))
PROFILES = (
    Profile("云岭县水务局", 2030, "决算"),
    Profile("云岭县水务局", 2031, "预算"),
    Profile("云岭县教育局", 2030, "预算"),
)
VOCABULARY = Vocabulary(UNITS, labels=frozenset(LABELS), grams=KNOWN)


def odd(question: str) -> bool:
    return may_be_odd(understand(question, VOCABULARY), KNOWN, PROFILES)


def faithful(rewritten: str, asked: str) -> bool:
    own = understand(rewritten, VOCABULARY)
    return is_faithful(rewritten, own, understand(asked, VOCABULARY), KNOWN)


@pytest.mark.parametrize(
    "question",
    [
        "水务局2030年吃喝花了多少",
        "水务局2031年打算吃喝多少钱",
        "2030年吃吃喝喝有多少",
        "吃喝一共多少钱",
        "水务局干嘛的",
        "水务局去年吃喝占比是多少",
    ],
)
def test_question_with_a_word_that_no_label_has_may_be_odd(question: str) -> None:
    assert odd(question)


@pytest.mark.parametrize(
    "question",
    [
        "水务局2030年公务接待费是多少",
        "水务局2030年培训费和项目支出是多少",
        "水务局2029年吃喝花了多少",
        "水务局2031年决算吃喝多少钱",
        "教育局2030年决算吃喝多少钱",
        "交通运输局2030年吃喝花了多少",
        "月亮为什么圆",
        "水务局2030年呢",
    ],
)
def test_question_of_known_words_or_of_what_no_document_holds_is_not_odd(question: str) -> None:
    assert not odd(question)


@pytest.mark.parametrize(
    ("asked", "rewritten"),
    [
        ("水务局2030年吃喝花了多少", "水务局2030年公务接待费决算是多少"),
        ("水务局30年吃喝花了多少", "云岭县水务局2030年公务接待费决算是多少万元"),
        ("水务局二〇三〇年吃喝花了多少", "水务局2030年公务接待费决算是多少"),
        ("水务局吃喝有多少", "水务局公务接待费是多少"),
        ("水务局项目支出里吃喝多少钱", "水务局项目支出中公务接待费是多少"),
        ("水务局干嘛的", "水务局的主要职责是什么"),
    ],
)
def test_rewriting_may_change_the_words_that_no_label_has(asked: str, rewritten: str) -> None:
    assert faithful(rewritten, asked)


@pytest.mark.parametrize(
    ("asked", "rewritten"),
    [
        ("水务局2030年吃喝花了多少", "水务局2031年公务接待费决算是多少"),
        ("水务局2030年吃喝花了多少", "公务接待费决算是多少"),
        ("水务局2030年吃喝花了多少", "教育局2030年公务接待费决算是多少"),
        ("水务局2030年吃喝花了多少", "水务局和教育局2030年公务接待费决算各是多少"),
        ("水务局2030年吃喝花了多少", "水务局2030年公务接待费预算是多少"),
        ("水务局2030年吃喝有多少", "水务局2030年超过20万元的公务接待费是多少"),
        ("水务局2030年吃喝有多少", "水务局2030年公务接待费是三万元吗"),
        ("水务局2030年吃喝有多少", "水务局2030年公务接待费前五是多少"),
        ("水务局2030年吃喝比上年增加多少", "水务局2030年公务接待费是多少"),
        ("水务局2030年吃喝执行率是多少", "水务局2030年公务接待费是多少"),
        ("水务局项目支出里吃喝多少钱", "水务局公务接待费是多少"),
        ("水务局吃喝有多少", "水务局公务接待费是多少\n另外"),
        ("水务局吃喝有多少", "水务局公务接待费是多少" * 20),
        ("吃喝有多少", "水务局公务接待费是多少"),
    ],
)
def test_rewriting_must_not_change_what_was_understood(asked: str, rewritten: str) -> None:
    assert not faithful(rewritten, asked)


def fact(doc: str, *row: str, table: int = 0) -> Fact:
    return Fact(
        doc,
        "某局",
        2030,
        "决算",
        "table",
        row,
        ("合计",),
        None,
        None,
        None,
        (),
        1,
        "",
        table_id=table,
    )


def test_terms_are_the_field_s_own_and_then_the_labels_that_most_documents_print() -> None:
    facts = [
        fact("a", "一级", "少见的事项"),
        fact("a", "常见的事项"),
        fact("b", "常见的事项"),
        fact("b", "只在文字里的事项", table=-1),
        fact("b", "这一行标题长得已经是一句完整的话而不再是一个名称了"),
    ]
    terms = terms_of(facts)
    assert terms[:1] == ("三公经费",)
    assert terms[-2:] == ("常见的事项", "少见的事项")
