"""Second witnesses: the sentence that prints what a table prints, or the table beside a sentence.

A reader believes a figure more readily that the document prints twice, and may look for it in
either place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from operator import itemgetter

from qa.ask.find.link import own_label, subject_of
from qa.ask.find.naming import item_of
from qa.ask.find.scope import COMPATIBLE
from qa.ask.words.text import grams, skeleton
from qa.facts.amounts import split_unit
from qa.lexicon import load
from qa.model import Basis, Fact, Source

#: Labels that share less than this of their bigrams do not name one thing.
MIN_LIKENESS = 0.5
#: A sentence rounds: 19.3万元 stands for 19.30, 1,800.99万元 for 18,009,899.14元.
ROUNDING = Decimal("0.0005")


class Witnesses:
    """The facts of an index by document, to be searched for the same figure elsewhere."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._like: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.value:
                self._like[_place(fact, fact.source)].append(fact)
        self._sized: dict[tuple[object, ...], list[_Sized]] = {}

    def beside(self, fact: Fact) -> tuple[Fact, ...]:
        """The sentence and the other table that best print the same figure of the same thing."""
        if not fact.value:
            return ()
        if fact.source == "prose":
            found = [self._best(fact, "table")]
        else:
            found = [self._best(fact, "prose"), self._other_table(fact)]
        return tuple(one for one in found if one is not None)

    def _best(self, fact: Fact, source: Source) -> Fact | None:
        """The fact of ``source`` that is most like ``fact``, the first of equals."""
        found = [(likeness(fact, one), -one.line, one) for one in self._same(fact, source)]
        best = max(found, key=lambda item: item[:2], default=None)
        return best[2] if best and best[0] >= MIN_LIKENESS else None

    def _other_table(self, fact: Fact) -> Fact | None:
        """Another table's cell of the same figure and name, of the main funds if there is one."""
        found = [
            one
            for one in self._same(fact, "table")
            if one.table_id != fact.table_id and skeleton(item_of(one)) == skeleton(item_of(fact))
        ]
        return max(found, key=_is_main, default=None)

    def _same(self, fact: Fact, source: Source) -> list[Fact]:
        """The facts of ``source`` that print the figure of ``fact``, whatever they call it, in
        printed order."""
        place = _place(fact, source)
        if place not in self._sized:
            self._sized[place] = sorted(map(_sized, count(), self._like.get(place, ())), key=_size)
        sized = self._sized[place]
        _, size, unit, _ = _sized(0, fact)
        slack = abs(size) * ROUNDING
        first = bisect_left(sized, size - slack, key=_size)
        last = bisect_right(sized, size + slack, key=_size)
        near = (one for one in sized[first:last] if one[2] == unit)
        return [
            one for *_, one in sorted(near, key=_number) if _are_versions(one.basis, fact.basis)
        ]


#: A fact's number in printed order, its size in the smallest unit of its kind, that unit, itself.
_Sized = tuple[int, Decimal, str, Fact]
_number, _size = itemgetter(0), itemgetter(1)


def _sized(number: int, fact: Fact) -> _Sized:
    factor, unit = split_unit(fact.unit or "")
    return number, (fact.value or Decimal(0)) * factor, unit, fact


def _place(fact: Fact, source: Source) -> tuple[object, ...]:
    """What a fact has in common with every other that prints its figure in ``source``."""
    return fact.doc, source, fact.year, fact.measure


def likeness(one: Fact, other: Fact) -> float:
    """How much of the shorter of two labels the longer one holds, with the project's name."""
    if (total := _total(one)) and total == _total(other):
        return 1.0
    mine, theirs = (grams(own_label(f)) | grams(subject_of(f)) for f in (one, other))
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def _total(fact: Fact) -> str:
    """What a total is the total of: 收入 of 收入总计 and of 部门预算收入; else nothing."""
    words = load("labels")["total_words"]
    bare = skeleton(item_of(fact))
    for word in words:
        bare = bare.replace(word, "")
    return bare if bare in load("labels")["sides"] else ""


def _is_main(fact: Fact) -> bool:
    """Whether a fact stands in a table of the main funds."""
    return any(
        fund in (fact.table or "") for fund in load("labels")["kinds_of_tables"]["main_funds"]
    )


def _are_versions(one: Basis, other: Basis) -> bool:
    """Whether two versions of a figure may be told as one."""
    return other in COMPATIBLE[one] or one in COMPATIBLE[other]
