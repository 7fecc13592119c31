"""Corpora of any size: the same for a seed, each within the larger one, units never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest

from eval.generate import __main__ as command
from eval.generate.corpus import DOCUMENTS, MOST, UNITS, Corpus
from eval.generate.document import Document
from eval.generate.places import made_up_places
from eval.generate.words import words
from qa.evaluate.cells import Cell, score_cells
from qa.evaluate.questions import load_questions
from qa.facts import facts_of
from qa.read import read

CORPUS = Corpus(3)


def test_a_corpus_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    small = {p.name: p.read_bytes() for p in Corpus(3, papers=0.2).write(tmp_path / "a", 5)}
    large = {p.name: p.read_bytes() for p in Corpus(3, papers=0.2).write(tmp_path / "b", 9)}
    assert {name: large[name] for name in small} == small
    assert (len(small), len(large)) == (5, 9)


def test_a_corpus_grows_by_the_documents_that_it_lacks(tmp_path: Path) -> None:
    at_once = {path.name for path in CORPUS.write(tmp_path / "a", 21)}
    first = {path.name for path in CORPUS.write(tmp_path / "b", 17)}
    added = {path.name for path in CORPUS.write(tmp_path / "b", 21, 17)}
    assert first | added == at_once
    assert not first & added


def test_no_document_is_drawn_before_the_one_before_it_is_written(tmp_path: Path) -> None:
    list(islice(CORPUS.write(tmp_path, MOST), 2))
    assert len(list(tmp_path.iterdir())) == 2


def test_more_documents_than_there_are_units_for_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 20000 documents, not 20001"):
        next(CORPUS.documents(MOST + 1))


def test_no_unit_of_the_largest_corpus_bears_the_name_of_another() -> None:
    names = Counter(unit.name for unit in CORPUS.units)
    assert len(names) == len(CORPUS.units) >= MOST / DOCUMENTS * UNITS
    assert max(names.values()) == 1


def test_no_made_up_place_bears_the_name_of_a_place_of_the_word_list() -> None:
    known = {name for place in words()["places"]["list"] for name in place}
    drawn = {name for p in made_up_places(3) for name in (p.province, p.city, p.county)}
    assert not known & drawn


def test_questions_are_as_many_as_asked_for_and_the_same_for_a_seed() -> None:
    found = list(CORPUS.questions(40, 50))
    assert len(found) == 50
    assert found == list(Corpus(3).questions(40, 50))


def test_a_short_name_in_a_question_fits_one_unit_of_the_whole_corpus() -> None:
    spoken = Counter(name for unit in CORPUS.units for name in {unit.name, *unit.spoken})
    shared = [name for name, units in spoken.items() if units > 1]
    assert not [q for q in CORPUS.questions(40, 50) if any(name in q.question for name in shared)]


def _cells(document: Document) -> Iterator[Cell]:
    for number, row in enumerate(document.cells(), 1):
        value = None if row["value"] is None else Decimal(str(row["value"]))
        yield Cell(number=number, **{**row, "value": value})


def test_the_figures_of_a_pdf_file_are_read_as_they_were_drawn(tmp_path: Path) -> None:
    corpus = Corpus(7, papers=1.0)
    pairs = zip(corpus.documents(2), corpus.write(tmp_path, 2), strict=True)
    papers = [(document, path) for document, path in pairs if path.suffix == ".pdf"]
    assert papers
    for document, path in papers:
        disclosure = read(path)
        told = (disclosure.profile.unit_name, disclosure.profile.year)
        assert told == (document.books.unit.name, document.books.year)
        found = score_cells(_cells(document), facts_of(disclosure))
        assert {result.verdict for result in found} == {"right"}


def test_the_command_writes_a_large_corpus_with_its_questions(tmp_path: Path) -> None:
    assert command.main([str(tmp_path), "--documents", "20", "--questions", "30"]) == 0
    assert len(list((tmp_path / "corpus").iterdir())) == 20
    assert len(load_questions(tmp_path / "questions.jsonl")) == 30
