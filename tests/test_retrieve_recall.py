"""What the ablation counts: recall of evidence, and gains with their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from eval.recall import Line, interval, measure, table
from qa.evaluate.questions import Evidence, Expectation, Question
from qa.model import Passage


def passage(text: str) -> Passage:
    return Passage("one", (), "prose", text, 1)


def question(name: str, *musts: str) -> Question:
    evidence = tuple(Evidence("one", (must,)) for must in musts)
    return Question(name, "lookup", name, Expectation(), evidence=evidence)


def line(name: str, ids: tuple[str, ...], first: list[float]) -> Line:
    return Line(name, ids, np.array([[value, 1.0, 1.0, value] for value in first]))


def test_measure_counts_evidence_by_its_rank() -> None:
    ranked = [passage("甲"), passage("乙"), *[passage("丙")] * 20, passage("丁")]
    found = measure("x", [question("a", "甲", "乙"), question("b", "丁")], lambda _: ranked)
    np.testing.assert_allclose(found.recalls, [[0.5, 1, 1, 0.75], [0, 0, 0, 0]])
    assert found.means == pytest.approx((0.25, 0.5, 0.5, 0.375))


def test_no_difference_has_an_interval_of_nothing() -> None:
    one = line("one", ("a", "b", "c"), [1.0, 0.0, 1.0])
    assert interval(one, one, 0) == (0.0, 0.0, 0.0)


def test_an_interval_holds_the_gain_and_repeats() -> None:
    ids = tuple(str(number) for number in range(40))
    base = line("base", ids, [0.0] * 40)
    better = line("better", ids, [1.0] * 10 + [0.0] * 30)
    gain, low, high = interval(better, base, 0)
    assert gain == pytest.approx(0.25)
    assert 0.1 < low < gain < high < 0.4
    assert interval(better, base, 0) == (gain, low, high)


def test_rewordings_of_one_question_are_no_more_certain_than_the_question() -> None:
    alone = tuple(str(number) for number in range(20))
    gains = [1.0] * 5 + [0.0] * 15
    once = interval(line("x", alone, gains), line("base", alone, [0.0] * 20), 0)
    thrice = interval(line("x", alone * 3, gains * 3), line("base", alone * 3, [0.0] * 60), 0)
    assert thrice == pytest.approx(once)


def test_table_marks_what_is_outside_the_noise() -> None:
    ids = tuple(str(number) for number in range(40))
    base, better = line("BM25", ids, [0.0] * 40), line("fused", ids, [1.0] * 30 + [0.0] * 10)
    head, _, first, second = table([base, better], base).splitlines()
    assert head.startswith("| 40 questions | @1 | @5 | @10 | MRR | @1 over BM25")
    assert first == "| BM25 | 0.000 | 1.000 | 1.000 | 0.000 |  |  |  |"
    assert second.startswith("| fused | 0.750 | 1.000 | 1.000 | 0.750 | **+0.750 [+0.")
    assert "| +0.000 [+0.000, +0.000] |" in second
