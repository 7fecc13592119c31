"""The tables of an index in PostgreSQL, made from those of the SQLite file.

What a document holds stands in tables that begin with ``all_``: that of every generation, each
row under its document's number, one partition a year. A document is never changed: it is
``born`` with one generation and has ``died`` in another, where it was changed or removed. The
views with the names of the SQLite tables show what one generation sees; so the same queries
run here and there.

Why by year and not by unit as well: a year's disclosures come, are loaded and one day are put
away together, while hash partitions of units on one server would only multiply the tables
that a query has to open. The document's number leads every key instead: it finds a
document's rows in a few pages, and is what rows are distributed by over several servers.
"""

from __future__ import annotations

import hashlib
from typing import Any

from pgvector.sqlalchemy import VECTOR
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    func,
)
from sqlalchemy import Index as TableIndex
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP

from qa.index import schema
from qa.index.manifest import FORMAT

#: A part of a document has the id ``document * PLACES + place``: ids stand in printed order.
PLACES = 1 << 20
#: The setting that says which generation a session sees.
SEEN = "qa.generation"

metadata = MetaData()


class _Text(Text):
    """Text that sorts by code points, as SQLite does, wherever the server stands."""

    def __init__(self) -> None:
        super().__init__(collation="C")


def _lifetime() -> tuple[Column[int], Column[int]]:
    return Column("born", Integer, nullable=False), Column("died", Integer)


def _copied(table: schema.Table, *left_out: str) -> list[Column[Any]]:
    return [
        Column(one.name, Integer if one.kind.type == "INTEGER" else _Text, nullable=one.blank)
        for one in table.columns
        if one.name not in left_out
    ]


def _part(name: str, key: str, *columns: Column[object]) -> Table:
    """A table of parts of documents, partitioned by the documents' years."""
    return Table(
        name,
        metadata,
        Column("doc_year", Integer, nullable=False),
        Column("document", Integer, nullable=False),
        Column("id", BigInteger, nullable=False),
        *columns,
        PrimaryKeyConstraint("document", "id", *key.split(), "doc_year"),
        postgresql_partition_by="LIST (doc_year)",
    )


documents = Table(
    "all_documents",
    metadata,
    Column("number", Integer, primary_key=True),
    *_copied(schema.documents),
    *_lifetime(),
)
TableIndex("all_documents_by_id", documents.c.doc)

#: What belongs to a document, by the name of its table in SQLite.
PARTS = {
    part.name: _part(f"all_{part.name}", "", *_copied(part, "id", "doc")) for part in schema.PARTS
}
TableIndex("all_passages_by_id", PARTS["passages"].c.id)
TableIndex("all_facts_by_item", PARTS["facts"].c.item, PARTS["facts"].c.year)

#: The tokens of passages and how often each stands there.
lexemes = _part(
    "all_lexemes",
    "",
    Column("length", Integer, nullable=False),
    Column("tokens", ARRAY(Text), nullable=False),
    Column("times", ARRAY(Integer), nullable=False),
)
TableIndex("all_lexemes_by_token", lexemes.c.tokens, postgresql_using="gin")

#: The vectors of the spans of passages, made by the encoder of the generation ``vectors_from``.
spans = _part(
    "all_spans",
    "vectors_from place",
    Column("vectors_from", Integer, nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("embedding", VECTOR(), nullable=False),
)

#: In how many passages a token stands: what each generation added, or took away.
frequencies = Table(
    "frequencies",
    metadata,
    Column("token", _Text(), primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("passages", Integer, nullable=False),
)

sources = Table(
    "all_sources",
    metadata,
    Column("path", _Text(), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("hash", String, nullable=False),
    Column("doc", _Text(), nullable=False),
    Column("failed", String),
    Column("copy_of", String),
    *_lifetime(),
)
TableIndex("all_sources_by_path", sources.c.path)

#: The generations that can be read; the last that ``serves`` is the one that does, a later one
#: was left by a build that was stopped. A generation without a row is not there yet: writing
#: the row is the switch.
generations = Table(
    "generations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    Column("serves", Boolean, nullable=False),
    Column("manifest", String, nullable=False),
    Column("vectors_from", Integer, nullable=False),
    Column("passages", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
)

#: Everything that goes by years.
BY_YEAR = (*PARTS.values(), lexemes, spans)


def _fingerprint() -> str:
    """A few digits that change with any column of any table."""
    columns = [
        f"{table.name}.{column.name} {type(column.type).__name__} {column.nullable}"
        for table in metadata.sorted_tables
        for column in table.columns
    ]
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()[:6]


#: Our tables lie in a schema of their own. A program that lays them out otherwise has another
#: one, so that both can work with one database.
SCHEMA = f"disclosure_qa_{FORMAT}_{_fingerprint()}"
