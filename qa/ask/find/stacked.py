"""Rows that a flat table prints right below their sum: 退休费 8 and 奖励金 12 below 补助 20.
Nothing but that they add up tells that they are its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from qa.model import Fact

#: A sum of more rows than this is the table's total, not that of some of its rows.
MOST_ROWS = 40


def stacked(facts: Iterable[Fact]) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Each row that is the sum of two rows or more right below it, with those, in every column of
    the tables whose rows stand under none and have no codes."""
    columns: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.source == "table" and fact.value is not None and len(fact.row) == 1:
            columns[fact.doc, fact.table_id, fact.column_id].append(fact)
    for column in columns.values():
        if any(fact.code for fact in column):
            continue
        for i, whole in enumerate(column):
            if parts := _parts(whole, column[i + 1 : i + 1 + MOST_ROWS]):
                yield whole, parts


def _parts(whole: Fact, below: Sequence[Fact]) -> tuple[Fact, ...]:
    """The first rows ``below`` that add up to ``whole``, two or more; else none."""
    total = whole.value or Decimal(0)
    added = Decimal(0)
    for n, fact in enumerate(below, 1):
        if (fact.unit, fact.basis, fact.year) != (whole.unit, whole.basis, whole.year):
            return ()
        added += fact.value or 0
        if added == total and n > 1:
            return tuple(below[:n])
        if added >= total:
            return ()
    return ()
