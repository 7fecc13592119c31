"""The statements of a document settle each other's figures.

What one table leaves open another may tell: which sources brought nothing, what the
tables of the single funds hold, which amount stands under a label elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from qa.read.flow.known import (
    Split,
    by_known_amounts,
    by_own_label,
    by_splits,
    empty_columns,
    empty_sources,
    meaning,
    row_key,
    source_of,
    splits_of,
)
from qa.read.flow.pages import Statement
from qa.read.flow.parts import narrow_by_largest, narrow_by_parts, wholes_and_parts
from qa.read.flow.place import Way, agreed, amount, by_traces, settle_rows
from qa.read.flow.rows import RawRow

#: What one table settles helps the next; three times around is enough.
ROUNDS = 3
#: So many tables that split the same money are looked at.
NEAREST = 12
#: Rows with spaces around blank cells that show that a text keeps these.
FEWEST_TRACES = 3


class Solver:
    """Settles the figures of one document's statements together."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.empty = empty_sources(self._income())
        self.amounts: dict[tuple[str, str], Decimal] = {}
        self.splits: dict[str, dict[int, Split]] = {}
        self._wholes: dict[tuple[int, int], list[tuple[int, tuple[int, ...]]]] = {}
        self.ways = [self._first(statement) for statement in statements]
        self.spaced = False
        self._follow_traces()

    def _income(self) -> list[list[tuple[str, Decimal | None]]]:
        """The statements of income, row by row: label and amount, ``None`` where blank.

        They are left halves; the first of several columns holds all of the money. A row
        of which that column is not certain is left out.
        """
        found = []
        for statement in self.statements:
            halves = statement.pages.head.halves
            if len(halves) < 2:
                continue
            rows = [row for row in statement.rows if row.half == 0]
            income: list[tuple[str, Decimal | None]] = []
            for row, ways in zip(rows, settle_rows(halves[0], rows, frozenset()), strict=True):
                certain = agreed(row, ways, (0,))
                if 0 in certain and row.labels:
                    figure = certain[0]
                    value = amount(row.figures[figure].text) if figure is not None else None
                    income.append((row.labels[-1], value))
            found.append(income)
        return found

    def _first(self, statement: Statement) -> list[list[Way]]:
        ways: list[list[Way]] = [[] for _ in statement.rows]
        for number, half in enumerate(statement.pages.head.halves):
            at = [i for i, row in enumerate(statement.rows) if row.half == number]
            rows = [statement.rows[i] for i in at]
            empty = empty_columns(half.columns, self.empty)
            for i, found in zip(at, settle_rows(half, rows, empty), strict=True):
                ways[i] = found
        return ways

    def _keeps_spaces(self) -> bool:
        """Whether the text keeps the spaces around blank cells: a double space may be a slip.

        Several rows must show some, and one of them have an inner blank by its sums alone.
        """
        seen = proven = 0
        for statement, found in zip(self.statements, self.ways, strict=True):
            for row, ways in zip(statement.rows, found, strict=True):
                if ways and any(figure.skipped for figure in row.figures):
                    seen += 1
                    proven += all(way and way[-1] >= len(way) for way in ways)
        return seen >= FEWEST_TRACES and proven > 0

    def _follow_traces(self) -> None:
        """Believe the spaces around blank cells where every table that has some fits them."""
        if not self._keeps_spaces():
            return
        traced: list[tuple[list[list[Way]], list[int], list[list[Way]]]] = []
        for statement, ways in zip(self.statements, self.ways, strict=True):
            for number in range(len(statement.pages.head.halves)):
                at = [i for i, row in enumerate(statement.rows) if row.half == number]
                rows = [statement.rows[i] for i in at]
                found = by_traces(rows, [ways[i] for i in at])
                spaced = any(figure.skipped for row in rows for figure in row.figures)
                if found is None and spaced:
                    return
                if found is not None:
                    traced.append((ways, at, found))
                self.spaced = self.spaced or spaced
        if self.spaced:
            for ways, at, found in traced:
                for i, left in zip(at, found, strict=True):
                    ways[i] = left

    def _narrow(self, number: int) -> bool:
        """Drop the ways of a statement's rows that something speaks against; whether any is."""
        statement, ways = self.statements[number], self.ways[number]
        narrowed = False
        for side, half in enumerate(statement.pages.head.halves):
            at = [i for i, row in enumerate(statement.rows) if row.half == side]
            if not any(_is_open(ways[i]) for i in at):
                continue
            rows = [statement.rows[i] for i in at]
            inner = []
            for i, row in zip(at, rows, strict=True):
                left = ways[i]
                if _is_open(left):
                    left = by_known_amounts(row, left, half.columns, self.amounts)
                    left = by_own_label(row, left, half.columns)
                    left = by_splits(row, left, half, self._known(row, number))
                inner.append(left)
            for whole, parts in self._sums(number, side, rows):
                narrow_by_parts(rows, inner, whole, parts)
            if any(rule.total == 0 for rule in half.sums):
                narrow_by_largest(rows, inner)
            for i, found in zip(at, inner, strict=True):
                narrowed = narrowed or found != ways[i]
                ways[i] = found
        return narrowed

    def _sums(
        self, number: int, side: int, rows: Sequence[RawRow]
    ) -> list[tuple[int, tuple[int, ...]]]:
        """Which rows of a half make up which: found once, for the ways do not change it."""
        if (number, side) not in self._wholes:
            half = self.statements[number].pages.head.halves[side]
            self._wholes[number, side] = wholes_and_parts(rows, half.figures)
        return self._wholes[number, side]

    def _known(self, row: RawRow, number: int) -> list[Split]:
        """How the other tables split the money of a row, those that stand nearest."""
        tables = self.splits.get(row_key(row), {})
        others = sorted((at for at in tables if at != number), key=lambda at: abs(at - number))
        return [tables[at] for at in sorted(others[:NEAREST])]

    def _learn(self, number: int) -> None:
        statement, ways = self.statements[number], self.ways[number]
        halves = statement.pages.head.halves
        if len(halves) == 1:
            splits = splits_of(halves[0], statement.rows, ways)
            for name, split in splits.items():
                self.splits.setdefault(name, {})[number] = split
            self._learn_source(statement, splits)
        for row, found in zip(statement.rows, ways, strict=True):
            if not row.labels or row.code:
                continue
            half = halves[row.half]
            for column, figure in agreed(row, found, range(len(half.columns))).items():
                value = amount(row.figures[figure].text) if figure is not None else None
                if value is not None:
                    place = (meaning(row.labels[-1]), meaning(half.columns[column].path[-1]))
                    self.amounts.setdefault(place, value)

    def _learn_source(self, statement: Statement, splits: Mapping[str, Split]) -> None:
        """The totals of a table of one source are that source's amounts elsewhere."""
        source = source_of(statement.pages.block.title)
        named = [row for row in statement.rows if row.labels]
        labels = [meaning(row.labels[-1]) for row in named]
        for row in named:
            split = splits.get(row_key(row))
            if source and split and row.code and labels.count(meaning(row.labels[-1])) == 1:
                self.amounts.setdefault((meaning(row.labels[-1]), source), split.total)

    def solve(self) -> list[list[list[Way]]]:
        """For each statement and row the ways that are left."""
        for rounds in range(ROUNDS):
            for number in range(len(self.statements)):
                # A statement that is settled no further tells what it told before.
                if self._narrow(number) or not rounds:
                    self._learn(number)
            if not any(_is_open(found) for ways in self.ways for found in ways):
                break
        return self.ways


def _is_open(ways: Sequence[Way]) -> bool:
    """Whether there is anything to settle: the only way is kept whatever speaks against it."""
    return len(ways) > 1
