"""The database of a generation while it is being built."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa.index import schema
from qa.index.query import among
from qa.index.schema import Table
from qa.index.sqlite import SqliteRows
from qa.index.store import Store

if TYPE_CHECKING:
    from qa.index.reading import Content

#: What a look-up goes by: the columns of an index of each table, by its name.
_INDEXES = {
    **{f"{part.name}_of_document": (part.name, "doc") for part in schema.PARTS},
    "facts_of_item": ("facts", "item, year"),
}


class DraftStore(Store):
    """A database that documents are added to and taken out of, until it is finished."""

    def __init__(self, path: Path) -> None:
        """A new database file with empty tables (or the existing one, for changes).

        Whoever adds something says when they ``finish``.
        """
        super().__init__(SqliteRows(path, finished=False))
        self._connection = sqlite3.connect(path)
        # The way to the disk is left to whoever makes the generation serve: until then a crash
        # costs nothing but a build that is begun anew.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = MEMORY")
        for table in (schema.documents, *schema.PARTS):
            self._connection.execute(_creation(table))

    def close(self) -> None:
        """Lets go of the file."""
        super().close()
        self._connection.close()

    def add(self, content: Content) -> None:
        """Adds a document with everything that was read in it, or nothing of it."""
        document = tuple(content.document[column.name] for column in schema.documents.columns)
        with self._connection as connection:
            connection.execute(_insertion(schema.documents), document)
            for table in schema.PARTS:
                connection.executemany(_insertion(table), content.parts[table.name])

    def finish(self) -> None:
        """Makes what is missing of the tables' indexes: faster than keeping them in order while
        rows come."""
        for name, (table, columns) in _INDEXES.items():
            self._connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({columns})")

    def remove(self, docs: Collection[str]) -> None:
        """Takes documents out, with all their parts."""
        gone = among("doc", docs)
        with self._connection as connection:
            for table in (*schema.PARTS, schema.documents):
                connection.execute(f"DELETE FROM {table.name} WHERE {gone.words}", gone.given)


def _creation(table: Table) -> str:
    """The statement that makes a table where it is missing."""
    columns = ", ".join(_defined(table))
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})"


def _defined(table: Table) -> Iterator[str]:
    key = table.columns[0]
    for column in table.columns:
        is_needed = "" if column.blank else " NOT NULL"
        is_key = " PRIMARY KEY" if column is key else ""
        yield f'"{column.name}" {column.kind.type}{is_needed}{is_key}'


@cache
def _insertion(table: Table) -> str:
    """The statement that adds a row of ``Table.kept``."""
    names = ", ".join(f'"{column.name}"' for column in table.kept)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.kept))})"
