"""The labels of facts as numbers: what stands around each of them, each label known once.

A question is measured against every label of an index. Facts share their rows, columns and
tables, so these are looked at, not the facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.ask.find.link import (
    classification,
    gives_all_of_a_sheet,
    is_named_total,
    is_total,
    is_version,
    own_label,
    subject_of,
    without_fund,
    without_holder,
    without_sum,
    without_year,
)
from qa.ask.find.measure import Labels, Masks, Numbers, Weights
from qa.ask.words.text import grams, skeleton
from qa.lexicon import load
from qa.model import Fact

#: A label of fewer characters is no name of one thing (服务, 货物).
MIN_NAME = 4
_REMARK = re.compile(r"[（(][^（）()]{4,}[）)]$")

#: Facts, by their numbers.
Places = NDArray[np.integer[Any]]


class Groups:
    """Labels that stand together (the path of a row, of a column), each with a number: those of
    each of G groups (G, as many as any has, 0 for none), and the group of each of N facts (N)."""

    def __init__(self, groups: Iterable[Iterable[int]], of_facts: Numbers) -> None:
        self._labels = _padded([[*group] for group in groups])
        self._of_facts = of_facts

    @property
    def labels(self) -> Numbers:
        """The labels of each fact (N, as many as any has, 0 for none)."""
        return self._labels[self._of_facts]

    def explained(self, masks: Masks) -> Masks:
        """The characters that the labels of each fact explain together (N, words of bits)."""
        found = masks[self._labels[:, 0]]
        for column in self._labels.T[1:]:
            found |= masks[column]
        return found[self._of_facts]

    def best(self, weights: Weights, facts: Places) -> Weights:
        """The largest weight of a label of each of ``facts``."""
        found: Weights = weights[self._labels].max(axis=1, initial=0.0)
        return found[self._of_facts[facts]]


def joined(kinds: Sequence[Groups], masks: Masks) -> Masks:
    """The characters that the labels of all ``kinds`` of each fact explain together (N, words of
    bits)."""
    first, *others = (groups.explained(masks) for groups in kinds)
    for explained in others:
        first |= explained
    return first


def _without_mark(label: str) -> str:
    """``label`` without 其中 before it: it makes no word with the label's first character."""
    mark = next((m for m in load("questions")["grammar"]["among"] if label.startswith(m)), "")
    return label.removeprefix(mark)


class Labelling:
    """What is written around N facts: the groups of their labels, titles and own labels (those by
    which a question may name them), and the numbers of their sentence, column, project and of what
    they are a part of (N, 0 for none).

    ``labels`` numbers them all; ``texts`` are those that are no sentences, ``known`` their bigrams.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        rows, row = _distinct((fact.row, fact.unit_name) for fact in facts)
        columns, column = _distinct((fact.column, fact.unit_name) for fact in facts)
        tables, table = _distinct(fact.table or "" for fact in facts)
        sections, section = _distinct(fact.section[-1:] for fact in facts)
        sortings, sorting = _distinct(map(classification, facts))
        quotes, quote = _distinct(fact.quote if fact.source == "prose" else "" for fact in facts)
        owns, own = _distinct(_own_labels_of_all(facts, rows, row))
        subjects = [title.partition(" ")[2] for title in tables]
        named = {label for path, _ in (*rows, *columns) for label in path} | {*subjects}
        named |= {*tables, *chain(*sections), *sortings}
        named.discard("")
        self.known = frozenset(chain.from_iterable(grams(_without_mark(one)) for one in named))
        self.texts = frozenset(map(skeleton, named))
        asked_for = list(map(without_year, subjects))
        owned = filter(None, chain(asked_for, *owns))
        self.labels = Labels(chain(named, filter(None, quotes)), owned)
        number = self.labels.number
        of_subject = _numbers(map(number, asked_for))[table]
        self.named = (
            Groups((map(number, path) for path, _ in rows), row),
            Groups((map(number, path) for path, _ in columns), column),
            Groups(([number(subject)] for subject in subjects), table),
        )
        self.titles = (
            Groups(([number(title)] for title in tables), table),
            Groups((map(number, path) for path in sections), section),
            Groups(([number(sorting)] for sorting in sortings), sorting),
        )
        self.own = Groups((map(number, labels) for labels in owns), own)
        self.quote = _numbers(map(number, quotes))[quote]
        own_labels = self.own.labels
        heads = _numbers(number(_head(path, unit)) for path, unit in columns)[column]
        self.column = np.where((own_labels == heads[:, None]).any(axis=1), 0, heads)
        self.parent = _numbers(number(_parent(path, unit)) for path, unit in rows)[row]
        self.subject = np.where(_shared(own_labels[:, 0], of_subject), of_subject, 0)


_T = TypeVar("_T", bound=Hashable)


def _distinct(things: Iterable[_T]) -> tuple[list[_T], Numbers]:
    """The different ones of ``things``, and for each of these the place of its like there."""
    places: dict[_T, int] = {}
    found = _numbers(places.setdefault(thing, len(places)) for thing in things)
    return list(places), found


def _numbers(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int32)


def _padded(rows: Sequence[Sequence[int]]) -> Numbers:
    """Rows of label numbers of one length, filled up with 0 (no label)."""
    width = max(map(len, rows), default=1) or 1
    filled = [[*row, *[0] * (width - len(row))] for row in rows]
    return np.array(filled, dtype=np.int32).reshape(len(rows), width)


def _own_labels_of_all(
    facts: Sequence[Fact], rows: Sequence[tuple[tuple[str, ...], str]], row: Numbers
) -> Iterator[tuple[str, ...]]:
    """The labels by which a question may name each fact: its own, or in a row of totals also the
    total's name, if that is a name of its own (本年支出合计)."""
    of_rows = [None if _names_nothing(path, unit) else _with_bare(path[-1]) for path, unit in rows]
    of_one_row = _labels_of_one_row(facts, row)
    for fact, number in zip(facts, row.tolist(), strict=True):
        named = of_rows[number] or _of_a_total(fact)
        of_all = (without_year(subject_of(fact)),) if gives_all_of_a_sheet(fact) else ()
        yield (*named, *of_all, *of_one_row.get(number, ()))


def _labels_of_one_row(facts: Sequence[Fact], row: Numbers) -> dict[int, tuple[str, ...]]:
    """The labels above the last one that a table of several columns of names prints for one row
    only, by the number of the row: the project of a purchase names it as well as its kind does."""
    paths: dict[tuple[str, int, int], tuple[str, ...]] = {}
    for fact, number in zip(facts, row.tolist(), strict=True):
        if fact.table_id >= 0 and len(fact.row) > 2 and not subject_of(fact):
            paths.setdefault((fact.doc, fact.table_id, number), fact.row)
    count = Counter(
        (doc, table, label) for (doc, table, _), path in paths.items() for label in path
    )
    found: dict[int, tuple[str, ...]] = {}
    for (doc, table, number), path in paths.items():
        sole = [one for one in path[:-1] if len(one) >= MIN_NAME and count[doc, table, one] == 1]
        if sole:
            found[number] = tuple(dict.fromkeys((*found.get(number, ()), *sole)))
    return found


def _names_nothing(path: Sequence[str], unit: str) -> bool:
    """Whether the last label of a row is a total's, or a version of what stands above it."""
    if not path or is_total(path[-1], unit):
        return True
    return len(path) > 1 and is_version(path[-1])


def _with_bare(label: str) -> tuple[str, ...]:
    """A label, and the same without what is remarked of it: 政府采购金额（以合同签订为准）,
    其中：公务用车运行费, 所属各单位共有车辆, 人员经费合计."""
    bare = without_sum(without_holder(without_fund(_REMARK.sub("", label))), MIN_NAME)
    return (label, bare) if bare and bare != label else (label,)


def _of_a_total(fact: Fact) -> tuple[str, ...]:
    return (own_label(fact), *filter(is_named_total, (*fact.row[-1:], *fact.column[-1:])))


def _head(column: tuple[str, ...], unit: str) -> str:
    """The label above a column, if it names an item."""
    return column[-1] if column and not is_total(column[-1], unit) else ""


def _parent(row: tuple[str, ...], unit: str) -> str:
    """What the item of a row is a part of."""
    is_named = len(row) > 1 and not is_total(row[-1], unit) and without_fund(row[-1]) == row[-1]
    return row[-2] if is_named else ""


def _shared(own: Numbers, subject: Numbers) -> NDArray[np.bool_]:
    """Which facts have a label that the sheets of several projects print: the project must be
    named with it."""
    named = subject > 0
    pairs = set(zip(own[named].tolist(), subject[named].tolist(), strict=True))
    projects = Counter(label for label, _ in pairs)
    return np.isin(own, [label for label, count in projects.items() if count > 1])
