"""Which facts and which checks fit, of a corpus of any size: numbers first, then a page of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce

from qa.index import schema

Labels = tuple[str, ...]
#: As many numbers as any database takes in one question.
AT_A_TIME = 5_000
_FACTS, _CHECKS, _DOCUMENTS = schema.facts.c, schema.checks.c, schema.documents.c
_ORDER = (_DOCUMENTS.unit_name, _DOCUMENTS.year, _DOCUMENTS.doc)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of these documents, of a figure's year and basis, and whose table's name and
    row's labels pass a test; ``None`` leaves a matter open."""

    docs: Collection[str] | None = None
    year: int | None = None
    basis: str | None = None
    is_table: Callable[[str], bool] | None = None
    is_row: Callable[[Labels], bool] | None = None


def numbers_query(wanted: Wanted) -> Select[Any]:
    """The numbers of the facts that fit but for their labels, in the order of ``Index.facts``;
    with their labels as they are stored where these are to be tested."""
    tested = wanted.is_table or wanted.is_row
    labels = (_FACTS.table, type_coerce(_FACTS.row, String)) if tested else ()
    query = select(_FACTS.id, *labels).join(schema.documents, _DOCUMENTS.doc == _FACTS.doc)
    if wanted.docs is not None:
        query = query.where(_FACTS.doc.in_(wanted.docs))
    if wanted.year is not None:
        query = query.where(_FACTS.year == wanted.year)
    if wanted.basis is not None:
        query = query.where(_FACTS.basis == wanted.basis)
    return query.order_by(*_ORDER, _FACTS.id)


def fitting(rows: Sequence[Any], wanted: Wanted) -> tuple[int, ...]:
    """The numbers among ``rows`` of ``numbers_query`` whose labels pass.

    A corpus has far fewer labels than facts: each is tested once.
    """
    if not (wanted.is_table or wanted.is_row):
        return tuple(number for (number,) in rows)
    passes: dict[tuple[str | None, str], bool] = {}
    found = []
    for number, table, row in rows:
        known = passes.get((table, row))
        if known is None:
            known = passes[table, row] = _passes(wanted, table, row)
        if known:
            found.append(number)
    return tuple(found)


def _passes(wanted: Wanted, table: str | None, row: str) -> bool:
    is_table = wanted.is_table is None or wanted.is_table(table or "")
    return is_table and (wanted.is_row is None or wanted.is_row(tuple(json.loads(row))))


def by_portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """``numbers`` in portions that a database takes."""
    for start in range(0, len(numbers), AT_A_TIME):
        yield numbers[start : start + AT_A_TIME]


def used_query(column: str) -> Select[Any]:
    """What the facts have in ``column``, each once."""
    return select(_FACTS[column]).distinct()


def checks_query(columns: Sequence[Any], docs: Collection[str] | None) -> Select[Any]:
    """``columns`` of the checks of ``docs`` (of all for ``None``), by document."""
    query = select(*columns).join(schema.documents, _DOCUMENTS.doc == _CHECKS.doc)
    if docs is not None:
        query = query.where(_CHECKS.doc.in_(docs))
    return query.order_by(*_ORDER, _CHECKS.id)


def errors_query() -> Select[Any]:
    """How many contradictions each document has that has any."""
    counted = select(_CHECKS.doc, func.count().label("errors"))
    return counted.where(_CHECKS.severity == "error").group_by(_CHECKS.doc)
