"""Tables put back together from their facts, with the heads that the relations speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby, pairwise, takewhile

from qa.checks.words import Path, head, items, kinds_of, side_of
from qa.facts.amounts import is_money
from qa.model import Disclosure, Fact
from qa.read.formats.doubtful import MARK
from qa.read.hierarchy import standard_codes
from qa.read.text import REMEMBERED

#: A row of a table that became a sentence: 31002 办公设备购置 22.
_ROW_OF_CODES = re.compile(r"\d{3,9}\s*[^\d，。；：]{2,40}(?:\s[\d,.]+)+\s*")

#: An amount with the code of the next column or row behind it: 146,200204, 43.6030206.
_RUN_TOGETHER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?=\d{3})|\d+\.\d\d(?=\d{5}))(?P<code>\d{3,7})")
#: Kinds of tables with income and spending side by side: each half has rows of its own.
_HALVED = frozenset({"收支总表", "财政收支总表"})

#: What tells versions of one figure apart: 2023 预算数, 2024 预算数, 增减额.
Version = tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: its printed labels, its code and its cells by column."""

    number: int
    labels: Path
    code: str | None
    cells: Mapping[int, Fact]

    @property
    def label(self) -> str:
        """The row's own label; empty where it prints none."""
        return self.labels[-1] if self.labels else ""


#: Cells with the rows that they stand in.
Cells = Sequence[tuple[GridRow, Fact]]


@dataclass(frozen=True)  # no slots: what every rule asks for is put together once
class Grid:
    """A table: its title, the project of a sheet, the kinds that it may be of, its rows.

    ``missing`` counts printed figures that the reader could not place, ``misread`` rows whose
    figures are no part of them.
    """

    number: int
    name: str
    title: str
    subject: str
    kinds: frozenset[str]
    rows: tuple[GridRow, ...]
    missing: int
    misread: int

    @cached_property
    def amounts(self) -> tuple[Cells, ...]:
        """The cells of money, column by column in printed order, each from top to bottom."""
        found: dict[int, list[tuple[GridRow, Fact]]] = {}
        for row in self.rows:
            for number, cell in row.cells.items():
                if is_amount(cell):
                    found.setdefault(number, []).append((row, cell))
        return tuple(found[number] for number in sorted(found))

    @cached_property
    def wholes(self) -> tuple[GridRow, ...]:
        """The rows that are those of the whole table."""
        return tuple(row for row in self.rows if is_whole(row))

    @cached_property
    def named(self) -> Mapping[str, Sequence[GridRow]]:
        """The rows that bear each item that a relation knows."""
        found: dict[str, list[GridRow]] = {}
        for row in self.rows:
            for item in items(row.label):
                found.setdefault(item, []).append(row)
        return found

    @cached_property
    def shared_head(self) -> Path:
        """The labels with which every column of money begins: they tell nothing apart."""
        first = self.rows[0].cells.values() if self.rows else ()
        paths = {head(cell.column) for cell in first if is_amount(cell)}
        if len(paths) < 2:
            return ()
        alike = takewhile(lambda labels: len(set(labels)) == 1, zip(*paths, strict=False))
        return tuple(labels[0] for labels in alike)


def grids(facts: Iterable[Fact], disclosure: Disclosure | None = None) -> tuple[Grid, ...]:
    """The tables of one document, in printed order.

    With ``disclosure`` a grid knows how many of its table's figures were left out.
    """
    cells = [fact for fact in facts if fact.table_id >= 0]
    cells.sort(key=lambda fact: (fact.table_id, fact.row_id))
    return tuple(
        _grid(number, list(found), disclosure)
        for number, found in groupby(cells, key=lambda fact: fact.table_id)
    )


def _grid(number: int, facts: Sequence[Fact], disclosure: Disclosure | None) -> Grid:
    name = facts[0].table or ""
    title, _, subject = name.partition(" ")
    rows = tuple(
        GridRow(row, cells[0].row, cells[0].code, {cell.column_id: cell for cell in cells})
        for row, cells in ((row, list(found)) for row, found in groupby(facts, lambda f: f.row_id))
    )
    kinds = kinds_of(title)
    missing = _missing(disclosure, number) if disclosure else 0
    misread = sum(_is_misread(row, halves=bool(kinds & _HALVED)) for row in rows)
    return Grid(number, name, title, subject, kinds, _without_index(rows), missing, misread)


def _missing(disclosure: Disclosure, number: int) -> int:
    """How many figures or rows of a table the reader left out, or could not recognise for sure.

    Rows of 科目 that ended up among the sentences behind a table are its own: a page that was
    not seen to continue it.
    """
    if number >= len(disclosure.tables):
        return 0
    table = disclosure.tables[number]
    after = [other.line for other in disclosure.tables if other.line > table.line]
    end = min(after, default=None)
    left = [
        paragraph
        for paragraph in disclosure.paragraphs
        if paragraph.line > table.line
        and (end is None or paragraph.line < end)
        and _ROW_OF_CODES.fullmatch(paragraph.text)
    ]
    cells = (cell.text for row in table.rows for cell in row.cells)
    doubtful = sum(MARK in text for text in cells if text)
    return table.dropped + len(left) + doubtful


def _is_misread(row: GridRow, *, halves: bool) -> bool:
    """Whether a row holds a figure with a code behind it, or one of the table's other half."""
    filled = [cell for cell in row.cells.values() if cell.value is not None]
    sides = {side_of(cell.column) for cell in filled} - {""} if halves else ()
    return len(sides) > 1 or any(is_run_together(cell.text or "") for cell in filled)


def _without_index(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """``rows`` without those that only number the columns: 1 2 3 4 adds up all too well."""
    return tuple(row for row in rows if not _is_index(row))


def _is_index(row: GridRow) -> bool:
    values = [row.cells[number].value for number in sorted(row.cells)]
    counted = [value for value in values if value is not None]
    if len(counted) < 3 or len(counted) != len(values):
        return False
    return all(after - before == 1 for before, after in pairwise(counted))


@lru_cache(REMEMBERED)
def is_run_together(text: str) -> bool:
    """Whether a printed number is one of the table with the code of a 科目 right behind it."""
    match = _RUN_TOGETHER.fullmatch(text)
    return match is not None and match["code"][:3] in _classes()


@cache
def _classes() -> frozenset[str]:
    """The codes of all 类 (政府收支分类科目)."""
    every = {code for codes in standard_codes().values() for code in codes}
    return frozenset(code for code in every if len(code) == 3)


def is_amount(fact: Fact) -> bool:
    """Whether ``fact`` is a cell or a sentence's figure of money that says what an item is."""
    if not is_money(fact.unit) or fact.measure != "值":
        return False
    return fact.value is not None or not fact.text


def version(fact: Fact) -> Version:
    """Which version of its item a figure is."""
    return (fact.year, fact.basis, fact.measure)


def is_whole(row: GridRow) -> bool:
    """Whether a row is that of the whole table: 合计, the unit itself, or no label at all."""
    if not head(row.labels):
        return True
    unit = next(iter(row.cells.values())).unit_name
    # 小计 below a group is the group's; the unit's name below a project says whose it is.
    alone = all("合计" in items(label) for label in row.labels[:-1])
    return alone and ("合计" in items(row.label) or row.label == unit)
