"""Finding one figure: this project, pandas and SQL over the same facts, the limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pandas as pd

from eval.benches.measured import CORPUS, Measured, Setting, each, seconds, spread
from qa.app.service import Filter, Service
from qa.ask import Assistant
from qa.index import Index
from qa.index.manifest import serving
from qa.index.rows import item_of
from qa.model import Fact

#: Figures that are looked for.
SOUGHT = 100
_COLUMNS = ("doc", "unit_name", "year", "basis", "row", "column", "value", "unit", "line")


def looking(setting: Setting) -> Iterator[Measured]:
    """Figures of the five disclosures by document, row and column."""
    folder = setting.index()
    with Index.open(folder) as index:
        cells = [fact for fact in index.facts() if fact.source == "table" and fact.value]
        sought = cells[:: max(1, len(cells) // SOUGHT)]
        service, assistant = Service(index), Assistant(index)

        def ours(fact: Fact) -> None:
            item = fact.row[-1] if fact.row else None
            service.find_facts(Filter(doc=fact.doc), item=item).read()

        def asked(fact: Fact) -> None:
            item = fact.row[-1] if fact.row else "合计"
            assistant.ask(f"{fact.unit_name}{fact.year}年{fact.basis}的{item}是多少")

        for what, action in (("facts of an item", ours), ("a question", asked)):
            each(action, sought[:5])
            yield from spread("figures", f"this project, {what}", each(action, sought))
        yield from _store(index, folder, sought)
        yield from _pandas(cells, sought)
        yield from _sql(cells, sought)
    files = [path for path in CORPUS.iterdir() if path.suffix == ".txt"]
    spent = 1000 * seconds(lambda: [path.read_bytes() for path in files], 9)
    yield Measured("figures", "reading the five files once", spent, "ms")


def _store(index: Index, folder: Path, sought: list[Fact]) -> Iterator[Measured]:
    """The figures of an item in a year: as facts, and as the bare rows of the same file."""
    (database,) = (folder / serving(folder)).glob("*.sqlite")
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    wanted = (
        "SELECT * FROM facts WHERE item = ? AND year = ? AND value IS NOT NULL ORDER BY doc, id"
    )

    def looked_up(fact: Fact) -> None:
        index.facts_of_items([item_of(fact)], [fact.year or 0])

    def selected(fact: Fact) -> None:
        connection.execute(wanted, (item_of(fact), fact.year)).fetchall()

    times = {}
    for what, action in (("as facts", looked_up), ("its bare SELECT", selected)):
        each(action, sought[:5])
        found = times[what] = each(action, sought)
        yield from spread("figures", f"an item in a year, {what}", found)
    connection.close()
    ratio = median(times["as facts"]) / median(times["its bare SELECT"])
    yield Measured("figures", "as facts beside the bare SELECT", ratio, "times", 3.0)


def _flat(fact: Fact) -> tuple[object, ...]:
    row, column = "/".join(fact.row), "/".join(fact.column)
    head = (fact.doc, fact.unit_name, fact.year, fact.basis, row, column)
    return (*head, None if fact.value is None else float(fact.value), fact.unit, fact.line)


def _pandas(cells: list[Fact], sought: list[Fact]) -> Iterator[Measured]:
    frame = pd.DataFrame([_flat(fact) for fact in cells], columns=list(_COLUMNS))

    def find(fact: Fact) -> None:
        wanted = (frame.doc == fact.doc) & frame.row.str.contains(
            fact.row[-1] if fact.row else "", regex=False
        )
        frame[wanted].to_dict("records")

    yield from spread("figures", "pandas", each(find, sought))


def _sql(cells: list[Fact], sought: list[Fact]) -> Iterator[Measured]:
    connection = sqlite3.connect(":memory:")
    quoted = ", ".join(f'"{name}"' for name in _COLUMNS)
    connection.execute(f"CREATE TABLE facts ({quoted})")
    marks = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"INSERT INTO facts VALUES ({marks})", map(_flat, cells))
    plain = "SELECT * FROM facts WHERE doc = ? AND row LIKE '%' || ? || '%'"
    exact = 'SELECT * FROM facts WHERE doc = ? AND row = ? AND "column" = ?'

    def scan(fact: Fact) -> None:
        connection.execute(plain, (fact.doc, fact.row[-1] if fact.row else "")).fetchall()

    def seek(fact: Fact) -> None:
        keys = (fact.doc, "/".join(fact.row), "/".join(fact.column))
        connection.execute(exact, keys).fetchall()

    yield from spread("figures", "a plain SQL query", each(scan, sought))
    connection.execute('CREATE INDEX by_label ON facts (doc, row, "column")')
    yield from spread("figures", "the bare indexed SELECT", each(seek, sought))
    connection.close()
