"""Many users at once, each with their own answers."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep
from typing import cast

import pytest

from eval.load import Reply, main, questions, told
from qa.app.examples import rehearsal
from qa.app.service import Answered, Service
from qa.ask import Assistant
from qa.evaluate.questions import DEFAULT_QUESTIONS
from qa.index import Index
from qa.model import Answer

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


def test_questions_are_answered_in_the_order_of_their_coming(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.app.service.AT_A_TIME", 1)
    service, order, free = Service(index), list[str](), Event()

    class Slow:
        def trace(self, question: str, history: Sequence[str]) -> tuple[Answer, None]:
            free.wait(20)
            order.append(question)
            return Answer(question, "no_data", ""), None

    service.loaded = replace(service.loaded, assistant=cast(Assistant, Slow()))
    asked = [f"第{number}问" for number in range(12)]
    with ThreadPoolExecutor(len(asked)) as pool:
        for question in asked:
            pool.submit(service.ask, question)
            sleep(0.02)
        free.set()
    assert order == asked


def test_what_is_rehearsed_is_of_several_units_and_counted_nowhere(service: Service) -> None:
    questions = list(rehearsal(service))
    units = {info.profile.unit_name for info in service.documents}
    assert {unit for unit in units if any(unit in one for one in questions)} == units
    heard: list[Answered] = []
    service.listeners.append(heard.append)
    service.rehearse(questions[0])
    service.listeners.remove(heard.append)
    assert heard == []
