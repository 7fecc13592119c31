"""Sheets of self-evaluation: scores against their total, weights against their class, rates, cost.

A score sheet's points are no money, and its indicators print words as often as figures: only
cells that hold a bare number count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.checks.figures import Measured, measured, percent, printed, total
from qa.checks.grid import Grid, GridRow
from qa.checks.ledger import Ledger
from qa.checks.rates import rate_trial
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import bare, listed, mentions, normal
from qa.facts.amounts import is_money, parse_amount, parse_number
from qa.model import CARRIED_OUT, Fact

SCORES = "总分等于各项得分之和"
WEIGHTS = "各指标分值之和等于该类分值"
RATE = "执行率等于执行数除以预算数"
COST = "成本指标与执行数一致"
EXECUTION = "执行率指标与资金执行率一致"

_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
_HEAD = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]$")
#: The versions that a rate of execution may be of, the most fitting first.
_BASES = ("全年预算", "调整预算", "预算", "年初预算")


def scores(ledger: Ledger) -> Iterator[Outcome]:
    """Every relation within the sheets of self-evaluation."""
    for grid in ledger.grids:
        columns = {cell.column for row in grid.rows for cell in row.cells.values()}
        heads = {bare(column[-1]) for column in columns if column}
        if not heads.isdisjoint(listed("scores", "columns")):
            yield from _total(grid)
        if not heads.isdisjoint(listed("scores", "shares")):
            yield from _weights(grid)
            yield from _all_weights(grid)
        rates = list(_rates(grid))
        yield from rates
        yield from _indicators(grid, [t for t in rates if isinstance(t, Trial)])


def _total(grid: Grid) -> Iterator[Outcome]:
    cells = [
        (row, cell)
        for row in grid.rows
        for cell in row.cells.values()
        if cell.column and bare(cell.column[-1]) in listed("scores", "columns")
    ]
    wholes = [(row, cell) for row, cell in cells if bare(row.label) in listed("scores", "total")]
    if len(wholes) != 1:
        return
    whole = wholes[0][1]
    number = _points(whole)
    # 分数 may head two columns, the points to be had and those that were given.
    same = whole.column if bare(whole.column[-1]) == "分数" else None
    parts = [
        cell
        for row, cell in cells
        if cell is not whole and cell.value is not None and same in (None, cell.column)
    ]
    if number is None or len(parts) < 2:
        return
    trial = Trial(
        SCORES,
        whole,
        total(measured(part) for part in parts),
        tuple(parts),
        f"{len(parts)}项得分之和",
        place=grid.name,
        figure=number,
    )
    blanks = [row for row in grid.rows if _has_weight(row) and not _has_score(row)]
    if trial.verdict == "off" and blanks:
        yield Hurdle(SCORES, f"《{grid.name}》有的指标没有读到得分")
    else:
        yield trial


def _points(cell: Fact) -> Measured | None:
    """The points in a cell, printed bare or as 92.3分."""
    if cell.value is not None:
        return measured(cell)
    number = parse_number((cell.text or "").strip().removesuffix("分"))
    return printed(number.value, None) if number else None


def _has_weight(row: GridRow) -> bool:
    return any(_is_of(cell, "weights") and cell.value for cell in row.cells.values())


def _has_score(row: GridRow) -> bool:
    found = [cell for cell in row.cells.values() if _is_of(cell, "columns")]
    return any(_points(cell) is not None for cell in found)


def _is_of(cell: Fact, key: str) -> bool:
    return bool(cell.column) and bare(cell.column[-1]) in listed("scores", key)


def _weights(grid: Grid) -> Iterator[Outcome]:
    """产出(50分): the weights of its indicators make up 50."""
    groups: dict[str, list[Fact]] = {}
    for row in grid.rows:
        label = next((label for label in row.labels[:-1] if _POINTS.search(label)), "")
        weight = [cell for cell in row.cells.values() if _is_of(cell, "shares")]
        if label and len(weight) == 1 and weight[0].value is not None:
            groups.setdefault(label, []).append(weight[0])
    for label, weights in groups.items():
        found = _POINTS.search(label)
        assert found is not None
        expected = Measured(Decimal(found[1]))
        summed = Measured(sum((measured(cell).value for cell in weights), Decimal(0)))
        how = f"该类写作“{label}”"
        yield Trial(
            WEIGHTS, weights[0], expected, tuple(weights[1:]), how, grid.name, figure=summed,
            reckoned=False, label=f"{label}下{len(weights)}项指标的分值合计",
            made_of=" ＋ ".join(cell.text or "" for cell in weights),
        )  # fmt: skip


def _all_weights(grid: Grid) -> Iterator[Outcome]:
    """The weights of all indicators against the total's row, or their own head: 分值（90）."""
    cells = [
        (row, cell)
        for row in grid.rows
        for cell in row.cells.values()
        if _is_of(cell, "shares") and (cell.value is not None or not cell.text)
    ]
    totals = [cell for row, cell in cells if bare(row.label) in listed("scores", "total")]
    weights = [cell for _, cell in cells if cell not in totals]
    heads = {match[1] for cell in weights if (match := _HEAD.search(cell.column[-1]))}
    said = [total.value for total in totals if total.value] or [Decimal(head) for head in heads]
    if len(said) != 1 or len(totals) > 1 or len(weights) < 2:
        return
    if any(cell.value is None for cell in weights):
        yield Hurdle(WEIGHTS, f"《{grid.name}》有的指标没有读到分值")
        return
    summed = Measured(sum((measured(cell).value for cell in weights), Decimal(0)))
    if summed.value > said[0] and summed.value % said[0] == 0:
        return  # The weights of classes stand above those of their indicators.
    where = "总分一行" if totals else "表头"
    yield Trial(
        WEIGHTS, weights[0], Measured(said[0]), (*weights[1:], *totals),
        f"{where}写作{said[0]:f}分", grid.name, figure=summed, reckoned=False,
        label=f"{len(weights)}项指标的分值合计",
        made_of=" ＋ ".join(cell.text or "" for cell in weights),
    )  # fmt: skip


def _rates(grid: Grid) -> Iterator[Outcome]:
    for row in grid.rows:
        cells = list(row.cells.values())
        rates = [c for c in cells if (c.measure, c.unit) == ("完成率", "%") and c.value is not None]
        if len(rates) != 1:
            continue
        spent = [c for c in cells if c.basis in CARRIED_OUT and _is_money(c)]
        planned = [c for basis in _BASES for c in cells if c.basis == basis and _is_money(c)]
        if len(spent) != 1 or not planned:
            continue
        trials = []
        for base in planned:
            expected = percent(measured(spent[0]), measured(base))
            if expected is not None:
                how = f"{spent[0].text} ÷ {base.text}"
                trials.append(rate_trial(RATE, rates[0], expected, (spent[0], base), how))
        if trials:
            yield min(trials, key=lambda trial: trial.verdict == "off")
        else:
            yield Hurdle(RATE, f"《{grid.name}》“{row.label}”的预算数为零")


def _is_money(cell: Fact) -> bool:
    return is_money(cell.unit) and cell.value is not None and cell.measure == "值"


def _indicators(grid: Grid, rates: Sequence[Trial]) -> Iterator[Outcome]:
    """What an indicator says that the project cost, or how far it was carried out."""
    if len({trial.terms[0].value for trial in rates}) != 1:
        return
    spent, rate = rates[0].terms[0], rates[0].found
    for row in grid.rows:
        reached = [cell for cell in row.cells.values() if cell.basis == "实际值" and cell.text]
        if len(reached) != 1:
            continue
        if bare(row.label) in listed("details", "cost"):
            yield from _cost(row, reached[0], spent)
        elif mentions(normal(row.label), listed("details", "execution")):
            yield from _execution(reached[0], rate, rates[0])


def _cost(row: GridRow, cell: Fact, spent: Fact) -> Iterator[Outcome]:
    amount = parse_amount(cell.text or "")
    unit = _money_unit(amount.unit) or _money_unit(_aimed_unit(row)) if amount else None
    if amount is None or unit is None or amount.bound:
        return
    figure = printed(amount.value, unit)
    how = f"全年执行数为{spent.text}{spent.unit}"
    yield Trial(
        COST, cell, measured(spent), (spent,), how, figure=figure, reckoned=False, unit=unit
    )


def _money_unit(unit: str | None) -> str | None:
    """万 beside what something cost is 万元."""
    for word in (unit, f"{unit}元"):
        if is_money(word):
            return word
    return None


def _aimed_unit(row: GridRow) -> str | None:
    """The unit of the indicator's aim: ≤160万元."""
    for cell in row.cells.values():
        if cell.basis == "目标值" and cell.text and (amount := parse_amount(cell.text)):
            return amount.unit
    return None


def _execution(cell: Fact, rate: Fact, found: Trial) -> Iterator[Outcome]:
    amount = parse_amount(cell.text or "")
    if amount is None or amount.unit != "%" or amount.bound:
        return
    how = f"资金情况的执行率为{rate.text}%"
    figure = printed(amount.value, "%")
    terms = (rate, *found.terms)
    yield Trial(
        EXECUTION, cell, measured(rate), terms, how, figure=figure, reckoned=False, unit="%"
    )
