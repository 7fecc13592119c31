"""A search: resolve the documents, let each leg score their passages, fuse the scores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from qa.model import QaError
from qa.retrieve.fuse import best, by_rank, by_score
from qa.retrieve.resolve import Document, meant, weigh

if TYPE_CHECKING:
    from qa.index.bm25 import Bm25
    from qa.index.encoder import Encoder
    from qa.index.segment import Segmenter
    from qa.index.vectors import Vectors

Leg = Literal["bm25", "dense"]
Fusion = Literal["score", "rank"]
_FUSIONS = {"score": by_score, "rank": by_rank}
#: How far down a leg's ranking a passage may stand and still take part in the fusion.
DEPTH = 100
#: Documents that fit the query this much worse than the best one do not take part.
FAR = 0.3
#: What each leg's opinion is worth in the fusion (``eval/ablation.md``).
WEIGHTS: dict[Leg, float] = {"bm25": 1.0, "dense": 0.5}


class Searcher(Protocol):
    """What searches one generation; it knows each passage by a number of its own, its row."""

    def among(self, docs: Collection[str]) -> NDArray[np.int64]:
        """What ``scores`` is to look at so that it sees the passages of ``docs``."""
        ...

    def place(self, row: int) -> tuple[int, str]:
        """The id of a passage and its document."""
        ...

    def scores(
        self, leg: Leg, query: str, among: NDArray[np.int64], depth: int
    ) -> dict[int, float]:
        """What one leg thinks of ``query``: the best ``depth`` rows, best first, above 0."""
        ...


@dataclass(frozen=True)
class FileSearcher:
    """The search files of one generation, each loaded when a leg first needs it.

    ``places`` names the (passage id, document) behind every row of the files.
    """

    folder: Path
    places: tuple[tuple[int, str], ...]
    make_encoder: Callable[[], Encoder]

    @cached_property
    def segmenter(self) -> Segmenter:
        """Cuts as the passages were cut."""
        from qa.index.encoder import package_segmenter

        return package_segmenter()

    @cached_property
    def bm25(self) -> Bm25:
        """The word index."""
        from qa.index.bm25 import Bm25

        return Bm25.load(self.folder, len(self.places))

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of the passages."""
        from qa.index.vectors import Vectors

        return Vectors.load(self.folder)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors."""
        return self.make_encoder()

    @cached_property
    def _owners(self) -> tuple[dict[str, int], NDArray[np.int64]]:
        """A number for every document, and that of the document behind each row."""
        numbers = {doc: at for at, doc in enumerate(dict.fromkeys(doc for _, doc in self.places))}
        return numbers, np.array([numbers[doc] for _, doc in self.places], dtype=np.int64)

    def among(self, docs: Collection[str]) -> NDArray[np.int64]:
        """The rows of the passages of ``docs``, ascending."""
        numbers, owners = self._owners
        chosen = np.zeros(len(numbers), dtype=bool)
        chosen[[numbers[doc] for doc in docs if doc in numbers]] = True
        return np.flatnonzero(chosen[owners])

    def place(self, row: int) -> tuple[int, str]:
        """See ``Searcher``."""
        return self.places[row]

    def scores(
        self, leg: Leg, query: str, among: NDArray[np.int64], depth: int
    ) -> dict[int, float]:
        """See ``Searcher``; ``among`` holds rows."""
        if leg == "bm25":
            found = self.bm25.scores(self.segmenter.tokens(query))
            if len(among) < len(found):
                found = found[among]
            order = _highest(found, depth)
            return {int(among[place]): float(found[place]) for place in order if found[place] > 0}
        (vector,) = self.encoder.encode([query], query=True)
        nearest = self.vectors.nearest(vector, depth, among)
        return {row: score for row, score in nearest if score > 0}


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The places of the ``count`` highest scores, highest first, equals in their order."""
    if count < len(scores):
        places = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")][:count]


def search(
    searcher: Searcher,
    query: str,
    documents: Sequence[Document],
    *,
    k: int = 10,
    docs: Collection[str] | None = None,
    legs: Sequence[Leg] = ("bm25", "dense"),
    resolve: bool = True,
    fusion: Fusion = "score",
) -> list[tuple[int, float]]:
    """The ``k`` best rows of ``searcher`` for ``query`` with their scores, best first.

    Scores lie between 0 and 1. Raises ``QaError`` for an unknown leg or a ``k`` below 1.
    """
    _check(k, legs)
    chosen = [document for document in documents if docs is None or document.doc in docs]
    text, fits = query, {document.doc: 1.0 for document in chosen}
    if resolve:
        said = meant(query, dict.fromkeys(document.profile.unit_name for document in documents))
        fits = dict(weigh(said, chosen))
        # The resolved documents all bear the unit's name: in the query it would only drown
        # what is asked for.
        text = said.topic or query
    top = max(fits.values(), default=0.0)
    near = {doc: fit / top for doc, fit in fits.items() if fit >= FAR * top}
    among = searcher.among(near)
    found = [searcher.scores(leg, text, among, max(DEPTH, k)) for leg in legs]
    weights = [WEIGHTS[leg] for leg in legs]
    return best(_shared(found, weights, fusion, searcher, near), k)


def _shared(
    found: Sequence[Mapping[int, float]],
    weights: Sequence[float],
    fusion: Fusion,
    searcher: Searcher,
    near: Mapping[str, float],
) -> dict[int, float]:
    """The fused score of every row, less where its document fits less.

    Scaled so that a passage of the best document which every leg puts first has the score 1.
    """
    fuse = _FUSIONS[fusion]
    (scale,) = fuse([{0: 1.0}] * len(weights), weights).values()
    fused = fuse(found, weights)
    return {row: score / scale * near[searcher.place(row)[1]] for row, score in fused.items()}


def _check(k: int, legs: Sequence[Leg]) -> None:
    if k < 1:
        raise QaError(f"要返回的段落数至少是 1，给出的是 {k}。")
    unknown = [leg for leg in legs if leg not in get_args(Leg)]
    if unknown or not legs:
        raise QaError(f"没有检索方式“{'、'.join(unknown)}”：可用的是 {'、'.join(get_args(Leg))}。")
