"""An index in a folder and one in a database give equal answers, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.generate.__main__ import write_questions
from eval.generate.question_set import draw_questions
from eval.generate.world import draw_world
from qa.ask import Assistant
from qa.cli import main
from qa.evaluate.questions import DEFAULT_QUESTIONS, load_questions
from qa.index import Index, build_index

ROOT = Path(__file__).parent.parent
QUESTIONS = load_questions(ROOT / DEFAULT_QUESTIONS)
#: FAISS and pgvector add up the same products in another order.
ROUNDING = 1e-6


@pytest.fixture(scope="module")
def stored(stored_corpus: str) -> Iterator[Index]:
    """The index of the five disclosures in the database, open."""
    with Index.open(stored_corpus) as opened:
        yield opened


def test_everything_that_was_read_is_equal(index: Index, stored: Index) -> None:
    assert stored.documents == index.documents
    assert stored.facts() == index.facts()
    assert stored.tables() == index.tables()
    assert stored.paragraphs() == index.paragraphs()
    assert stored.sections() == index.sections()
    assert stored.passages() == index.passages()
    assert stored.audits() == index.audits()


def test_all_dev_questions_have_equal_answers(assistant: Assistant, stored: Index) -> None:
    other = Assistant(stored)
    different = [
        question.id
        for question in QUESTIONS
        if other.ask(question.question, question.history)
        != assistant.ask(question.question, question.history)
    ]
    assert different == []


def test_words_have_scores_equal_to_the_last_bit(index: Index, stored: Index) -> None:
    for question in QUESTIONS[::5]:
        asked = question.question
        assert stored.search(asked, legs=("bm25",)) == index.search(asked, legs=("bm25",)), asked


def test_searches_find_the_same_passages_in_the_same_order(index: Index, stored: Index) -> None:
    for question in QUESTIONS[::3]:
        found, expected = (one.search(question.question) for one in (stored, index))
        assert [(p.doc, p.text) for p in found] == [(p.doc, p.text) for p in expected]
        scores = [passage.score for passage in expected]
        assert [passage.score for passage in found] == pytest.approx(scores, abs=ROUNDING)


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "2021年三公经费执行率是多少", "--json"),
        ("facts", "--table", "三公", "--csv"),
        ("audit", "--json"),
    ],
    ids=lambda command: command[0],
)
def test_commands_print_the_same(
    command: tuple[str, ...],
    stored_corpus: str,
    index_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*command, "--index", stored_corpus]) == 0
    printed = capsys.readouterr().out
    assert main([*command, "--index", str(index_path)]) == 0
    assert printed == capsys.readouterr().out


def test_a_made_up_world_has_equal_answers(postgres: str, database: str, tmp_path: Path) -> None:
    world = draw_world(seed=5, documents=2, units=1)
    world.write(tmp_path / "corpus")
    write_questions(tmp_path / "questions.jsonl", draw_questions(world, 5))
    build_index(tmp_path / "corpus", tmp_path / "index", progress=False)
    build_index(tmp_path / "corpus", database, progress=False)
    with Index.open(tmp_path / "index") as one, Index.open(database) as other:
        first, second = Assistant(one), Assistant(other)
        questions = load_questions(tmp_path / "questions.jsonl")
        assert len(questions) > 50
        for question in questions:
            asked = (question.question, question.history)
            assert second.ask(*asked) == first.ask(*asked)
