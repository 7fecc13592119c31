"""Vectors of passages in FAISS, searched by inner product. faiss is imported on use.

Few vectors are searched exactly; beyond ``EXACT_UP_TO`` they lie in cells around centres
(an inverted file), and a search looks into the cells nearest to the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.model import QaError

#: The files of one index, in its folder: the vectors, and where each passage's begin.
FILE, STARTS = "vectors.faiss", "vectors-starts.npy"
#: How many spans are fetched for each passage wanted: several may belong to one passage.
SPANS_EACH = 8
#: Measured on one core, 256 dimensions, 800 results: an exact search takes 7 ms over 10,000
#: vectors, 36 ms over 50,000 and 107 ms over 100,000, where 64 of 1,264 cells take 8 ms and
#: miss none of the nearest hundred. A graph (HNSW) took longer to build and to search.
EXACT_UP_TO = 50_000
#: Into how many cells a search looks.
CELLS_SEEN = 64


class Vectors:
    """The vectors of the spans of passages; a passage is known by its position.

    ``starts`` has one more entry than there are passages: the vectors of passage ``p`` are
    the rows ``starts[p]:starts[p + 1]`` of the index.
    """

    def __init__(self, index: Any, starts: NDArray[np.int64]) -> None:
        self._index = index
        self._starts = starts
        self._cells: int = getattr(index, "nlist", 0)
        if self._cells:
            index.make_direct_map()  # or ``of`` would look through every cell

    @classmethod
    def fit(
        cls,
        vectors: Sequence[NDArray[np.float32]],
        dimension: int,
        exact_up_to: int = EXACT_UP_TO,
    ) -> Vectors:
        """An index of passages, each given as its spans' vectors, shape (spans, dimension).

        The same vectors give the same index.
        """
        empty = np.empty((0, dimension), dtype=np.float32)
        rows = np.ascontiguousarray(np.concatenate([empty, *vectors]), dtype=np.float32)
        index = _flat(dimension) if len(rows) <= exact_up_to else _in_cells(rows)
        index.add(rows)
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

    @property
    def is_exact(self) -> bool:
        """Whether every search looks at every vector."""
        return self._cells == 0

    def of(self, passage: int) -> NDArray[np.float32]:
        """The vectors of one passage's spans, shape (spans, dimension)."""
        rows = np.arange(self._starts[passage], self._starts[passage + 1])
        vectors: NDArray[np.float32] = self._index.reconstruct_batch(rows)
        return vectors

    def nearest(
        self, query: NDArray[np.float32], k: int, passages: NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        """The ``k`` of ``passages`` nearest to ``query`` (shape (dimension,)), best first.

        Each with the cosine of its nearest span.
        """
        spans = [np.arange(self._starts[p], self._starts[p + 1]) for p in passages]
        rows = np.concatenate([np.empty(0, dtype=np.int64), *spans])
        wanted = min(k * SPANS_EACH, len(rows))
        if wanted == 0:
            return []
        parameters = self._parameters(rows)
        scores, found = self._index.search(query[np.newaxis, :], wanted, params=parameters)
        seen = found[0] >= 0  # cells may hold fewer than were wanted
        owners = np.searchsorted(self._starts, found[0][seen], side="right") - 1
        best: dict[int, float] = {}
        for passage, score in zip(owners.tolist(), scores[0][seen].tolist(), strict=True):
            best.setdefault(passage, score)
        return list(best.items())[:k]

    def _parameters(self, rows: NDArray[np.int64]) -> Any:
        """Search among ``rows`` only; where these are few, in all cells, and so exactly."""
        import faiss

        chosen = faiss.IDSelectorBatch(rows)
        if self.is_exact:
            exact = faiss.SearchParameters()
            exact.sel = chosen
            return exact
        cells = faiss.SearchParametersIVF()
        cells.sel = chosen
        cells.nprobe = self._cells if len(rows) <= EXACT_UP_TO else CELLS_SEEN
        return cells


def _flat(dimension: int) -> Any:
    import faiss

    return faiss.IndexFlatIP(dimension)


def _in_cells(rows: NDArray[np.float32]) -> Any:
    """An inverted file with about four cells for each vector of a cell, as faiss advises."""
    import faiss

    dimension = rows.shape[1]
    index = faiss.IndexIVFFlat(
        faiss.IndexFlatIP(dimension), dimension, 4 * isqrt(len(rows)), faiss.METRIC_INNER_PRODUCT
    )
    index.train(rows)
    return index
