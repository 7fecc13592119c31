"""Helpers of the tests of PDF text: tables of the corpus, and a small printer of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.model import Line, Table
from qa.read.flow import find_tables
from qa.read.source import read_lines, split_lines

CORPUS = Path(__file__).parent.parent / "corpus"
#: Two disclosures of the corpus are text taken out of a PDF: final accounts and a budget.
ACCOUNTS, BUDGET = (
    "2021年深圳市大数据资源管理中心部门决算",
    "2021年深圳市福田区数据管理中心部门预算",
)
FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@cache
def corpus_lines(doc: str) -> tuple[Line, ...]:
    return read_lines(CORPUS / f"{doc}.txt")


@cache
def corpus_tables(doc: str) -> tuple[Table, ...]:
    return find_tables(corpus_lines(doc))


def corpus_table(doc: str, name: str) -> Table:
    """The one table of that name."""
    (one,) = (table for table in corpus_tables(doc) if table.name == name)
    return one


def cells_of(table: Table, label: str, code: str | None = None) -> dict[str, str | None]:
    """The texts of the rows ``label``, spaces removed, by column path."""
    found: dict[str, str | None] = {}
    for row in table.rows:
        path = "/".join(row.labels)
        named = row.labels[-1:] == (label,) or path == label or path.endswith(f"/{label}")
        if named and (code is None or row.code == code):
            for cell in row.cells:
                column = "/".join(table.columns[cell.column].path)
                assert column not in found, f"two rows {label} in {column}"
                found[column] = None if cell.text is None else "".join(cell.text.split())
    return found


def value(table: Table, label: str, column: str, code: str | None = None) -> str | None:
    """The text where a row meets the one column that ends with ``column``."""
    found = cells_of(table, label, code)
    (one,) = (text for path, text in found.items() if f"/{path}".endswith(f"/{column}"))
    return one


@dataclass(slots=True)
class Printer:
    """Prints lines as they come out of a PDF: a blank line after each, none inside a row."""

    text: str = ""

    def line(self, text: str, gap: bool = True) -> None:
        self.text += ("\n\n" if gap else "\n") + text

    def lines(self, *texts: str) -> None:
        for text in texts:
            self.line(text)

    def row(self, label: str, figures: Sequence[str | None], room: int, before: str = "") -> None:
        """A row: its label wraps at ``room`` characters, blank figures leave no trace."""
        printed = " ".join(figure for figure in figures if figure is not None)
        parts = [label[at : at + room] for at in range(0, len(label), room)] or [""]
        if len(parts) == 1:
            self.line(" ".join(part for part in (before, parts[0], printed) if part))
            return
        if before:
            self.line(before)
        for number, part in enumerate(parts):
            self.line(part, gap=bool(number) or len(parts) % 2 == 1 or not before)
        if printed:
            self.line(printed, gap=len(parts) % 2 == 1)

    def tables(self) -> tuple[Table, ...]:
        return find_tables(split_lines(self.text.lstrip("\n"), "text"))

    def table(self) -> Table:
        (one,) = self.tables()
        return one
