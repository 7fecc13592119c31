"""Documents, facts and passages in relational tables, behind SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Engine,
    Row,
    Select,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.schema import CreateTable

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
from qa.index.rows import columns_of
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

if TYPE_CHECKING:
    from qa.index.reading import Content


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document of the index: whose it is and how much was read in it.

    ``hash`` is that of the file's content; ``notices`` are the reader's remarks; ``pages`` and
    ``scanned`` are as in ``Disclosure``.
    """

    doc: str
    profile: Profile
    hash: str
    notices: tuple[str, ...]
    sections: int
    paragraphs: int
    tables: int
    facts: int
    passages: int
    pages: int = 0
    scanned: tuple[tuple[int, float], ...] = ()

    @property
    def title(self) -> str:
        """The document's own title."""
        return self.profile.title


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table of a document without its cells; ``rows`` is the number of its rows."""

    doc: str
    table_id: int
    name: str
    title: str
    subject: str | None
    number: str | None
    unit: str | None
    header: str
    columns: tuple[Column, ...]
    rows: int
    section: tuple[str, ...]
    line: int
    end_line: int
    notes: tuple[str, ...]
    dropped: int
    page: int | None


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """A paragraph with the document that it stands in."""

    doc: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class DocSection:
    """A section with the document that it belongs to."""

    doc: str
    section: Section


@dataclass(frozen=True, slots=True)
class Contextual:
    """A passage and the words that it is found by beside its own."""

    passage: Passage
    context: str

    @property
    def indexed(self) -> str:
        """What is searched: the context line, then the text."""
        return f"{self.context}\n{self.passage.text}"


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
    def create(cls, path: Path) -> Store:
        """A new database file with empty tables (or the existing one, for changes).

        Whoever adds something says when they ``finish``.
        """
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        event.listen(engine, "connect", _unhurried)
        with engine.begin() as connection:
            for table in schema.metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
        return cls(engine)

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

    # Writing: only while a generation is being built.

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

    # Reading

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
