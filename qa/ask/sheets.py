"""Sheets: the tables of words and figures, row by row, as lists of rows are read off them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qa.ask.link import is_total, subject_of
from qa.ask.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: Stars of a form's columns that are to be filled in.
STARS = "*＊ "
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

    doc: str
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


def sheets(facts: Iterable[Fact]) -> tuple[Sheet, ...]:
    """The tables among ``facts`` that print goals, results, points or remarks beside labels."""
    tables: dict[tuple[str, int], dict[int, list[Fact]]] = {}
    for fact in facts:
        if fact.table_id >= 0 and fact.row and fact.column:
            rows = tables.setdefault((fact.doc, fact.table_id), {})
            rows.setdefault(fact.row_id, []).append(fact)
    found = (_sheet(doc, list(rows.values())) for (doc, _), rows in tables.items())
    return tuple(sheet for sheet in found if len(sheet.rows) > 1 and _tells(sheet))


def _sheet(doc: str, rows: list[list[Fact]]) -> Sheet:
    sample = rows[0][0]
    kept = (
        SheetRow(cells[0].row, {cell.column: cell for cell in cells})
        for cells in rows
        if not is_total(cells[0].row[-1], cells[0].unit_name)
    )
    title = (sample.table or "").partition(" ")[0]
    return Sheet(doc, title, subject_of(sample), sample.section, tuple(kept))


def _tells(sheet: Sheet) -> bool:
    """Whether a sheet is one of goals, results and points."""
    return any(
        cell.basis in ("目标值", "实际值") or _leaf(column) in load("labels")["score_columns"]
        for row in sheet.rows
        for column, cell in row.cells.items()
    )


def _leaf(column: Columns) -> str:
    return column[-1]


def points(row: SheetRow) -> tuple[Fact, Fact] | None:
    """The points that a row got and those to be had; ``None`` where it does not print both."""
    got = had = None
    for column, cell in row.cells.items():
        if cell.value is None:
            continue
        if _leaf(column) in load("labels")["score_columns"]:
            got = cell
        elif _leaf(column).strip(STARS) in load("members")["points"]["to_be_had"]:
            had = cell
    return (got, had) if got is not None and had is not None else None


def says_nothing(cell: Fact) -> bool:
    """Whether a cell is blank, or says that there is nothing to say."""
    return cell.value is None and skeleton(cell.text or "") in _nothing()


def _nothing() -> frozenset[str]:
    return frozenset(map(skeleton, load("members")["remarks"]["nothing"]))
