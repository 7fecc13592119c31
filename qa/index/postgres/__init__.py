"""The same index in a PostgreSQL database with pgvector (``docs/postgresql.md``).

Used where a database is named, never before: its drivers are the extra ``postgres``.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.home import Home

_INSTALL = "pip install 'disclosure-qa[postgres]'"


def database_at(url: str) -> Home:
    """The database that ``url`` names; it is not connected to yet.

    Raises ``QaError`` where the extra is not installed, and for a URL that is none.
    """
    missing = [name for name in ("psycopg", "pgvector", "sqlalchemy") if find_spec(name) is None]
    if missing:
        raise QaError(f"数据库中的索引还需要 {'、'.join(missing)}：请先运行 {_INSTALL}。")
    from qa.index.postgres.database import Database

    return Database(url)
