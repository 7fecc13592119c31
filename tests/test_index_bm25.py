"""Word matching: the weights follow the published formula and survive saving."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from qa.index.bm25 import FILES, Bm25
from qa.index.postings import TEXTS_AT_A_TIME, TIMES, fit, write

TEXTS = [["差旅费", "支出"], ["支出", "支出", "合计"], ["收入"]]


def test_scores_follow_the_formula() -> None:
    index = fit(TEXTS, k1=1.2, b=0.75)
    rare = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    norm = 1.2 * (1 - 0.75 + 0.75 * 3 / 2)
    assert index.scores(["支出"])[1] == pytest.approx(rare * 2 * 2.2 / (2 + norm), rel=1e-6)


def test_scores_of_unknown_tokens_are_zero() -> None:
    assert fit(TEXTS).scores(["没有"]).tolist() == [0, 0, 0]


def test_scores_count_a_repeated_token_once() -> None:
    index = fit(TEXTS)
    assert index.scores(["收入", "收入"]).tolist() == index.scores(["收入"]).tolist()


def test_fit_of_nothing_scores_nothing() -> None:
    assert fit([]).scores(["收入"]).shape == (0,)


def test_saved_index_scores_the_same(tmp_path: Path) -> None:
    index = fit(TEXTS)
    loaded = Bm25.load(tmp_path, write(tmp_path, TEXTS))
    for token in ("差旅费", "支出", "收入"):
        np.testing.assert_array_equal(loaded.scores([token]), index.scores([token]))


def test_saved_arrays_hold_no_pickle(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    for file in (*FILES, TIMES):
        np.load(tmp_path / file, allow_pickle=False)


def test_texts_of_several_parts_score_as_one_by_one(tmp_path: Path) -> None:
    texts = [[f"词{n % 97}", f"词{n % 31}", "支出"] for n in range(TEXTS_AT_A_TIME + 50)]
    index = fit(texts)
    last = TEXTS_AT_A_TIME + 7
    holders = {n for n, text in enumerate(texts) if "词5" in text}
    assert set(np.flatnonzero(index.scores(["词5"])).tolist()) == holders
    rare = math.log(1 + (len(texts) - len(holders) + 0.5) / (len(holders) + 0.5))
    times = texts[last].count("词5")
    expected = rare * times * 1.9 / (times + 0.9) if times else 0.0
    assert index.scores(["词5"])[last] == pytest.approx(expected, rel=1e-6)


def test_what_is_written_depends_on_the_texts_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, iter(TEXTS))
    for file in (*FILES, TIMES):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_nothing_but_the_files_is_left_behind(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*FILES, TIMES))
