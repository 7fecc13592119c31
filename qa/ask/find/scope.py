"""Whose figures a query asks for, when and in which version: the filter before any ranking.

A scope is put to one fact, or to all facts of a shelf in one step.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa.ask.question.query import Query
from qa.facts.amounts import Amount, find_amounts
from qa.lexicon import load
from qa.model import BUDGETED, Basis, Fact, Kind, Measure

#: Which versions of a figure answer a question for one of them, best first.
COMPATIBLE: Mapping[Basis, tuple[Basis, ...]] = {
    "决算": ("决算", "执行", "实际值"),
    "执行": ("执行", "决算", "实际值"),
    "预算": ("预算", "年初预算", "全年预算", "调整预算"),
    "年初预算": ("年初预算", "预算"),
    "调整预算": ("调整预算", "全年预算"),
    "全年预算": ("全年预算", "调整预算", "预算"),
    "目标值": ("目标值",),
    "实际值": ("实际值", "执行", "决算"),
    "其他": ("其他",),
}
#: Cells of more characters than this are prose, whose figures are facts of their own.
LONGEST_STATEMENT = 24

#: For each fact whether it is meant.
Admitted = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, for when, in which version; empty means any. ``worded`` means the cells
    that hold no amount instead."""

    units: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    bases: tuple[Basis, ...] = ()
    measures: tuple[Measure, ...] = ("值",)
    codes: tuple[str, ...] = ()
    worded: bool = False

    @property
    def versions(self) -> frozenset[Basis]:
        """All versions that answer for one of ``bases``."""
        return frozenset(version for basis in self.bases for version in COMPATIBLE[basis])

    def admits(self, fact: Fact) -> bool:
        """Whether ``fact`` may answer a question of this scope."""
        return (
            (not self.units or fact.unit_name in self.units)
            and (not self.years or fact.year in self.years)
            and (fact.measure in self.measures)
            and (not self.codes or fact.code in self.codes)
            and (not self.bases or any(fact.basis in COMPATIBLE[b] for b in self.bases))
            and (is_worded(fact) if self.worded else holds_amount(fact))
        )


def kind_of(basis: Basis) -> Kind:
    """The kind of document that a version of a figure is one of: what is no version of the budget
    tells how things went."""
    return "预算" if basis in BUDGETED else "决算"


def kinds_named(query: Query) -> set[Kind]:
    """The kinds of documents that a question names, by themselves or by versions of figures."""
    return {query.kind} if query.kind else set(map(kind_of, query.bases))


class Register:
    """Facts by all that a scope asks of them: what ``Scope.admits`` says of each, in one step."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._units = _Column(fact.unit_name for fact in facts)
        self._years = _Column(fact.year for fact in facts)
        self._versions = _Column(fact.basis for fact in facts)
        self._measures = _Column(fact.measure for fact in facts)
        self._codes = _Column(fact.code for fact in facts)
        self._told: Admitted = np.fromiter(map(holds_amount, facts), dtype=np.bool_)
        self._worded: Admitted = np.fromiter(map(is_worded, facts), dtype=np.bool_)

    def admitted(self, scope: Scope) -> Admitted:
        """For each of the facts whether ``scope`` admits it."""
        told = self._worded if scope.worded else self._told
        found = told & self._measures.among(scope.measures)
        for column, wanted in (
            (self._units, scope.units),
            (self._years, scope.years),
            (self._versions, scope.versions),
            (self._codes, scope.codes),
        ):
            if wanted:
                found &= column.among(wanted)
        return found


class _Column:
    """One value of each fact."""

    def __init__(self, values: Iterable[Hashable]) -> None:
        self._numbers: dict[Hashable, int] = {}
        numbers = (self._numbers.setdefault(one, len(self._numbers)) for one in values)
        self._of_facts = np.fromiter(numbers, dtype=np.int32)

    def among(self, wanted: Collection[Hashable]) -> Admitted:
        """For each fact whether its value is one of those ``wanted``."""
        is_wanted = np.fromiter((one in wanted for one in self._numbers), dtype=np.bool_)
        return is_wanted[self._of_facts]


def is_of_version(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one version, or one of them may stand for the other's."""
    return one.basis in COMPATIBLE[other.basis] or other.basis in COMPATIBLE[one.basis]


@lru_cache(maxsize=65536)
def _amount(text: str) -> Amount | None:
    found = list(find_amounts(text)) if len(text) <= LONGEST_STATEMENT else []
    return found[0] if len(found) == 1 else None


def stated(fact: Fact) -> Amount | None:
    """The one amount in a short cell of words (≥15G, 2 次); ``None`` for any other cell."""
    return _amount(fact.text) if fact.text and fact.value is None else None


def holds_amount(fact: Fact) -> bool:
    """Whether a cell or a sentence prints one amount."""
    return fact.value is not None or stated(fact) is not None


def is_worded(fact: Fact) -> bool:
    """Whether a cell under a label of its own says something that is no amount."""
    codes = tuple(load("labels")["code_labels"])
    coded = bool(fact.row) and fact.row[-1].endswith(codes)
    return fact.source == "table" and bool(fact.text) and (coded or not holds_amount(fact))
