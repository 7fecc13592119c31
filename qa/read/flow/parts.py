"""Rows that add up to other rows: 类 = Σ款, 合计 = Σ类, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.read.flow.place import Way, adds_up, amount, placed
from qa.read.flow.rows import RawRow
from qa.read.flow.sums import joint_ways

Ways = list[list[Way]]


def _used(row: RawRow, way: Way) -> set[int]:
    return {column for column, value in placed(row, way).items() if value}


def _total(row: RawRow) -> Decimal | None:
    return amount(row.figures[0].text) if row.figures else None


def wholes_and_parts(rows: Sequence[RawRow], columns: int) -> list[tuple[int, tuple[int, ...]]]:
    """Rows with the rows that make them up, by code (类 – 款 – 项); the total row first.

    Only sets whose first figures really add up are given, or, where the first column is
    no total of the ``columns``, those whose whole has all its figures.
    """
    parts = _direct_parts(rows)
    top = parts.pop("", ())
    least = max((_largest(rows[part]) for part in top), default=Decimal(0))
    plain = [at for at, row in enumerate(rows) if not row.code and row.figures]
    sets = [(at, top) for at in plain if _largest(rows[at]) >= least]
    sets += [(at, parts[row.code]) for at, row in enumerate(rows) if row.code in parts]
    return [
        (whole, below)
        for whole, below in sets
        if below
        and (
            len(rows[whole].figures) == columns
            or _sums_up(rows[whole], [rows[part] for part in below])
        )
    ]


def _direct_parts(rows: Sequence[RawRow]) -> dict[str, tuple[int, ...]]:
    """The rows just below each code: those of which it is the longest beginning.

    Rows whose code begins with no other are below ``""``.
    """
    codes = {row.code for row in rows if row.code}
    parts: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.code:
            above = (row.code[:end] for end in range(len(row.code) - 1, 0, -1))
            parts.setdefault(next((code for code in above if code in codes), ""), []).append(at)
    return {code: tuple(below) for code, below in parts.items()}


def _largest(row: RawRow) -> Decimal:
    """The largest amount of a row; what is larger than that cannot be a part of it."""
    return max(
        (value for figure in row.figures if (value := amount(figure.text))), default=Decimal(0)
    )


def _sums_up(whole: RawRow, parts: Sequence[RawRow]) -> bool:
    total = _total(whole)
    values = [value for part in parts if (value := _total(part)) is not None]
    return total is not None and len(values) == len(parts) and adds_up(total, values)


def narrow_by_parts(rows: Sequence[RawRow], ways: Ways, whole: int, parts: Sequence[int]) -> None:
    """Keep the ways in which the rows ``parts`` add up to the row ``whole``, column by column."""
    every = (whole, *parts)
    # The only way of a row is kept, whatever the others are.
    if not any(len(ways[at]) > 1 for at in every):
        return
    if len(ways[whole]) == 1:
        filled = _used(rows[whole], ways[whole][0])
        for part in parts:
            _keep_within(rows, ways, part, filled)
    settled = all(len(ways[at]) == 1 for at in every)
    if settled or not all(ways[at] for at in every):
        return
    above, *below = [[placed(rows[at], way) for way in ways[at]] for at in every]
    for at, kept in zip(every, joint_ways(above, below) or (), strict=False):
        ways[at] = [way for number, way in enumerate(ways[at]) if number in kept]


def narrow_by_largest(rows: Sequence[RawRow], ways: Ways) -> None:
    """Rows that hold all the money of the table stand like each other, the others within.

    For tables whose first column is the total of the others.
    """
    totals = [_total(row) for row in rows]
    values = [value for value in totals if value is not None]
    if not values or min(values) < 0:
        return
    whole = [at for at, value in enumerate(totals) if value == max(values) and ways[at]]
    shapes = {tuple(amount(figure.text) for figure in rows[at].figures) for at in whole}
    if len(shapes) != 1:
        return
    common = set.intersection(*(set(ways[at]) for at in whole))
    if not common:
        return
    for at in whole:
        ways[at] = sorted(common)
    used = set().union(*(_used(rows[whole[0]], way) for way in common))
    for at in range(len(rows)):
        _keep_within(rows, ways, at, used)


def _keep_within(rows: Sequence[RawRow], ways: Ways, at: int, columns: set[int]) -> None:
    """Keep the ways of a row that have money in no other than ``columns``, if there are any."""
    if len(ways[at]) > 1:
        ways[at] = [way for way in ways[at] if _used(rows[at], way) <= columns] or ways[at]
