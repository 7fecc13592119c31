"""Looking figures up in the store: by an index of the database, with statements made once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite import dialect

from qa.index import Index, build_index, prepared
from qa.index.manifest import serving
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
    query = prepared.facts_of_items(dated=True).params(items=["公务接待费"], years=[2021])
    statement = query.compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
    (database,) = (folder / serving(folder)).glob("*.sqlite")
    connection = sqlite3.connect(database)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
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


def test_statements_are_made_once_for_all_look_ups(folder: Path) -> None:
    made = (prepared.facts_of_document, prepared.facts_of_items, prepared.documents_of_items)
    with Index.open(folder) as index:
        for item in ("公务接待费", "基本支出", "合计"):
            index.facts_of_items([item], [2021])
            index.documents_with([item], [])
        index.facts()
    assert all(one.cache_info().misses <= 2 for one in made)
