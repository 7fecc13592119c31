"""A project's details against its amount: 测算明细, payments by quarter, unit price × number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.checks.figures import Measured, measured, printed, total
from qa.checks.grid import Grid, GridRow, is_amount
from qa.checks.ledger import Ledger
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import bare, listed, mentions, normal
from qa.facts.amounts import Amount, find_amounts, is_money
from qa.model import Fact

CALCULATION = "测算明细与项目金额一致"
PAYMENTS = "分期支付与项目金额一致"
PRICE = "单价乘数量等于金额"

_NUMBERED = re.compile(r"(?<![\d.])(\d{1,2})[、．.](?!\d)|[（(](\d{1,2})[）)]")
_TIMES = re.compile(r"^\s*(?:/\s*\w{1,3}\s*)?[×xX*＊]|^\s*/\s*[一-龥]")


def details(ledger: Ledger) -> Iterator[Outcome]:
    """The details of every project's sheet, then every product of price and number."""
    for grid in ledger.grids:
        amount = _amount(grid)
        if amount is None:
            continue
        for row in grid.rows:
            for cell in row.cells.values():
                if cell.text and bare(row.label) in listed("details", "calculation"):
                    yield _calculation(cell, amount)
        yield from _payments(grid, amount, ledger)
    yield from _products(ledger)


def _amount(grid: Grid) -> Fact | None:
    """What the project of a sheet is to cost this year."""
    for label in listed("details", "total"):
        for row in grid.rows:
            if bare(row.label) == label and grid.subject:
                return next((c for c in row.cells.values() if _is_total(c, row)), None)
    return None


def _is_total(cell: Fact, row: GridRow) -> bool:
    return is_amount(cell) and cell.value is not None and len(cell.column) == 0


def _calculation(cell: Fact, amount: Fact) -> Outcome:
    text = cell.text or ""
    parts = list(_parts(text))
    if not parts:
        return Hurdle(CALCULATION, f"《{cell.table}》的测算没有写明各项金额")
    values = [_value(part) for part in parts]
    if any(value is None for value in values):
        return Hurdle(CALCULATION, f"《{cell.table}》的测算中有一项写了几个金额")
    known = [value for value in values if value is not None]
    summed = total(printed(value.value, value.unit) for value in known)
    how = " ＋ ".join(f"{value.digits}{value.unit}" for value in known)
    trial = Trial(
        CALCULATION,
        cell,
        measured(amount),
        (amount,),
        _said(amount),
        figure=summed,
        reckoned=False,
        made_of=how if len(known) > 1 else "",
        label=f"{cell.row[-1]}合计",
        unit=amount.unit,
    )
    if trial.verdict == "off" and len(parts) == 1 and not _sums_up(parts[0], known[0]):
        return Hurdle(CALCULATION, f"《{cell.table}》的测算没有写明是否为全部金额")
    return trial


def _said(amount: Fact) -> str:
    return f"“{bare(amount.row[-1])}”为{amount.text}{amount.unit}"


def _parts(text: str) -> Iterator[str]:
    """The numbered items of a calculation that print money; all of it where none is numbered."""
    starts: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text):
        if int(match[1] or match[2]) == len(starts) + 1:
            starts.append(match)
    ends = [*(match.start() for match in starts[1:]), len(text)]
    parts = [text[match.end() : end] for match, end in zip(starts, ends, strict=False)]
    if len(parts) < 2:
        parts = [text]
    yield from (part for part in parts if any(_money(part)))


def _money(text: str) -> Iterator[Amount]:
    """The amounts of a text but for prices of a piece."""
    for amount in find_amounts(text):
        if is_money(amount.unit) and not _TIMES.match(text[amount.end :]):
            yield amount


def _value(part: str) -> Amount | None:
    """What one item costs; ``None`` where its text prints several amounts."""
    amounts = list(_money(part))
    values = {printed(amount.value, amount.unit).value for amount in amounts}
    if len(values) == 1:
        return amounts[0]
    summed = [amount for amount in amounts if _sums_up(part, amount)]
    return summed[0] if len(summed) == 1 else None


def _sums_up(part: str, amount: Amount) -> bool:
    """Whether the text says 共 or 合计 before an amount."""
    return part[: amount.start].rstrip("：: 为").endswith(listed("details", "sums"))


def _payments(grid: Grid, amount: Fact, ledger: Ledger) -> Iterator[Outcome]:
    paid = [
        fact
        for fact in ledger.prose
        if fact.table == grid.name and fact.value is not None
        if any(normal(label) in listed("details", "payments") for label in fact.row[:-1])
    ]
    if not paid or not all(mentions(fact.row[-1], listed("details", "periods")) for fact in paid):
        return
    if mentions(paid[0].quote, listed("details", "cumulative")):
        yield Hurdle(PAYMENTS, f"《{grid.name}》写的是累计数")
        return
    if not all(is_money(fact.unit) for fact in paid):
        yield Hurdle(PAYMENTS, f"《{grid.name}》的支付进度没有写金额")
        return
    summed = total(measured(fact) for fact in paid)
    yield Trial(
        PAYMENTS,
        paid[0],
        measured(amount),
        (amount, *paid[1:]),
        _said(amount),
        figure=summed,
        reckoned=False,
        label=f"{paid[0].row[-2]}各期合计",
        made_of=" ＋ ".join(fact.text or "" for fact in paid),
        unit=amount.unit,
    )


def _products(ledger: Ledger) -> Iterator[Outcome]:
    """6000 元 × 4 台 = 2.4 万元: three figures of one sentence in a row."""
    prose = ledger.prose
    for price, number, amount in zip(prose, prose[1:], prose[2:], strict=False):
        if not _is_product(price, number, amount):
            continue
        assert price.value is not None and number.value is not None
        expected = Measured(measured(price).value * number.value, measured(price).slack)
        how = f"{price.text}{price.unit} × {number.text}{number.unit}"
        yield Trial(PRICE, amount, expected, (price, number), how)


def _is_product(price: Fact, number: Fact, amount: Fact) -> bool:
    same = price.quote == number.quote == amount.quote and price.row[:-1] == amount.row
    labels = (price.row[-1:], number.row[-1:]) == (("单价",), ("数量",))
    return same and labels and is_money(amount.unit) and None not in _values(price, number, amount)


def _values(*facts: Fact) -> Sequence[object]:
    return [fact.value for fact in facts]
