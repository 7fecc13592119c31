"""The vectors of the spans of passages in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from qa.index.encoder import Encoder
from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows, know_vectors
from qa.index.postgres.work import Piece, Work, pieces
from qa.index.spans import spans_of


def write_vectors(work: Work, before: Row[Any] | None, encoder: Encoder) -> int:
    """Makes the passages findable by their vectors; returns the generation they begin with.

    Those of the generation ``before`` stay where the encoder is the same.
    """
    same = before is not None and _fingerprint(before) == encoder.fingerprint
    made_in: int = before.vectors_from if before is not None and same else work.number
    know_vectors(work.connection)
    for _, some in pieces(work, fresh=same):
        with work.connection.begin():
            copy_rows(work.connection, layout.spans, _rows(some, encoder, made_in))
    return made_in


def _fingerprint(generation: Row[Any]) -> str:
    return str(json.loads(generation.manifest)["encoder"]["fingerprint"])


def _rows(some: Sequence[Piece], encoder: Encoder, made_in: int) -> Iterator[dict[str, Any]]:
    spans = [spans_of(piece.contextual.passage) for piece in some]
    vectors = iter(encoder.encode([span.embedded for group in spans for span in group]))
    for piece, group in zip(some, spans, strict=True):
        for place in range(len(group)):
            yield {
                "doc_year": piece.year,
                "document": piece.document,
                "id": piece.id,
                "vectors_from": made_in,
                "place": place,
                "embedding": next(vectors),
            }
