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

#: Characters in one word of a mask.
WORD = 64
_BITS, _FULL = np.dtype("<u8"), (1 << WORD) - 1

#: For each label (by its number) the characters of the question that it explains, one bit each, in
#: as many words as the question needs.
Masks = NDArray[np.uint64]
Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]
#: For each bit of a byte which of the 256 bytes have it, as 1 or 0.
_HAS_BIT: Weights = (np.arange(256) >> np.arange(8)[:, None] & 1).astype(np.float64)
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


class Reading:
    """The text of one question beside the labels of an index, whatever it asks: ``masks`` tell the
    characters that each label explains, ``weights`` how much each character tells."""

    def __init__(self, labels: Labels, text: str) -> None:
        self.labels = labels
        self.text = text
        self.grams = [text[i : i + 2] for i in range(len(text) - 1)]
        self.weights = _position_weights(labels, text)
        self.masks: Masks = np.zeros((len(labels) + 1, len(text) // WORD + 1), dtype=_BITS)
        for i, gram in enumerate(self.grams):
            holders = labels.holders(gram)
            word, bit = divmod(i, WORD)
            self.masks[holders, word] |= _BITS.type((3 << bit) & _FULL)
            if bit == WORD - 1:
                self.masks[holders, word + 1] |= _BITS.type(1)

    def mask(self, labels: Iterable[str]) -> int:
        """The characters of the question that ``labels`` explain together."""
        mask = 0
        for label in labels:
            number = self.labels.number(label)
            mask |= self._of_labels[number] if number else self._explained(label)
        return mask

    @cached_property
    def _of_labels(self) -> list[int]:
        """The characters that each label explains, by its number."""
        return as_bits(self.masks)

    def _explained(self, label: str) -> int:
        """What a label explains that is none of a single fact (a title without its project)."""
        wanted, mask = grams(label), 0
        for i, gram in enumerate(self.grams):
            if gram in wanted:
                mask |= 3 << i
        return mask


class Measure:
    """One question, against which labels are measured.

    ``content`` is a bit mask over the characters of its text: those that an answer has to
    explain; ``named`` marks those that may name a fact's own label (all of them unless given).
    """

    def __init__(self, reading: Reading, content: int, named: int = -1) -> None:
        self._reading = reading
        self._content = content
        self._shares: dict[int, float] = {}
        marked = (gram for i, gram in enumerate(reading.grams) if named >> i & 3 == 3)
        self._named = dict.fromkeys(marked)
        self._whole = self._weight(content) or 1.0
        labels = reading.labels
        holders = [labels.holders(gram) for gram in self._named]
        sizes = np.fromiter(map(len, holders), dtype=np.intp)
        weights: Weights = np.fromiter(map(labels.weight, self._named), dtype=np.float64)
        held = np.concatenate([_NOBODY, *holders])
        found = np.bincount(held, weights.repeat(sizes), len(labels) + 1)
        #: For each label how much of it stands in the question, by weight.
        self.completenesses: Weights = np.round(found / labels.wholes, EXACT)

    def shares(self, masks: Masks, of: int) -> Weights:
        """The weight of the characters of each of ``masks`` (N, words) that ``of`` marks, as a
        share of the weight of the content."""
        weights = self._reading.weights
        total: Weights = np.zeros(len(masks))
        places = np.ascontiguousarray(masks).view(np.uint8)
        for place in range(len(weights) // 8 + 1):
            wanted = [i for i in range(place * 8, min(place * 8 + 8, len(weights))) if of >> i & 1]
            if wanted:
                table: Weights = np.zeros(256)
                for i in wanted:
                    table += weights[i] * _HAS_BIT[i % 8]
                total += table[places[:, place]]
        return total / self._whole

    def coverage(self, mask: int) -> float:
        """The share of the content that the characters of ``mask`` make up."""
        explained = mask & self._content
        if explained not in self._shares:
            self._shares[explained] = self._weight(explained) / self._whole
        return self._shares[explained]

    def _weight(self, mask: int) -> float:
        return sum(w for i, w in enumerate(self._reading.weights) if mask >> i & 1)

    def mask(self, labels: Iterable[str]) -> int:
        """The characters of the question that ``labels`` explain together."""
        return self._reading.mask(labels)

    def completeness(self, label: str) -> float:
        """How much of ``label`` stands in the question, by weight."""
        labels = self._reading.labels
        if number := labels.number(label):
            return float(self.completenesses[number])
        wanted = {gram: labels.weight(gram) for gram in grams(label)}
        named = math.fsum(w for g, w in wanted.items() if g in self._named)
        return named / (math.fsum(wanted.values()) or 1.0)


def as_bits(masks: Masks) -> list[int]:
    """Each of ``masks`` (N, words) as one whole number, its first character the lowest bit."""
    data, width = masks.tobytes(), masks.shape[1] * _BITS.itemsize
    return [int.from_bytes(data[i : i + width], "little") for i in range(0, len(data), width)]


def as_mask(bits: int, width: int) -> Masks:
    """One whole number as a mask of so many words; what ``as_bits`` makes of it is ``bits``."""
    words = [bits >> WORD * i & _FULL for i in range(width)]
    return np.array(words, dtype=_BITS)


def _position_weights(labels: Labels, text: str) -> list[float]:
    """The weight of each character: that of the rarest known bigram that holds it."""
    unseen = UNSEEN * labels.weight("")
    weights = []
    for i in range(len(text)):
        around = [text[j : j + 2] for j in (i - 1, i) if 0 <= j < len(text) - 1]
        known = [labels.weight(gram) for gram in around if labels.knows(gram)]
        weights.append(max(known, default=unseen))
    return weights
