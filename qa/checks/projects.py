"""One project in several tables: the list of projects, the goals, the project's own sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qa.checks.figures import measured
from qa.checks.grid import Grid, GridRow, is_amount, is_whole, version
from qa.checks.ledger import Ledger
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import bare, head, is_total, items, listed, project_name
from qa.lexicon import load
from qa.model import Fact


def projects(ledger: Ledger) -> Iterator[Outcome]:
    """Each project's amount in every table that lists it, against what most of them print."""
    rule = load("checks")["projects"]["rule"]
    found: dict[tuple[object, ...], list[Fact]] = {}
    repeated = ledger.repeated
    yield from (Hurdle(rule, f"《{name}》有几张，各属不同单位") for name in sorted(repeated))
    for grid in ledger.grids:
        for name, cell in () if grid.name in repeated else _amounts(grid):
            found.setdefault((name, *version(cell)), []).append(cell)
    for cells in found.values():
        counts = Counter(measured(cell).value for cell in cells)
        most = max(cells, key=lambda cell: counts[measured(cell).value])
        for cell in cells:
            if cell.table_id != most.table_id:
                how = f"《{most.table}》为{most.text}{most.unit}"
                yield Trial(rule, cell, measured(most), (most,), how, reckoned=False)


def _amounts(grid: Grid) -> Iterator[tuple[str, Fact]]:
    """What the projects of a table, or the one of a sheet, are to cost by name."""
    if grid.subject:
        found = _of_sheet(grid)
        if found is not None:
            yield project_name(grid.subject), found
    elif not grid.kinds.isdisjoint(load("checks")["projects"]["kinds"]):
        labels = [row.label for row in grid.rows]
        for row in grid.rows:
            # A name that stands there twice may be that of two things.
            if row.label and not is_whole(row) and labels.count(row.label) == 1:
                cell = _all_of_it(row)
                if cell is not None and not items(row.label):
                    yield project_name(row.label), cell


def _of_sheet(grid: Grid) -> Fact | None:
    for label in listed("details", "total"):
        for row in grid.rows:
            if bare(row.label) == label:
                return _all_of_it(row)
    return None


def _all_of_it(row: GridRow) -> Fact | None:
    """The amount of a row in the column of the total."""
    found = [
        cell
        for cell in row.cells.values()
        if is_amount(cell)
        and cell.value is not None
        and all(is_total(label) for label in head(cell.column))
    ]
    return min(found, key=lambda cell: len(cell.column)) if found else None
