"""Reader and facts over made-up disclosures of places and layouts that the corpus has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from eval.generate.document import Document
from eval.generate.world import draw_world
from qa.evaluate.cells import Cell, CellResult, score_cells
from qa.facts import facts_of
from qa.model import Disclosure
from qa.read import read

SEEDS = (1, 2, 3, 4)
#: The share of cells that must be right, in percent, by flavour. PDF text has lost its blank
#: cells: where nothing settles the place of a figure, leaving it out is right.
RIGHT = {"tabs": 99.5, "pdf": 96.0}

Read = tuple[Document, Disclosure, tuple[CellResult, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made_up")


@cache
def results(folder: Path, seed: int) -> tuple[Read, ...]:
    """Each document of a small world with what was read and how its cells came out."""
    world = draw_world(seed, documents=6, units=4)
    world.write(folder / str(seed))
    return tuple(_read(folder / str(seed), document) for document in world.documents)


def _read(folder: Path, document: Document) -> Read:
    disclosure = read(folder / f"{document.doc}.txt")
    found = score_cells(_cells(document), facts_of(disclosure))
    return document, disclosure, found


def _cells(document: Document) -> Iterator[Cell]:
    for number, row in enumerate(document.cells(), 1):
        value = None if row["value"] is None else Decimal(repr(row["value"]))
        yield Cell(number=number, **{**row, "value": value})


@pytest.mark.parametrize("seed", SEEDS)
def test_read_tells_unit_year_and_kind_from_the_words_alone(folder: Path, seed: int) -> None:
    for document, disclosure, _ in results(folder, seed):
        profile, books = disclosure.profile, document.books
        wanted = (books.unit.name, books.year, books.kind)
        assert (profile.unit_name, profile.year, profile.kind) == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_stands_under_a_wrong_label(folder: Path, seed: int) -> None:
    wrong = [
        f"{result.cell}: {result.cell.value} {result.found}"
        for _, _, found in results(folder, seed)
        for result in found
        if result.verdict == "wrong"
    ]
    assert not wrong


@pytest.mark.parametrize("flavour", ["tabs", "pdf"])
def test_most_cells_are_read_right(folder: Path, flavour: str) -> None:
    count = Counter(
        result.verdict
        for seed in SEEDS
        for document, _, found in results(folder, seed)
        if document.style.flavour == flavour
        for result in found
    )
    assert 100 * count["right"] / count.total() >= RIGHT[flavour], count
