"""A new generation in the database: documents come and go, then it serves."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, astuple
from typing import Any

from sqlalchemy import Row, func, insert, select, text

from qa.index import manifest as m
from qa.index.encoder import Encoder
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.index.postgres import layout
from qa.index.postgres.copying import copy_rows, know_vectors
from qa.index.postgres.making import add_years
from qa.index.postgres.sweeping import sweep, undo
from qa.index.postgres.vectors import add_vectors, made_in, write_vectors
from qa.index.postgres.words import Counts, add_words, count_words
from qa.index.postgres.work import Document, Work
from qa.index.reading import Content

#: Documents of the generation before that this one does not see.
_GONE = text(
    f"UPDATE {layout.documents.name} SET died = :number "
    "WHERE died IS NULL AND doc <> ALL(CAST(:kept AS text[]))"
)
_REPLACED = text(
    f"UPDATE {layout.sources.name} SET died = :number "
    "WHERE died IS NULL AND path <> ALL(CAST(:same AS text[]))"
)
#: After a bulk load (more than this share of the documents that stayed) the planner would
#: otherwise know nothing of the new rows. Measuring them takes longer than adding a few
#: documents, which changes little.
BULK = 0.1
_MEASURED = ", ".join(
    table.name for table in (layout.documents, *layout.BY_YEAR, layout.frequencies)
)


class DatabaseDraft:
    """A generation without a row among the generations yet, so that no reader sees any of it.

    Every step is a transaction of its own; where a build fails, the next one takes back what it
    wrote. ``before`` is the last generation.
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
        self._vectors_from = made_in(work, before, encoder)
        self._years: set[int] = set()
        undo(self._connection, work.number - 1)
        with self._connection.begin():
            # What a crash of the server could lose is built again anyway; only the switch waits
            # for the disk, and with it everything that was written before.
            self._connection.exec_driver_sql("SET synchronous_commit TO off")
            self._connection.execute(_GONE, {"number": work.number, "kept": list(kept)})
            know_vectors(self._connection)
            last = self._connection.scalar(select(func.max(layout.documents.c.number)))
        self._last_document = last or 0
        self._kept, self._added = len(kept), 0

    def add(self, content: Content) -> None:
        """See ``Draft``."""
        document = Document(self._last_document + 1, content.document["year"])
        if document.year not in self._years:
            add_years(self._connection, [document.year])
            self._years.add(document.year)
        lifetime = {"number": document.number, "born": self._work.number, "died": None}
        with self._connection.begin():
            self._connection.execute(insert(layout.documents), {**content.document, **lifetime})
            for name, rows in content.parts.items():
                # A row begins with its document's id, for which the key stands here.
                numbered = ((*document.key(at), *row[1:]) for at, row in enumerate(rows))
                copy_rows(self._connection, layout.PARTS[name], numbered)
            add_words(self._work, document, content)
            add_vectors(self._work, document, content, self._encoder, self._vectors_from)
        self._last_document = document.number
        self._added += 1

    def write_words(self) -> None:
        """See ``Draft``."""
        self._counts = count_words(self._work, self._before)

    def write_vectors(self) -> None:
        """See ``Draft``."""
        write_vectors(self._work, self._encoder, self._vectors_from)

    def serve(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``."""
        self._write(sources, serves=True)
        sweep(self._connection)
        if self._added > BULK * self._kept:
            with self._connection.begin():
                self._connection.exec_driver_sql(f"ANALYZE {_MEASURED}")

    def pause(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``."""
        self._write(sources, serves=False)

    def _write(self, sources: Sequence[m.Source], *, serves: bool) -> None:
        """Ends the generation in one transaction, of which a reader sees all or nothing."""
        if self._counts is None:
            raise RuntimeError("a generation serves when its words are written")
        # The sources have a table of their own; their hash tells this generation from others.
        marks = repr(sorted(map(repr, sources))).encode()
        listed = m.FileMark("sources", len(sources), 0, hashlib.sha256(marks).hexdigest())
        totals = m.Totals.of(self._work.store.documents())
        described = m.Manifest.of(self._encoder, self._sizes, totals, (), (listed,))
        row = {
            "number": self._work.number,
            "serves": serves,
            "manifest": described.to_json(),
            "vectors_from": self._vectors_from,
            **asdict(self._counts),
        }
        with self._connection.begin():
            self._connection.exec_driver_sql("SET LOCAL synchronous_commit TO on")
            self._write_sources(sources)
            self._connection.execute(insert(layout.generations), row)
        self._work.store.close()

    def _write_sources(self, sources: Sequence[m.Source]) -> None:
        """Only what changed: a corpus may have a million files."""
        before, now = set(self._old.sources.values()), set(sources)
        number = self._work.number
        same = [source.mark.path for source in before & now]
        self._connection.execute(_REPLACED, {"number": number, "same": same})
        rows = ((*_source_row(one), number, None) for one in now - before)
        copy_rows(self._connection, layout.sources, rows)

    def drop(self) -> None:
        """See ``Draft``."""
        self._work.store.close()
        undo(self._connection, self._work.number - 1)


def _source_row(source: m.Source) -> tuple[Any, ...]:
    return *astuple(source.mark), source.doc, source.failed, source.copy_of
