"""Rows that add up to other rows: 类 = Σ款, 合计 = Σ类, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.read.flow_place import Way, adds_up, amount, placed
from qa.read.flow_rows import RawRow

#: Steps of the search through the ways of the rows under one sum; more would not pay.
MOST_STEPS = 4000

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
    codes = {at: row.code for at, row in enumerate(rows) if row.code}
    plain = [at for at, row in enumerate(rows) if not row.code and row.figures]
    sets = [(at, _direct_parts(codes, "")) for at in plain]
    sets += [(at, _direct_parts(codes, code)) for at, code in codes.items()]
    return [
        (whole, parts)
        for whole, parts in sets
        if parts
        and (
            len(rows[whole].figures) == columns
            or _sums_up(rows[whole], [rows[part] for part in parts])
        )
    ]


def _direct_parts(codes: Mapping[int, str], whole: str) -> tuple[int, ...]:
    """The rows just below a code: those whose code begins with it, less their own parts."""
    below = {at: code for at, code in codes.items() if code.startswith(whole) and code != whole}
    return tuple(
        at
        for at, code in below.items()
        if not any(code != up and code.startswith(up) for up in below.values())
    )


def _sums_up(whole: RawRow, parts: Sequence[RawRow]) -> bool:
    total = _total(whole)
    values = [value for part in parts if (value := _total(part)) is not None]
    return total is not None and len(values) == len(parts) and adds_up(total, values)


@dataclass(slots=True)
class _Search:
    """The ways of some rows that together make up one way of the row above them."""

    options: Sequence[Sequence[dict[int, Decimal]]]
    steps: int = 0

    def solutions(self, whole: Mapping[int, Decimal]) -> Iterator[tuple[int, ...]]:
        """The chosen way of each row, for every choice whose columns all add up."""
        slack = Decimal(1)
        yield from self._extend((), dict(whole), whole, slack)

    def _extend(
        self,
        chosen: tuple[int, ...],
        left: dict[int, Decimal],
        whole: Mapping[int, Decimal],
        slack: Decimal,
    ) -> Iterator[tuple[int, ...]]:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        if len(chosen) == len(self.options):
            if self._adds_up(chosen, whole):
                yield chosen
            return
        for number, option in enumerate(self.options[len(chosen)]):
            rest = dict(left)
            for column, value in option.items():
                rest[column] = rest.get(column, Decimal(0)) - value
            if all(value > -slack for value in rest.values()):
                yield from self._extend((*chosen, number), rest, whole, slack)

    def _adds_up(self, chosen: tuple[int, ...], whole: Mapping[int, Decimal]) -> bool:
        parts = [option[number] for option, number in zip(self.options, chosen, strict=True)]
        for column in set(whole).union(*parts):
            inner = [part[column] for part in parts if part.get(column)]
            if not adds_up(whole.get(column, Decimal(0)), inner):
                return False
        return True


def narrow_by_parts(rows: Sequence[RawRow], ways: Ways, whole: int, parts: Sequence[int]) -> None:
    """Keep the ways in which the rows ``parts`` add up to the row ``whole``, column by column.

    Rows with negative amounts are left as they are: what they leave is no bound.
    """
    if len(ways[whole]) == 1:
        filled = _used(rows[whole], ways[whole][0])
        for part in parts:
            inside = [way for way in ways[part] if _used(rows[part], way) <= filled]
            ways[part] = inside or ways[part]
    every = (whole, *parts)
    settled = all(len(ways[at]) == 1 for at in every)
    if settled or not all(ways[at] for at in every) or _negative(rows, every):
        return
    options = [[placed(rows[at], way) for way in ways[at]] for at in parts]
    search = _Search(options)
    kept: list[set[Way]] = [set() for _ in every]
    for way in ways[whole]:
        for chosen in search.solutions(placed(rows[whole], way)):
            kept[0].add(way)
            for allowed, at, number in zip(kept[1:], parts, chosen, strict=True):
                allowed.add(ways[at][number])
    if kept[0] and search.steps <= MOST_STEPS:
        for at, allowed in zip(every, kept, strict=True):
            ways[at] = [way for way in ways[at] if way in allowed]


def _negative(rows: Sequence[RawRow], which: Sequence[int]) -> bool:
    return any((amount(figure.text) or 0) < 0 for at in which for figure in rows[at].figures)


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
        kept = [way for way in ways[at] if _used(rows[at], way) <= used]
        ways[at] = kept or ways[at]
