"""Vectors of passages in FAISS: exact search by inner product. faiss is imported on use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.model import QaError

FILE = "vectors.faiss"


class Vectors:
    """The vectors of an index, known by their position."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def fit(cls, vectors: NDArray[np.float32]) -> Vectors:
        """An index of ``vectors``, shape (passages, dimension), each of length 1."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """The index that ``save`` wrote. Check the file's hash first: faiss trusts it blindly.

        Raises ``QaError`` for a file that is no index of vectors.
        """
        import faiss

        try:
            return cls(faiss.read_index(str(folder / FILE)))
        except RuntimeError as error:
            raise QaError(f"向量文件读不出来：{folder / FILE}。请重新建立索引。") from error

    def save(self, folder: Path) -> None:
        """Writes ``FILE`` into ``folder``."""
        import faiss

        faiss.write_index(self._index, str(folder / FILE))

    @property
    def all(self) -> NDArray[np.float32]:
        """Every vector, shape (passages, dimension)."""
        vectors: NDArray[np.float32] = self._index.reconstruct_n(0, self._index.ntotal)
        return vectors

    def nearest(
        self, query: NDArray[np.float32], k: int, rows: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` positions nearest to ``query`` (shape (dimension,)) with their cosines.

        Best first; only among ``rows`` where given.
        """
        import faiss

        k = min(k, self._index.ntotal if rows is None else len(rows))
        if k == 0:
            return []
        chosen = None
        if rows is not None:
            selector = faiss.IDSelectorBatch(np.ascontiguousarray(rows, dtype=np.int64))
            chosen = faiss.SearchParameters()
            chosen.sel = selector
        scores, found = self._index.search(query[np.newaxis, :], k, params=chosen)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [(row, score) for row, score in pairs if row >= 0]
