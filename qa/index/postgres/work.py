"""What a build of a generation works with, and how it goes through the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from qa.index.postgres import layout
from qa.index.store import Contextual, Store

#: Documents that are held in memory at once.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Work:
    """``connection`` writes, ``store`` reads what generation ``number`` sees so far."""

    connection: Connection
    store: Store
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with its id and the keys of its document."""

    id: int
    document: int
    year: int
    contextual: Contextual


def count(work: Work, condition: str = "true") -> int:
    """How many documents fulfil ``condition``, of all generations."""
    query = text(f"SELECT count(*) FROM {layout.documents.name} WHERE {condition}")
    with work.connection.begin():
        return int(work.connection.scalar(query, {"number": work.number}) or 0)


def pieces(work: Work, *, fresh: bool) -> Iterator[tuple[list[str], list[Piece]]]:
    """The documents that the generation sees, some at a time, with their passages.

    ``fresh`` leaves out those of the generations before.
    """
    born = "born = :number" if fresh else "born <= :number"
    query = text(
        f"SELECT doc, number, year FROM {layout.documents.name} "
        f"WHERE {born} AND died IS NULL ORDER BY number"
    )
    with work.connection.begin():
        rows = work.connection.execute(query, {"number": work.number}).all()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        docs, years = [row.doc for row in some], {row.number: row.year for row in some}
        found = work.store.passages(docs=docs)
        yield (
            docs,
            [
                Piece(id, id // layout.PLACES, years[id // layout.PLACES], one)
                for id, one in found.items()
            ],
        )
