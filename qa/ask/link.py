"""Tying the words of a question to the labels of facts.

Every label of the index (row, column, table, project, sentence) is compared with the
question by character bigrams, each weighted by how rare it is among all labels. A fact is as
good as the share of the question's content that its labels explain together, and as its own
label is explained by the question in turn: 基本支出 beats 基本支出拨款 for “基本支出”.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.ask.measure import Labels, Masks, Measure, Numbers, Weights, as_bits
from qa.ask.scope import Register, Scope
from qa.ask.text import grams, skeleton
from qa.lexicon import load
from qa.model import Fact

_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(?:亿元|万元|千元|元)$")
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_REMARK = re.compile(r"[（(][^（）()]{4,}[）)]$")
_WITH_YEAR = re.compile(r"^(?:19|20)\d\d年?")

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
#: A project counts as named by this much of its name.
NAMED_SUBJECT = 0.5
#: A total of more characters than this is a name of its own: 本年支出合计, but not 合计.
MIN_NAMED_TOTAL = 3
#: What a word of the question adds that is filler elsewhere but a label here.
HINT = 0.15
#: One question is measured anew for each of its parts, versions and measures: so many are kept.
KEPT = 16


@dataclass(frozen=True, slots=True)
class Link:
    """A fact with how well the question fits it: the share of the question's content that its
    labels explain, how much of its own label the question names, which characters all its labels
    and titles explain, and which its labels alone (``named``)."""

    fact: Fact
    score: float
    coverage: float
    own: float
    mask: int = 0
    named: int = 0

    def worth(self, more: float) -> Link:
        """The link with ``more`` added to its score."""
        return Link(self.fact, self.score + more, self.coverage, self.own, self.mask, self.named)


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(skeleton, load("labels")["totals"]))


@lru_cache(maxsize=65536)
def is_total(label: str, unit_name: str = "") -> bool:
    """Whether a label says “all of it”, or a year, rather than naming an item."""
    bare = _UNIT.sub("", _WITH_YEAR.sub("", skeleton(label)))
    return not bare or bare in _totals() or bare == skeleton(unit_name)


@lru_cache(maxsize=65536)
def is_version(label: str) -> bool:
    """Whether a label names nothing but a version of the whole: 年初预算数, 调整后预算数."""
    words = [w for words in load("questions")["basis"].values() for w in words]
    words += load("labels")["version_words"]
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return not re.sub(pattern, "", skeleton(label))


@cache
def is_sorting(label: str) -> bool:
    """Whether a label above a column says by what the rows are sorted: 支出用途, 项目名称."""
    return any(re.search(pattern, label) for pattern in load("labels")["sortings"])


@cache
def tells_all_of_a_side(label: str) -> bool:
    """Whether a label names nothing but all income or all spending: 部门预算收入, 收入支出总计."""
    words = load("labels")
    sides = (*words["sides"], *(side[0] for side in words["sides"]))  # 收、支总计
    said = sorted((*sides, *words["total_words"]), key=len, reverse=True)
    # One character may be left of how a document calls itself (本部门).
    return len(re.sub("|".join(map(re.escape, said)), "", skeleton(label))) < 2


def is_named_total(label: str) -> bool:
    """Whether a label says “all of it” in a name of its own: 本年支出合计, but not 合计."""
    return skeleton(label) in _totals() and len(skeleton(label)) > MIN_NAMED_TOTAL


def subject_of(fact: Fact) -> str:
    """The project of the sheet that a fact stands in; empty in other tables and in prose."""
    return (fact.table or "").partition(" ")[2]


def classification(fact: Fact) -> str:
    """The classification that a fact's 科目 code belongs to (功能分类, 经济分类)."""
    return str(load("labels")["classification"].get((fact.code or " ")[0], ""))


@lru_cache(maxsize=65536)
def without_fund(label: str) -> str:
    """A label without the fund that pays for the item (财政拨款安排的“三公”经费)."""
    return re.sub(load("labels")["paid_by"], "", label) or label


def own_label(fact: Fact) -> str:
    """The label that says what a fact is about: its row, else its column, its sheet, its table."""
    return _own_label(fact.row, fact.column, fact.table or "", fact.unit_name)


@lru_cache(maxsize=65536)
def _own_label(row: tuple[str, ...], column: tuple[str, ...], table: str, unit_name: str) -> str:
    heads = (label for label in column[::-1] if not is_version(label) and not is_sorting(label))
    for label in (*row[-1:], *heads, *row[-2::-1]):
        if not is_total(label, unit_name):
            return without_fund(label)
    return table.partition(" ")[2] or bare_title(table)


@lru_cache(maxsize=65536)
def bare_title(title: str) -> str:
    """What a table's title is about, without the words that every title has (决算表, 财政拨款)."""
    words = sorted(load("labels")["title_words"], key=len, reverse=True)
    bare = re.sub("|".join(map(re.escape, words)), "", title)
    return _EMPTY_BRACKETS.sub("", bare) or title


class Linker:
    """The facts of an index, ready to be ranked against questions."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = list(facts)
        self._register = Register(self._facts)
        words = _Words(self._facts)
        self._labels, self._known, self._texts = words.labels, words.known, words.texts
        self._named, self._titles, self._own = words.named, words.titles, words.own
        self._quote, self._column = words.quote, words.column
        self._parent, self._subject = words.parent, words.subject
        self.measure = lru_cache(maxsize=KEPT)(self._measure)
        self._links = lru_cache(maxsize=KEPT)(self._linked)

    @property
    def known(self) -> frozenset[str]:
        """The bigrams of all labels (not of sentences)."""
        return self._known

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that it ranks."""
        return self._facts

    @property
    def texts(self) -> frozenset[str]:
        """All labels (not sentences), without marks and spaces."""
        return self._texts

    def holds(self, text: str) -> bool:
        """Whether ``text`` (two characters or more) stands in some label, not only in sentences."""
        pieces = (text[i : i + 2] for i in range(len(text) - 1))
        known = all(piece in self._known for piece in pieces)
        return known and any(text in label for label in self._texts)

    def _measure(self, text: str, content: int, hints: int = 0, named: int = -1) -> Measure:
        """The question against which labels are to be measured; ``named`` marks the
        characters that may name a fact's own label (all of them unless given)."""
        return Measure(self._labels, text, content, hints, named)

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
        admitted = self._register.admitted(scope)[links.order]
        return links.of(links.order[admitted][:limit], self._facts)

    def _linked(self, text: str, content: int, hints: int, named: int) -> _Links:
        """How well the question fits every fact; see the constants for what counts how much."""
        measure = self.measure(text, content, hints, named)
        none = np.zeros((1, measure.masks.shape[1]), dtype=np.uint8)
        if not self._facts:
            empty = np.zeros(0)
            return _Links(_numbers(()), empty, empty, empty, none, none)
        labelled = np.bitwise_or.reduce(measure.masks[self._named], axis=1)
        titled = np.bitwise_or.reduce(measure.masks[self._titles], axis=1) & ~labelled
        both = labelled | titled
        quoted = measure.masks[self._quote] & ~both
        if content:
            coverage = measure.shares(labelled, content)
            coverage += TITLE_SHARE * measure.shares(titled, content)
            coverage += QUOTE_SHARE * measure.shares(quoted, content)
        else:
            coverage = np.ones(len(self._facts))
        complete = measure.completenesses
        own = complete[self._own].max(axis=1)
        score = coverage + OWN_LABEL * own
        score += HINT * measure.shares(both, hints & ~content)
        score -= STRANGE_COLUMN * (self._column > 0) * (1 - complete[self._column])
        parent = measure.masks[self._parent]
        added = (measure.masks[self._own] & ~parent[:, None]).any(axis=(1, 2))
        score -= MORE_THAN_ASKED * (~added & parent.any(axis=1))
        named_subject = np.minimum(1.0, complete[self._subject] / NAMED_SUBJECT)
        own = np.where(self._subject > 0, own * named_subject, own)
        best = np.argsort(-score, kind="stable")
        return _Links(best[coverage[best] > 0], score, coverage, own, both, labelled)


@dataclass(frozen=True, slots=True)
class _Links:
    """How one question fits every fact of the index: ``order`` names those that share a word
    with it, best first."""

    order: NDArray[np.integer[Any]]
    score: Weights
    coverage: Weights
    own: Weights
    masks: Masks
    named: Masks

    def of(self, chosen: NDArray[np.integer[Any]], facts: Sequence[Fact]) -> list[Link]:
        """How the question fits those of ``facts`` whose numbers are ``chosen``."""
        weighed = (numbers[chosen].tolist() for numbers in (self.score, self.coverage, self.own))
        explained = (as_bits(masks[chosen]) for masks in (self.masks, self.named))
        fitting = (facts[i] for i in chosen.tolist())
        return [Link(*one) for one in zip(fitting, *weighed, *explained, strict=True)]


class _Words:
    """The words of facts as numbers: for each fact (N) those of its labels, its titles and its own
    labels (N, as many as any fact has, 0 for none), and of its sentence, its column, its project
    and what it is a part of (N, 0 for none).

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
        self.named = np.column_stack(
            [
                _padded([[*map(number, path)] for path, _ in rows])[row],
                _padded([[*map(number, path)] for path, _ in columns])[column],
                of_subject,
            ]
        )
        self.titles = np.column_stack(
            [
                _numbers(map(number, tables))[table],
                _padded([[*map(number, path)] for path in sections])[section],
                _numbers(map(number, sortings))[sorting],
            ]
        )
        self.own = _padded([[*map(number, labels)] for labels in owns])[own]
        self.quote = _numbers(map(number, quotes))[quote]
        heads = _numbers(number(_head(path, unit)) for path, unit in columns)[column]
        self.column = np.where((self.own == heads[:, None]).any(axis=1), 0, heads)
        self.parent = _numbers(number(_parent(path, unit)) for path, unit in rows)[row]
        self.subject = np.where(_shared(self.own[:, 0], of_subject), of_subject, 0)


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
    of_rows = [
        None if is_total(path[-1] if path else "", unit) else _with_bare(path[-1])
        for path, unit in rows
    ]
    for fact, number in zip(facts, row.tolist(), strict=True):
        yield of_rows[number] or _of_a_total(fact)


def _with_bare(label: str) -> tuple[str, ...]:
    """A label, and the same without what is remarked of it: 政府采购金额（以合同签订为准）."""
    bare = _REMARK.sub("", label)
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
    pairs = np.unique(np.stack([own, subject], axis=1)[subject > 0], axis=0)
    labels, projects = np.unique(pairs[:, 0], return_counts=True)
    return np.isin(own, labels[projects > 1])
