"""Which column a figure belongs to where blank cells left no trace.

A row with as many figures as columns is settled by itself. For the others every way to
place the figures in order is tried against the sums of the table (合计 = 基本 + 项目), the
sums over its rows (类 = Σ款) and what is known of the whole document; only what all
remaining ways agree on is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from qa.read.flow.rows import RawRow
from qa.read.flow.text import REMEMBERED, plain_figure
from qa.read.flow.tree import Half, Sum

#: Ways to place the figures of one row that are tried.
MOST_WAYS = 3000
#: One row in so many may break a sum of the head.
MOST_SLIPS = 3

#: Where each figure of a row stands: column numbers, ascending.
Way = tuple[int, ...]


@lru_cache(maxsize=REMEMBERED)
def amount(text: str | None) -> Decimal | None:
    """The value of a printed figure; ``None`` for a blank, a dash or a percentage."""
    plain = plain_figure(text) if text else None
    return None if plain is None or plain.endswith("%") else Decimal(plain.replace(",", ""))


def adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether ``parts`` make ``total``, each rounded to its printed decimals."""
    difference = total - sum(parts, Decimal(0))
    # A difference has as many decimals as the most exact of its terms.
    half = Decimal(5).scaleb(int(difference.as_tuple().exponent) - 1)
    return abs(difference) <= half * (len(parts) + 1)


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
        if any(at < least for at, least in zip(way, row.least, strict=False)):
            continue
        if _fits(way, values, sums):
            found.append(way)
    return found


def _columns(half: Half) -> list[int]:
    return [at for at in range(len(half.columns)) if at not in half.words]


def holding_sums(half: Half, rows: Sequence[RawRow]) -> list[Sum] | None:
    """The sums of the head that every row with all its figures keeps.

    ``None`` where more of these rows break a sum than a slip of the pen explains: then
    the head is not understood.
    """
    columns = tuple(_columns(half))
    full = [row for row in rows if len(row.figures) == len(columns)]
    kept = []
    for rule in half.sums:
        if not {rule.total, *rule.parts} <= set(columns):
            continue
        broken = sum(
            not _fits(columns, [amount(f.text) for f in row.figures], [rule]) for row in full
        )
        if broken * MOST_SLIPS > len(full):
            return None
        if not broken:
            kept.append(rule)
    return kept


def settle_rows(half: Half, rows: Sequence[RawRow], empty: frozenset[int]) -> list[list[Way]]:
    """For each row the ways to place its figures that its own sums allow.

    ``empty`` are the columns that hold nothing but blanks and zeros in this document.
    """
    columns = _columns(half)
    sums = holding_sums(half, rows)
    if sums is None:
        return [[] for _ in rows]
    found: list[list[Way]] = []
    for row in rows:
        if row.fixed is not None or len(row.figures) == len(columns):
            found.append([tuple(columns) if row.fixed is None else row.fixed])
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


def placed(row: RawRow, way: Way) -> dict[int, Decimal]:
    """The amounts of a row by column, blanks and dashes left out."""
    values = ((at, amount(figure.text)) for at, figure in zip(way, row.figures, strict=True))
    return {at: value for at, value in values if value is not None}


def agreed(row: RawRow, ways: Sequence[Way], columns: Sequence[int]) -> dict[int, int | None]:
    """What all ways agree on: column → number of the figure, or ``None`` for a blank."""
    if not ways:
        return {}
    if len(ways) == 1:
        only = {column: at for at, column in enumerate(ways[0])}
        return {column: only.get(column) for column in columns}
    views = [{column: at for at, column in enumerate(way)} for way in ways]
    certain: dict[int, int | None] = {}
    for column in columns:
        seen = {view.get(column) for view in views}
        if len(seen) == 1:
            certain[column] = seen.pop()
    return certain
