"""What can be set of the server, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from qa.app.users import Users, read_users, users_of

#: Users and their hashed passwords, one a line, where no file is named.
USERS_VARIABLE = "QA_USERS"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server listens and who may use it.

    Port 0 takes a free one. Without ``users`` everyone who reaches the port may ask.
    ``says_questions`` writes what is asked into the log.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    users: Users = field(default_factory=Users)
    says_questions: bool = False

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK


def settings(host: str | None, port: int | None, auth: Path | None) -> Settings:
    """The settings of a command line; what is ``None`` stays as usual.

    Users come from the file ``auth`` or else from the environment variable ``QA_USERS``.
    Raises ``QaError`` for a file of users that cannot be read.
    """
    usual = Settings()
    listed = os.environ.get(USERS_VARIABLE, "")
    users = read_users(auth) if auth is not None else users_of(listed, USERS_VARIABLE)
    return Settings(host or usual.host, usual.port if port is None else port, users)
