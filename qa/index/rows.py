"""What was read in a document as rows of the tables of an index, ready to be stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from qa.ask.find.link import own_label
from qa.ask.words.text import skeleton
from qa.checks import Audit
from qa.index import schema
from qa.index.schema import Table
from qa.index.stored import listed
from qa.model import Check, Disclosure, Fact

if TYPE_CHECKING:
    from qa.index.held import Contextual

#: A row of a table in the order of ``Table.kept``, each value as it is stored.
Stored = tuple[Any, ...]
#: Longer text is no label, and no more of it fits into an index of PostgreSQL.
LONGEST_ITEM = 200


def item_of(fact: Fact) -> str:
    """What a figure is about, in the spelling in which documents can be compared."""
    return skeleton(own_label(fact))[:LONGEST_ITEM]


def document_row(
    disclosure: Disclosure, digest: str, found: Sequence[Fact], pieces: Sequence[Contextual]
) -> dict[str, Any]:
    """The row of a document by its columns: whose it is, and how much was read in it."""
    profile = disclosure.profile
    return {
        "unit_name": profile.unit_name,
        "year": profile.year,
        "kind": profile.kind,
        "scope": profile.scope,
        "title": profile.title,
        "doc": disclosure.doc,
        "hash": digest,
        "notices": listed(disclosure.notices),
        "pages": disclosure.pages,
        "scanned": listed(disclosure.scanned),
        "sections": len(disclosure.sections),
        "paragraphs": len(disclosure.paragraphs),
        "tables": len(disclosure.tables),
        "facts": len(found),
        "passages": len(pieces),
    }


def part_rows(
    disclosure: Disclosure, found: Sequence[Fact], pieces: Sequence[Contextual], audit: Audit
) -> dict[str, list[Stored]]:
    """What was read in a document as rows, in printed order, by the names of ``PARTS``."""
    passages = [piece.passage for piece in pieces]
    contexts = iter([piece.context for piece in pieces])
    numbers = iter(range(len(disclosure.tables)))

    def doc(_: object) -> str:
        return disclosure.doc

    return {
        "sections": _rows(schema.sections, disclosure.sections, doc=doc),
        "paragraphs": _rows(schema.paragraphs, disclosure.paragraphs, doc=doc),
        "tables": _rows(
            schema.tables, disclosure.tables, doc=doc,
            table_id=lambda _: next(numbers), rows=lambda table: len(table.rows),
            columns=lambda table: tuple((column.path, column.unit) for column in table.columns),
        ),
        "facts": _rows(schema.facts, found, item=item_of),
        "passages": _rows(schema.passages, passages, context=lambda _: next(contexts)),
        "checks": _rows(schema.checks, audit.checks, citations=_citations),
        "coverage": _rows(schema.coverage, audit.coverage, doc=doc),
    }  # fmt: skip


def _rows(table: Table, things: Sequence[Any], **own: Callable[[Any], Any]) -> list[Stored]:
    """A row for each of ``things``; a column without a function of its ``own`` is a field."""
    values = []
    for column in table.kept:
        found = map(own.get(column.name) or attrgetter(column.name), things)
        store = column.kind.store
        values.append(map(store, found) if store else found)
    return list(zip(*values, strict=True))


def _citations(check: Check) -> tuple[tuple[Any, ...], ...]:
    return tuple(astuple(citation) for citation in check.citations)
