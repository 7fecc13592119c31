"""Documents, facts and passages read from relational tables, in SQL that every database speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any

from qa.checks import Audit, Coverage
from qa.index import schema
from qa.index.finding import Wanted, by_portions, fitting, numbers_query, of_items
from qa.index.held import Contextual, DocParagraph, DocSection, DocumentInfo, TableInfo
from qa.index.query import Chosen, Condition, Query, Rows, among, equal, names_of, select
from qa.index.sqlite import SqliteRows
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
_FACT = Chosen.of(schema.facts, names_of(Fact))
_NUMBERED = Chosen.of(schema.facts, ("id", *names_of(Fact)))
_CHECK = Chosen.of(schema.checks, names_of(Check))
_COVERAGE = Chosen.of(schema.coverage, names_of(Coverage))
_TABLE = Chosen.of(schema.tables, names_of(TableInfo))
_SECTION = Chosen.of(schema.sections, ("doc", *names_of(Section)))
_PARAGRAPH = Chosen.of(schema.paragraphs, ("doc", *names_of(Paragraph)))
_PASSAGE = Chosen.of(schema.passages, ("id", "context", *names_of(Passage, "score")))
_PROFILE = names_of(Profile)
_DOCUMENT = Chosen.of(
    schema.documents, ("doc", *_PROFILE, *names_of(DocumentInfo, "doc", "profile"))
)
#: Where labels are printed.
_LABELLED = (
    Chosen.of(schema.documents, ["unit_name"]),
    *(Chosen.of(schema.tables, [name]) for name in ("name", "title", "columns")),
    *(Chosen.of(schema.facts, [name]) for name in ("row", "column")),
)


class Store:
    """The database of one generation of an index."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @staticmethod
    def open(path: Path) -> Store:
        """The database file ``path`` for reading; it is never written to again."""
        return Store(SqliteRows(path))

    def close(self) -> None:
        """Lets go of the database."""
        self._rows.close()

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, in the order of unit, year and id."""
        return tuple(starmap(_document, self._read(_DOCUMENT, order="unit_name, year, doc")))

    def facts(self, doc: str) -> tuple[Fact, ...]:
        """The facts of one document, in their printed order."""
        return tuple(starmap(Fact, self._read(_FACT, equal("doc", doc))))

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        """The figures of ``items`` (see ``item_of``) in ``years`` (in any for none), of all
        documents, each document's in printed order."""
        return tuple(starmap(Fact, self._read(_FACT, *of_items(items, years), order="doc, id")))

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        """The ids of the documents that print a figure of one of ``items`` for ``years``."""
        query = select("DISTINCT doc FROM facts", *of_items(items, years), order="doc")
        return tuple(doc for (doc,) in self._rows.read(query))

    def find_facts(self, wanted: Wanted) -> tuple[int, ...]:
        """The numbers of the facts that fit, by document and in printed order."""
        return fitting(self._rows.read(numbers_query(wanted)), wanted)

    def numbered_facts(self, numbers: Sequence[int]) -> tuple[Fact, ...]:
        """The facts of these ``numbers``, in their order."""
        known: dict[int, Fact] = {}
        for some in by_portions(numbers):
            found = self._read(_NUMBERED, among("id", some))
            known |= {number: Fact(*fact) for number, *fact in found}
        return tuple(known[number] for number in numbers)

    def used(self, column: str) -> frozenset[Any]:
        """What the facts have in ``column``."""
        return frozenset(self._distinct(Chosen.of(schema.facts, [column]), among("doc", None)))

    def checks(self, docs: Collection[str] | None = None) -> tuple[Check, ...]:
        """The checks of ``docs`` (of all for ``None``) that did not come out even."""
        joined = f"{_CHECK.words} JOIN documents ON documents.doc = checks.doc"
        order = "documents.unit_name, documents.year, documents.doc, checks.id"
        rows = self._rows.read(select(joined, among("checks.doc", docs), order=order))
        return tuple(starmap(_check, _CHECK.read(rows)))

    def errors(self) -> dict[str, int]:
        """How many contradictions each document has that has any."""
        words = "SELECT doc, count(*) FROM checks WHERE severity = 'error' GROUP BY doc"
        return {doc: errors for doc, errors in self._rows.read(Query(words, {}))}

    def audit(self, doc: str) -> Audit:
        """What became of the checks of one document, as they were made with the index."""
        of_doc = equal("doc", doc)
        checks = tuple(starmap(_check, self._read(_CHECK, of_doc)))
        return Audit(doc, checks, tuple(starmap(Coverage, self._read(_COVERAGE, of_doc))))

    def tables(self, docs: Collection[str] | None = None) -> tuple[TableInfo, ...]:
        """The tables of ``docs`` (of all for ``None``)."""
        return tuple(starmap(_table, self._read(_TABLE, among("doc", docs))))

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        """The paragraphs of ``docs`` (of all for ``None``)."""
        found = self._read(_PARAGRAPH, among("doc", docs))
        return tuple(DocParagraph(doc, Paragraph(*values)) for doc, *values in found)

    def sections(self, docs: Collection[str] | None = None) -> tuple[DocSection, ...]:
        """The sections of ``docs`` (of all for ``None``)."""
        found = self._read(_SECTION, among("doc", docs))
        return tuple(DocSection(doc, Section(*values)) for doc, *values in found)

    def passage_places(self) -> tuple[tuple[int, str], ...]:
        """The id and the document of every passage, by id: the order of every search index."""
        rows = self._rows.read(select("id, doc FROM passages", order="id"))
        return tuple((number, doc) for number, doc in rows)

    def passages(
        self, ids: Collection[int] | None = None, docs: Collection[str] | None = None
    ) -> dict[int, Contextual]:
        """Passages by id, in the order of their ids: those of ``ids`` and of ``docs``, each all
        for ``None``."""
        found = self._read(_PASSAGE, among("id", ids), among("doc", docs))
        return dict(starmap(_passage, found))

    def all_passages(self) -> Iterator[tuple[int, Contextual]]:
        """Every passage with its id, in the order of ids, ``AT_A_TIME`` held in memory."""
        last = -1
        while True:
            after = Condition("id > :last", {"last": last})
            found = self._read(_PASSAGE, after, order=f"id LIMIT {AT_A_TIME}")
            some = [*starmap(_passage, found)]
            if not some:
                return
            yield from some
            last = some[-1][0]

    def labels(self, docs: Collection[str] | None = None) -> set[str]:
        """Every label that ``docs`` use (all for ``None``): units, tables, projects, rows,
        columns."""
        return {
            label
            for column in _LABELLED
            for said in self._distinct(column, among("doc", docs))
            for label in _labels(said)
        }

    def _distinct(self, column: Chosen, condition: Condition) -> Iterator[Any]:
        """What stands in ``column``, each once."""
        rows = self._rows.read(select(f"DISTINCT {column.words}", condition))
        return (value for (value,) in column.read(rows))

    def _read(
        self, chosen: Chosen, *conditions: Condition, order: str = "id"
    ) -> Iterator[tuple[Any, ...]]:
        """The values of ``chosen`` where all ``conditions`` hold."""
        return chosen.read(self._rows.read(select(chosen.words, *conditions, order=order)))


def _labels(said: Any) -> Iterator[str]:
    """The labels in a column of a table: one text, a path, or paths with units of measure."""
    if isinstance(said, str):
        yield said
    for part in () if isinstance(said, str) else said:
        yield from _labels(part if isinstance(part, str) else part[0])


def _document(doc: str, *values: Any) -> DocumentInfo:
    profile, counts = values[: len(_PROFILE)], values[len(_PROFILE) :]
    return DocumentInfo(doc, Profile(*profile), *counts)


def _table(*values: Any) -> TableInfo:
    found = dict(zip(names_of(TableInfo), values, strict=True))
    return TableInfo(**found | {"columns": tuple(starmap(Column, found["columns"]))})


def _check(*values: Any) -> Check:
    found = dict(zip(names_of(Check), values, strict=True))
    return Check(**found | {"citations": tuple(starmap(Citation, found["citations"]))})


def _passage(number: int, context: str, *values: Any) -> tuple[int, Contextual]:
    return number, Contextual(Passage(*values), context)
