"""Tying the words of a question to the labels of facts.

Every label of the index (row, column, table, project, sentence) is compared with the
question by character bigrams, each weighted by how rare it is among all labels. A fact is as
good as the share of the question's content that its labels explain together, and as its own
label is explained by the question in turn: 基本支出 beats 基本支出拨款 for “基本支出”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.ask.find.link import (
    HINT,
    NAMED_SUBJECT,
    Link,
    classification,
    is_named_total,
    is_total,
    is_version,
    own_label,
    without_fund,
    without_holder,
)
from qa.ask.find.measure import Labels, Masks, Measure, Numbers, Reading, Weights, as_bits, as_mask
from qa.ask.find.scope import Register, Scope
from qa.ask.words.text import grams, skeleton
from qa.model import Fact

_REMARK = re.compile(r"[（(][^（）()]{4,}[）)]$")

#: What a character counts that only the sentence around a figure explains, not its labels.
QUOTE_SHARE = 0.6
#: … and that only the title of its table or the heading above explains.
TITLE_SHARE = 0.85
#: How much the completeness of the fact's own label counts beside the question's coverage.
OWN_LABEL = 0.5
#: What a column costs that the question does not mention and that is no total.
STRANGE_COLUMN = 0.15
#: What a part costs whose label explains nothing of the question that its whole's does not.
MORE_THAN_ASKED = 0.1
#: One question is linked anew for each of its parts, versions and measures: so many are kept, of
#: all who ask at once …
KEPT = 48
#: … and what the labels explain of so many questions, whatever part of them is asked.
KEPT_TEXTS = 16


class Linker:
    """The facts of an index, ready to be ranked against questions."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = list(facts)
        self._register = Register(self._facts)
        self._words = _Words(self._facts)
        self.measure = lru_cache(maxsize=KEPT)(self._measure)
        self._links = lru_cache(maxsize=KEPT)(self._linked)
        self._explained = lru_cache(maxsize=KEPT_TEXTS)(self._explain)
        self._admitted = lru_cache(maxsize=KEPT)(self._register.admitted)

    @property
    def known(self) -> frozenset[str]:
        """The bigrams of all labels (not of sentences)."""
        return self._words.known

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that it ranks."""
        return self._facts

    @property
    def texts(self) -> frozenset[str]:
        """All labels (not sentences), without marks and spaces."""
        return self._words.texts

    def holds(self, text: str) -> bool:
        """Whether ``text`` (two characters or more) stands in some label, not only in sentences."""
        pieces = (text[i : i + 2] for i in range(len(text) - 1))
        return all(map(self.known.__contains__, pieces)) and any(text in one for one in self.texts)

    def _measure(self, text: str, content: int, named: int = -1) -> Measure:
        """The question against which labels are to be measured; ``named`` marks the
        characters that may name a fact's own label (all of them unless given)."""
        return Measure(self._explained(text).reading, content, named)

    def rank(
        self,
        text: str,
        content: int,
        hints: int = 0,
        named: int = -1,
        *,
        scope: Scope,
        limit: int = 50,
    ) -> list[Link]:
        """The facts of ``scope``, best first; ``content`` and ``hints`` are bit masks over the
        characters of ``text``."""
        links = self._links(text, content, hints, named)
        admitted = self._admitted(scope)[links.facts]
        return links.of(np.flatnonzero(admitted)[:limit], self._facts)

    def _explain(self, text: str) -> _Explained:
        """What the words of every fact explain of ``text``."""
        words = self._words
        reading = Reading(words.labels, text)
        labelled = _joined(words.named, reading.masks)
        titled = labelled | _joined(words.titles, reading.masks)
        quoted = titled | reading.masks[words.quote]
        parent = reading.masks[words.parent]
        adds = np.any(words.own.explained(reading.masks) & ~parent, axis=1)
        repeats = ~adds & np.any(parent, axis=1)
        return _Explained(reading, labelled, titled, quoted, repeats)

    def _linked(self, text: str, content: int, hints: int, named: int) -> _Links:
        """How well the question fits the facts; see the constants for what counts how much."""
        words, measure = self._words, self.measure(text, content, named)
        explained = self._explained(text)
        facts = explained.touching(content)
        labelled, both = explained.labelled[facts], explained.titled[facts]
        if content:
            coverage = measure.shares(labelled, content)
            coverage += TITLE_SHARE * measure.shares(both & ~labelled, content)
            coverage += QUOTE_SHARE * measure.shares(explained.quoted[facts] & ~both, content)
        else:
            coverage = np.ones(len(facts))
        complete = measure.completenesses
        own = words.own.best(complete, facts)
        score = coverage + OWN_LABEL * own
        score += HINT * measure.shares(both, hints & ~content)
        column, subject = words.column[facts], words.subject[facts]
        score -= STRANGE_COLUMN * (column > 0) * (1 - complete[column])
        score -= MORE_THAN_ASKED * explained.repeats[facts]
        named_subject = np.minimum(1.0, complete[subject] / NAMED_SUBJECT)
        own = np.where(subject > 0, own * named_subject, own)
        best = np.argsort(-score, kind="stable")
        return _Links(
            facts[best], score[best], coverage[best], own[best], both[best], labelled[best]
        )


@dataclass(frozen=True, slots=True)
class _Explained:
    """What the facts explain of one text (N, words): by their labels, with their titles, and with
    their sentences; ``repeats`` tells whose own label explains no more than its whole's."""

    reading: Reading
    labelled: Masks
    titled: Masks
    quoted: Masks
    repeats: NDArray[np.bool_]

    def touching(self, content: int) -> _Places:
        """The facts that explain any of ``content``; all of them where there is none."""
        if not content:
            return np.arange(len(self.quoted))
        mask = as_mask(content, self.quoted.shape[1])
        return np.flatnonzero((self.quoted & mask).any(axis=1))


@dataclass(frozen=True, slots=True)
class _Links:
    """How one question fits the ``facts`` that share a word with it (by number), best first."""

    facts: _Places
    score: Weights
    coverage: Weights
    own: Weights
    masks: Masks
    named: Masks

    def of(self, places: _Places, facts: Sequence[Fact]) -> list[Link]:
        """The links at ``places``."""
        weighed = (numbers[places].tolist() for numbers in (self.score, self.coverage, self.own))
        explained = (as_bits(masks[places]) for masks in (self.masks, self.named))
        fitting = (facts[i] for i in self.facts[places].tolist())
        return [Link(*one) for one in zip(fitting, *weighed, *explained, strict=True)]


_Places = NDArray[np.integer[Any]]


class _Groups:
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
        """The characters that the labels of each fact explain together (N, bytes)."""
        found = masks[self._labels[:, 0]]
        for column in self._labels.T[1:]:
            found |= masks[column]
        return found[self._of_facts]

    def best(self, weights: Weights, facts: _Places) -> Weights:
        """The largest weight of a label of each of ``facts``."""
        found: Weights = weights[self._labels].max(axis=1, initial=0.0)
        return found[self._of_facts[facts]]


def _joined(kinds: Sequence[_Groups], masks: Masks) -> Masks:
    """The characters that the labels of each fact of all ``kinds`` explain together (N, bytes)."""
    first, *others = (groups.explained(masks) for groups in kinds)
    for explained in others:
        first |= explained
    return first


class _Words:
    """The words of facts as numbers: for each fact (N) those of its labels, its titles and its own
    labels, and of its sentence, its column, its project and what it is a part of (N, 0 for none).

    Facts share their rows, columns and tables: each of these is looked at once.
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
        self.known = frozenset(chain.from_iterable(map(grams, named)))
        self.texts = frozenset(map(skeleton, named))
        self.labels = Labels(chain(named, filter(None, quotes)), filter(None, chain(*owns)))
        number = self.labels.number
        of_subject = _numbers(map(number, subjects))[table]
        self.named = (
            _Groups((map(number, path) for path, _ in rows), row),
            _Groups((map(number, path) for path, _ in columns), column),
            _Groups(([number(subject)] for subject in subjects), table),
        )
        self.titles = (
            _Groups(([number(title)] for title in tables), table),
            _Groups((map(number, path) for path in sections), section),
            _Groups(([number(sorting)] for sorting in sortings), sorting),
        )
        self.own = _Groups((map(number, labels) for labels in owns), own)
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
    for fact, number in zip(facts, row.tolist(), strict=True):
        yield of_rows[number] or _of_a_total(fact)


def _names_nothing(path: Sequence[str], unit: str) -> bool:
    """Whether the last label of a row is a total's, or a version of what stands above it."""
    if not path or is_total(path[-1], unit):
        return True
    return len(path) > 1 and is_version(path[-1])


def _with_bare(label: str) -> tuple[str, ...]:
    """A label, and the same without what is remarked of it: 政府采购金额（以合同签订为准）,
    其中：公务用车运行费, 所属各单位共有车辆."""
    bare = without_holder(without_fund(_REMARK.sub("", label)))
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
