"""Word matching: the weights follow the published formula and survive saving."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from qa.index.bm25 import FILES, Bm25

TEXTS = [["差旅费", "支出"], ["支出", "支出", "合计"], ["收入"]]


def test_scores_follow_the_formula() -> None:
    index = Bm25.fit(TEXTS, k1=1.2, b=0.75)
    rare = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    norm = 1.2 * (1 - 0.75 + 0.75 * 3 / 2)
    assert index.scores(["支出"])[1] == pytest.approx(rare * 2 * 2.2 / (2 + norm), rel=1e-6)


def test_scores_of_unknown_tokens_are_zero() -> None:
    assert Bm25.fit(TEXTS).scores(["没有"]).tolist() == [0, 0, 0]


def test_scores_count_a_repeated_token_once() -> None:
    index = Bm25.fit(TEXTS)
    assert index.scores(["收入", "收入"]).tolist() == index.scores(["收入"]).tolist()


def test_fit_of_nothing_scores_nothing() -> None:
    assert Bm25.fit([]).scores(["收入"]).shape == (0,)


def test_saved_index_scores_the_same(tmp_path: Path) -> None:
    index = Bm25.fit(TEXTS)
    index.save(tmp_path)
    loaded = Bm25.load(tmp_path, len(TEXTS))
    for token in ("差旅费", "支出", "收入"):
        np.testing.assert_array_equal(loaded.scores([token]), index.scores([token]))


def test_saved_arrays_hold_no_pickle(tmp_path: Path) -> None:
    Bm25.fit(TEXTS).save(tmp_path)
    for file in FILES[1:]:
        np.load(tmp_path / file, allow_pickle=False)
