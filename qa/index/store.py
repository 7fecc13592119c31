"""Documents, facts and passages read from relational tables, behind SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, Table, create_engine, select
from sqlalchemy.pool import QueuePool

from qa.checks import Audit, Coverage
from qa.index import prepared, schema
from qa.index.finding import (
    Wanted,
    by_portions,
    checks_query,
    errors_query,
    fitting,
    numbers_query,
    used_query,
)
from qa.index.held import Contextual, DocParagraph, DocSection, DocumentInfo, TableInfo
from qa.model import (
    Check,
    Citation,
    Column,
    Fact,
    Paragraph,
    Passage,
    Profile,
    Section,
)

#: Passages that are read at a time where all are wanted.
AT_A_TIME = 2_000
_PASSAGE = tuple(c for c in schema.passages.c if c.name not in ("id", "context"))
_CHECK = tuple(schema.checks.c[field.name] for field in fields(Check))
_COVERAGE = tuple(schema.coverage.c[field.name] for field in fields(Coverage))


class Store:
    """The database of one generation of an index."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> Store:
        """The database file ``path`` for reading; it is never written to again."""
        uri = f"file:{path.as_posix()}?mode=ro&immutable=1"
        # Kept open: a new connection reads the schema anew. As many as there are threads.
        engine = create_engine(
            "sqlite://", creator=_connector(uri), poolclass=QueuePool, max_overflow=-1
        )
        return cls(engine)

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, in the order of unit, year and id."""
        columns = schema.documents.c
        query = select(schema.documents).order_by(columns.unit_name, columns.year, columns.doc)
        return tuple(_document(row) for row in self._rows(query))

    def facts(self, doc: str) -> tuple[Fact, ...]:
        """The facts of one document, in their printed order."""
        return tuple(Fact(*row) for row in self._rows(prepared.facts_of_document(), doc=doc))

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        """The figures of ``items`` (see ``item_of``) in ``years`` (in any for none), of all
        documents, each document's in printed order."""
        query = prepared.facts_of_items(dated=bool(years))
        return tuple(Fact(*row) for row in self._rows(query, items=[*items], years=[*years]))

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        """The ids of the documents that print a figure of one of ``items`` for ``years``."""
        query = prepared.documents_of_items(dated=bool(years))
        return tuple(row.doc for row in self._rows(query, items=[*items], years=[*years]))

    def find_facts(self, wanted: Wanted) -> tuple[int, ...]:
        """The numbers of the facts that fit, by document and in printed order."""
        return fitting(self._rows(numbers_query(wanted)), wanted)

    def numbered_facts(self, numbers: Sequence[int]) -> tuple[Fact, ...]:
        """The facts of these ``numbers``, in their order."""
        known: dict[int, Fact] = {}
        for some in by_portions(numbers):
            query = select(schema.facts.c.id, *prepared.FACT).where(schema.facts.c.id.in_(some))
            known |= {number: Fact(*row) for number, *row in self._rows(query)}
        return tuple(known[number] for number in numbers)

    def used(self, column: str) -> frozenset[Any]:
        """What the facts have in ``column``."""
        return frozenset(value for (value,) in self._rows(used_query(column)))

    def checks(self, docs: Collection[str] | None = None) -> tuple[Check, ...]:
        """The checks of ``docs`` (of all for ``None``) that did not come out even."""
        return tuple(_check(row) for row in self._rows(checks_query(_CHECK, docs)))

    def errors(self) -> dict[str, int]:
        """How many contradictions each document has that has any."""
        return {row.doc: row.errors for row in self._rows(errors_query())}

    def audit(self, doc: str) -> Audit:
        """What became of the checks of one document, as they were made with the index."""
        checks = select(*_CHECK).where(schema.checks.c.doc == doc).order_by(schema.checks.c.id)
        coverage = select(*_COVERAGE).where(schema.coverage.c.doc == doc)
        return Audit(
            doc,
            tuple(_check(row) for row in self._rows(checks)),
            tuple(Coverage(*row) for row in self._rows(coverage.order_by(schema.coverage.c.id))),
        )

    def tables(self, docs: Collection[str] | None = None) -> tuple[TableInfo, ...]:
        """The tables of ``docs`` (of all for ``None``)."""
        return tuple(
            TableInfo(**{**row._asdict(), "columns": tuple(Column(*c) for c in row.columns)})
            for row in self._parts(schema.tables, docs)
        )

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        """The paragraphs of ``docs`` (of all for ``None``)."""
        return tuple(
            DocParagraph(row.doc, Paragraph(row.section, row.text, row.line, row.starts, row.page))
            for row in self._parts(schema.paragraphs, docs)
        )

    def sections(self, docs: Collection[str] | None = None) -> tuple[DocSection, ...]:
        """The sections of ``docs`` (of all for ``None``)."""
        return tuple(
            DocSection(row.doc, Section(row.path, row.line, row.page))
            for row in self._parts(schema.sections, docs)
        )

    def passage_places(self) -> tuple[tuple[int, str], ...]:
        """The id and the document of every passage, by id: the order of every search index."""
        columns = schema.passages.c
        query = select(columns.id, columns.doc).order_by(columns.id)
        return tuple((row.id, row.doc) for row in self._rows(query))

    def passages(
        self, ids: Collection[int] | None = None, docs: Collection[str] | None = None
    ) -> dict[int, Contextual]:
        """Passages by id, in the order of their ids: those of ``ids`` and of ``docs``, each all
        for ``None``."""
        query = select(*_PASSAGE, schema.passages.c.id, schema.passages.c.context)
        if ids is not None:
            query = query.where(schema.passages.c.id.in_(ids))
        if docs is not None:
            query = query.where(schema.passages.c.doc.in_(docs))
        return {
            row.id: Contextual(Passage(*row[: len(_PASSAGE)]), row.context)
            for row in self._rows(query.order_by(schema.passages.c.id))
        }

    def all_passages(self) -> Iterator[tuple[int, Contextual]]:
        """Every passage with its id, in the order of ids, ``AT_A_TIME`` held in memory."""
        last = -1
        columns = schema.passages.c
        query = select(*_PASSAGE, columns.id, columns.context).order_by(columns.id)
        while rows := self._rows(query.where(columns.id > last).limit(AT_A_TIME)):
            for row in rows:
                yield row.id, Contextual(Passage(*row[: len(_PASSAGE)]), row.context)
            last = rows[-1].id

    def labels(self, docs: Collection[str] | None = None) -> set[str]:
        """Every label that ``docs`` use (all for ``None``): units, tables, projects, rows,
        columns."""
        named = select(schema.documents.c.unit_name)
        if docs is not None:
            named = named.where(schema.documents.c.doc.in_(docs))
        found = {row.unit_name for row in self._rows(named)}
        tables, facts = schema.tables.c, schema.facts.c
        for column in (tables.name, tables.title, tables.columns, facts.row, facts.column):
            printed = select(column).distinct()
            if docs is not None:
                printed = printed.where(column.table.c.doc.in_(docs))
            for (said,) in self._rows(printed):
                found |= set(_labels(said))
        return found

    def _parts(self, table: Table, docs: Collection[str] | None) -> Sequence[Any]:
        query = select(*(column for column in table.c if column.name != "id"))
        if docs is not None:
            query = query.where(table.c.doc.in_(docs))
        return self._rows(query.order_by(table.c.id))

    def _rows(self, query: Select[Any], **given: Any) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query, given).all()


def _connector(uri: str) -> Any:
    def connect() -> Any:
        import sqlite3

        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    return connect


def _labels(said: Any) -> Iterator[str]:
    """The labels in a column of a table: one text, a path, or paths with units of measure."""
    if isinstance(said, str):
        yield said
    for part in () if isinstance(said, str) else said:
        yield from _labels(part if isinstance(part, str) else part[0])


def _check(row: Row[Any]) -> Check:
    found = dict(row._mapping)
    found["citations"] = tuple(Citation(*citation) for citation in found["citations"])
    return Check(**found)


def _document(row: Row[Any]) -> DocumentInfo:
    profile = Profile(row.unit_name, row.year, row.kind, row.scope, row.title)
    counts = (row.sections, row.paragraphs, row.tables, row.facts, row.passages)
    return DocumentInfo(
        row.doc, profile, row.hash, row.notices, *counts, pages=row.pages, scanned=row.scanned
    )
