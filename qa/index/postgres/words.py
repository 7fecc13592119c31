"""The words of passages in the database: cut before they are stored, and counted.

A passage is cut with the word list of the whole corpus, so that a new document may change how
an old one is cut. The folder's index cuts everything again in every build. Here that is done
when a share ``RECUT`` of the documents has changed; until then new documents are cut with the
list there is, and the words that only their own labels have match by pairs of characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, text

from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows
from qa.index.postgres.work import Piece, Work, count, pieces
from qa.index.segment import Segmenter
from qa.index.words import general_words_in, word_list, words_of, words_text

#: All cuttings of a corpus that grows document by document cost 1 + 1 / ``RECUT`` times the
#: last one at the most.
RECUT = 0.1
#: What the documents that came and went add to a count.
_MOVED = f"""
    FROM {layout.lexemes.name} l
    JOIN {layout.documents.name} d ON d.number = l.document AND d.year = l.doc_year
    WHERE l.words_from = :words_from
    AND (:words_from = :number OR d.born = :number OR d.died = :number)
"""
_SIGN = "CASE WHEN d.died = :number THEN -1 ELSE 1 END"
_COUNT_TOKENS = text(f"""
    INSERT INTO {layout.frequencies.name} (words_from, token, generation, passages)
    SELECT :words_from, token, :number, sum(sign)
    FROM (SELECT unnest(l.tokens) AS token, {_SIGN} AS sign {_MOVED}) moved
    GROUP BY token
""")
_COUNT_PASSAGES = text(f"""
    SELECT coalesce(sum({_SIGN}), 0), coalesce(sum({_SIGN} * l.length), 0) {_MOVED}
""")


@dataclass(frozen=True, slots=True)
class Counts:
    """What BM25 needs to know of a generation: its passages and their tokens together.

    ``words_from`` made the word list, and ``drift`` documents have changed since then.
    """

    words_from: int
    drift: int
    passages: int
    length: int


def write_words(work: Work, before: Row[Any] | None) -> Counts:
    """Makes the passages findable by their words; ``before`` is the generation that serves."""
    moved = count(work, "born = :number OR died = :number")
    drift = moved + (before.drift if before else 0)
    if before is None or drift > RECUT * count(work, "died IS NULL"):
        return _counted(work, Counts(_cut_anew(work), 0, 0, 0))
    segmenter = Segmenter(stored_words(work, before.words_from))
    for _, some in pieces(work, fresh=True):
        _store(work, some, segmenter, before.words_from)
    return _counted(work, Counts(before.words_from, drift, before.passages, before.length))


def stored_words(work: Work, generation: int) -> dict[str, int]:
    """The word list that a generation made."""
    table = layout.word_lists.c
    query = select(table.words).where(table.generation == generation)
    with work.connection.begin():
        return words_of(str(work.connection.scalar(query)))


def _cut_anew(work: Work) -> int:
    """Cuts the passages of all documents with the words that they have now."""
    general: dict[str, int] = {}
    labels: set[str] = set()
    for docs, some in pieces(work, fresh=False):
        general |= general_words_in(piece.contextual.indexed for piece in some)
        labels |= work.store.labels(docs)
    words = general | word_list((), labels)
    row = {"generation": work.number, "words": words_text(words)}
    with work.connection.begin():
        work.connection.execute(insert(layout.word_lists), row)
    segmenter = Segmenter(words)
    for _, some in pieces(work, fresh=False):
        _store(work, some, segmenter, work.number)
    return work.number


def _store(work: Work, some: Iterable[Piece], segmenter: Segmenter, words_from: int) -> None:
    with work.connection.begin():
        copy_rows(work.connection, layout.lexemes, _rows(some, segmenter, words_from))


def _rows(some: Iterable[Piece], segmenter: Segmenter, words_from: int) -> Iterator[dict[str, Any]]:
    for piece in some:
        tokens = segmenter.tokens(piece.contextual.indexed)
        times = Counter(tokens)
        yield {
            "doc_year": piece.year,
            "document": piece.document,
            "id": piece.id,
            "words_from": words_from,
            "length": len(tokens),
            "tokens": list(times),
            "times": list(times.values()),
        }


def _counted(work: Work, counts: Counts) -> Counts:
    """``counts`` after what came and went."""
    keys = {"number": work.number, "words_from": counts.words_from}
    with work.connection.begin():
        work.connection.execute(_COUNT_TOKENS, keys)
        passages, length = work.connection.execute(_COUNT_PASSAGES, keys).one()
    return Counts(
        counts.words_from,
        counts.drift,
        counts.passages + int(passages),
        counts.length + int(length),
    )
