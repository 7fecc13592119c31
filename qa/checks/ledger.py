"""All that one document prints, sorted for the checks: its tables, its sentences, its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.checks.grid import Grid, grids
from qa.facts.amounts import is_money
from qa.facts.unchanged import unchanged_in
from qa.model import Disclosure, Fact


@dataclass(frozen=True, slots=True)
class Ledger:
    """The facts of one document as the checks need them.

    ``year`` and ``kind`` (预算 or 决算) are those of the document; ``disclosure`` is there
    where the checks run beside the reader, and lets them see headings and plain text too.
    """

    facts: tuple[Fact, ...]
    grids: tuple[Grid, ...]
    prose: tuple[Fact, ...]
    year: int | None
    kind: str
    disclosure: Disclosure | None = None
    #: What sentences say has not changed, as changes of 0.
    level: tuple[Fact, ...] = ()

    def of_kind(self, kind: str) -> tuple[Grid, ...]:
        """The tables that may be of ``kind``, in printed order."""
        return tuple(grid for grid in self.grids if kind in grid.kinds)

    @property
    def repeated(self) -> frozenset[str]:
        """The names of sheets that more than one bears: projects of several units."""
        counts = Counter(grid.name for grid in self.grids if grid.subject)
        return frozenset(name for name, count in counts.items() if count > 1)


def ledger(facts: Iterable[Fact], disclosure: Disclosure | None = None) -> Ledger:
    """The ledger of one document's facts."""
    all_facts = tuple(facts)
    cells = [fact for fact in all_facts if fact.source == "table"]
    profile = disclosure.profile if disclosure else None
    prose = _with_plain_zeros([fact for fact in all_facts if fact.source == "prose"])
    return Ledger(
        facts=all_facts,
        grids=grids(cells, disclosure),
        prose=prose,
        year=profile.year if profile else _most([fact.year for fact in all_facts]),
        kind=profile.kind if profile else _kind(all_facts),
        disclosure=disclosure,
        level=tuple(unchanged_in(prose, {disclosure.doc: profile}))
        if disclosure and profile
        else (),
    )


def _with_plain_zeros(prose: Sequence[Fact]) -> tuple[Fact, ...]:
    """The figures of sentences; 0 among amounts with decimals is none of anything (0.00)."""
    amounts = [fact.value for fact in prose if fact.value and is_money(fact.unit)]
    whole = sum(value == value.to_integral_value() for value in amounts)
    if whole * 2 > len(amounts):
        return tuple(prose)
    return tuple(
        replace(fact, value=Decimal("0.00")) if _is_zero_amount(fact) else fact for fact in prose
    )


def _is_zero_amount(fact: Fact) -> bool:
    return fact.value == 0 and is_money(fact.unit)


def _most(years: Sequence[int | None]) -> int | None:
    counts = Counter(year for year in years if year is not None)
    return max(counts, key=lambda year: counts[year]) if counts else None


def _kind(facts: Sequence[Fact]) -> str:
    counts = Counter(fact.basis for fact in facts)
    return "决算" if counts["决算"] > counts["预算"] else "预算"
