"""Rows of a table that go by the same labels, told apart by what one of their columns says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from qa.facts.labels import ends_with
from qa.model import Row, Table

#: A cell of more characters than this describes, it names nothing.
_LONGEST_NAME = 40
#: A name has so many Chinese characters or more.
_NAME = re.compile(r"[一-鿿].*[一-鿿].*[一-鿿]")
#: A column names the rows of a table if it has a name for this share of those that are alike …
_NAMED = 0.5
#: … and this share of these names tells its row from the others.
_TOLD_APART = 0.8
#: The columns whose words name no row, by the lists of the lexicon that know their heads.
_OF_NO_NAMES = ("remarks", "indicators", "measures", "scores", "aims", "reached")


def row_paths(table: Table) -> list[tuple[str, ...]]:
    """The labels of each row; where several rows go by the same ones, as the purchases of one
    project and kind do, with the words of the column that says what each of them is."""
    column = _naming_column(table)
    if column is None:
        return [row.labels for row in table.rows]
    names = (_name_in(row, column) for row in table.rows)
    pairs = zip(table.rows, names, strict=True)
    return [(*row.labels, name) if name and row.labels else row.labels for row, name in pairs]


def _naming_column(table: Table) -> int | None:
    """The column that tells apart most of the rows that are alike; ``None`` where none does."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.labels:
            alike[row.labels].append(row)
    groups = [rows for rows in alike.values() if len(rows) > 1]
    if not groups:
        return None
    named = {column: _named(groups, column) for column in _columns_of_names(table)}
    best = max(named, key=lambda column: named[column], default=None)
    return best if best is not None and named[best] else None


def _named(groups: list[list[Row]], column: int) -> int:
    """How many rows of ``groups`` have a name of their own in ``column``; 0 where these are too
    few to name rows."""
    names = [[name for row in rows if (name := _name_in(row, column))] for rows in groups]
    found, own = sum(map(len, names)), sum(len(set(some)) for some in names)
    enough = found >= _NAMED * sum(map(len, groups)) and own >= _TOLD_APART * found
    return own if enough else 0


def _columns_of_names(table: Table) -> Iterator[int]:
    """The columns of words that no head calls a remark, a goal or a unit."""
    for index, column in enumerate(table.columns):
        head = column.path[-1] if column.path else ""
        if head and not any(ends_with(head, key) for key in _OF_NO_NAMES):
            yield index


def _name_in(row: Row, column: int) -> str:
    cells: Mapping[int, str | None] = {cell.column: cell.text for cell in row.cells}
    text = cells.get(column) or ""
    return text if len(text) <= _LONGEST_NAME and _NAME.search(text) else ""
