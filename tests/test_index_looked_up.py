"""Looking figures up in the store: by an index of the database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qa.index import Index, build_index
from qa.index.finding import of_items
from qa.index.manifest import serving
from qa.index.query import select
from qa.index.rows import item_of

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of one disclosure."""
    chosen = tmp_path_factory.mktemp("one")
    source = min(CORPUS.glob("*.txt"), key=lambda path: path.stat().st_size)
    (chosen / source.name).write_bytes(source.read_bytes())
    build_index(chosen, chosen.parent / "one-index", progress=False)
    return chosen.parent / "one-index"


def test_items_are_looked_up_by_the_databases_index(folder: Path) -> None:
    query = select("value FROM facts", *of_items(["公务接待费"], [2021]))
    (database,) = (folder / serving(folder)).glob("*.sqlite")
    connection = sqlite3.connect(database)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {query.words}", query.given).fetchall()
    connection.close()
    assert any("USING INDEX facts_of_item (item=? AND year=?)" in step[-1] for step in plan)


@pytest.mark.parametrize("is_dated", [True, False])
def test_items_that_are_looked_up_are_those_of_all_facts(folder: Path, is_dated: bool) -> None:
    with Index.open(folder) as index:
        facts = [fact for fact in index.facts() if fact.value is not None]
        items = {item_of(fact) for fact in facts[::50]}
        years = {fact.year for fact in facts if fact.year} if is_dated else set()
        expected = [
            fact for fact in facts
            if item_of(fact) in items and (not years or fact.year in years)
        ]  # fmt: skip
        assert list(index.facts_of_items(items, years)) == expected
        assert index.documents_with(items, years) == (facts[0].doc,)
