"""Text becomes the tokens that questions and passages are matched by."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index.segment import Segmenter, bigrams, normalise, runs, runs_in
from qa.index.words import load_words, save_words, word_list
from qa.model import QaError

WORDS = {"一般": 500, "公共": 500, "预算": 900, "支出": 900, "差旅费": 50, "一般公共预算": 900}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("３５，４６０．２６", "35460.26"),
        ("35,460.26 万元", "35460.26万元"),
        ("2021 年 部门 预算", "2021年部门预算"),
        ("IDC 机房", "idc机房"),
        ("1,2,3", "1,2,3"),
        ("10.00 20.00", "10.00 20.00"),
        ("收入\t支出", "收入\t支出"),
        ("决\u200b算\ufeff", "决算"),
    ],
)
def test_normalise_gives_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize("text", ["12.3", "2010350", "52.33%", "idc"])
def test_runs_keep_numbers_codes_and_latin_words_whole(text: str) -> None:
    assert list(runs(f"的{text}的")) == ["的", text, "的"]


def test_tokens_hold_words_and_bigrams_once_each() -> None:
    tokens = Segmenter(WORDS).tokens("差旅费 12.30")
    assert tokens == ["差旅费", "差旅", "旅费", "12.30"]


def test_tokens_of_a_long_word_hold_the_words_inside() -> None:
    tokens = Segmenter(WORDS).tokens("一般公共预算支出")
    assert "一般公共预算" in tokens
    assert {"一般", "公共", "预算", "支出"} <= set(tokens)


@given(st.lists(st.sampled_from([*WORDS, "一", "般", "算支"]), max_size=8).map("".join))
def test_words_are_those_of_jieba_for_search(run: str) -> None:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(WORDS), sum(WORDS.values())
    for word in WORDS:
        for end in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:end], 0)
    tokenizer.initialized = True
    assert Segmenter(WORDS).words(run) == tuple(tokenizer.cut_for_search(run, HMM=False))


def test_segmenter_leaves_the_global_tokenizer_alone() -> None:
    import jieba

    before = dict(jieba.dt.FREQ)
    Segmenter({"数据管理中心主任": 10**9}).tokens("数据管理中心主任")
    assert before == jieba.dt.FREQ


@given(st.text(alphabet="支出决１2.,％aΣ（·\u3000\t\u200b\u0301´℃  ", max_size=14))
def test_a_line_read_in_parts_has_the_runs_of_the_whole(line: str) -> None:
    assert list(runs_in(line)) == runs(normalise(line))


def test_a_blank_between_characters_parts_no_run() -> None:
    assert list(runs_in("项目 支出 12.3 万元 a b")) == ["项目支出", "12.3", "万元", "a", "b"]


@given(st.text(max_size=40))
def test_tokens_of_any_text_hold_no_white_space(text: str) -> None:
    assert not any(token.isspace() or token == "" for token in Segmenter(WORDS).tokens(text))


@given(st.text(alphabet="一二三四五六七八九十", min_size=2, max_size=12))
def test_bigrams_cover_every_pair_of_neighbours(run: str) -> None:
    assert bigrams(run) == [a + b for a, b in pairwise(run)]


def test_word_list_holds_only_words_that_occur_and_the_corpus_own_labels() -> None:
    words = word_list(["本年收入合计"], ["甲乙丙工程", "不超过八个字的标签才算是一个词"])
    assert "合计" in words
    assert "甲乙丙工程" in words
    assert "大熊猫" not in words
    assert "不超过八个字的标签才算是一个词" not in words


def test_words_survive_saving(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    save_words(path, WORDS)
    assert load_words(path) == WORDS


def test_load_words_refuses_what_is_no_word_list(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("一个词没有频率\n", encoding="utf-8")
    with pytest.raises(QaError, match="词表读不出来"):
        load_words(path)
