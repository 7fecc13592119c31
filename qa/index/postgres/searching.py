"""Searching in the database: words by what they weigh, spans by pgvector."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Double, Engine, Row, bindparam, select, text

from qa.index import schema
from qa.index.bm25 import K1, B, rarity
from qa.index.postgres import layout
from qa.index.vectors import SPANS_EACH
from qa.index.words import words_of

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.segment import Segmenter
    from qa.retrieve.search import Leg

_HOLDING = text(f"""
    SELECT token, sum(passages) FROM {layout.frequencies.name}
    WHERE words_from = :words_from AND generation <= :number
    AND token = ANY(CAST(:tokens AS text[]))
    GROUP BY token
""")
#: The formula of ``Bm25.fit``, operation by operation and in the same precisions, so that the
#: scores are the same to the last bit.
_BY_WORDS = text(f"""
    WITH asked AS (
        SELECT * FROM unnest(CAST(:tokens AS text[]), CAST(:rare AS float8[]))
        WITH ORDINALITY AS asked(token, rare, place)
    ), chosen AS (
        SELECT id, tokens, times, :k1 * (1 - :b + :b * length / :mean) AS norm
        FROM {layout.lexemes.name}
        WHERE words_from = :words_from AND document = ANY(CAST(:documents AS int[]))
        AND tokens && CAST(:tokens AS text[])
    )
    SELECT id, sum(
        CAST(rare * held.times * (:k1 + 1) / (held.times + norm) AS float4) ORDER BY asked.place
    ) AS score
    FROM chosen CROSS JOIN LATERAL unnest(chosen.tokens, chosen.times) AS held(token, times)
    JOIN asked USING (token)
    GROUP BY id ORDER BY score DESC, id LIMIT :depth
""").bindparams(*(bindparam(name, type_=Double) for name in ("k1", "b", "mean")))
_BY_VECTORS = text(f"""
    SELECT id, -(embedding <#> CAST(:query AS vector)) AS score
    FROM {layout.spans.name}
    WHERE vectors_from = :vectors_from AND document = ANY(CAST(:documents AS int[]))
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
        """Cuts with the words that the passages were cut with."""
        from qa.index.segment import Segmenter

        lists = layout.word_lists.c
        query = select(lists.words).where(lists.generation == self.generation.words_from)
        with self.engine.connect() as connection:
            return Segmenter(words_of(str(connection.scalar(query))))

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors."""
        return self.make_encoder()

    @cached_property
    def _docs(self) -> dict[int, str]:
        query = text(f"SELECT number, doc FROM {schema.documents.name}")
        with self.engine.connect() as connection:
            return {row.number: row.doc for row in connection.execute(query)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {doc: number for number, doc in self._docs.items()}

    def among(self, docs: Collection[str]) -> NDArray[np.int64]:
        """The numbers of ``docs``."""
        return np.array(sorted(self._numbers[doc] for doc in docs), dtype=np.int64)

    def place(self, row: int) -> tuple[int, str]:
        """See ``Searcher``."""
        return row, self._docs[row // layout.PLACES]

    def scores(
        self, leg: Leg, query: str, among: NDArray[np.int64], depth: int
    ) -> dict[int, float]:
        """See ``Searcher``; ``among`` holds the numbers of documents."""
        found = self._by_words if leg == "bm25" else self._by_vectors
        return found(query, among.tolist(), depth)

    def _by_words(self, query: str, documents: list[int], depth: int) -> dict[int, float]:
        tokens = list(dict.fromkeys(self.segmenter.tokens(query)))
        keys = {"words_from": self.generation.words_from, "number": self.generation.number}
        with self.engine.connect() as connection:
            held = connection.execute(_HOLDING, {**keys, "tokens": tokens}).all()
            holding = {token: int(passages) for token, passages in held if passages}
            known = [token for token in tokens if token in holding]
            held_by = np.array([holding[token] for token in known], dtype=np.int64)
            asked = {
                "tokens": known,
                "rare": rarity(self.generation.passages, held_by).tolist(),
                "mean": max(1.0, self.generation.length / max(1, self.generation.passages)),
                "k1": K1,
                "b": B,
                "documents": documents,
                "depth": depth,
                **keys,
            }
            rows = connection.execute(_BY_WORDS, asked).all()
        return {row.id: float(np.float32(row.score)) for row in rows}

    def _by_vectors(self, query: str, documents: list[int], depth: int) -> dict[int, float]:
        (vector,) = self.encoder.encode([query], query=True)
        asked = {
            "query": str(vector.tolist()),
            "vectors_from": self.generation.vectors_from,
            "documents": documents,
            "depth": depth * SPANS_EACH,
        }
        with self.engine.connect() as connection:
            rows = connection.execute(_BY_VECTORS, asked).all()
        best: dict[int, float] = {}
        for row in rows:
            best.setdefault(row.id, row.score)
        return {id: score for id, score in list(best.items())[:depth] if score > 0}
