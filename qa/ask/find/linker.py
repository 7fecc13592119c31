"""Tying the words of a question to the labels of facts.

Every label of the index (row, column, table, project, sentence) is compared with the
question by character bigrams, each weighted by how rare it is among all labels. A fact is as
good as the share of the question's content that its labels explain together, and as its own
label is explained by the question in turn: 基本支出 beats 基本支出拨款 for “基本支出”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa.ask.find.labelling import Labelling, Places, joined
from qa.ask.find.link import HINT, NAMED_SUBJECT, Link
from qa.ask.find.measure import Masks, Measure, Reading, Weights, as_bits, as_mask
from qa.ask.find.scope import Register, Scope
from qa.model import Fact

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
        self._labelling = Labelling(self._facts)
        self.measure = lru_cache(maxsize=KEPT)(self._measure)
        self._links = lru_cache(maxsize=KEPT)(self._linked)
        self._explained = lru_cache(maxsize=KEPT_TEXTS)(self._explain)
        self._admitted = lru_cache(maxsize=KEPT)(self._register.admitted)

    @property
    def known(self) -> frozenset[str]:
        """The bigrams of all labels (not of sentences)."""
        return self._labelling.known

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that it ranks."""
        return self._facts

    @property
    def texts(self) -> frozenset[str]:
        """All labels (not sentences), without marks and spaces."""
        return self._labelling.texts

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
        said: int = 0,
    ) -> list[Link]:
        """The facts of ``scope``, best first; ``content`` and ``hints`` are bit masks over the
        characters of ``text``, ``said`` those that may name a project besides ``named``."""
        admitted = self._admitted(scope)
        if not admitted.any():
            return []
        links = self._links(text, content, hints, named, named | said)
        return links.of(np.flatnonzero(admitted[links.facts])[:limit], self._facts)

    def _explain(self, text: str) -> _Explained:
        """What the words of every fact explain of ``text``."""
        labelling = self._labelling
        reading = Reading(labelling.labels, text)
        labelled = joined(labelling.named, reading.masks)
        titled = labelled | joined(labelling.titles, reading.masks)
        quoted = titled | reading.masks[labelling.quote]
        parent = reading.masks[labelling.parent]
        adds = np.any(labelling.own.explained(reading.masks) & ~parent, axis=1)
        repeats = ~adds & np.any(parent, axis=1)
        return _Explained(reading, labelled, titled, quoted, repeats)

    def _linked(self, text: str, content: int, hints: int, named: int, said: int) -> _Links:
        """How well the question fits the facts; see the constants for what counts how much."""
        labelling, measure = self._labelling, self.measure(text, content, named)
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
        own = labelling.own.best(complete, facts)
        score = coverage + OWN_LABEL * own
        score += HINT * measure.shares(both, hints & ~content)
        column, subject = labelling.column[facts], labelling.subject[facts]
        score -= STRANGE_COLUMN * (column > 0) * (1 - complete[column])
        score -= MORE_THAN_ASKED * explained.repeats[facts]
        subjects = complete if said == named else self.measure(text, content, said).completenesses
        named_subject = np.minimum(1.0, subjects[subject] / NAMED_SUBJECT)
        own = np.where(subject > 0, own * named_subject, own)
        best = np.argsort(-score, kind="stable")
        return _Links(
            facts[best], score[best], coverage[best], own[best], both[best], labelled[best]
        )


@dataclass(frozen=True, slots=True)
class _Explained:
    """What the facts explain of one text (N, words of bits): by their labels, with their titles,
    and with their sentences; ``repeats`` tells whose own label explains no more than its whole's.
    """

    reading: Reading
    labelled: Masks
    titled: Masks
    quoted: Masks
    repeats: NDArray[np.bool_]

    def touching(self, content: int) -> Places:
        """The facts that explain any of ``content``; all of them where there is none."""
        if not content:
            return np.arange(len(self.quoted))
        mask = as_mask(content, self.quoted.shape[1])
        return np.flatnonzero((self.quoted & mask).any(axis=1))


@dataclass(frozen=True, slots=True)
class _Links:
    """How one question fits the ``facts`` that share a word with it (by number), best first."""

    facts: Places
    score: Weights
    coverage: Weights
    own: Weights
    masks: Masks
    named: Masks

    def of(self, places: Places, facts: Sequence[Fact]) -> list[Link]:
        """The links at ``places``."""
        weighed = (numbers[places].tolist() for numbers in (self.score, self.coverage, self.own))
        explained = (as_bits(masks[places]) for masks in (self.masks, self.named))
        fitting = (facts[i] for i in self.facts[places].tolist())
        return [*map(Link._make, zip(fitting, *weighed, *explained, strict=True))]
