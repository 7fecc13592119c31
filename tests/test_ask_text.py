"""One spelling for questions and labels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ask.words.text import canonical, clean, grams, simplified, skeleton
from qa.index import Index

#: What questions are typed with; a year in Chinese numerals is never part of an amount.
_TYPED = st.text(
    "三公经费是多少基本支出，。？?“”（）() \t\u3000\u200b\u202eＡａ％%≥．.012３,", max_size=40
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("“三公”经费", "三公经费"),
        ("１２，３４５．６７万元", "12345.67万元"),
        ("1,234,567.89", "1234567.89"),
        ("基本 支出\n合计", "基本支出合计"),
        ("因公出国（境）费", "因公出国(境)费"),
        ("二〇二一年决算", "2021年决算"),
        ("二零二二年预算", "2022年预算"),
        ("二○三一年", "2031年"),
        ("项目\u200b支\ufeff出", "项目支出"),
        ("《政务》*短信*", "政务短信"),
        ("CIM平台", "cim平台"),
        ("  \t ", ""),
    ],
)
def test_clean_spells_one_way(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize("typed", ["1,2,3", "12,34", "第1,第2"])
def test_clean_keeps_commas_that_part_no_thousands(typed: str) -> None:
    assert clean(typed) == typed


def test_clean_keeps_decimal_points_of_amounts() -> None:
    assert clean("6.28万元") == "6.28万元"


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\u0000", "\u001b", "\u2060"])
def test_clean_drops_what_nobody_sees(unseen: str) -> None:
    assert clean(f"三公{unseen}经费") == "三公经费"


@given(_TYPED)
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_clean_leaves_no_white_space_or_quotes(text: str) -> None:
    assert not set(clean(text)) & set(" \t\n\r“”\"'「」*")


def test_clean_is_idempotent_on_every_label_of_the_corpus(index: Index) -> None:
    labels = {label for fact in index.facts() for label in (*fact.row, *fact.column)}
    changed = [label for label in labels if clean(clean(label)) != clean(label)]
    assert not changed


@pytest.mark.parametrize(
    ("word", "standard"),
    [
        ("三公消费", "三公经费"),
        ("公积金", "住房公积金"),
        ("住房公积金", "住房公积金"),
        ("公车", "公务用车"),
        ("公务用车", "公务用车"),
        ("接待费", "公务接待费"),
        ("公务接待费", "公务接待费"),
        ("社保就业支出", "社会保障和就业支出"),
        ("公务用车运行维护费", "公务用车运行费"),
    ],
)
def test_canonical_takes_the_standard_term(word: str, standard: str) -> None:
    assert canonical(word) == standard


def test_skeleton_drops_punctuation_but_decimal_points() -> None:
    assert skeleton("支出（合计）：6.28，万元。") == "支出合计6.28万元"


def test_simplified_reads_traditional_characters() -> None:
    assert simplified("三公經費預算執行率") == "三公经费预算执行率"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("基本支出", {"基本", "本支", "支出"}), ("费", {"费"}), ("？！", set())],
)
def test_grams_are_pairs_of_characters(text: str, pairs: set[str]) -> None:
    assert grams(text) == pairs
