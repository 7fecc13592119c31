"""Making the tables and views: once for a database, and a partition for each new year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import psycopg
from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from qa.index import schema
from qa.index.postgres import layout
from qa.model import QaError

_VISIBLE = (
    f"born <= current_setting('{layout.SEEN}')::int "
    f"AND (died IS NULL OR died > current_setting('{layout.SEEN}')::int)"
)


def prepare(connection: Connection) -> None:
    """Makes what an index needs in the database, all of it or nothing; what is there stays.

    Raises ``QaError`` where the server has no pgvector, or the user may not bring it in.
    """
    with connection.begin():
        if is_prepared(connection):
            return
        _extension(connection)
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {layout.SCHEMA}"))
        for table in layout.metadata.sorted_tables:
            connection.execute(CreateTable(table))
            for index in sorted(table.indexes, key=lambda one: str(one.name)):
                connection.execute(CreateIndex(index))
        for statement in _views():
            connection.exec_driver_sql(statement)


def is_prepared(connection: Connection) -> bool:
    """Whether the database holds the tables of an index, be they empty."""
    name = f"{layout.SCHEMA}.{layout.generations.name}"
    return connection.scalar(text("SELECT to_regclass(:name)"), {"name": name}) is not None


def add_years(connection: Connection, years: Iterable[int]) -> None:
    """Makes the partitions for documents of ``years`` where they are missing.

    A table is made by itself and then attached, which holds up no reader.
    """
    with connection.begin():
        for year in sorted(set(years)):
            for table in layout.BY_YEAR:
                _add_partition(connection, table, year)


def _add_partition(connection: Connection, table: Table, year: int) -> None:
    name = f"{table.name}_{year}"
    there = text("SELECT to_regclass(:name)")
    if connection.scalar(there, {"name": f"{layout.SCHEMA}.{name}"}) is None:
        connection.exec_driver_sql(f"CREATE TABLE {name} (LIKE {table.name} INCLUDING ALL)")
        attach = f"ALTER TABLE {table.name} ATTACH PARTITION {name} FOR VALUES IN ({year})"
        connection.exec_driver_sql(attach)


def _extension(connection: Connection) -> None:
    there = text("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
    if connection.scalar(there):
        return
    try:
        connection.execute(text("CREATE EXTENSION vector SCHEMA public"))
    except DBAPIError as error:
        if is_missing_extension(error.orig):
            raise QaError(
                "数据库服务器没有 pgvector 扩展：请先在服务器上安装"
                "（如 apt install postgresql-17-pgvector），再重新运行。"
            ) from error
        raise
    except QaError as error:
        raise QaError(
            f"{error}在这个数据库中还要由管理员运行一次 CREATE EXTENSION vector。"
        ) from error


def is_missing_extension(error: object) -> bool:
    """Whether a server said that it does not have the extension's files."""
    missing = (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile)
    return isinstance(error, missing)


def _views() -> Iterator[str]:
    """The documents that a session sees, and their parts, with the columns of SQLite's tables."""
    yield (
        f"CREATE VIEW {schema.documents.name} AS "
        f"SELECT * FROM {layout.documents.name} WHERE {_VISIBLE}"
    )
    for part in schema.PARTS:
        columns = ", ".join(f'a."{column.name}"' for column in part.columns if column.name != "doc")
        yield (
            f"CREATE VIEW {part.name} AS SELECT d.doc, {columns} "
            f"FROM {layout.PARTS[part.name].name} a "
            f"JOIN {schema.documents.name} d ON d.number = a.document AND d.year = a.doc_year"
        )
