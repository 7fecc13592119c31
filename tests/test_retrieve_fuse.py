"""Legs are fused by their scores, or by reciprocal rank."""

from __future__ import annotations

import pytest

from qa.retrieve.fuse import best, by_rank, by_score


def test_by_score_puts_every_leg_on_one_scale() -> None:
    fused = by_score([{1: 30.0, 2: 15.0}, {2: 0.8, 3: 0.2}], [1.0, 0.5])
    assert fused == {1: pytest.approx(1.0), 2: pytest.approx(1.0), 3: pytest.approx(0.125)}


def test_by_score_keeps_how_far_the_best_stands_out() -> None:
    near, far = by_score([{1: 10.0, 2: 9.0}], [1.0]), by_score([{1: 10.0, 2: 1.0}], [1.0])
    assert near[2] > far[2]


def test_by_score_gives_equals_the_full_weight() -> None:
    assert by_score([{4: 2.0, 5: 2.0}], [0.5]) == {4: 0.5, 5: 0.5}


def test_by_rank_adds_reciprocal_ranks() -> None:
    assert by_rank([{7: 9.0, 8: 1.0}, {8: 0.2}], [1.0, 1.0]) == {
        7: pytest.approx(1 / 21),
        8: pytest.approx(1 / 22 + 1 / 21),
    }


def test_by_rank_weighs_the_legs() -> None:
    fused = by_rank([{1: 1.0}, {2: 1.0}], [1.0, 3.0])
    assert fused[2] == pytest.approx(3 * fused[1])


@pytest.mark.parametrize("fusion", [by_score, by_rank])
def test_of_nothing_comes_nothing(fusion: type) -> None:
    assert fusion([{}, {}], [1.0, 1.0]) == {}


@pytest.mark.parametrize("fusion", [by_score, by_rank])
def test_weights_that_do_not_fit_are_refused(fusion: type) -> None:
    with pytest.raises(ValueError, match="zip"):
        fusion([{1: 1.0}], [1.0, 2.0])


def test_best_orders_by_score_then_by_key() -> None:
    assert best({3: 0.5, 1: 0.9, 2: 0.5}, 2) == [(1, 0.9), (2, 0.5)]
