"""The database file of an index, read with what Python brings along."""

from __future__ import annotations

import sqlite3
from collections import deque
from pathlib import Path
from typing import Any

from qa.index.query import Query


class SqliteRows:
    """The rows of the database file ``path``; by any number of threads at once.

    A file that is ``finished`` is never written to again.
    """

    def __init__(self, path: Path, *, finished: bool = True) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if finished else ''}"
        # Kept open: a new connection reads the schema anew. As many as there are threads.
        self._idle: deque[sqlite3.Connection] = deque()

    def read(self, query: Query) -> list[Any]:
        """See ``Rows``."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
        try:
            return connection.execute(query.words, query.given).fetchall()
        finally:
            self._idle.append(connection)

    def close(self) -> None:
        """See ``Rows``."""
        while self._idle:
            self._idle.pop().close()
