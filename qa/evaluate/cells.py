"""Scores facts against a file of table cells whose content was checked by hand.

``python -m qa.evaluate.cells`` reads ``corpus/`` and scores ``eval/cells-dev.jsonl``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from qa.evaluate.normal import squeeze, squeeze_width
from qa.model import Fact, QaError
from qa.textfile import lines_of

Verdict = Literal["right", "wrong", "missing"]
DEFAULT_CELLS = Path("eval/cells-dev.jsonl")
DEFAULT_CORPUS = Path("corpus")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as it should be read; ``number`` is its line in the file.

    ``row`` and ``column`` are a label, or ``parent/label`` where the label alone is not
    unique; empty where the table prints none. ``value`` and ``text`` both ``None``: blank.
    """

    number: int
    doc: str
    table: str
    row: str
    column: str
    value: Decimal | None
    text: str | None
    unit: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        row = f"{self.code} {self.row}" if self.code else self.row
        return f"#{self.number} {self.doc} | {self.table} | {row} | {self.column}"


@dataclass(frozen=True, slots=True)
class CellResult:
    """What became of one cell; ``found`` describes the facts under its labels."""

    cell: Cell
    verdict: Verdict
    found: tuple[str, ...] = ()


def load_cells(path: Path) -> tuple[Cell, ...]:
    """The cells of a JSON Lines file, in its order.

    Raises ``QaError`` for a file that is missing or not of that form.
    """
    lines = lines_of(path, "单元格文件")
    try:
        return tuple(_cell(number, line) for number, line in enumerate(lines, 1) if line.strip())
    except (ValueError, KeyError, TypeError) as error:
        raise QaError(f"单元格文件 {path} 格式不对：每行应是一个 JSON 对象（{error}）。") from error


def _cell(number: int, line: str) -> Cell:
    """One cell from its JSON text; numbers stay exact."""
    raw = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    return Cell(
        number=number,
        doc=raw["doc"],
        table=raw["table"],
        row=raw["row"],
        column=raw["column"],
        value=raw["value"],
        text=raw["text"],
        unit=raw.get("unit"),
        code=raw.get("code"),
    )


def score_cells(cells: Iterable[Cell], facts: Iterable[Fact]) -> tuple[CellResult, ...]:
    """One result a cell: right if a fact under its labels has its content, wrong if facts
    stand there but none has it, missing if none stands there."""
    by_table: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None:
            by_table[fact.doc, squeeze(fact.table)].append(fact)
    return tuple(_result(cell, by_table.get((cell.doc, squeeze(cell.table)), ())) for cell in cells)


def _result(cell: Cell, facts: Sequence[Fact]) -> CellResult:
    there = [fact for fact in facts if _is_at(fact, cell)]
    if any(_has_content(fact, cell) for fact in there):
        return CellResult(cell, "right")
    found = tuple(f"{fact.value} {fact.unit} {fact.text!r} 行{fact.line}" for fact in there)
    return CellResult(cell, "wrong" if there else "missing", found)


def _is_at(fact: Fact, cell: Cell) -> bool:
    """Whether the fact stands under the labels that the cell names."""
    if cell.code and fact.code != cell.code:
        return False
    if cell.row:
        row_fits = _ends_with(fact.row, cell.row)
    else:
        row_fits = not fact.row or fact.row == (fact.unit_name,)
    return row_fits and _ends_with(fact.column, cell.column)


def _ends_with(path: tuple[str, ...], label: str) -> bool:
    """Whether ``label`` is the path's leaf, its end (``parent/leaf``), or its leaf below one
    of the groups above it; "" stands for no path at all."""
    wanted = squeeze(label)
    if not wanted:
        return not path
    parts = [squeeze(part) for part in path]
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    below = (f"{group}/{parts[-1]}" for group in parts[:-1])
    return wanted in (*ends, *below)


def _has_content(fact: Fact, cell: Cell) -> bool:
    """Whether the fact holds exactly what the cell prints."""
    if fact.value != cell.value:
        return False
    if cell.unit is not None and fact.unit != cell.unit:
        return False
    if cell.value is not None:
        return True
    if cell.text is None:
        return fact.text is None
    return fact.text is not None and squeeze_width(fact.text) == squeeze_width(cell.text)


def cells_report(results: Sequence[CellResult], listed: int = 1000) -> str:
    """Counts by document and table, then at most ``listed`` cells that are not right."""
    lines = []
    by_table: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for result in results:
        by_table[result.cell.doc, result.cell.table][result.verdict] += 1
    for (doc, table), count in sorted(by_table.items()):
        mark = "  " if count["right"] == count.total() else "* "
        lines.append(f"{mark}{_counts(count)}  {doc} | {table}")
    for result in [one for one in results if one.verdict != "right"][:listed]:
        cell = result.cell
        wanted = f"应为 {cell.value} {cell.unit} {cell.text!r}"
        found = f"，读作 {'; '.join(result.found)}" if result.found else ""
        lines.append(f"{result.verdict:8}{cell}: {wanted}{found}")
    lines.append(_summary(Counter(result.verdict for result in results)))
    return "\n".join(lines)


def _counts(count: Counter[str]) -> str:
    return f"{count['right']:4} 对 {count['wrong']:4} 错 {count['missing']:4} 缺"


def _summary(count: Counter[str]) -> str:
    total = max(count.total(), 1)
    return (
        f"合计 {_counts(count)}，对 {count['right'] / total:.2%}，错 {count['wrong'] / total:.2%}"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Reads the corpus and prints the report; returns the exit status."""
    from qa.facts import facts_of
    from qa.read import read

    parser = argparse.ArgumentParser(prog="python -m qa.evaluate.cells")
    parser.add_argument("cells", nargs="?", type=Path, default=DEFAULT_CELLS)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--listed", type=int, default=1000, help="how many misses to list")
    arguments = parser.parse_args(argv)
    cells = load_cells(arguments.cells)
    docs = sorted({cell.doc for cell in cells})
    facts = [fact for doc in docs for fact in facts_of(read(arguments.corpus / f"{doc}.txt"))]
    print(cells_report(score_cells(cells, facts), arguments.listed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
