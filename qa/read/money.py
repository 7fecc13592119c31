"""The money zone of a sheet: rows put back where a lost or extra tab moved their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from qa.read.figures import amount, is_dash, is_figure
from qa.read.grid import GridRow
from qa.read.labels import clean_label
from qa.read.patterns import matches

# Sums of printed figures may differ by rounding, half a unit of the last place a row.
_ROUNDING = Decimal("0.05")


def settle_money(
    rows: Sequence[GridRow], figures: Sequence[int]
) -> tuple[tuple[GridRow, ...], int]:
    """The rows with their figures in the positions ``figures``, and how many were left out.

    A row that prints one figure for every column is moved as a whole; a row of totals
    that prints fewer is settled by the sums of the rows above it. What neither settles
    is left out.
    """
    settled: list[GridRow] = []
    dropped = 0
    for row in rows:
        fitted = _fit(row, figures, settled)
        dropped += 0 if fitted else sum(is_figure(cell) for cell in row.cells)
        settled.append(fitted or _without_figures(row))
    return tuple(settled), dropped


def _fit(row: GridRow, figures: Sequence[int], above: Sequence[GridRow]) -> GridRow | None:
    printed = [i for i in row.filled if _is_value(row.cells[i])]
    if not printed:
        return row
    if len(printed) == len(figures):
        shift = figures[0] - printed[0]
        if [i + shift for i in printed] != list(figures):
            return None
        return row if shift == 0 else _moved(row, shift, figures)
    if _is_total(row):
        return _by_sums(row, printed, figures, above)
    return row if set(printed) <= set(figures) else None


def _is_value(cell: str) -> bool:
    return is_figure(cell) or is_dash(cell)


def _is_total(row: GridRow) -> bool:
    return any(matches("reading", "body", "total", clean_label(row.cells[i])) for i in row.filled)


def _moved(row: GridRow, shift: int, figures: Sequence[int]) -> GridRow:
    """The row moved by ``shift``; labels that would fall off its edge stay at the edge."""
    width = max(len(row.cells), figures[-1] + 1)
    cells = [""] * width
    for position in row.filled:
        target = max(position + shift, 0)
        while cells[target] and target < width - 1:
            target += 1
        cells[target] = row.cells[position]
    return replace(row, cells=tuple(cells))


def _by_sums(
    row: GridRow, printed: Sequence[int], figures: Sequence[int], above: Sequence[GridRow]
) -> GridRow | None:
    """A row of totals with its figures under the only columns that they are the sums of."""
    sums = [_sum(above, position) for position in figures]
    values = [amount(row.cells[i]) for i in printed]
    fitting = [
        chosen
        for chosen in combinations(range(len(figures)), len(printed))
        if all(
            value is not None and abs(value - sums[at]) <= _ROUNDING * (len(above) + 1)
            for value, at in zip(values, chosen, strict=True)
        )
    ]
    if len(fitting) != 1:
        return None
    cells = ["" if i in printed else cell for i, cell in enumerate(row.cells)]
    cells += [""] * (figures[-1] + 1 - len(cells))
    for at, position in zip(fitting[0], printed, strict=True):
        cells[figures[at]] = row.cells[position]
    return replace(row, cells=tuple(cells))


def _sum(rows: Sequence[GridRow], position: int) -> Decimal:
    values = [amount(row.cell(position)) for row in rows]
    return sum((value for value in values if value is not None), Decimal(0))


def _without_figures(row: GridRow) -> GridRow:
    return replace(row, cells=tuple("" if _is_value(cell) else cell for cell in row.cells))
