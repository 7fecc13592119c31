"""Helpers of the tests of PDF text: tables of the corpus, and a small printer of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.model import Line, Table
from qa.read.flow.tables import find_tables
from qa.read.source import read_lines, split_lines

CORPUS = Path(__file__).parent.parent / "corpus"
#: Two disclosures of the corpus are text taken out of a PDF: final accounts and a budget.
ACCOUNTS, BUDGET = (
    "2021年深圳市大数据资源管理中心部门决算",
    "2021年深圳市福田区数据管理中心部门预算",
)
HALF_LINE = 0.5
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


def wrapped(text: str, room: int) -> list[str]:
    """``text`` in lines of ``room`` characters; none begins with closing punctuation."""
    lines: list[str] = []
    while text:
        end = room
        while text[end : end + 1] and text[end] in "，。；、）”":
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines


@dataclass(slots=True)
class Printer:
    """Prints lines as they come out of a PDF: a blank line after each, none inside a row.

    ``height`` is how many lines a page holds, 0 for one endless page. Rows stay whole on
    their page unless they ``tear``; ``top`` is printed again on every page.
    """

    text: str = ""
    height: int = 0
    tear: bool = False
    top: tuple[str, ...] = ()
    used: int = 0

    def line(self, text: str, gap: bool = True) -> None:
        first = not self.used
        self.text += ("\n" if first else "\n\n" if gap else "\n") + " " * first + text
        self.used += 1

    def lines(self, *texts: str) -> None:
        for text in texts:
            self.line(text)

    def turn(self) -> None:
        """Begins a page."""
        self.used = 0
        self.lines(*self.top)

    def cells(self, *cells: Sequence[str]) -> None:
        """A row of cells of several lines each, centred on one height; empty ones are blank.

        Pieces of one height share a line; a step of half a line leaves no blank line.
        """
        tall = max(map(len, cells))
        left = self.height - self.used if self.height else tall
        if tall > left and not self.tear:
            self.turn()
            left = tall
        used = self.used
        self._print([cell[:left] for cell in cells])
        self.used = used + min(tall, left)
        if tall > left:
            self.turn()
            self._print([cell[left:] for cell in cells])
            self.used = tall - left

    def _print(self, cells: Sequence[Sequence[str]]) -> None:
        pieces = [
            (number - len(cell) / 2, piece) for cell in cells for number, piece in enumerate(cell)
        ]
        line, at = "", 0.0
        gap = True
        for height, piece in pieces:
            if line and height == at:
                line += f" {piece}"
                continue
            if line:
                self.line(line, gap)
                gap = abs(height - at) > HALF_LINE
            line, at = piece, height
        if line:
            self.line(line, gap)

    def row(self, label: str, figures: Sequence[str | None], room: int, before: str = "") -> None:
        """A row: its label wraps at ``room`` characters, blank figures leave no trace."""
        printed = " ".join(figure for figure in figures if figure is not None)
        self.cells([before] if before else [], wrapped(label, room), [printed] if printed else [])

    def tables(self) -> tuple[Table, ...]:
        return find_tables(split_lines(self.text.lstrip("\n"), "text"))

    def table(self) -> Table:
        (one,) = self.tables()
        return one
