"""An index in a folder and one in a database give equal answers, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_fixtures import created

from eval.generate.__main__ import write_questions
from eval.generate.question_set import draw_questions
from eval.generate.world import draw_world
from qa.ask import Assistant
from qa.ask.router import WHOLE
from qa.cli import main
from qa.evaluate.questions import DEFAULT_QUESTIONS, Question, load_questions
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


#: Questions over all units, whose figures are found by what they are called.
OVER_UNITS = tuple(
    f"{year}年{asked}"
    for year in (2020, 2021, 2022)
    for asked in (
        "哪个单位的项目支出预算最多",
        "各单位“三公”经费决算合计多少",
        "有多少个单位的基本支出预算超过1000万元",
        "基本支出决算是多少",
    )
)


@pytest.mark.parametrize(
    ("whole", "half"), [(WHOLE, 0), (1000, 1)], ids=["asked whole", "asked by units"]
)
def test_a_made_up_world_has_equal_answers(
    whole: int, half: int, made_up: tuple[Index, Index, tuple[Question, ...]]
) -> None:
    one, other, questions = made_up
    first, second = Assistant(one, whole), Assistant(other, whole)
    assert len(questions) > 100
    for question in questions[half::2]:
        asked = (question.question, question.history)
        assert second.ask(*asked) == first.ask(*asked)
    for asked_of_all in OVER_UNITS:
        assert second.ask(asked_of_all) == first.ask(asked_of_all)


@pytest.fixture(scope="module")
def made_up(
    postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Index, tuple[Question, ...]]]:
    """A drawn world of several units in a folder and in a database, and questions over it."""
    folder = tmp_path_factory.mktemp("made-up")
    world = draw_world(seed=5, documents=4, units=3)
    world.write(folder / "corpus")
    write_questions(folder / "questions.jsonl", draw_questions(world, 5))
    build_index(folder / "corpus", folder / "index", progress=False)
    with created(postgres) as database:
        build_index(folder / "corpus", database, progress=False)
        with Index.open(folder / "index") as one, Index.open(database) as other:
            yield one, other, load_questions(folder / "questions.jsonl")
