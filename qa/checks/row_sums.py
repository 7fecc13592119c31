"""Sums of rows within one column: 收入总计 = 本年收入 + 年初结转, 年度资金总额 = its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from qa.checks.figures import measured, total
from qa.checks.grid import Cells, Grid, GridRow
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import Path, items, relations, side_of
from qa.model import Fact

_SUBTOTALS = frozenset({"本年收入", "本年支出"})


def row_sums(grid: Grid) -> Iterator[Outcome]:
    """Every relation between rows that the kinds of ``grid`` are known to satisfy."""
    for relation in relations("row_sum"):
        if grid.kinds.isdisjoint(relation["kinds"]):
            continue
        for cells in grid.amounts:
            if side_of(cells[0][1].column) in ("", relation.get("side", "")):
                yield from _try(relation, cells, grid)


def _try(relation: Mapping[str, Any], cells: Cells, grid: Grid) -> Iterator[Outcome]:
    if not _named(relation["total"], cells):
        return
    words = {*relation["total"], *relation["parts"]}
    contexts: dict[Path, list[tuple[GridRow, Fact]]] = {}
    for row, cell in cells:
        contexts.setdefault(_context(row, words), []).append((row, cell))
    for here in contexts.values():
        for item in relation["total"]:
            wholes = _named((item,), here)
            if len(wholes) == 1 and wholes[0].value is not None:
                yield from _sum(relation, wholes[0], here, grid)


def _sum(relation: Mapping[str, Any], whole: Fact, cells: Cells, grid: Grid) -> Iterator[Outcome]:
    below = [(row, cell) for row, cell in cells if row.labels[:-1] == whole.row]
    beside = [(row, cell) for row, cell in cells if row.labels[:-1] == whole.row[:-1]]
    # Rows that stand below the total are its parts; otherwise those beside it may be.
    near = below if "below" in relation or _named(relation["parts"], below) else beside
    parts = _parts(relation, near, whole)
    if parts is None:
        yield Hurdle(relation["rule"], f"《{grid.name}》同一列中有重复的项目")
    elif parts:
        yield from _trial(relation, whole, parts, near, grid)


def _context(row: GridRow, words: Set[str]) -> Path:
    """What a row stands under, but for labels of which a relation speaks in ``words``."""
    return tuple(label for label in row.labels[:-1] if not items(label) & words)


def _named(wanted: Iterable[str], cells: Cells) -> list[Fact]:
    words = set(wanted)
    return [cell for row, cell in cells if items(row.label) & words]


def _parts(relation: Mapping[str, Any], cells: Cells, whole: Fact) -> list[Fact] | None:
    """The cells that the total is the sum of; ``None`` where one item stands there twice."""
    found: list[Fact] = []
    names: set[str] = set()
    for item in relation["parts"]:
        instead = relation.get("instead", {}).get(item, ())
        for name in (item, *instead):
            here = [cell for cell in _named((name,), cells) if cell is not whole]
            if len(here) > 1:
                return None
            if here:
                found += here
                names.add(item)
            if here and name == item:
                break
    needed = set(relation.get("needs", ()))
    anchors = relation.get("anchors", ())
    if not needed <= names or (anchors and not _named(anchors, cells)):
        return []
    # Parts that are all zero cannot be all parts of a total: one was not read.
    return found if any(cell.value for cell in found) or not whole.value else []


def _trial(
    relation: Mapping[str, Any], whole: Fact, parts: Sequence[Fact], cells: Cells, grid: Grid
) -> Iterator[Outcome]:
    expected = total(measured(part) for part in parts)
    shown = [part for part in parts if part.value]
    how = " ＋ ".join(f"{part.row[-1]} {part.text}" for part in shown)
    trial = Trial(relation["rule"], whole, expected, tuple(shown), how, place=grid.name)
    doubt = _doubt(relation, whole, parts, cells, grid) if trial.verdict == "off" else ""
    yield Hurdle(relation["rule"], f"《{grid.name}》{doubt}") if doubt else trial


def _doubt(
    relation: Mapping[str, Any], whole: Fact, parts: Sequence[Fact], cells: Cells, grid: Grid
) -> str:
    """Why a sum that does not come out may not be the sum at all; empty where it must be."""
    for row, cell in cells:
        if _is_stranger(row, cell, whole, parts):
            return f"“{row.label}”是否计入合计不明"
    words = {
        *relation["parts"],
        *(i for more in relation.get("instead", {}).values() for i in more),
    }
    for row in grid.rows:
        elsewhere = items(row.label) & words and whole.column_id not in row.cells
        if elsewhere and any(cell.value for cell in row.cells.values()):
            return f"“{row.label}”的数字在另一栏，可能读错"
    return ""


def _is_stranger(row: GridRow, cell: Fact, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a row that the relation does not know may be one more part of the total."""
    if not cell.value or cell is whole or cell in parts or row.code or items(row.label):
        return False
    if row.labels[:-1] == whole.row:
        return True
    last = max(part.line for part in parts)
    if last > whole.line:
        return row.labels[:-1] == parts[0].row[:-1] and whole.line < cell.line < last
    # What stands above 本年支出 is what that is made of.
    subtotals = [part.line for part in parts if items(part.row[-1]) & _SUBTOTALS]
    first = max(subtotals, default=0)
    return len(row.labels) == 1 and first < cell.line < whole.line
