"""Connections to the database, and what goes wrong with them in a line of Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, Row, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from qa.index.postgres.layout import SCHEMA
from qa.index.query import Query
from qa.model import QaError

#: Seconds until a server that does not answer is given up.
_PATIENCE = 10
#: SQLSTATE codes and their classes (PostgreSQL's manual, appendix A) that a user can mend.
_REMEDIES = {
    "42501": "这个用户没有所需的权限：请让管理员授予，或换一个用户",
    "25006": "这是只读的数据库（如副本）：建立索引请连接主库",
    "28": "用户或密码不对：请检查地址中的用户，密码可以放在环境变量 PGPASSWORD 中",
    "3D": "没有这个数据库：请先用 createdb 建立",
    "53": "服务器的资源用尽了：请检查磁盘空间和连接数",
    "57": "服务器停止了这次操作：请稍后再试",
    "08": "连接断了：请检查网络和服务器",
}


class Server:
    """The database that a URL names, any that libpq understands (several hosts, a service)."""

    def __init__(self, url: str) -> None:
        """Raises ``QaError`` for a URL that is none."""
        try:
            parts = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            # The driver's message may repeat the password.
            raise QaError(
                "数据库地址写法不对：应是 postgresql://用户@主机:端口/数据库。"
            ) from error
        self._url = url
        #: How messages call it: without user and password.
        self.name = f"{parts.get('host') or '本机'}/{parts.get('dbname') or parts.get('user', '')}"

    def engine(self, *, writing: bool = False) -> Engine:
        """An engine whose errors are ``QaError``s where a user can mend them.

        A writing one gives a connection of its own each time: its session holds the lock.
        """
        settings: dict[str, Any] = {"poolclass": NullPool} if writing else {"pool_pre_ping": True}
        level = "READ COMMITTED" if writing else "REPEATABLE READ"
        engine = create_engine(
            "postgresql+psycopg://", creator=self._connect, isolation_level=level, **settings
        )
        # What a listener returns is raised in place of the error.
        event.listen(engine, "handle_error", self._on_error, retval=True)
        return engine

    def _connect(self) -> psycopg.Connection[Any]:
        try:
            connection = psycopg.connect(
                self._url, connect_timeout=_PATIENCE, prepare_threshold=None,
                application_name="disclosure-qa",
            )  # fmt: skip
        except psycopg.OperationalError as error:
            raise self._told(error, "请检查地址，以及服务器是否已启动") from error
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise QaError(
                f"数据库 {self.name} 的编码是 {encoding}，存不了中文：请以 UTF8 编码另建数据库。"
            )
        # Names of ours need no schema before them; those of the extension lie in ``public``.
        # Compiling a plan (jit) takes longer than our queries.
        connection.execute(f"SET search_path TO {SCHEMA}, public")
        connection.execute("SET jit TO off")
        connection.commit()
        return connection

    def _on_error(self, context: ExceptionContext) -> QaError | None:
        return self.told(context.original_exception)

    def told(self, error: BaseException) -> QaError | None:
        """What a user is told of an error; ``None`` where it is a fault of ours."""
        if not isinstance(error, psycopg.Error):
            return None
        remedy = _remedy(error.sqlstate)
        if remedy is None and isinstance(error, psycopg.OperationalError):
            remedy = "连接断了：请检查网络和服务器"
        return self._told(error, remedy) if remedy else None

    def _told(self, error: psycopg.Error, remedy: str) -> QaError:
        words = " ".join(str(error).split()) or type(error).__name__
        remedy = _remedy(error.sqlstate) or _by_words(words) or remedy
        return QaError(f"数据库 {self.name} 用不了（{words[:200]}）。{remedy}。")


class EngineRows:
    """The rows of the database that an engine connects to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, query: Query) -> Sequence[Row[Any]]:
        """See ``Rows``."""
        with self._engine.connect() as connection:
            return connection.execute(text(query.words), query.given).all()

    def close(self) -> None:
        """See ``Rows``."""
        self._engine.dispose()


def _remedy(state: str | None) -> str | None:
    return _REMEDIES.get(state or "") or _REMEDIES.get((state or "")[:2])


def _by_words(words: str) -> str | None:
    """A refused log-in carries no code in the driver: libpq's own words tell which it was."""
    if "authentication" in words or "password" in words or "role " in words:
        return _REMEDIES["28"]
    return _REMEDIES["3D"] if "database " in words and "does not exist" in words else None
