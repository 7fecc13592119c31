"""BM25 over tokens: the weights are computed once and kept as three arrays and a word list.

Nothing is pickled; the arrays are mapped into memory, so that opening costs next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Saturation of repeated words and correction for length. Less of both than usual: passages
#: are of one size, and a table repeats its words in every row (``eval/ablation.py``).
K1 = 0.9
B = 0.4
#: The files of one index, in its folder.
FILES = ("bm25-tokens.txt", "bm25-offsets.npy", "bm25-rows.npy", "bm25-weights.npy")


def rarity(texts: int, holding: int) -> float:
    """What a token weighs that ``holding`` of ``texts`` hold (its inverse document frequency)."""
    return float(np.log1p((texts - holding + 0.5) / (holding + 0.5)))


@dataclass(frozen=True, slots=True, eq=False)
class Bm25:
    """Weights of every (token, text) pair, token by token.

    The texts that hold token number ``t`` are ``rows[offsets[t]:offsets[t + 1]]`` and their
    weights stand at the same places of ``weights``. ``size`` is the number of texts.
    """

    tokens: dict[str, int]
    offsets: NDArray[Any]
    rows: NDArray[Any]
    weights: NDArray[Any]
    size: int

    @classmethod
    def fit(cls, texts: Sequence[Sequence[str]], k1: float = K1, b: float = B) -> Bm25:
        """The index of ``texts``, each a sequence of tokens; a text is known by its position."""
        counts = [Counter(text) for text in texts]
        lengths = np.array([len(text) for text in texts], dtype=np.float64)
        norms = k1 * (1 - b + b * lengths / max(1.0, lengths.mean() if len(texts) else 1.0))
        postings: dict[str, list[tuple[int, int]]] = {}
        for row, count in enumerate(counts):
            for token, times in count.items():
                postings.setdefault(token, []).append((row, times))
        names = sorted(postings)
        offsets = np.cumsum([0] + [len(postings[name]) for name in names], dtype=np.int64)
        rows = np.empty(offsets[-1], dtype=np.int32)
        weights = np.empty(offsets[-1], dtype=np.float32)
        for number, name in enumerate(names):
            pairs = np.array(postings[name])
            place = slice(offsets[number], offsets[number + 1])
            rare = rarity(len(texts), len(pairs))
            rows[place] = pairs[:, 0]
            weights[place] = rare * pairs[:, 1] * (k1 + 1) / (pairs[:, 1] + norms[pairs[:, 0]])
        return cls(
            dict(zip(names, range(len(names)), strict=True)), offsets, rows, weights, len(texts)
        )

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float32]:
        """The score of every text for a query's ``tokens``: float32, shape (size,).

        A token that is said twice counts once: repeating a word asks for nothing more.
        """
        total = np.zeros(self.size, dtype=np.float32)
        for token in dict.fromkeys(tokens):
            number = self.tokens.get(token)
            if number is not None:
                place = slice(self.offsets[number], self.offsets[number + 1])
                total[self.rows[place]] += self.weights[place]
        return total

    def save(self, folder: Path) -> None:
        """Writes ``FILES`` into ``folder``."""
        names, offsets, rows, weights = (folder / file for file in FILES)
        lines = (f"{token}\n" for token in self.tokens)
        names.write_text("".join(lines), encoding="utf-8", newline="\n")
        np.save(offsets, self.offsets, allow_pickle=False)
        np.save(rows, self.rows, allow_pickle=False)
        np.save(weights, self.weights, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """The index that ``save`` wrote for ``size`` texts; its arrays stay on disk."""
        names, *arrays = (folder / file for file in FILES)
        tokens = names.read_text(encoding="utf-8").splitlines()
        offsets, rows, weights = (
            np.load(array, mmap_mode="r", allow_pickle=False) for array in arrays
        )
        return cls(dict(zip(tokens, range(len(tokens)), strict=True)), offsets, rows, weights, size)
