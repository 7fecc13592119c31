"""Rankings are fused by reciprocal rank."""

from __future__ import annotations

import pytest

from qa.retrieve.fuse import best, fuse


def test_fuse_adds_reciprocal_ranks() -> None:
    assert fuse([[7, 8], [8]], slowness=60) == {
        7: pytest.approx(1 / 61),
        8: pytest.approx(1 / 62 + 1 / 61),
    }


def test_fuse_weighs_rankings() -> None:
    fused = fuse([[1], [2]], weights=[1.0, 3.0])
    assert fused[2] == pytest.approx(3 * fused[1])


def test_fuse_of_nothing_is_empty() -> None:
    assert fuse([[], []]) == {}


def test_fuse_refuses_weights_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="zip"):
        fuse([[1]], weights=[1.0, 2.0])


def test_best_orders_by_score_then_by_key() -> None:
    assert best({3: 0.5, 1: 0.9, 2: 0.5}, 2) == [(1, 0.9), (2, 0.5)]
