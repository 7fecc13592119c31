"""The database of a generation while it is being built."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, create_engine, delete, event, insert
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from qa.index import schema
from qa.index.rows import columns_of
from qa.index.store import Store

if TYPE_CHECKING:
    from qa.index.reading import Content


class DraftStore(Store):
    """A database that documents are added to and taken out of, until it is finished."""

    @classmethod
    def create(cls, path: Path) -> DraftStore:
        """A new database file with empty tables (or the existing one, for changes).

        Whoever adds something says when they ``finish``.
        """
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        event.listen(engine, "connect", _unhurried)
        with engine.begin() as connection:
            for table in schema.metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
        return cls(engine)

    def add(self, content: Content) -> None:
        """Adds a document with everything that was read in it, or nothing of it."""
        with self._engine.begin() as connection:
            connection.execute(insert(schema.documents), content.document)
            for table in schema.PARTS:
                if rows := content.parts[table.name]:
                    connection.exec_driver_sql(_insertion(table), list(rows))

    def finish(self) -> None:
        """Makes what is missing of the tables' indexes: faster than keeping them in order while
        rows come."""
        with self._engine.begin() as connection:
            for table in schema.metadata.sorted_tables:
                for index in table.indexes:
                    index.create(connection, checkfirst=True)

    def remove(self, docs: Collection[str]) -> None:
        """Takes documents out, with all their parts."""
        with self._engine.begin() as connection:
            for table in (*schema.PARTS, schema.documents):
                connection.execute(delete(table).where(table.c.doc.in_(docs)))


@cache
def _insertion(table: Table) -> str:
    """The statement that adds a row of ``columns_of``."""
    names = columns_of(table)
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({listed}) VALUES ({', '.join('?' * len(names))})"


def _unhurried(connection: Any, _: Any) -> None:
    """Leaves the way to the disk to whoever makes the generation serve: until then a crash
    costs nothing but a build that is begun anew."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
