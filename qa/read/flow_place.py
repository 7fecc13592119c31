"""Which column a figure belongs to where blank cells left no trace.

A row with as many figures as columns is settled by itself. For the others every way to
place the figures in order is tried against the sums of the table (合计 = 基本 + 项目), the
sums over its rows (类 = Σ款) and what is known of the whole document; only what all
remaining ways agree on is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import prod

from qa.read.flow_head import Half, Sum
from qa.read.flow_rows import RawRow

#: Ways to place the figures of one row, and of the rows under one sum, that are tried.
MOST_WAYS = 3000
MOST_COMBINATIONS = 20000

#: Where each figure of a row stands: column numbers, ascending.
Way = tuple[int, ...]


def amount(text: str | None) -> Decimal | None:
    """The value of a printed figure; ``None`` for a blank, a dash or a percentage."""
    if text is None or text.endswith("%") or not text.strip("-—－–/"):
        return None
    return Decimal(text.replace(",", "").replace("−", "-").replace("－", "-"))


def _step(values: Sequence[Decimal]) -> Decimal:
    """Half of the last printed decimal of the most exact value."""
    places = max((-int(value.as_tuple().exponent) for value in values), default=0)
    return Decimal(5).scaleb(-places - 1)


def adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether ``parts`` make ``total``, each rounded to its printed decimals."""
    allowed = _step([total, *parts]) * (len(parts) + 1)
    return abs(total - sum(parts, Decimal(0))) <= allowed


def _fits(way: Way, values: Sequence[Decimal | None], sums: Sequence[Sum]) -> bool:
    placed = dict(zip(way, values, strict=True))
    for rule in sums:
        inner = [placed[part] for part in rule.parts if part in placed]
        parts = [value for value in inner if value is not None]
        total = placed.get(rule.total)
        if total is None:
            if any(parts):
                return False
            continue
        if not adds_up(total, parts):
            return False
    return True


def _ways(row: RawRow, columns: Sequence[int], sums: Sequence[Sum]) -> list[Way]:
    values = [amount(figure.text) for figure in row.figures]
    found: list[Way] = []
    for tried, way in enumerate(combinations(columns, len(values))):
        if tried >= MOST_WAYS:
            return []
        if _fits(way, values, sums):
            found.append(way)
    return found


def holding_sums(half: Half, columns: Sequence[int], rows: Sequence[RawRow]) -> list[Sum]:
    """The sums of the head that every row with all its figures keeps."""
    full = [row for row in rows if len(row.figures) == len(columns)]
    kept = []
    for rule in half.sums:
        if not {rule.total, *rule.parts} <= set(columns):
            continue
        if all(
            _fits(tuple(columns), [amount(f.text) for f in row.figures], [rule]) for row in full
        ):
            kept.append(rule)
    return kept


def settle_rows(half: Half, rows: Sequence[RawRow], empty: frozenset[int]) -> list[list[Way]]:
    """For each row the ways to place its figures that its own sums allow.

    ``empty`` are the columns that hold nothing but blanks and zeros in this document.
    """
    columns = [at for at in range(len(half.columns)) if at not in half.words]
    sums = holding_sums(half, columns, rows)
    found = []
    for row in rows:
        if len(row.figures) == len(columns):
            found.append([tuple(columns)])
            continue
        if len(row.figures) > len(columns):
            found.append([])
            continue
        figures = [amount(figure.text) for figure in row.figures]
        usable = columns if 0 in figures else [at for at in columns if at not in empty]
        found.append(_ways(row, usable, sums) or _ways(row, columns, sums))
    return found


def _follows_traces(row: RawRow, way: Way, complete: bool) -> bool:
    """Whether a way leaves as many cells blank as the row's spaces show."""
    before = -1
    for number, (column, figure) in enumerate(zip(way, row.figures, strict=True)):
        known = figure.skipped is not None and (number > 0 or (complete and row.complete))
        if known and column - before - 1 != figure.skipped:
            return False
        before = column
    return True


def by_traces(rows: Sequence[RawRow], ways: Sequence[Sequence[Way]]) -> list[list[Way]] | None:
    """The ways that leave blank what the text's spaces show to be blank.

    ``None`` where the spaces of some row do not agree with its sums.
    """
    for strict in (True, False):
        kept = [
            [way for way in found if _follows_traces(row, way, strict)]
            for row, found in zip(rows, ways, strict=True)
        ]
        if all(bool(few) == bool(found) for few, found in zip(kept, ways, strict=True)):
            return kept
    return None


def _placed(row: RawRow, way: Way) -> dict[int, Decimal]:
    values = [amount(figure.text) for figure in row.figures]
    return {at: value for at, value in zip(way, values, strict=True) if value is not None}


def _column_sums(row: RawRow, way: Way, parts: Sequence[dict[int, Decimal]]) -> bool:
    whole = _placed(row, way)
    columns = set(whole).union(*parts)
    for column in columns:
        inner = [part[column] for part in parts if part.get(column)]
        if not adds_up(whole.get(column, Decimal(0)), inner):
            return False
    return True


def _products(lists: Sequence[Sequence[Way]]) -> Iterator[tuple[Way, ...]]:
    if not lists:
        yield ()
        return
    for first in lists[0]:
        for rest in _products(lists[1:]):
            yield (first, *rest)


def narrow_by_parts(
    rows: Sequence[RawRow], ways: list[list[Way]], whole: int, parts: Sequence[int]
) -> None:
    """Keep the ways in which the rows ``parts`` add up to the row ``whole``, column by column."""
    if len(ways[whole]) == 1:
        filled = _used(rows[whole], ways[whole][0])
        for part in parts:
            inside = [way for way in ways[part] if _used(rows[part], way) <= filled]
            ways[part] = inside or ways[part]
    count = prod(len(ways[at]) for at in (whole, *parts))
    if not 1 < count <= MOST_COMBINATIONS:
        return
    kept_sets: list[set[Way]] = [set() for _ in (whole, *parts)]
    for product in _products([ways[at] for at in (whole, *parts)]):
        placed = [_placed(rows[at], way) for at, way in zip(parts, product[1:], strict=True)]
        if _column_sums(rows[whole], product[0], placed):
            for allowed, way in zip(kept_sets, product, strict=True):
                allowed.add(way)
    if kept_sets[0]:
        for at, allowed in zip((whole, *parts), kept_sets, strict=True):
            ways[at] = [way for way in ways[at] if way in allowed]


def _total_of(row: RawRow) -> Decimal | None:
    return amount(row.figures[0].text) if row.figures else None


def wholes_and_parts(rows: Sequence[RawRow]) -> list[tuple[int, tuple[int, ...]]]:
    """Rows with the rows that make them up, by code (类 – 款 – 项); the total row first.

    Only sets whose first figures really add up are given.
    """
    codes = {at: row.code for at, row in enumerate(rows) if row.code}
    plain = [at for at, row in enumerate(rows) if not row.code and row.figures]
    sets = [(at, _direct_parts(codes, "")) for at in plain]
    sets += [(at, _direct_parts(codes, code)) for at, code in codes.items()]
    return [
        (whole, parts)
        for whole, parts in sets
        if parts and _sums_up(rows[whole], [rows[part] for part in parts])
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
    total = _total_of(whole)
    values = [value for part in parts if (value := _total_of(part)) is not None]
    return total is not None and len(values) == len(parts) and adds_up(total, values)


def narrow_by_largest(rows: Sequence[RawRow], ways: list[list[Way]]) -> None:
    """Rows that hold all the money of the table stand like each other, the others within."""
    totals = [_total_of(row) for row in rows]
    values = [value for value in totals if value is not None]
    if not values or min(values) < 0:
        return
    whole = [at for at, value in enumerate(totals) if value == max(values) and ways[at]]
    shapes = {tuple(figure.text for figure in rows[at].figures) for at in whole}
    if not whole or len({tuple(map(str, map(amount, shape))) for shape in shapes}) != 1:
        return
    common = set.intersection(*(set(ways[at]) for at in whole))
    if not common:
        return
    for at in whole:
        ways[at] = sorted(common)
    used = {
        column for way in common for column, value in _placed(rows[whole[0]], way).items() if value
    }
    for at in range(len(rows)):
        kept = [way for way in ways[at] if _used(rows[at], way) <= used]
        ways[at] = kept or ways[at]


def _used(row: RawRow, way: Way) -> set[int]:
    return {column for column, value in _placed(row, way).items() if value}


def agreed(row: RawRow, ways: Sequence[Way], columns: Sequence[int]) -> dict[int, int | None]:
    """What all ways agree on: column → number of the figure, or ``None`` for a blank."""
    if not ways:
        return {}
    views = [{column: at for at, column in enumerate(way)} for way in ways]
    certain: dict[int, int | None] = {}
    for column in columns:
        seen = {view.get(column) for view in views}
        if len(seen) == 1:
            certain[column] = seen.pop()
    return certain
