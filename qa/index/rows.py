"""What was read in a document as rows of the tables of an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from qa.checks import Audit
from qa.model import Check, Disclosure, Fact

if TYPE_CHECKING:
    from qa.index.store import Contextual

#: Longer text is no label, and no more of it fits into an index of PostgreSQL.
LONGEST_ITEM = 200


def item_of(fact: Fact) -> str:
    """What a figure is about, in the spelling in which documents can be compared."""
    from qa.ask.link import own_label
    from qa.ask.text import skeleton

    return skeleton(own_label(fact))[:LONGEST_ITEM]


def document_row(
    disclosure: Disclosure, digest: str, found: Sequence[Fact], pieces: Sequence[Contextual]
) -> dict[str, Any]:
    """The row of a document: whose it is, and how much was read in it."""
    return {
        **_values(disclosure.profile),
        "doc": disclosure.doc,
        "hash": digest,
        "notices": disclosure.notices,
        "pages": disclosure.pages,
        "scanned": disclosure.scanned,
        "sections": len(disclosure.sections),
        "paragraphs": len(disclosure.paragraphs),
        "tables": len(disclosure.tables),
        "facts": len(found),
        "passages": len(pieces),
    }


def _values(thing: Any, *left_out: str) -> dict[str, Any]:
    """The fields of a dataclass by name; nested ones stay as they are."""
    return {name: getattr(thing, name) for name in _names(thing.__class__) if name not in left_out}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def part_rows(
    disclosure: Disclosure,
    found: Sequence[Fact],
    pieces: Sequence[Contextual],
    audit: Audit | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """What was read in a document as rows, in printed order, by the names of ``PARTS``."""
    doc = {"doc": disclosure.doc}
    checks = audit.checks if audit else ()
    coverage = audit.coverage if audit else ()
    return {
        "sections": [{**_values(section), **doc} for section in disclosure.sections],
        "paragraphs": [{**_values(paragraph), **doc} for paragraph in disclosure.paragraphs],
        "tables": _table_rows(disclosure),
        "facts": [{**_values(fact), "item": item_of(fact)} for fact in found],
        "passages": [{**_values(p.passage, "score"), "context": p.context} for p in pieces],
        "checks": [_check_row(check) for check in checks],
        "coverage": [{**_values(one), **doc} for one in coverage],
    }


def _check_row(check: Check) -> dict[str, Any]:
    return {**_values(check), "citations": tuple(astuple(c) for c in check.citations)}


def _table_rows(disclosure: Disclosure) -> list[dict[str, Any]]:
    return [
        {
            **_values(table, "columns", "rows"),
            "doc": disclosure.doc,
            "table_id": number,
            "name": table.name,
            "columns": tuple((column.path, column.unit) for column in table.columns),
            "rows": len(table.rows),
        }
        for number, table in enumerate(disclosure.tables)
    ]
