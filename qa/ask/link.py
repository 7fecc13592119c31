"""Tying the words of a question to the labels of facts.

Every label of the index (row, column, table, project, sentence) is compared with the
question by character bigrams, each weighted by how rare it is among all labels. A fact is as
good as the share of the question's content that its labels explain together, and as its own
label is explained by the question in turn: 基本支出 beats 基本支出拨款 for “基本支出”.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from qa.ask.text import grams, skeleton
from qa.lexicon import load
from qa.model import Fact

_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(?:亿元|万元|千元|元)$")
_WITH_YEAR = re.compile(r"^(?:19|20)\d\d年?")

#: What a character counts that only the sentence around a figure explains, not its labels.
QUOTE_SHARE = 0.6
#: … and that only the title of its table or the heading above explains.
TITLE_SHARE = 0.85
#: How much the completeness of the fact's own label counts beside the question's coverage.
OWN_LABEL = 0.5
#: What a column costs that the question does not mention and that is no total.
STRANGE_COLUMN = 0.15
#: A project counts as named by this much of its name.
NAMED_SUBJECT = 0.5
#: A total of more characters than this is a name of its own: 本年支出合计, but not 合计.
MIN_NAMED_TOTAL = 3
#: What a word counts that no label of the corpus holds, beside the rarest that one does.
UNSEEN = 0.6
#: What a word of the question adds that is filler elsewhere but a label here.
HINT = 0.15


@dataclass(frozen=True, slots=True)
class Link:
    """A fact with how well the question fits it: the share of the question's content that its
    labels explain, how much of its own label the question names, which characters those are."""

    fact: Fact
    score: float
    coverage: float
    own: float
    mask: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    fact: Fact
    own: tuple[str, ...]
    column: str
    labels: tuple[str, ...]
    titles: tuple[str, ...]
    quote: str
    subject: str


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(skeleton, load("labels")["totals"]))


def is_total(label: str, unit_name: str = "") -> bool:
    """Whether a label says “all of it”, or a year, rather than naming an item."""
    bare = _UNIT.sub("", _WITH_YEAR.sub("", skeleton(label)))
    return not bare or bare in _totals() or bare == skeleton(unit_name)


def subject_of(fact: Fact) -> str:
    """The project of the sheet that a fact stands in; empty in other tables and in prose."""
    return (fact.table or "").partition(" ")[2]


def classification(fact: Fact) -> str:
    """The classification that a fact's 科目 code belongs to (功能分类, 经济分类)."""
    return str(load("labels")["classification"].get((fact.code or " ")[0], ""))


def own_label(fact: Fact) -> str:
    """The label that says what a fact is about: its row, else its column, its sheet, its table."""
    for label in (*fact.row[-1:], *fact.column[::-1], *fact.row[-2::-1]):
        if not is_total(label, fact.unit_name):
            return label
    return subject_of(fact) or bare_title(fact.table or "")


@cache
def bare_title(title: str) -> str:
    """What a table's title is about, without the words that every title has (决算表, 财政拨款)."""
    words = sorted(load("labels")["title_words"], key=len, reverse=True)
    return re.sub("|".join(map(re.escape, words)), "", title) or title


class Linker:
    """The facts of an index, ready to be ranked against questions."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._entries = [_entry(fact) for fact in facts]
        frequency: Counter[str] = Counter()
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        texts = {t for e in self._entries for t in (*e.labels, *e.titles, e.quote)}
        for text in texts:
            frequency.update(grams(text))
            for gram in grams(text):
                self._by_gram[gram].append(text)
        self._frequency = frequency
        self._known = frozenset(
            g for e in self._entries for label in (*e.labels, *e.titles) for g in grams(label)
        )
        self._shared = _shared_labels(self._entries)
        self._texts = texts
        self._total = len(texts)

    def weight(self, gram: str) -> float:
        """How much a bigram tells: the rarer among the labels, the more; unseen ones most."""
        return math.log(1 + self._total / (1 + self._frequency[gram]))

    @property
    def known(self) -> frozenset[str]:
        """The bigrams of all labels (not of sentences)."""
        return self._known

    def is_shared(self, label: str) -> bool:
        """Whether the sheets of several projects print the label."""
        return label in self._shared

    def holds(self, text: str) -> bool:
        """Whether ``text`` is a label, a title or a sentence of a fact."""
        return text in self._texts

    def knows(self, gram: str) -> bool:
        """Whether any label holds the bigram."""
        return gram in self._frequency

    def measure(self, text: str, content: int, hints: int = 0, named: int = -1) -> Measure:
        """The question against which labels are to be measured; ``named`` marks the
        characters that may name a fact's own label (all of them unless given)."""
        return Measure(self, text, content, hints, named)

    def rank(
        self,
        text: str,
        content: int,
        hints: int = 0,
        named: int = -1,
        *,
        where: Callable[[Fact], bool] = lambda fact: True,
        limit: int = 50,
    ) -> list[Link]:
        """The facts that ``where`` admits, best first; ``content`` and ``hints`` are bit masks
        over the characters of ``text``."""
        measure = self.measure(text, content, hints, named)
        links = [measure.link(entry) for entry in self._entries if where(entry.fact)]
        links = [link for link in links if link.coverage > 0 or not content]
        links.sort(key=lambda link: -link.score)
        return links[:limit]

    def masks(self, text: str) -> dict[str, int]:
        """For each label that shares a bigram with ``text``, the characters it explains."""
        found: dict[str, int] = defaultdict(int)
        for position in range(len(text) - 1):
            for label in self._by_gram.get(text[position : position + 2], ()):
                found[label] |= 3 << position
        return found


def _entry(fact: Fact) -> _Entry:
    column = fact.column[-1] if fact.column else ""
    labels = dict.fromkeys((*fact.row, *fact.column, subject_of(fact)))
    return _Entry(
        fact,
        own=_own_labels(fact),
        column="" if is_total(column, fact.unit_name) else column,
        labels=tuple(label for label in labels if label),
        titles=tuple(
            label for label in (fact.table or "", *fact.section[-1:], classification(fact)) if label
        ),
        quote=fact.quote if fact.source == "prose" else "",
        subject=subject_of(fact),
    )


def _own_labels(fact: Fact) -> tuple[str, ...]:
    """The labels by which a question may name a fact: its own, or in a row of totals also the
    total's name, if that is a name of its own (本年支出合计)."""
    row = fact.row[-1] if fact.row else ""
    if not is_total(row, fact.unit_name):
        return (row,)
    named = [
        label
        for label in (row, *fact.column[-1:])
        if skeleton(label) in _totals() and len(skeleton(label)) > MIN_NAMED_TOTAL
    ]
    return (own_label(fact), *named)


def _shared_labels(entries: Iterable[_Entry]) -> frozenset[str]:
    """Labels that the sheets of several projects print: the project must be named with them."""
    subjects: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.subject:
            subjects[entry.own[0]].add(entry.subject)
    return frozenset(label for label, found in subjects.items() if len(found) > 1)


class Measure:
    """One question against many facts; weights and coverage are computed once a mask."""

    def __init__(
        self, linker: Linker, text: str, content: int, hints: int, named: int = -1
    ) -> None:
        self._linker = linker
        self._text = text
        self.content = content
        self.hints = hints
        self._grams = {text[i : i + 2] for i in range(len(text) - 1) if named >> i & 3 == 3}
        self._masks = linker.masks(text)
        self._weights = _position_weights(linker, text)
        self._whole = self.weigh(content) or 1.0
        self._cache: dict[int, float] = {}
        self._own: dict[str, float] = {}

    def weigh(self, mask: int) -> float:
        """The weight of the characters of ``mask``."""
        return sum(w for i, w in enumerate(self._weights) if mask >> i & 1)

    def coverage(self, mask: int) -> float:
        """The share of the content that the characters of ``mask`` make up."""
        mask &= self.content
        if mask not in self._cache:
            self._cache[mask] = self.weigh(mask) / self._whole
        return self._cache[mask]

    def _known_mask(self, labels: Iterable[str]) -> int:
        mask = 0
        for label in labels:
            mask |= self._masks.get(label, 0)
        return mask

    def mask(self, labels: Iterable[str]) -> int:
        """The characters of the question that ``labels`` explain together."""
        mask = 0
        for label in labels:
            if label not in self._masks:
                self._masks[label] = self._explained(label)
            mask |= self._masks[label]
        return mask

    def _explained(self, label: str) -> int:
        """What a label explains that is none of a single fact (a title without its project)."""
        if self._linker.holds(label):
            return 0
        wanted = grams(label)
        spots = (i for i in range(len(self._text) - 1) if self._text[i : i + 2] in wanted)
        return sum({1 << i for spot in spots for i in (spot, spot + 1)})

    def completeness(self, label: str) -> float:
        """How much of ``label`` stands in the question, by weight."""
        if label not in self._own:
            wanted = [(self._linker.weight(g), g in self._grams) for g in grams(label)]
            whole = sum(w for w, _ in wanted) or 1.0
            self._own[label] = sum(w for w, there in wanted if there) / whole
        return self._own[label]

    def link(self, entry: _Entry) -> Link:
        labelled = self._known_mask(entry.labels)
        titled = self._known_mask(entry.titles) & ~labelled
        mask = labelled | titled
        quoted = self._masks.get(entry.quote, 0) & ~mask if entry.quote else 0
        coverage = self.coverage(labelled) if self.content else 1.0
        coverage += TITLE_SHARE * self.coverage(titled) + QUOTE_SHARE * self.coverage(quoted)
        own = max(map(self.completeness, entry.own))
        score = coverage + OWN_LABEL * own
        score += HINT * self.weigh(mask & self.hints & ~self.content) / self._whole
        if entry.column and entry.column not in entry.own:
            score -= STRANGE_COLUMN * (1 - self.completeness(entry.column))
        if entry.subject and self._linker.is_shared(entry.own[0]):
            own *= min(1.0, self.completeness(entry.subject) / NAMED_SUBJECT)
        return Link(entry.fact, score, coverage, own, mask)


def _position_weights(linker: Linker, text: str) -> Sequence[float]:
    """The weight of each character: that of the rarest known bigram that holds it."""
    unseen = UNSEEN * linker.weight("")
    weights = []
    for i in range(len(text)):
        around = [text[j : j + 2] for j in (i - 1, i) if 0 <= j < len(text) - 1]
        known = [linker.weight(gram) for gram in around if linker.knows(gram)]
        weights.append(max(known, default=unseen))
    return weights
