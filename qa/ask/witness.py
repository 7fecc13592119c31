"""Second witnesses: the sentence that prints what a table prints, or the table beside a sentence.

A reader believes a figure more readily that the document prints twice, and may look for it in
either place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from qa.ask.finder import COMPATIBLE
from qa.ask.link import own_label, subject_of
from qa.ask.text import grams
from qa.facts.amounts import split_unit
from qa.model import Fact

#: Labels that share less than this of their bigrams do not name one thing.
MIN_LIKENESS = 0.5
#: A sentence rounds: 19.3万元 stands for 19.30, 1,800.99万元 for 18,009,899.14元.
ROUNDING = Decimal("0.0005")


class Witnesses:
    """The facts of an index by document, to be searched for the same figure elsewhere."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_place: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.value:
                self._by_place[fact.doc, fact.source].append(fact)

    def beside(self, fact: Fact) -> Fact | None:
        """The fact of the other kind (table, sentence) that best prints the same figure."""
        if not fact.value:
            return None
        other = "prose" if fact.source == "table" else "table"
        found = [
            (likeness(fact, one), -one.line, one)
            for one in self._by_place[fact.doc, other]
            if _same_figure(fact, one)
        ]
        best = max(found, key=lambda item: item[:2], default=None)
        return best[2] if best and best[0] >= MIN_LIKENESS else None


def likeness(one: Fact, other: Fact) -> float:
    """How much of the shorter of two labels the longer one holds, with the project's name."""
    mine, theirs = (grams(own_label(f)) | grams(subject_of(f)) for f in (one, other))
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def _same_figure(one: Fact, other: Fact) -> bool:
    if one.year != other.year or one.measure != other.measure:
        return False
    if other.basis not in COMPATIBLE[one.basis] and one.basis not in COMPATIBLE[other.basis]:
        return False
    (factor, unit), (other_factor, other_unit) = (
        split_unit(one.unit or ""),
        split_unit(other.unit or ""),
    )
    if unit != other_unit or one.value is None or other.value is None:
        return False
    size, other_size = one.value * factor, other.value * other_factor
    return abs(size - other_size) <= abs(size) * ROUNDING
