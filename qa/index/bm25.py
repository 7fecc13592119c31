"""BM25 over tokens: the weights are computed once and kept as four arrays.

Nothing is pickled; the arrays are mapped into memory, so that opening costs next to nothing,
and they are written part by part (``qa.index.postings``), so that a build holds no more than one
part of them. A token is known by a number of 64 bits made of it: with ten million different
tokens, the chance that any two of them share one is below 1 in 300,000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Saturation of repeated words and correction for length. Less of both than usual: passages
#: are of one size, and a table repeats its words in every row (``eval/ablation.py``).
K1 = 0.9
B = 0.4
#: The files of one index, in its folder.
FILES = ("bm25-tokens.npy", "bm25-offsets.npy", "bm25-rows.npy", "bm25-weights.npy")
#: How many tokens are known by their numbers without being hashed again.
REMEMBERED = 100_000


def rarity(texts: int, holding: NDArray[np.int64]) -> NDArray[np.float64]:
    """What tokens weigh of which each is held by so many of ``texts`` (their inverse document
    frequency)."""
    found: NDArray[np.float64] = np.log1p((texts - holding + 0.5) / (holding + 0.5))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Bm25:
    """Weights of every (token, text) pair, token by token.

    ``tokens`` holds the numbers of all tokens, ascending. The texts that hold the token at
    place ``t`` are ``rows[offsets[t]:offsets[t + 1]]`` and their weights stand at the same
    places of ``weights``. ``size`` is the number of texts.
    """

    tokens: NDArray[Any]
    offsets: NDArray[Any]
    rows: NDArray[Any]
    weights: NDArray[Any]
    size: int

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float32]:
        """The score of every text for a query's ``tokens``: float32, shape (size,).

        A token that is said twice counts once: repeating a word asks for nothing more.
        """
        total = np.zeros(self.size, dtype=np.float32)
        numbers = np.array([number_of(token) for token in dict.fromkeys(tokens)], dtype=np.uint64)
        places = np.searchsorted(self.tokens, numbers)
        known = places < len(self.tokens)
        places = places[known][self.tokens[places[known]] == numbers[known]]
        starts, ends = self.offsets[places].tolist(), self.offsets[places + 1].tolist()
        for start, end in zip(starts, ends, strict=True):
            # No row stands twice; += would read and write each of them twice.
            np.add.at(total, self.rows[start:end], self.weights[start:end])
        return total

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """The index that was written into ``folder`` of ``size`` texts; its arrays stay on disk."""
        # As plain arrays: every slice of a np.memmap costs more than what is done with it.
        tokens, offsets, rows, weights = (
            np.asarray(np.load(folder / file, "r", allow_pickle=False)) for file in FILES
        )
        return cls(tokens, offsets, rows, weights, size)


@lru_cache(REMEMBERED)
def number_of(token: str) -> np.uint64:
    """The number that stands for ``token``, the same everywhere and always."""
    digest = hashlib.blake2b(token.encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))
