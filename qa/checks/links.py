"""One figure in two tables: 支出总表 and 收支总表, 基本支出表 and 支出表, 科目 by 科目."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa.checks.figures import measured, total
from qa.checks.grid import Grid, GridRow, is_amount, version
from qa.checks.ledger import Ledger
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import (
    TOTAL,
    Path,
    bare,
    head,
    is_total,
    items,
    listed,
    mentions,
    relations,
    side_of,
)
from qa.lexicon import load
from qa.model import Fact

Place = Mapping[str, Any]

_GRAND = frozenset({"收入总计", "支出总计"})
#: What a column is called that holds all of a table's money.
_ALL_OF_IT = frozenset({TOTAL, "当年预算", "本年收入", "本年支出", "收入总计", "支出总计"})


def links(ledger: Ledger) -> Iterator[Outcome]:
    """Every ``[[link]]`` and ``[[twin]]`` of the lexicon between the tables of one document."""
    for relation in relations("link"):
        yield from _link(relation, ledger)
    for relation in relations("twin"):
        yield from _twin(relation, ledger)
    yield from _halves(ledger)


def _link(relation: Mapping[str, Any], ledger: Ledger) -> Iterator[Outcome]:
    left = relation["left"]
    found = [(grid, _at(left, grid, ledger)) for grid in ledger.of_kind(left["kind"])]
    for number, (grid, cells) in enumerate(found):
        others = [
            other
            for place in relation["right"]
            for twin in _paired(ledger.of_kind(place["kind"]), number, len(found))
            if (twin is not grid or place != left) and (other := _at(place, twin, ledger))
        ]
        if cells and others:
            yield _equal(relation["rule"], cells, others)


def _paired(tables: Sequence[Grid], number: int, of: int) -> Sequence[Grid]:
    """The tables that a table is set against: its counterpart where each unit has one of both."""
    return tables[number : number + 1] if len(tables) == of else tables


def _equal(rule: str, cells: Sequence[Fact], others: Sequence[Sequence[Fact]]) -> Outcome:
    """A trial against the one of ``others`` that agrees, else against the first."""
    figure = total(measured(cell) for cell in cells)
    trials = [
        Trial(
            rule,
            cells[0],
            total(measured(cell) for cell in other),
            (*cells[1:], *other),
            "、".join(f"《{cell.table}》{_label(cell)}为{cell.text}{cell.unit}" for cell in other),
            figure=figure if len(cells) > 1 else None,
            reckoned=False,
            unit=cells[0].unit,
        )
        for other in others
    ]
    return next(
        (trial for verdict in ("even", "rounded") for trial in trials if trial.verdict == verdict),
        trials[0],
    )


def _label(cell: Fact) -> str:
    labels = [*cell.row[-1:], *head(cell.column)[-1:]]
    return "“" + " ".join(dict.fromkeys(labels)) + "”" if labels else ""


def _at(place: Place, grid: Grid, ledger: Ledger) -> tuple[Fact, ...]:
    """The cell at a place of ``grid``, or those whose sum stands for it; empty for none."""
    for row in _rows(place["row"], grid):
        cell = _cell(place, row, grid, ledger)
        if cell is not None:
            return (cell,)
    instead = [_rows(item, grid) for item in place.get("instead", ())]
    if not instead or any(len(rows) != 1 for rows in instead):
        return ()
    cells = [next(iter(rows[0].cells.values())) for rows in instead]
    return tuple(cells) if all(is_amount(cell) and cell.value is not None for cell in cells) else ()


def _rows(item: str, grid: Grid) -> Sequence[GridRow]:
    """The rows that bear ``item``; for 合计 those so labelled before the unit's own, and those of
    收入总计 or 支出总计 where there is neither.
    """
    named = grid.named.get(item, ())
    if item != TOTAL:
        return named
    whole = grid.wholes or [row for row in grid.rows if items(row.label) & _GRAND]
    numbers = {row.number for row in named}
    return sorted(whole, key=lambda row: row.number not in numbers)


def _cell(place: Place, row: GridRow, grid: Grid, ledger: Ledger) -> Fact | None:
    """The amount of ``row`` in the column that ``place`` names, of the document's own version."""
    wanted = place.get("column", TOTAL)
    found = _in_column(wanted, place.get("side", ""), row, grid, ledger)
    if found is None and wanted != TOTAL and _alone(place, ledger):
        found = _in_column(TOTAL, place.get("side", ""), row, grid, ledger)
    return found


def _in_column(wanted: str, side: str, row: GridRow, grid: Grid, ledger: Ledger) -> Fact | None:
    prefix = grid.shared_head
    found = [
        cell
        for cell in row.cells.values()
        if is_amount(cell)
        and cell.value is not None
        and (cell.year, cell.basis) == (ledger.year, ledger.kind)
        and side in ("", side_of(cell.column))
        and _bears(wanted, head(cell.column)[len(prefix) :], halves=bool(side))
    ]
    return min(found, key=lambda cell: len(cell.column)) if found else None


def _bears(wanted: str, labels: Path, *, halves: bool) -> bool:
    """Whether a column with these labels is the one of ``wanted``, and of all of it."""
    if halves:
        labels = tuple(label for label in labels if bare(label) not in listed("labels", "sides"))
    named = [label for label in labels if items(label).isdisjoint(_ALL_OF_IT)]
    if wanted == TOTAL:
        return not named
    return len(named) == 1 and wanted in items(named[0])


def _halves(ledger: Ledger) -> Iterator[Outcome]:
    """支出总计 in every column that classifies the spending once more, and in every version."""
    lexicon = load("checks")["halves"]
    grids = [grid for grid in ledger.grids if not grid.kinds.isdisjoint(lexicon["kinds"])]
    for grid in grids:
        found: dict[tuple[object, ...], dict[str, list[Fact]]] = {}
        for row in grid.rows:
            for cell in row.cells.values():
                side = side_of(cell.column)[-2:]
                if side and f"{side}总计" in items(row.label) and is_amount(cell) and cell.value:
                    key = (*version(cell), *_unclassified(cell))
                    found.setdefault(key, {}).setdefault(side, []).append(cell)
        for sides in found.values():
            income = sides.get("收入", ())
            for cell in sides.get("支出", ()) if len(income) == 1 else ():
                yield _equal(lexicon["rule"], income, [(cell,)])


def _unclassified(cell: Fact) -> Path:
    """The labels of a column that say more than its half, 合计, and how spending is classified."""
    classified = load("checks")["halves"]["classified"]
    return tuple(
        label
        for label in head(cell.column)
        if bare(label) not in listed("labels", "sides")
        and not is_total(label)
        and not mentions(label, classified)
    )


def _twin(relation: Mapping[str, Any], ledger: Ledger) -> Iterator[Outcome]:
    left, right = relation["left"], relation["right"]
    tables, others = ledger.of_kind(left["kind"]), ledger.of_kind(right["kind"])
    if not tables or not others:
        return
    if len(tables) != len(others):
        yield Hurdle(relation["rule"], "两类表的张数不同，不知哪张对哪张")
        return
    for table, other in zip(tables, others, strict=True):
        if "alike" in relation and not _same_total(left, table, right, other, ledger):
            yield Hurdle(relation["rule"], "两表的合计不同，口径不同")
            continue
        rows, twins = _by_label(table, ""), _by_label(other, right.get("side", ""))
        for label in rows.keys() & twins.keys():
            cell = _cell(left, rows[label], table, ledger)
            twin = _cell(right, twins[label], other, ledger)
            if cell is not None and twin is not None:
                yield _equal(relation["rule"], (cell,), ((twin,),))


def _same_total(left: Place, table: Grid, right: Place, other: Grid, ledger: Ledger) -> bool:
    mine, its = _at(left, table, ledger), _at(right, other, ledger)
    return bool(mine and its) and measured(mine[0]).value == measured(its[0]).value


def _alone(place: Place, ledger: Ledger) -> bool:
    """Whether the other funds have nothing, so that the total is that of the one wanted."""
    if "unless" not in place:
        return False
    tables = ledger.of_kind(place["unless"])
    return not any(
        cell.value for grid in tables for row in grid.rows for cell in row.cells.values()
    )


def _by_label(grid: Grid, side: str) -> dict[str, GridRow]:
    """The rows of 科目 whose label stands once in the table (once on its side)."""
    rows = [
        row
        for row in grid.rows
        if row.label and not items(row.label) and side in ("", _side_of_row(row))
    ]
    counts = Counter(bare(row.label) for row in rows)
    return {bare(row.label): row for row in rows if counts[bare(row.label)] == 1}


def _side_of_row(row: GridRow) -> str:
    return next((side for cell in row.cells.values() if (side := side_of(cell.column))), "")
