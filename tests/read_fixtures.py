"""Helpers of the reading tests: tables from text, cells by their labels."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qa.model import Disclosure, Row, Table
from qa.read import read
from qa.read.source import split_lines
from qa.read.tabs import find_tab_tables

CORPUS = Path(__file__).parent.parent / "corpus"


@cache
def disclosure(part: str) -> Disclosure:
    """The disclosure of the corpus whose file name holds ``part``."""
    (path,) = (path for path in CORPUS.glob("*.txt") if part in path.name)
    return read(path)


def table(found: Disclosure, name: str) -> Table:
    """The one table of that name."""
    (one,) = (entry for entry in found.tables if entry.name == name)
    return one


def tables_of(text: str) -> tuple[Table, ...]:
    """The tables of a text with tabs."""
    return find_tab_tables(split_lines(text, "text"))


def table_of(text: str) -> Table:
    """The one table of a text with tabs."""
    (one,) = tables_of(text)
    return one


def rows_named(found: Table, label: str) -> list[Row]:
    """The rows whose own label is ``label``."""
    return [row for row in found.rows if row.labels and row.labels[-1] == label]


def value(found: Table, label: str, *column: str) -> str | None:
    """The text where the one row ``label`` meets the one column that ends with ``column``."""
    texts = [
        cell.text
        for row in rows_named(found, label)
        for cell in row.cells
        if found.columns[cell.column].path[-len(column) :] == column
    ]
    (one,) = texts
    return one


def row_values(found: Table, row: Row) -> dict[str, str | None]:
    """The texts of a row by the path of their column."""
    return {"/".join(found.columns[cell.column].path): cell.text for cell in row.cells}
