"""The total that a figure of a table is a part of, where a question names no whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.ask.find.link import is_total, is_version
from qa.lexicon import load
from qa.model import Fact


def whole_of(part: Fact, facts: Iterable[Fact]) -> Fact | None:
    """Of ``facts`` the total of the column that ``part`` stands in; of its row where the columns
    are the items (“三公” tables); in prose what the sentence gives it as a part of. The plainest
    comes first: 合计 before 本年支出合计, and that before a total with what was carried over; but
    what stands between two totals is a part of the one below it. ``None`` where there is none."""
    if part.table_id < 0:
        above = (f for f in facts if _is_above(f, part))
        return next(above, None)
    sideways = not part.row or is_total(part.row[-1], part.unit_name)
    totals: list[tuple[int, int, Fact]] = []
    for fact in facts:
        if (fact.doc, fact.table_id) != (part.doc, part.table_id) or fact.value is None:
            continue
        if (fact.year, fact.basis, fact.unit) != (part.year, part.basis, part.unit):
            continue
        near, labels = (
            (fact.row_id == part.row_id and fact.column_id != part.column_id, fact.column)
            if sideways
            else (fact.column_id == part.column_id and fact.row_id != part.row_id, fact.row)
        )
        rank = _rank(labels, fact.unit_name) if near else None
        if rank is not None:
            totals.append((rank, len(totals), fact))
    below = [one for one in totals if one[2].row_id > part.row_id]
    return min(below or totals, key=lambda one: one[:2])[2] if totals else None


def _is_above(fact: Fact, part: Fact) -> bool:
    """Whether a sentence gives ``part`` as one of the parts of ``fact``."""
    same = (fact.doc, fact.quote, fact.year, fact.basis, fact.unit, fact.measure) == (
        part.doc, part.quote, part.year, part.basis, part.unit, part.measure
    )  # fmt: skip
    return same and fact.table_id < 0 and len(part.row) > 1 and fact.row == part.row[:-1]


def _rank(labels: Sequence[str], unit_name: str) -> int | None:
    """How plainly ``labels`` name a total: 0 for 合计 alone; ``None`` where they name none."""
    named = [label for label in labels if not is_version(label)]
    if all(is_total(label, unit_name) for label in named):
        return 0
    ends = load("labels")["totals_of_columns"]
    if len(named) > 1:
        return None
    return next((n for n, end in enumerate(ends, 1) if named[0].endswith(end)), None)
