"""Putting away what nobody reads any more: old generations, and what a failed build wrote."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from qa.index.postgres import layout

#: For so long a generation that was replaced can still be read: a program that opened it
#: finishes with what it began with.
KEPT = timedelta(days=1)
#: Documents that are deleted in one transaction.
_BATCH = 100
_BY_LISTS = ((layout.lexemes, "words_from"), (layout.spans, "vectors_from"))


def undo(connection: Connection, latest: int) -> None:
    """Takes back what was written after generation ``latest`` and never served."""
    _delete_documents(connection, layout.documents.c.born > latest)
    with connection.begin():
        connection.execute(delete(layout.sources).where(layout.sources.c.born > latest))
        for table in (layout.documents, layout.sources):
            connection.execute(update(table).where(table.c.died > latest).values(died=None))
        for table, column in _BY_LISTS:
            connection.execute(delete(table).where(table.c[column] > latest))
        lists, counts = layout.word_lists, layout.frequencies
        connection.execute(delete(lists).where(lists.c.generation > latest))
        connection.execute(delete(counts).where(counts.c.generation > latest))


def sweep(connection: Connection, kept: timedelta | None = None) -> None:
    """Puts away the generations that were replaced longer than ``kept`` (``KEPT``) ago."""
    table = layout.generations
    cutoff = func.now() - (KEPT if kept is None else kept)
    with connection.begin():
        # The one that served at that moment was replaced later, and stays.
        oldest = connection.scalar(select(func.max(table.c.number)).where(table.c.made <= cutoff))
        if oldest is None:
            return
        before = _lists(connection)
        connection.execute(delete(table).where(table.c.number < oldest))
        gone = [b - a for b, a in zip(before, _lists(connection), strict=True)]
        connection.execute(delete(layout.sources).where(layout.sources.c.died <= oldest))
        _delete_lists(connection, words=gone[0], vectors=gone[1])
    _delete_documents(connection, layout.documents.c.died <= oldest)


def _lists(connection: Connection) -> tuple[set[int], set[int]]:
    """Whose word lists and whose encoders the generations use."""
    table = layout.generations.c
    rows = connection.execute(select(table.words_from, table.vectors_from)).all()
    return {row.words_from for row in rows}, {row.vectors_from for row in rows}


def _delete_lists(connection: Connection, words: set[int], vectors: set[int]) -> None:
    for table, column, gone in (
        (layout.lexemes, "words_from", words),
        (layout.frequencies, "words_from", words),
        (layout.word_lists, "generation", words),
        (layout.spans, "vectors_from", vectors),
    ):
        if gone:
            connection.execute(delete(table).where(table.c[column].in_(gone)))


def _delete_documents(connection: Connection, which: ColumnElement[bool]) -> None:
    numbers = layout.documents.c.number
    with connection.begin():
        found = list(connection.scalars(select(numbers).where(which)))
    for start in range(0, len(found), _BATCH):
        some = found[start : start + _BATCH]
        with connection.begin():
            for table in layout.BY_YEAR:
                connection.execute(delete(table).where(table.c.document.in_(some)))
            connection.execute(delete(layout.documents).where(numbers.in_(some)))
