"""Vectors of passages in FAISS: exact search by inner product. faiss is imported on use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.model import QaError

#: The files of one index, in its folder: the vectors, and where each passage's begin.
FILE, STARTS = "vectors.faiss", "vectors-starts.npy"
#: How many spans are fetched for each passage wanted: several may belong to one passage.
SPANS_EACH = 8


class Vectors:
    """The vectors of the spans of passages; a passage is known by its position.

    ``starts`` has one more entry than there are passages: the vectors of passage ``p`` are
    the rows ``starts[p]:starts[p + 1]`` of the index.
    """

    def __init__(self, index: Any, starts: NDArray[np.int64]) -> None:
        self._index = index
        self._starts = starts

    @classmethod
    def fit(cls, vectors: Sequence[NDArray[np.float32]], dimension: int) -> Vectors:
        """An index of passages, each given as its spans' vectors, shape (spans, dimension)."""
        import faiss

        index = faiss.IndexFlatIP(dimension)
        for rows in vectors:
            index.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(index, np.cumsum([0, *map(len, vectors)], dtype=np.int64))

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """The index that ``save`` wrote. Check the files' hashes first: faiss trusts blindly.

        Raises ``QaError`` for a file that is no index of vectors.
        """
        import faiss

        try:
            index = faiss.read_index(str(folder / FILE))
        except RuntimeError as error:
            raise QaError(f"向量文件读不出来：{folder / FILE}。请重新建立索引。") from error
        return cls(index, np.load(folder / STARTS, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Writes ``FILE`` and ``STARTS`` into ``folder``.

        Raises ``OSError`` where they cannot be written.
        """
        import faiss

        try:
            faiss.write_index(self._index, str(folder / FILE))
        except RuntimeError as error:
            raise OSError(f"faiss: {error}") from error
        np.save(folder / STARTS, self._starts, allow_pickle=False)

    def of(self, passage: int) -> NDArray[np.float32]:
        """The vectors of one passage's spans, shape (spans, dimension)."""
        first, end = int(self._starts[passage]), int(self._starts[passage + 1])
        vectors: NDArray[np.float32] = self._index.reconstruct_n(first, end - first)
        return vectors

    def nearest(
        self, query: NDArray[np.float32], k: int, passages: NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        """The ``k`` of ``passages`` nearest to ``query`` (shape (dimension,)), best first.

        Each with the cosine of its nearest span.
        """
        import faiss

        spans = [np.arange(self._starts[p], self._starts[p + 1]) for p in passages]
        rows = np.concatenate([np.empty(0, dtype=np.int64), *spans])
        wanted = min(k * SPANS_EACH, len(rows))
        if wanted == 0:
            return []
        chosen = faiss.SearchParameters()
        chosen.sel = faiss.IDSelectorBatch(rows)
        scores, found = self._index.search(query[np.newaxis, :], wanted, params=chosen)
        owners = np.searchsorted(self._starts, found[0], side="right") - 1
        best: dict[int, float] = {}
        for passage, score in zip(owners.tolist(), scores[0].tolist(), strict=True):
            best.setdefault(passage, score)
        return list(best.items())[:k]
