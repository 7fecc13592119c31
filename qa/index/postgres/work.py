"""What a build of a generation works with, and how it goes through the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from qa.index.held import Contextual
from qa.index.postgres import layout
from qa.index.store import Store

#: Documents that are held in memory at once.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Work:
    """``connection`` writes, ``store`` reads what generation ``number`` sees so far."""

    connection: Connection
    store: Store
    number: int


#: What every part of a document begins with: its year, its number, the id of the part.
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its number and year."""

    number: int
    year: int

    def key(self, place: int) -> Key:
        """The key of the part that stands at ``place`` among those of its kind."""
        return self.year, self.number, self.number * layout.PLACES + place


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with its key."""

    key: Key
    contextual: Contextual


def count(work: Work, condition: str = "true") -> int:
    """How many documents fulfil ``condition``, of all generations."""
    query = text(f"SELECT count(*) FROM {layout.documents.name} WHERE {condition}")
    with work.connection.begin():
        return int(work.connection.scalar(query, {"number": work.number}) or 0)


def kept_pieces(work: Work) -> Iterator[list[Piece]]:
    """The passages of the documents of the generations before, some documents at a time."""
    query = text(
        f"SELECT doc, number, year FROM {layout.documents.name} "
        "WHERE born < :number AND died IS NULL ORDER BY number"
    )
    with work.connection.begin():
        rows = work.connection.execute(query, {"number": work.number}).all()
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        docs, years = [row.doc for row in some], {row.number: row.year for row in some}
        found = work.store.passages(docs=docs)
        yield [
            Piece((years[id // layout.PLACES], id // layout.PLACES, id), one)
            for id, one in found.items()
        ]
