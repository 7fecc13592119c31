"""The words of passages in the database: stored as they were cut, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text

from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows
from qa.index.postgres.work import Document, Work
from qa.index.reading import Content

#: What the documents that came and went add to a count.
_MOVED = f"""
    FROM {layout.lexemes.name} l
    JOIN {layout.documents.name} d ON d.number = l.document AND d.year = l.doc_year
    WHERE d.born = :number OR d.died = :number
"""
_SIGN = "CASE WHEN d.died = :number THEN -1 ELSE 1 END"
_COUNT_TOKENS = text(f"""
    INSERT INTO {layout.frequencies.name} (token, generation, passages)
    SELECT token, :number, sum(sign)
    FROM (SELECT unnest(l.tokens) AS token, {_SIGN} AS sign {_MOVED}) moved
    GROUP BY token
""")
_COUNT_PASSAGES = text(f"""
    SELECT coalesce(sum({_SIGN}), 0), coalesce(sum({_SIGN} * l.length), 0) {_MOVED}
""")


@dataclass(frozen=True, slots=True)
class Counts:
    """What BM25 needs to know of a generation: its passages and their tokens together."""

    passages: int
    length: int


def add_words(work: Work, document: Document, content: Content) -> None:
    """Makes the passages of a new document findable by their words, in the open transaction."""
    copy_rows(work.connection, layout.lexemes, _rows(document, content))


def _rows(document: Document, content: Content) -> Iterator[tuple[Any, ...]]:
    for place, times in enumerate(content.cut):
        counts = list(times.values())
        yield *document.key(place), sum(counts), list(times), counts


def count_words(work: Work, before: Row[Any] | None) -> Counts:
    """The counts of ``before``, the generation that serves, after what came and went."""
    keys = {"number": work.number}
    with work.connection.begin():
        work.connection.execute(_COUNT_TOKENS, keys)
        passages, length = work.connection.execute(_COUNT_PASSAGES, keys).one()
    known = (before.passages, before.length) if before else (0, 0)
    return Counts(known[0] + int(passages), known[1] + int(length))
