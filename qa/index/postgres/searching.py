"""Searching in the database: words by what they weigh, spans by pgvector."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Double, Engine, Row, TextClause, bindparam, text

from qa.index import schema
from qa.index.bm25 import K1, B, rarity
from qa.index.encoder import package_segmenter
from qa.index.postgres import layout
from qa.index.vectors import SPANS_EACH

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.segment import Segmenter
    from qa.retrieve.search import Leg

_HOLDING = text(f"""
    SELECT token, sum(passages) FROM {layout.frequencies.name}
    WHERE generation <= :number AND token = ANY(CAST(:tokens AS text[]))
    GROUP BY token
""")
#: In a search over more passages than this, only those take part that hold one of the query's
#: rarest words, as many words as hold so many passages together. Looking at every passage of a
#: province takes minutes, and a passage without any rare word of the query is hardly meant.
MOST_SCANNED = 20_000
_CHOSEN = "document = ANY(CAST(:documents AS int[]))"
_CANDIDATES = (
    "document IN (SELECT unnest(CAST(:documents AS int[]))) "
    "AND tokens && CAST(:candidates AS text[])"
)
_ALSO_HELD = (
    f"(document, id) IN (SELECT document, id FROM {layout.lexemes.name} WHERE {_CANDIDATES})"
)


def _by_words(where: str) -> TextClause:
    """The formula of ``qa.index.postings``, operation by operation and in the same precisions, so
    that the scores are the same to the last bit."""
    return text(f"""
        WITH asked AS (
            SELECT * FROM unnest(CAST(:tokens AS text[]), CAST(:rare AS float8[]))
            WITH ORDINALITY AS asked(token, rare, place)
        ), chosen AS (
            SELECT id, tokens, times, :k1 * (1 - :b + :b * length / :mean) AS norm
            FROM {layout.lexemes.name} WHERE {where}
        )
        SELECT id, sum(
            CAST(rare * held.times * (:k1 + 1) / (held.times + norm) AS float4)
            ORDER BY asked.place
        ) AS score
        FROM chosen CROSS JOIN LATERAL unnest(chosen.tokens, chosen.times) AS held(token, times)
        JOIN asked USING (token)
        GROUP BY id ORDER BY score DESC, id LIMIT :depth
    """).bindparams(*(bindparam(name, type_=Double) for name in ("k1", "b", "mean")))


def _by_vectors(where: str) -> TextClause:
    return text(f"""
        SELECT id, -(embedding <#> CAST(:query AS vector)) AS score
        FROM {layout.spans.name} WHERE vectors_from = :vectors_from AND {where}
        ORDER BY embedding <#> CAST(:query AS vector), id LIMIT :depth
    """)


@dataclass(frozen=True)
class DatabaseSearcher:
    """Searches one generation in the database; a passage's row is its id."""

    engine: Engine
    generation: Row[Any]
    make_encoder: Callable[[], Encoder]

    @cached_property
    def segmenter(self) -> Segmenter:
        """Cuts as the passages were cut."""
        return package_segmenter()

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors."""
        return self.make_encoder()

    @cached_property
    def _documents(self) -> dict[int, Row[Any]]:
        query = text(f"SELECT number, doc, passages FROM {schema.documents.name}")
        with self.engine.connect() as connection:
            return {row.number: row for row in connection.execute(query)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {row.doc: number for number, row in self._documents.items()}

    def among(self, docs: Collection[str]) -> NDArray[np.int64]:
        """The numbers of ``docs``."""
        return np.array(sorted(self._numbers[doc] for doc in docs), dtype=np.int64)

    def place(self, row: int) -> tuple[int, str]:
        """See ``Searcher``."""
        return row, str(self._documents[row // layout.PLACES].doc)

    def scores(
        self, leg: Leg, query: str, among: NDArray[np.int64], depth: int
    ) -> dict[int, float]:
        """See ``Searcher``; ``among`` holds the numbers of documents."""
        documents: list[int] = among.tolist()
        asked: dict[str, Any] = {"documents": documents}
        wide = sum(self._documents[number].passages for number in documents) > MOST_SCANNED
        holding = self._holding(query) if wide or leg == "bm25" else {}
        if wide:
            asked["candidates"] = _rarest(holding)
        if leg == "bm25":
            return self._words(holding, asked, depth)
        return self._spans(query, asked, depth)

    def _holding(self, query: str) -> dict[str, int]:
        """The different tokens of ``query`` that are known, with how many passages hold each."""
        tokens = list(dict.fromkeys(self.segmenter.tokens(query)))
        with self.engine.connect() as connection:
            rows = connection.execute(
                _HOLDING, {"number": self.generation.number, "tokens": tokens}
            ).all()
        held = {token: int(passages) for token, passages in rows if passages}
        return {token: held[token] for token in tokens if token in held}

    def _words(
        self, holding: dict[str, int], asked: dict[str, Any], depth: int
    ) -> dict[int, float]:
        passages = self.generation.passages
        held_by = np.array(list(holding.values()), dtype=np.int64)
        query = _by_words(_CANDIDATES if "candidates" in asked else _CHOSEN)
        formula = {
            "tokens": list(holding),
            "rare": rarity(passages, held_by).tolist(),
            "mean": max(1.0, self.generation.length / max(1, passages)),
            "k1": K1,
            "b": B,
        }
        with self.engine.connect() as connection:
            rows = connection.execute(query, {**asked, **formula, "depth": depth}).all()
        # The driver gives a float4 by its shortest digits.
        return {row.id: float(np.float32(row.score)) for row in rows}

    def _spans(self, query: str, asked: dict[str, Any], depth: int) -> dict[int, float]:
        (vector,) = self.encoder.encode([query], query=True)
        statement = _by_vectors(_ALSO_HELD if "candidates" in asked else _CHOSEN)
        nearest = {
            "query": str(vector.tolist()),
            "vectors_from": self.generation.vectors_from,
            "depth": depth * SPANS_EACH,
        }
        with self.engine.connect() as connection:
            rows = connection.execute(statement, {**asked, **nearest}).all()
        best: dict[int, float] = {}
        for row in rows:
            best.setdefault(row.id, row.score)
        return {id: score for id, score in list(best.items())[:depth] if score > 0}


def _rarest(holding: dict[str, int]) -> list[str]:
    """The rarest of the tokens: one, and more as long as they stand in few passages together."""
    rising = sorted(holding, key=lambda token: holding[token])
    together = accumulate(holding[token] for token in rising)
    return [
        token
        for place, (token, sum_so_far) in enumerate(zip(rising, together, strict=True))
        if place == 0 or sum_so_far <= MOST_SCANNED
    ]
