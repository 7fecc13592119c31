"""A new generation in the database: documents come and go, then it serves."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, func, insert, select, text

from qa.checks import Audit
from qa.index import manifest as m
from qa.index.encoder import Encoder
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows
from qa.index.postgres.making import add_years
from qa.index.postgres.sweeping import sweep, undo
from qa.index.postgres.vectors import write_vectors
from qa.index.postgres.words import Counts, write_words
from qa.index.postgres.work import Work
from qa.index.rows import document_row, part_rows
from qa.index.store import Contextual
from qa.model import Disclosure, Fact

#: Documents of the generation before that this one does not see.
_GONE = text(
    f"UPDATE {layout.documents.name} SET died = :number "
    "WHERE died IS NULL AND doc <> ALL(CAST(:kept AS text[]))"
)
_REPLACED = text(
    f"UPDATE {layout.sources.name} SET died = :number "
    "WHERE died IS NULL AND path <> ALL(CAST(:same AS text[]))"
)
#: After a bulk load, which cuts all words anew, the planner would otherwise know nothing of the
#: new rows. Measuring them takes longer than adding a few documents, which changes little.
_MEASURED = ", ".join(
    table.name for table in (layout.documents, *layout.BY_YEAR, layout.frequencies)
)


class DatabaseDraft:
    """A generation without a row among the generations yet, so that no reader sees any of it.

    Every step is a transaction of its own; where a build fails, the next one takes back what it
    wrote. ``before`` is the generation that serves.
    """

    def __init__(
        self,
        work: Work,
        before: Row[Any] | None,
        old: Old,
        kept: Collection[str],
        encoder: Encoder,
        sizes: Sizes,
    ) -> None:
        self._work = work
        self._connection = work.connection
        self._before = before
        self._old = old
        self._encoder = encoder
        self._sizes = sizes
        self._counts: Counts | None = None
        self._vectors_from = 0
        self._years: set[int] = set()
        undo(self._connection, work.number - 1)
        with self._connection.begin():
            # What a crash of the server could lose is built again anyway; only the switch waits
            # for the disk, and with it everything that was written before.
            self._connection.exec_driver_sql("SET synchronous_commit TO off")
            self._connection.execute(_GONE, {"number": work.number, "kept": list(kept)})
            last = self._connection.scalar(select(func.max(layout.documents.c.number)))
        self._last_document = last or 0

    def add(
        self,
        disclosure: Disclosure,
        digest: str,
        found: Sequence[Fact],
        pieces: Sequence[Contextual],
        audit: Audit | None = None,
    ) -> None:
        """See ``Draft``."""
        year = disclosure.profile.year
        if year not in self._years:
            add_years(self._connection, [year])
            self._years.add(year)
        number = self._last_document + 1
        lifetime = {"number": number, "born": self._work.number, "died": None}
        document = {**document_row(disclosure, digest, found, pieces), **lifetime}
        with self._connection.begin():
            self._connection.execute(insert(layout.documents), document)
            for name, rows in part_rows(disclosure, found, pieces, audit).items():
                keys = ((row, number * layout.PLACES + place) for place, row in enumerate(rows))
                numbered = (
                    {**row, "id": id, "document": number, "doc_year": year} for row, id in keys
                )
                copy_rows(self._connection, layout.PARTS[name], numbered)
        self._last_document = number

    def write_words(self) -> None:
        """See ``Draft``."""
        self._counts = write_words(self._work, self._before)

    def write_vectors(self) -> None:
        """See ``Draft``."""
        self._vectors_from = write_vectors(self._work, self._before, self._encoder)

    def serve(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``: one transaction, of which a reader sees all or nothing."""
        if self._counts is None:
            raise RuntimeError("a generation serves when its words are written")
        # The sources have a table of their own; their hash tells this generation from others.
        marks = repr(sorted(map(repr, sources))).encode()
        listed = m.FileMark("sources", len(sources), 0, hashlib.sha256(marks).hexdigest())
        described = m.Manifest.of(self._encoder, self._sizes, (), (listed,))
        row = {
            "number": self._work.number,
            "manifest": described.to_json(),
            "vectors_from": self._vectors_from,
            **asdict(self._counts),
        }
        with self._connection.begin():
            self._connection.exec_driver_sql("SET LOCAL synchronous_commit TO on")
            self._write_sources(sources)
            self._connection.execute(insert(layout.generations), row)
        self._work.store.close()
        sweep(self._connection)
        if self._counts.drift == 0:
            with self._connection.begin():
                self._connection.exec_driver_sql(f"ANALYZE {_MEASURED}")

    def _write_sources(self, sources: Sequence[m.Source]) -> None:
        """Only what changed: a corpus may have a million files."""
        before, now = set(self._old.sources.values()), set(sources)
        number = self._work.number
        same = [source.mark.path for source in before & now]
        self._connection.execute(_REPLACED, {"number": number, "same": same})
        rows = ({**_source_row(one), "born": number, "died": None} for one in now - before)
        copy_rows(self._connection, layout.sources, rows)

    def drop(self) -> None:
        """See ``Draft``."""
        self._work.store.close()
        undo(self._connection, self._work.number - 1)


def _source_row(source: m.Source) -> dict[str, Any]:
    mark = asdict(source.mark)
    return {**mark, "doc": source.doc, "failed": source.failed, "copy_of": source.copy_of}
