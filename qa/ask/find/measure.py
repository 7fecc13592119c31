"""How well the words of one question and the labels of an index explain each other.

Labels and question are compared by character bigrams, each weighted by how rare it is among
all labels. All labels are measured at once, as arrays: a question costs a few milliseconds
however many figures stand under the labels.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qa.ask.words.text import grams

#: What a word counts that no label of the corpus holds, beside the rarest that one does.
UNSEEN = 0.6

#: Shares are told to so many decimals: in whatever order weights were added, a label that stands
#: whole in a question is whole.
EXACT = 12

#: For each label (by its number) the characters of the question that it explains, one bit each.
Masks = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]
_NOBODY: Numbers = np.zeros(0, dtype=np.int32)


class Labels:
    """The labels, titles and sentences of an index, numbered from 1 (0 is no label), with the
    bigrams that they are made of."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        """``names`` are measured as labels are, but do not count for how rare a bigram is."""
        counted = dict.fromkeys(texts)
        total = len(counted)
        self._numbers = {text: n for n, text in enumerate(counted | dict.fromkeys(names), 1)}
        frequency: Counter[str] = Counter()
        holders: dict[str, list[int]] = defaultdict(list)
        for text, number in self._numbers.items():
            frequency.update(grams(text) if text in counted else ())
            for gram in grams(text):
                holders[gram].append(number)
        self._weights = {g: math.log(1 + total / (1 + n)) for g, n in frequency.items()}
        self._unseen = math.log(1 + total)
        self._holders = {g: np.array(n, dtype=np.int32) for g, n in holders.items()}
        # Sets have no order: added exactly, a sum is the same in every process.
        wholes = (math.fsum(map(self.weight, grams(text))) for text in self._numbers)
        self.wholes: Weights = np.array([1.0, *(w or 1.0 for w in wholes)])

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, text: str) -> int:
        """The number of a label; 0 for what is none."""
        return self._numbers.get(text, 0)

    def knows(self, gram: str) -> bool:
        """Whether any label holds the bigram."""
        return gram in self._weights

    def weight(self, gram: str) -> float:
        """How much a bigram tells: the rarer among the labels, the more; unseen ones most."""
        return self._weights.get(gram, self._unseen)

    def holders(self, gram: str) -> Numbers:
        """The numbers of the labels that hold the bigram."""
        return self._holders.get(gram, _NOBODY)


class Measure:
    """One question, against which labels are measured.

    ``content`` is a bit mask over the characters of ``text``: those that an answer has to
    explain; ``named`` marks those that may name a fact's own label (all of them unless given).
    """

    def __init__(
        self, labels: Labels, text: str, content: int, hints: int, named: int = -1
    ) -> None:
        self._labels = labels
        self._text = text
        self.content = content
        self.hints = hints
        self._named = {text[i : i + 2] for i in range(len(text) - 1) if named >> i & 3 == 3}
        self.weights = _position_weights(labels, text)
        self.whole = sum(w for i, w in enumerate(self.weights) if content >> i & 1) or 1.0
        self.masks: Masks = np.zeros((len(labels) + 1, len(text) // 8 + 1), dtype=np.uint8)
        found: Weights = np.zeros(len(labels) + 1)
        done: set[str] = set()
        for i in range(len(text) - 1):
            gram = text[i : i + 2]
            holders = labels.holders(gram)
            for j in (i, i + 1):
                self.masks[holders, j >> 3] |= np.uint8(1 << (j & 7))
            if gram in self._named and gram not in done:
                found[holders] += labels.weight(gram)
                done.add(gram)
        #: For each label how much of it stands in the question, by weight.
        self.completenesses: Weights = np.round(found / labels.wholes, EXACT)

    def shares(self, masks: Masks, of: int) -> Weights:
        """The weight of the characters of each of ``masks`` (N, bytes) that ``of`` marks, as a
        share of the weight of the content."""
        total: Weights = np.zeros(len(masks))
        values = np.arange(256)
        for place in range(masks.shape[1]):
            table: Weights = np.zeros(256)
            for bit in range(8):
                i = place * 8 + bit
                if of >> i & 1 and i < len(self.weights):
                    table += self.weights[i] * (values >> bit & 1)
            if table[-1]:
                total += table[masks[:, place]]
        return total / self.whole

    def coverage(self, mask: int) -> float:
        """The share of the content that the characters of ``mask`` make up."""
        mask &= self.content
        return sum(w for i, w in enumerate(self.weights) if mask >> i & 1) / self.whole

    def mask(self, labels: Iterable[str]) -> int:
        """The characters of the question that ``labels`` explain together."""
        mask = 0
        for label in labels:
            number = self._labels.number(label)
            mask |= self._of_labels[number] if number else self._explained(label)
        return mask

    @cached_property
    def _of_labels(self) -> list[int]:
        """The characters that each label explains, by its number."""
        return as_bits(self.masks)

    def _explained(self, label: str) -> int:
        """What a label explains that is none of a single fact (a title without its project)."""
        wanted = grams(label)
        spots = (i for i in range(len(self._text) - 1) if self._text[i : i + 2] in wanted)
        return sum({1 << i for spot in spots for i in (spot, spot + 1)})

    def completeness(self, label: str) -> float:
        """How much of ``label`` stands in the question, by weight."""
        if number := self._labels.number(label):
            return float(self.completenesses[number])
        wanted = {gram: self._labels.weight(gram) for gram in grams(label)}
        named = math.fsum(w for g, w in wanted.items() if g in self._named)
        return named / (math.fsum(wanted.values()) or 1.0)


def as_bits(masks: Masks) -> list[int]:
    """Each of ``masks`` (N, bytes) as one whole number, its first character the lowest bit."""
    data, width = masks.tobytes(), masks.shape[1]
    return [int.from_bytes(data[i : i + width], "little") for i in range(0, len(data), width)]


def _position_weights(labels: Labels, text: str) -> list[float]:
    """The weight of each character: that of the rarest known bigram that holds it."""
    unseen = UNSEEN * labels.weight("")
    weights = []
    for i in range(len(text)):
        around = [text[j : j + 2] for j in (i - 1, i) if 0 <= j < len(text) - 1]
        known = [labels.weight(gram) for gram in around if labels.knows(gram)]
        weights.append(max(known, default=unseen))
    return weights
