"""Vectors of passages in FAISS, searched by inner product. faiss is imported on use.

Few vectors are searched exactly; beyond ``EXACT_UP_TO`` they lie in cells around centres
(an inverted file, in half precision), and a search looks into the cells nearest to the query.
Either way the vectors stay on disk, mapped into memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qa.index.closing import Closing
from qa.model import QaError

#: The files of one index, in its folder: the vectors, and where each passage's begin.
FILE, STARTS = "vectors.faiss", "vectors-starts.npy"
#: How many spans are fetched for each passage wanted: several may belong to one passage.
SPANS_EACH = 8
#: Measured on one core, 256 dimensions, 800 results: an exact search takes 7 ms over 10,000
#: vectors, 36 ms over 50,000 and 107 ms over 100,000. A graph (HNSW) took longer to build and
#: to search than cells.
EXACT_UP_TO = 50_000
#: Into how many cells a search looks. Of 441 with 195,000 vectors, 64 hold 94.6 % of the ten
#: nearest passages (1.9 ms), 96 hold 95.2 % (2.8 ms), all 97.0 % (11 ms).
CELLS_SEEN = 96
#: So many of the rows asked for are fetched out of their cells and compared one by one.
FETCHED_UP_TO = 10_000
#: A change of the documents keeps the cells while their number is so near to what it would be
#: if they were made anew: finding them, and each vector's, is most of the work.
MAY_DIFFER = 0.1
#: Vectors for each cell's centre to be found with, rounds of finding them, and vectors that
#: are put into cells at a time.
SAMPLE_EACH, ROUNDS, AT_A_TIME = 64, 10, 20_000


class Vectors:
    """The vectors of the spans of passages; a passage is known by its position.

    ``starts`` has one more entry than there are passages: the vectors of passage ``p`` are
    the rows ``starts[p]:starts[p + 1]`` of the index.
    """

    def __init__(self, index: Any, starts: NDArray[np.int64]) -> None:
        self._index = index
        self._starts = starts
        self._cells: int = getattr(index, "nlist", 0)
        self._mapping = Lock()
        self._is_mapped = False

    @classmethod
    def fit(
        cls,
        vectors: Iterable[NDArray[np.float32]],
        dimension: int,
        exact_up_to: int = EXACT_UP_TO,
        folder: Path | None = None,
    ) -> Vectors:
        """An index of passages, each given as its spans' vectors, shape (spans, dimension).

        The same vectors give the same index.
        """
        with Spool(dimension, folder) as spool:
            for spans in vectors:
                spool.add(spans, [len(spans)])
            return spool.index(exact_up_to)

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """The index that ``save`` wrote. Check the files' hashes first: faiss trusts blindly.

        Raises ``QaError`` for a file that is no index of vectors.
        """
        import faiss

        try:
            index = faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise QaError(f"向量文件读不出来：{folder / FILE}。请重新建立索引。") from error
        return cls(index, np.load(folder / STARTS, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Writes ``FILE`` and ``STARTS`` into ``folder``.

        Raises ``OSError`` where they cannot be written.
        """
        import faiss

        try:
            faiss.write_index(self._index, str(folder / FILE))  # never a copy of it in memory
        except RuntimeError as error:
            raise OSError(str(error)) from error
        np.save(folder / STARTS, self._starts, allow_pickle=False)

    @property
    def is_exact(self) -> bool:
        """Whether every search looks at every vector."""
        return self._cells == 0

    def of(self, passage: int) -> NDArray[np.float32]:
        """The vectors of one passage's spans, shape (spans, dimension)."""
        return self._rows(np.arange(self._starts[passage], self._starts[passage + 1]))

    def nearest(
        self, query: NDArray[np.float32], k: int, passages: NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        """The ``k`` of ``passages`` nearest to ``query`` (shape (dimension,)), best first.

        Each with the cosine of its nearest span.
        """
        # Naming every row costs more than a search among all of them.
        rows = None if len(passages) == len(self._starts) - 1 else self._spans(passages)
        wanted = min(k * SPANS_EACH, self._index.ntotal if rows is None else len(rows))
        if wanted == 0:
            return []
        if rows is not None and not self.is_exact and len(rows) <= FETCHED_UP_TO:
            scores, found = _compared(self._rows(rows) @ query, rows, wanted)
        else:
            parameters = self._parameters(rows)
            (scores,), (found,) = self._index.search(query[None], wanted, params=parameters)
        seen = found >= 0  # cells may hold fewer than were wanted
        owners = np.searchsorted(self._starts, found[seen], side="right") - 1
        best: dict[int, float] = {}
        for passage, score in zip(owners.tolist(), scores[seen].tolist(), strict=True):
            best.setdefault(passage, score)
        return list(best.items())[:k]

    def _spans(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of the spans of ``passages``, passage by passage."""
        starts = self._starts[passages]
        counts = self._starts[passages + 1] - starts
        before = np.cumsum(counts) - counts
        rows: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        return rows

    def kept(self, passages: NDArray[np.int64]) -> Kept:
        """The vectors of ``passages``, to be taken over into another index."""
        counts = self._starts[passages + 1] - self._starts[passages]
        return Kept(self._index, self._cells, self._spans(passages), counts, self._rows)

    def _rows(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        with self._mapping:
            if self._cells and not self._is_mapped:
                self._index.make_direct_map()  # or every cell would be looked through
                self._is_mapped = True
        vectors: NDArray[np.float32] = self._index.reconstruct_batch(rows)
        return vectors

    def _parameters(self, rows: NDArray[np.int64] | None) -> Any:
        """Search among ``rows`` only, or among all."""
        import faiss

        found: Any = faiss.SearchParameters() if self.is_exact else faiss.SearchParametersIVF()
        if not self.is_exact:
            found.nprobe = min(CELLS_SEEN, self._cells)
        if rows is not None:
            marks = np.zeros(self._index.ntotal, dtype=bool)
            marks[rows] = True
            bitmap: Any = faiss.IDSelectorBitmap  # its types leave out that it takes an array
            found.sel = bitmap(np.packbits(marks, bitorder="little"))
        return found


@dataclass(frozen=True, slots=True)
class Kept:
    """The vectors ``spans`` of an index, with how many of them each passage has; ``rows`` reads
    them out of it."""

    index: Any
    cells: int
    spans: NDArray[np.int64]
    counts: NDArray[np.int64]
    rows: Callable[[NDArray[np.int64]], NDArray[np.float32]]

    def fits(self, total: int) -> bool:
        """Whether the cells of the index would do for so many vectors."""
        return abs(self.cells / isqrt(total) - 1) <= MAY_DIFFER

    def in_cells(self, dimension: int) -> Any:
        """An inverted file of these vectors alone, each in the cell that it was in."""
        import faiss

        index, old = _cells(dimension, self.cells), self.index.invlists
        index.quantizer.add(self.index.quantizer.reconstruct_n(0, self.cells))
        index.is_trained = True
        places = np.full(self.index.ntotal, -1, dtype=np.int64)
        places[self.spans] = np.arange(len(self.spans))
        for cell in range(self.cells):
            size = old.list_size(cell)
            if size == 0:
                continue
            held = places[faiss.rev_swig_ptr(old.get_ids(cell), size)]
            codes = faiss.rev_swig_ptr(old.get_codes(cell), size * index.code_size)
            stays = held >= 0
            ids, kept = held[stays], codes.reshape(size, -1)[stays]
            pointers = faiss.swig_ptr(ids), faiss.swig_ptr(kept)
            index.invlists.add_entries(cell, len(ids), *pointers)
        index.ntotal = len(self.spans)
        return index


class Spool(Closing):
    """The vectors of passages that come one after the other; used as a context.

    They wait in an unnamed file in ``folder`` until the index is made: memory does not grow.
    Those that are kept of another index wait there.
    """

    def __init__(self, dimension: int, folder: Path | None = None) -> None:
        self._dimension = dimension
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (see ``close``)
        self._counts: list[NDArray[np.int64]] = [np.zeros(1, dtype=np.int64)]
        self._kept: Kept | None = None

    def close(self) -> None:
        """Lets go of what was added."""
        self._file.close()

    def keep(self, kept: Kept) -> None:
        """Begins with what is ``kept`` of another index, before anything is added."""
        self._kept = kept
        self._counts.append(kept.counts)

    def add(self, vectors: NDArray[np.float32], counts: ArrayLike) -> None:
        """Adds passages that have so many spans each; shape (spans, dimension)."""
        self._file.write(np.ascontiguousarray(vectors, dtype=np.float32).data)
        self._counts.append(np.asarray(counts, dtype=np.int64))

    def index(self, exact_up_to: int = EXACT_UP_TO) -> Vectors:
        """The index of what was added."""
        starts = np.cumsum(np.concatenate(self._counts))
        total = int(starts[-1])
        if total > exact_up_to and self._kept is not None and self._kept.fits(total):
            index, remaining = self._kept.in_cells(self._dimension), self._added()
        else:
            index = _flat(self._dimension) if total <= exact_up_to else self._in_cells(total)
            remaining = self._all()
        for rows in remaining:
            index.add(rows)
        return Vectors(index, starts)

    def _in_cells(self, total: int) -> Any:
        """An empty inverted file with the cells of all: as many as a cell holds vectors."""
        cells = isqrt(total)
        index = _cells(self._dimension, cells)
        sample, before = [], 0
        step = max(1, total // (SAMPLE_EACH * cells))
        for rows in self._all():  # every ``step``-th of them
            sample.append(np.array(rows[-before % step :: step]))
            before += len(rows)
        index.train(np.concatenate(sample))
        return index

    def _all(self) -> Iterator[NDArray[np.float32]]:
        """All vectors, some at a time."""
        if self._kept is not None:
            for start in range(0, len(self._kept.spans), AT_A_TIME):
                yield self._kept.rows(self._kept.spans[start : start + AT_A_TIME])
        yield from self._added()

    def _added(self) -> Iterator[NDArray[np.float32]]:
        """Those that were added; mapped into memory, all of them would count as memory that a
        build takes."""
        self._file.seek(0)
        while block := self._file.read(AT_A_TIME * self._dimension * 4):
            yield np.frombuffer(block, dtype=np.float32).reshape(-1, self._dimension)


def _compared(
    scores: NDArray[np.float32], rows: NDArray[np.int64], wanted: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The ``wanted`` best of ``scores``, best first, and their ``rows``."""
    order = np.argsort(-scores, kind="stable")[:wanted]
    return scores[order], rows[order]


def _flat(dimension: int) -> Any:
    import faiss

    return faiss.IndexFlatIP(dimension)


def _cells(dimension: int, cells: int) -> Any:
    import faiss

    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        cells,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.cp.niter = ROUNDS
    return index
