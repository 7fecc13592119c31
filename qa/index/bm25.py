"""BM25 over tokens: the weights are computed once and kept as four arrays.

Nothing is pickled; the arrays are mapped into memory, so that opening costs next to nothing,
and they are written part by part, so that a build holds no more than one part of them. A token
is known by a number of 64 bits made of it: with ten million different tokens, the chance that
any two of them share one is below 1 in 300,000.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

#: Saturation of repeated words and correction for length. Less of both than usual: passages
#: are of one size, and a table repeats its words in every row (``eval/ablation.py``).
K1 = 0.9
B = 0.4
#: The files of one index, in its folder.
FILES = ("bm25-tokens.npy", "bm25-offsets.npy", "bm25-rows.npy", "bm25-weights.npy")
#: Texts whose tokens are counted at a time, and parts into which the tokens of all are sorted
#: (by the first bits of their numbers) to be put in order one part after the other.
AT_A_TIME, PARTS = 2_000, 16
#: How often a token (by its number) stands in a text (by its row).
_COUNTED = np.dtype([("token", np.uint64), ("row", np.int32), ("times", np.int32)])


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

    @classmethod
    def fit(cls, texts: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> Bm25:
        """The index of ``texts``, each a sequence of tokens; a text is known by its position."""
        with tempfile.TemporaryDirectory() as name:
            size = write(Path(name), texts, k1, b)
            return cls._of(Path(name), size, mapped=False)

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float32]:
        """The score of every text for a query's ``tokens``: float32, shape (size,).

        A token that is said twice counts once: repeating a word asks for nothing more.
        """
        total = np.zeros(self.size, dtype=np.float32)
        for token in dict.fromkeys(tokens):
            number = number_of(token)
            at = int(np.searchsorted(self.tokens, number))
            if at < len(self.tokens) and self.tokens[at] == number:
                place = slice(self.offsets[at], self.offsets[at + 1])
                total[self.rows[place]] += self.weights[place]
        return total

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """The index that ``write`` made of ``size`` texts; its arrays stay on disk."""
        return cls._of(folder, size, mapped=True)

    @classmethod
    def _of(cls, folder: Path, size: int, *, mapped: bool) -> Bm25:
        # As plain arrays: every slice of a np.memmap costs more than what is done with it.
        tokens, offsets, rows, weights = (
            np.asarray(np.load(folder / file, "r" if mapped else None, allow_pickle=False))
            for file in FILES
        )
        return cls(tokens, offsets, rows, weights, size)


def number_of(token: str) -> np.uint64:
    """The number that stands for ``token``, the same everywhere and always."""
    digest = hashlib.blake2b(token.encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))


def write(folder: Path, texts: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> int:
    """Writes ``FILES`` into ``folder``; returns the number of texts.

    Memory holds ``AT_A_TIME`` texts and one of the ``PARTS``, however many texts there are.
    """
    with ExitStack() as stack:
        # Unnamed files: whatever becomes of the build, nothing of them stays.
        parts = [stack.enter_context(tempfile.TemporaryFile(dir=folder)) for _ in range(PARTS)]
        lengths = _count(texts, parts)
        norms = k1 * (1 - b + b * lengths / max(1.0, lengths.mean() if len(lengths) else 1.0))
        total = sum(part.tell() for part in parts) // _COUNTED.itemsize
        rows = open_memmap(folder / FILES[2], "w+", np.int32, (total,))
        weights = open_memmap(folder / FILES[3], "w+", np.float32, (total,))
        tokens: list[NDArray[np.uint64]] = []
        starts: list[NDArray[np.int64]] = []
        done = 0
        for part in parts:
            pairs, first = _in_order(part)
            place = slice(done, done + len(pairs))
            rows[place] = pairs["row"]
            weights[place] = _weights(pairs, first, norms, k1)
            tokens.append(pairs["token"][first])
            starts.append(first + done)
            done += len(pairs)
        np.save(folder / FILES[0], np.concatenate(tokens), allow_pickle=False)
        np.save(folder / FILES[1], np.append(np.concatenate(starts), total), allow_pickle=False)
    return len(lengths)


def _in_order(part: IO[bytes]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The pairs of a part, token by token and text by text; where each token begins."""
    part.seek(0)
    pairs = np.frombuffer(part.read(), dtype=_COUNTED)
    pairs = pairs[np.argsort(pairs["token"], kind="stable")]
    first = np.flatnonzero(np.diff(pairs["token"], prepend=pairs["token"][:1] + np.uint64(1)))
    return pairs, first


def _weights(
    pairs: NDArray[Any], first: NDArray[np.int64], norms: NDArray[np.float64], k1: float
) -> NDArray[np.float64]:
    """What each pair adds to its text's score (Robertson and Zaragoza 2009, with the logarithm
    of Lucene, which is never negative)."""
    held = np.diff(np.append(first, len(pairs)))
    rare = np.repeat(rarity(len(norms), held), held)
    times = pairs["times"]
    found: NDArray[np.float64] = rare * times * (k1 + 1) / (times + norms[pairs["row"]])
    return found


def _count(texts: Iterable[Sequence[str]], parts: Sequence[IO[bytes]]) -> NDArray[np.float64]:
    """Sorts the tokens of ``texts`` into ``parts``; the lengths of the texts."""
    lengths: list[int] = []
    bounds = np.linspace(0, 2.0**64, PARTS + 1)[1:-1].astype(np.uint64)
    remaining = iter(texts)
    while some := list(islice(remaining, AT_A_TIME)):
        counts = [Counter(text) for text in some]
        numbers = {token: number_of(token) for token in set().union(*counts)}
        held = sum(map(len, counts))
        pairs = np.empty(held, dtype=_COUNTED)
        pairs["token"] = np.fromiter((numbers[t] for c in counts for t in c), np.uint64, held)
        rows = np.arange(len(lengths), len(lengths) + len(some))
        pairs["row"] = np.repeat(rows, [len(count) for count in counts])
        pairs["times"] = np.fromiter((n for c in counts for n in c.values()), np.int32, held)
        lengths += map(len, some)
        owners = np.searchsorted(bounds, pairs["token"], side="right")
        for number, part in enumerate(parts):
            part.write(pairs[owners == number].tobytes())
    return np.array(lengths, dtype=np.float64)
