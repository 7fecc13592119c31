"""The relational tables of an index: documents and everything that was read in them.

Figures are kept as text, exactly as many digits as were printed: a float column would round
them. Paths and other short tuples are JSON arrays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Exact(TypeDecorator[Decimal]):
    """A ``Decimal`` as text, digit for digit (``12.00`` stays ``12.00``)."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The digits of ``value``."""
        return exact(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The figure that the digits say."""
        return None if value is None else Decimal(value)


class Tuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of strings, numbers or tuples of them, as a JSON array."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str:
        """The JSON text of ``value``."""
        return listed(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...]:
        """The tuple that the JSON text says."""
        return _parsed(value) if value and value != "[]" else ()


@lru_cache(20_000)
def _parsed(value: str) -> tuple[Any, ...]:
    return _tuples(json.loads(value))


def exact(value: Decimal | None) -> str | None:
    """How a figure is stored."""
    return None if value is None else str(value)


@lru_cache(20_000)
def listed(value: tuple[Any, ...]) -> str:
    """How a tuple is stored; labels and headings come back in every row."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tuples(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(item) if isinstance(item, list) else item for item in value)


metadata = MetaData()


def _of_document() -> list[Column[Any]]:
    """The columns that every part of a document begins with; ``id`` keeps their order."""
    return [
        Column("id", Integer, primary_key=True),
        Column("doc", String, ForeignKey("documents.doc"), nullable=False),
    ]


documents = Table(
    "documents",
    metadata,
    Column("doc", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("unit_name", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("title", String, nullable=False),
    Column("notices", Tuple, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("scanned", Tuple, nullable=False),
    Column("sections", Integer, nullable=False),
    Column("paragraphs", Integer, nullable=False),
    Column("tables", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    *_of_document(),
    Column("path", Tuple, nullable=False),
    Column("line", Integer, nullable=False),
    Column("page", Integer),
)

paragraphs = Table(
    "paragraphs",
    metadata,
    *_of_document(),
    Column("section", Tuple, nullable=False),
    Column("text", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("starts", Tuple, nullable=False),
    Column("page", Integer),
)

tables = Table(
    "tables",
    metadata,
    *_of_document(),
    Column("table_id", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("title", String, nullable=False),
    Column("subject", String),
    Column("number", String),
    Column("unit", String),
    Column("header", String, nullable=False),
    Column("columns", Tuple, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("section", Tuple, nullable=False),
    Column("line", Integer, nullable=False),
    Column("end_line", Integer, nullable=False),
    Column("notes", Tuple, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("page", Integer),
)

facts = Table(
    "facts",
    metadata,
    *_of_document(),
    Column("unit_name", String, nullable=False),
    Column("year", Integer),
    Column("basis", String, nullable=False),
    Column("source", String, nullable=False),
    Column("row", Tuple, nullable=False),
    Column("column", Tuple, nullable=False),
    Column("value", Exact),
    Column("text", String),
    Column("unit", String),
    Column("section", Tuple, nullable=False),
    Column("line", Integer, nullable=False),
    Column("quote", String, nullable=False),
    Column("table", String),
    Column("table_no", String),
    Column("code", String),
    Column("page", Integer),
    Column("measure", String, nullable=False),
    Column("against", String),
    Column("direction", Integer, nullable=False),
    Column("table_id", Integer, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("column_id", Integer, nullable=False),
    Column("item", String, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    *_of_document(),
    Column("section", Tuple, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),
    Column("context", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("page", Integer),
)

checks = Table(
    "checks",
    metadata,
    *_of_document(),
    Column("rule", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", String, nullable=False),
    Column("expected", Exact),
    Column("found", Exact),
    Column("difference", Exact),
    Column("citations", Tuple, nullable=False),
    Column("doubtful", Integer, nullable=False),
)

coverage = Table(
    "coverage",
    metadata,
    *_of_document(),
    Column("rule", String, nullable=False),
    Column("even", Integer, nullable=False),
    Column("rounded", Integer, nullable=False),
    Column("off", Integer, nullable=False),
    Column("hurdles", Tuple, nullable=False),
)

#: What belongs to a document, each under its foreign key.
PARTS = (sections, paragraphs, tables, facts, passages, checks, coverage)
#: What turns the values of a column into what is stored.
STORED: dict[type, Callable[..., str | None]] = {Exact: exact, Tuple: listed}
for _part in PARTS:
    Index(f"{_part.name}_of_document", _part.c.doc)
Index("facts_of_item", facts.c.item, facts.c.year)
