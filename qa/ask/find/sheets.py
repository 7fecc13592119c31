"""Sheets: tables of goals, results, points and remarks, as lists of rows are read off them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from qa.ask.find.link import is_total, subject_of
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import OF_INDICATORS, Fact

#: Stars of a form's columns that are to be filled in.
STARS = "*＊ "
_BRACKETS = re.compile(r"[(（].*?[)）]")
Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its labels, its own last, and its cells by the labels of their columns."""

    labels: tuple[str, ...]
    cells: Mapping[Columns, Fact]

    @property
    def name(self) -> str:
        """What the row is about."""
        return self.labels[-1]

    @property
    def fact(self) -> Fact:
        """The first cell: where the row is printed."""
        return next(iter(self.cells.values()))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows; those of totals and without a label are left out."""

    title: str
    subject: str
    section: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @property
    def columns(self) -> tuple[Columns, ...]:
        """The columns that any row has a cell under, in printed order."""
        return tuple(dict.fromkeys(column for row in self.rows for column in row.cells))

    @property
    def sample(self) -> Fact:
        """A cell: whose table it is, and of which year."""
        return self.rows[0].fact

    def cells(self, column: Columns) -> Iterator[Fact]:
        """The cells under ``column``, from the top."""
        return (row.cells[column] for row in self.rows if column in row.cells)


@dataclass(frozen=True, slots=True)
class Points:
    """The cells of the points that a row got and of those to be had, neither blank."""

    got: Fact
    had: Fact

    @property
    def is_full(self) -> bool:
        """Whether no point was lost."""
        return self.lost <= 0

    @property
    def lost(self) -> Decimal:
        """How many points were lost."""
        return (self.had.value or Decimal(0)) - (self.got.value or Decimal(0))


def sheets(facts: Iterable[Fact]) -> tuple[Sheet, ...]:
    """The tables among ``facts`` that print goals, results, points or remarks beside labels."""
    tables: dict[tuple[str, int], dict[int, list[Fact]]] = {}
    for fact in facts:
        if fact.table_id >= 0 and fact.row and fact.column:
            rows = tables.setdefault((fact.doc, fact.table_id), {})
            rows.setdefault(fact.row_id, []).append(fact)
    found = (_sheet(list(rows.values())) for rows in tables.values())
    return tuple(sheet for sheet in found if len(sheet.rows) > 1 and _tells(sheet))


def _sheet(rows: list[list[Fact]]) -> Sheet:
    sample = rows[0][0]
    kept = (
        SheetRow(cells[0].row, {cell.column: cell for cell in cells})
        for cells in rows
        if not is_total(cells[0].row[-1], cells[0].unit_name)
    )
    title = (sample.table or "").partition(" ")[0]
    return Sheet(title, subject_of(sample), sample.section, tuple(kept))


def _tells(sheet: Sheet) -> bool:
    """Whether a sheet is one of goals, results and points."""
    scores = load("labels")["score_columns"]
    return bool(goals(sheet)) or any(column[-1] in scores for column in sheet.columns)


def goals(sheet: Sheet) -> tuple[Columns, ...]:
    """The columns of goals and of what became of them."""
    return tuple(
        column
        for column in sheet.columns
        if any(cell.basis in OF_INDICATORS for cell in sheet.cells(column))
    )


def points(row: SheetRow) -> Points | None:
    """The points that a row got and those to be had; ``None`` where it does not print both."""
    got = had = None
    for column, cell in row.cells.items():
        if cell.value is None:
            continue
        if column[-1] in load("labels")["score_columns"]:
            got = cell
        elif column[-1].strip(STARS) in load("members")["points"]["to_be_had"]:
            had = cell
    return Points(got, had) if got is not None and had is not None else None


def says_nothing(cell: Fact) -> bool:
    """Whether a cell is blank, or says that there is nothing to say."""
    return cell.value is None and skeleton(cell.text or "") in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(skeleton, load("members")["remarks"]["nothing"]))


def bare_class(label: str) -> str:
    """The name of a class of rows without the points in brackets: 产出 of 产出(50分)."""
    return _BRACKETS.sub("", label)
