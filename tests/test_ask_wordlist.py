"""Many words looked for at once."""

from __future__ import annotations

from qa.ask.words.wordlist import WordList


def test_the_longest_word_at_a_place_is_found() -> None:
    words = WordList(["决算", "决算数", "支出"])
    assert [*words.find("支出决算数与决算")] == [(0, "支出"), (2, "决算数"), (6, "决算")]


def test_no_word_stands_over_another() -> None:
    words = WordList(["预算支", "支出", "算"])
    assert [*words.spans("预算支出")] == [(0, 3)]
    assert [*WordList(["算支", "支出"]).spans("预算支出")] == [(1, 3)]


def test_a_shorter_word_stands_where_the_longer_one_may_not() -> None:
    words = WordList(["货物采购", "货物"])
    found = words.find("办公货物采购", lambda at, word: word != "货物采购")
    assert [*found] == [(2, "货物")]


def test_words_are_replaced_by_what_is_written_for_them() -> None:
    written = {"啥": "什么", "啥时候": "何时"}
    words = WordList(written)
    assert words.replaced("啥时候买了啥?", written) == "何时买了什么?"
    assert words.replaced("没有这样的词", written) == "没有这样的词"
