"""Many users at once, each with their own answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.load import Reply, main, questions, told
from qa.evaluate.questions import DEFAULT_QUESTIONS

ROOT = Path(__file__).parent.parent


def test_questions_are_all_different_and_the_same_for_a_seed() -> None:
    drawn = questions(ROOT / DEFAULT_QUESTIONS, 400, 3)
    assert len(set(drawn)) == len(drawn) == 400
    assert drawn == questions(ROOT / DEFAULT_QUESTIONS, 400, 3)


def test_a_round_is_told_with_its_times_and_failures() -> None:
    asked = questions(ROOT / DEFAULT_QUESTIONS, 1, 1)[0]
    replies = [Reply(asked, 200, "", 0.1), Reply(asked, 500, "", 0.3)]
    assert told(replies, 2).endswith("longest 0.30 s, 1 failed")


def test_twenty_users_each_get_their_own_answers(
    index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(ROOT / DEFAULT_QUESTIONS)
    given = ["--index", str(index_path), "--source", source, "--questions", "60", "--rounds", "1"]
    assert main(given) == 0
    said = capsys.readouterr().out
    assert "60 questions in" in said and " 0 failed" in said
    assert said.endswith("0 of 60 answered otherwise than alone\n")
