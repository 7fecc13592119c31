"""Putting away what nobody reads any more: old generations, and what a failed build wrote."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, select, text, update

from qa.index.postgres import layout

#: For so long a generation that was replaced can still be read: a program that opened it
#: finishes with what it began with.
KEPT = timedelta(days=1)
#: Documents that are deleted in one transaction.
_BATCH = 100
#: What generations that were put away had added to the counts of tokens becomes one sum, or the
#: counts of a corpus that changes every day would grow for ever.
_SUMMED = text(f"""
    WITH parts AS (
        DELETE FROM {layout.frequencies.name} WHERE generation <= :oldest AND token IN (
            SELECT token FROM {layout.frequencies.name} WHERE generation <= :oldest
            GROUP BY token HAVING count(*) > 1
        ) RETURNING token, passages
    )
    INSERT INTO {layout.frequencies.name} (token, generation, passages)
    SELECT token, :oldest, sum(passages) FROM parts GROUP BY token HAVING sum(passages) <> 0
""")


def undo(connection: Connection, latest: int) -> None:
    """Takes back what was written after generation ``latest`` and never served."""
    _delete_documents(connection, layout.documents.c.born > latest)
    with connection.begin():
        connection.execute(delete(layout.sources).where(layout.sources.c.born > latest))
        for table in (layout.documents, layout.sources):
            connection.execute(update(table).where(table.c.died > latest).values(died=None))
        spans, counts = layout.spans, layout.frequencies
        connection.execute(delete(spans).where(spans.c.vectors_from > latest))
        connection.execute(delete(counts).where(counts.c.generation > latest))


def sweep(connection: Connection) -> None:
    """Puts away the generations that were replaced longer than ``KEPT`` ago."""
    table = layout.generations
    cutoff = func.now() - KEPT
    replaced = table.c.serves, table.c.made <= cutoff
    with connection.begin():
        # The one that served at that moment was replaced later, and stays.
        oldest = connection.scalar(select(func.max(table.c.number)).where(*replaced))
        if oldest is None:
            return
        before = _encoders(connection)
        connection.execute(delete(table).where(table.c.number < oldest))
        connection.execute(delete(layout.sources).where(layout.sources.c.died <= oldest))
        if gone := before - _encoders(connection):
            spans = layout.spans
            connection.execute(delete(spans).where(spans.c.vectors_from.in_(gone)))
        connection.execute(_SUMMED, {"oldest": oldest})
    _delete_documents(connection, layout.documents.c.died <= oldest)


def _encoders(connection: Connection) -> set[int]:
    """The generations with whose encoders the vectors in use were made."""
    return set(connection.scalars(select(layout.generations.c.vectors_from)))


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
