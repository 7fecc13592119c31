"""Bulk loading: rows go to the server as one stream (``COPY``), in the binary format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import psycopg
from pgvector.psycopg import register_vector
from pgvector.sqlalchemy import VECTOR
from sqlalchemy import BigInteger, Connection, Integer, SmallInteger, Table
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

#: SQLAlchemy's types by what the server calls them, the narrower ones first.
_NAMES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (VECTOR, "vector"), (BigInteger, "int8"), (SmallInteger, "int2"), (Integer, "int4"),
)  # fmt: skip


def driver_of(connection: Connection) -> psycopg.Connection[Any]:
    """The driver's own connection, which can do what SQLAlchemy has no words for."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)


def know_vectors(connection: Connection) -> None:
    """Teaches a connection the type of pgvector; needed once before vectors are copied."""
    register_vector(driver_of(connection))


def copy_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Adds ``rows``, the stored values of all columns of ``table``, in the open transaction."""
    columns = list(table.columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    statement = f"COPY {table.name} ({names}) FROM STDIN (FORMAT BINARY)"
    with driver_of(connection).cursor() as cursor, cursor.copy(statement.encode()) as copy:
        copy.set_types([_type_name(column.type) for column in columns])
        for row in rows:
            copy.write_row([*map(_storable, row)])


def _type_name(kind: TypeEngine[Any]) -> str:
    if isinstance(kind, ARRAY):
        return f"{_type_name(kind.item_type)}[]"
    return next((name for known, name in _NAMES if isinstance(kind, known)), "text")


def _storable(value: Any) -> Any:
    """PostgreSQL has no text with a NUL in it; no document means anything by one."""
    return value.replace("\0", "") if isinstance(value, str) else value
