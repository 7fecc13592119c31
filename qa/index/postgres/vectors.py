"""The vectors of the spans of passages in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from numpy.typing import NDArray
from sqlalchemy import Row

from qa.index.encoder import Encoder
from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows
from qa.index.postgres.work import Document, Key, Work, kept_pieces
from qa.index.reading import Content
from qa.index.spans import spans_of


def made_in(work: Work, before: Row[Any] | None, encoder: Encoder) -> int:
    """The generation whose encoder is ``encoder``: that of ``before`` where it is the same."""
    same = before is not None and _fingerprint(before) == encoder.fingerprint
    return int(before.vectors_from) if before is not None and same else work.number


def add_vectors(
    work: Work, document: Document, content: Content, encoder: Encoder, vectors_from: int
) -> None:
    """Makes the passages of a new document findable by their vectors, in the open transaction."""
    keys = [document.key(place) for place in range(len(content.spans))]
    rows = _rows(keys, content.spans, content.encoded(encoder), vectors_from)
    copy_rows(work.connection, layout.spans, rows)


def write_vectors(work: Work, encoder: Encoder, vectors_from: int) -> None:
    """Makes the passages that were there before findable by the vectors of another encoder."""
    if vectors_from < work.number:
        return
    for some in kept_pieces(work):
        spans = [spans_of(piece.contextual.passage) for piece in some]
        vectors = encoder.encode([span.embedded for group in spans for span in group])
        rows = _rows([piece.key for piece in some], [*map(len, spans)], vectors, vectors_from)
        with work.connection.begin():
            copy_rows(work.connection, layout.spans, rows)


def _fingerprint(generation: Row[Any]) -> str:
    return str(json.loads(generation.manifest)["encoder"]["fingerprint"])


def _rows(
    keys: Sequence[Key], counts: Sequence[int], vectors: NDArray[Any], vectors_from: int
) -> Iterator[tuple[Any, ...]]:
    remaining = iter(vectors)
    for key, count in zip(keys, counts, strict=True):
        for place in range(count):
            yield *key, vectors_from, place, next(remaining)
