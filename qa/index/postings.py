"""How often each token stands in each text, put in order and weighed: the files of ``Bm25``.

Whatever the number of texts, memory holds one of the ``PARTS`` of what was counted. The counts
are written beside the weights, so that the next build takes those of the texts that it keeps
from there (``Postings.keep``), and no text is cut twice.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from qa.index.bm25 import FILES, K1, B, Bm25, number_of, rarity
from qa.index.closing import Closing

#: Beside the files of ``Bm25``: how often each token stands in each of its texts.
TIMES = "bm25-times.npy"
#: Parts into which the tokens are sorted, by the first bits of their numbers, to be put in order
#: one part after the other; counts that are taken over at a time; texts that are counted so.
PARTS, AT_A_TIME, TEXTS_AT_A_TIME = 16, 1 << 20, 1_000
#: How often a token (by its number) stands in a text (by its row).
_COUNTED = np.dtype([("token", np.uint64), ("row", np.int32), ("times", np.int32)])
_BOUNDS = np.linspace(0, 2.0**64, PARTS + 1)[1:-1].astype(np.uint64)


class Postings(Closing):
    """The counts of texts that come one after the other; used as a context.

    A text is known by its row: how many came before it.
    """

    def __init__(self, folder: Path) -> None:
        """The counts wait in unnamed files in ``folder``: whatever becomes of the build, nothing
        of them stays."""
        self._files = ExitStack()
        self._folder = folder
        self._parts: list[IO[bytes]] = []
        for _ in range(PARTS):
            waiting = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (see ``close``)
            self._parts.append(self._files.enter_context(waiting))
        self._lengths: list[NDArray[np.float64]] = []
        self._size = 0
        self._most = 0

    def close(self) -> None:
        """Lets go of what was added."""
        self._files.close()

    def add(self, texts: Sequence[Mapping[str, int]]) -> None:
        """Adds ``texts``, each given as its tokens and how often they stand in it."""
        held = sum(map(len, texts))
        pairs = np.empty(held, dtype=_COUNTED)
        numbers = map(number_of, chain.from_iterable(texts))
        pairs["token"] = np.fromiter(numbers, np.uint64, held)
        rows = np.arange(self._size, self._size + len(texts))
        pairs["row"] = np.repeat(rows, [len(text) for text in texts])
        times = chain.from_iterable(text.values() for text in texts)
        pairs["times"] = np.fromiter(times, np.int32, held)
        self._sort(pairs)
        self._grow(np.array([sum(text.values()) for text in texts], dtype=np.float64))

    def keep(self, folder: Path, kept: NDArray[np.bool_]) -> None:
        """Adds those texts of the index in ``folder`` that are ``kept``: bool, one for each."""
        old = Bm25.load(folder, len(kept))
        counted = np.load(folder / TIMES, "r", allow_pickle=False)
        rows = np.cumsum(kept) - 1 + self._size
        lengths = np.zeros(len(kept), dtype=np.float64)
        starts = np.searchsorted(old.offsets, np.arange(0, len(old.rows), AT_A_TIME))
        for first, last in pairwise(np.unique([*starts, len(old.tokens)])):
            place = slice(old.offsets[first], old.offsets[last])
            row, times = old.rows[place], counted[place]
            lengths += np.bincount(row, times, len(kept))
            here = kept[row]
            pairs = np.empty(np.count_nonzero(here), dtype=_COUNTED)
            held = np.diff(old.offsets[first : last + 1])
            pairs["token"] = np.repeat(old.tokens[first:last], held)[here]
            pairs["row"], pairs["times"] = rows[row[here]], times[here]
            self._sort(pairs)
        self._grow(lengths[kept])

    def _sort(self, pairs: NDArray[Any]) -> None:
        self._most = max(self._most, pairs["times"].max(initial=0))
        owners = np.searchsorted(_BOUNDS, pairs["token"], side="right")
        for number, part in enumerate(self._parts):
            part.write(pairs[owners == number].tobytes())

    def _grow(self, lengths: NDArray[np.float64]) -> None:
        self._lengths.append(lengths)
        self._size += len(lengths)

    def write(self, k1: float = K1, b: float = B) -> int:
        """Writes ``FILES`` and ``TIMES`` into the folder; returns the number of texts."""
        lengths = np.concatenate([np.empty(0), *self._lengths])
        norms = k1 * (1 - b + b * lengths / max(1.0, lengths.mean() if len(lengths) else 1.0))
        total = sum(part.tell() for part in self._parts) // _COUNTED.itemsize
        rows = open_memmap(self._folder / FILES[2], "w+", np.int32, (total,))
        weights = open_memmap(self._folder / FILES[3], "w+", np.float32, (total,))
        times = open_memmap(self._folder / TIMES, "w+", np.min_scalar_type(self._most), (total,))
        tokens: list[NDArray[np.uint64]] = []
        starts: list[NDArray[np.int64]] = []
        done = 0
        for part in self._parts:
            pairs, first = _in_order(part)
            place = slice(done, done + len(pairs))
            rows[place], times[place] = pairs["row"], pairs["times"]
            weights[place] = _weights(pairs, first, norms, k1)
            tokens.append(pairs["token"][first])
            starts.append(first + done)
            done += len(pairs)
        np.save(self._folder / FILES[0], np.concatenate(tokens), allow_pickle=False)
        offsets = np.append(np.concatenate(starts), total)
        np.save(self._folder / FILES[1], offsets, allow_pickle=False)
        return self._size


def write(folder: Path, texts: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> int:
    """Writes the index of ``texts``, each a sequence of tokens, into ``folder``; returns their
    number."""
    with Postings(folder) as postings:
        remaining = iter(texts)
        while some := list(islice(remaining, TEXTS_AT_A_TIME)):
            postings.add([Counter(text) for text in some])
        return postings.write(k1, b)


def fit(texts: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> Bm25:
    """The index of ``texts`` in memory; a text is known by its position."""
    with tempfile.TemporaryDirectory() as name:
        found = Bm25.load(Path(name), write(Path(name), texts, k1, b))
        tokens, offsets = np.array(found.tokens), np.array(found.offsets)
        return Bm25(tokens, offsets, np.array(found.rows), np.array(found.weights), found.size)


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
