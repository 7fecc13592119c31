"""An index in a PostgreSQL database."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import Connection, Engine, Row, Select, event, select, text

from qa.index import manifest as m
from qa.index.home import Opened
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.index.postgres import layout
from qa.index.postgres.connect import EngineRows, Server
from qa.index.postgres.draft import DatabaseDraft
from qa.index.postgres.making import is_prepared, prepare
from qa.index.postgres.searching import DatabaseSearcher
from qa.index.postgres.work import Work
from qa.index.store import Store
from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

#: One build at a time has this advisory lock: any number that nothing else in the database uses.
_LOCK = 0x7161
_LAST = select(layout.generations).order_by(layout.generations.c.number.desc()).limit(1)
_SERVING = _LAST.where(layout.generations.c.serves)


class Database:
    """The database that a URL names, as the place of one index."""

    def __init__(self, url: str) -> None:
        """Connects to nothing yet. Raises ``QaError`` as ``Server`` does."""
        self._server = Server(url)
        self._writer: Connection | None = None

    def manifest(self) -> m.Manifest:
        """See ``Home``; the files of the corpus are not among it."""
        return _described(self._latest())

    def serving(self) -> str:
        """See ``Home``."""
        return str(self._latest().number)

    def open(self) -> Opened:
        """See ``Home``."""
        engine = self._server.engine()
        latest = self._latest(engine)
        event.listen(engine, "begin", _seeing(latest.number))

        def search(make_encoder: Callable[[], Encoder]) -> DatabaseSearcher:
            return DatabaseSearcher(engine, latest, make_encoder)

        return Opened(str(latest.number), _described(latest), Store(EngineRows(engine)), search)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See ``Home``: makes the tables, lets one build at a time in.

        The lock goes with the connection, however that ends.
        """
        with self._server.engine(writing=True).connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            connection.commit()
            prepare(connection)
            self._writer = connection
            try:
                yield
            except psycopg.Error as error:  # COPY goes past SQLAlchemy
                raise self._server.told(error) or error from error
            finally:
                self._writer = None

    def old(self, sizes: Sizes) -> Old:
        """See ``Home``."""
        try:
            latest = self._latest(query=_LAST)
        except QaError:
            return Old()
        table, seen = layout.sources, latest.number
        query = select(*(column for column in table.c if column.name not in ("born", "died")))
        query = query.where(table.c.born <= seen, (table.c.died.is_(None)) | (table.c.died > seen))
        with self._server.engine(writing=True).connect() as connection:
            rows = connection.execute(query.order_by(table.c.path)).all()
        described = _described(latest, [_source(row) for row in rows])
        return Old.of(described, sizes, serves=latest.serves)

    def draft(
        self, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes
    ) -> DatabaseDraft:
        """See ``Home``."""
        if self._writer is None:
            raise RuntimeError("a draft needs the right to write")
        with self._writer.begin():
            before = self._writer.execute(_LAST).first()
        number = before.number + 1 if before else 1
        reading = self._server.engine()
        event.listen(reading, "begin", _seeing(number, served=False))
        work = Work(self._writer, Store(EngineRows(reading)), number)
        return DatabaseDraft(work, before, old, kept, encoder, sizes)

    def _latest(self, engine: Engine | None = None, query: Select[Any] = _SERVING) -> Row[Any]:
        with (engine or self._server.engine(writing=True)).connect() as connection:
            found = connection.execute(query).first() if is_prepared(connection) else None
        if found is None:
            raise QaError(
                f"数据库 {self._server.name} 里没有本版程序能用的索引："
                "请先运行 qa index --index 数据库地址 建立。"
            )
        return found


def _seeing(generation: int, *, served: bool = True) -> Callable[[Connection], None]:
    """What begins every transaction of a reader: it sees its generation, or is told that this
    was put away meanwhile. One that is being made has not ``served`` yet."""
    see = f"SELECT set_config('{layout.SEEN}', '{generation}', true)"
    there = f" FROM {layout.generations.name} WHERE number = {generation}" if served else ""

    def begin(connection: Connection) -> None:
        seen = connection.exec_driver_sql(see + there)
        if seen.first() is None:
            raise QaError("索引已经更新，打开的那一版已被清除：请重新打开（重新运行命令）。")

    return begin


def _described(row: Row[Any], sources: Collection[m.Source] = ()) -> m.Manifest:
    return replace(m.manifest_of(json.loads(row.manifest)), sources=tuple(sources))


def _source(row: Row[Any]) -> m.Source:
    mark = m.FileMark(row.path, row.size, row.changed, row.hash)
    return m.Source(mark, row.doc, row.failed, row.copy_of)
