"""Which facts fit, of a corpus of any size: numbers first, then a page of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa.index.query import Condition, Query, among, equal, select

Labels = tuple[str, ...]
#: As many numbers as any database takes in one question.
AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of these documents, of a figure's year and basis, and whose table's name and
    row's labels pass a test; ``None`` leaves a matter open."""

    docs: Collection[str] | None = None
    year: int | None = None
    basis: str | None = None
    is_table: Callable[[str], bool] | None = None
    is_row: Callable[[Labels], bool] | None = None


def numbers_query(wanted: Wanted) -> Query:
    """The numbers of the facts that fit but for their labels, in the order of ``Index.facts``;
    with their labels as they are stored where these are to be tested."""
    tested = wanted.is_table or wanted.is_row
    labels = ', facts."table", facts."row"' if tested else ""
    return select(
        f"facts.id{labels} FROM facts JOIN documents ON documents.doc = facts.doc",
        among("facts.doc", wanted.docs),
        equal("facts.year", wanted.year),
        equal("facts.basis", wanted.basis),
        order="documents.unit_name, documents.year, documents.doc, facts.id",
    )


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


def of_items(items: Collection[str], years: Collection[int]) -> tuple[Condition, ...]:
    """That a fact is a figure of ``items``, in ``years`` (in any for none)."""
    is_figure = Condition("value IS NOT NULL", {})
    return among("item", items), among("year", years or None), is_figure
