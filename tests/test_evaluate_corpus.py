"""What must hold over the whole question set and all cells, whatever the accuracy is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qa.ask import Assistant
from qa.evaluate.cells import load_cells, score_cells
from qa.evaluate.questions import load_questions
from qa.evaluate.run import Result, evaluate, summarize
from qa.index import Index

EVAL = Path(__file__).parent.parent / "eval"


@pytest.fixture(scope="module")
def results(assistant: Assistant) -> list[Result]:
    """Every question of the set answered; nothing is searched for."""
    return list(evaluate(load_questions(EVAL / "dev.jsonl"), assistant, lambda query, k: ()))


def test_corpus_answers_hold_no_figure_that_nothing_supports(results: list[Result]) -> None:
    assert {one.question.id: one.unsupported for one in results if one.unsupported} == {}


def test_corpus_answers_give_a_figure_for_one_unanswerable_question_at_most(
    results: list[Result],
) -> None:
    assert summarize(results).figures_without_data <= 1


def test_corpus_cells_are_right_or_missing(index: Index) -> None:
    scored = score_cells(load_cells(EVAL / "cells-dev.jsonl"), index.facts())
    verdicts = Counter(one.verdict for one in scored)
    assert verdicts["wrong"] == 0
    assert verdicts["right"] >= 0.995 * verdicts.total()
