"""Who may use the server: names with hashed passwords, one a line.

A line is ``name:scrypt$salt$hash``, both in hexadecimal. The hash is that of RFC 7914 with
the cost that OWASP's Password Storage Cheat Sheet recommends for scrypt at 16 MiB.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qa.model import QaError
from qa.reason import reason_of

_COST = {"n": 2**14, "r": 8, "p": 5, "dklen": 32}
_SALT_BYTES = 16
_LINE = re.compile(r"(?P<name>[^:\s]+):scrypt\$(?P<salt>[0-9a-f]+)\$(?P<hash>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Users:
    """Names with the salt and the hash of their passwords; nobody where there is none."""

    hashes: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)
    #: Passwords that were right once, under a key of this process: hashing takes a tenth of a
    #: second, which a program that calls often need not pay each time.
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _seen: set[bytes] = field(default_factory=set, repr=False)

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def admits(self, name: str, password: str) -> bool:
        """Whether ``name`` is a user with that password."""
        mark = hmac.digest(self._key, f"{name}\0{password}".encode(), "sha256")
        if mark in self._seen:
            return True
        # An unknown name costs as much time as a wrong password, and so tells nothing.
        salt, expected = self.hashes.get(name, (b"", b""))
        right = hmac.compare_digest(_hash(password, salt), expected)
        if right:
            self._seen.add(mark)
        return right


def read_users(path: Path) -> Users:
    """The users in a file. Raises ``QaError`` where it is missing, empty or malformed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QaError(
            f"读不到用户文件 {path}：请用 qa serve --auth {path} --add-user 用户名 建立。"
        ) from error
    users = users_of(text, str(path))
    if not users:
        raise QaError(
            f"用户文件 {path} 是空的：请用 qa serve --auth {path} --add-user 用户名 添加。"
        )
    return users


def users_of(text: str, place: str) -> Users:
    """The users that the lines of ``text`` name; ``place`` says where it comes from.

    Raises ``QaError`` for a line of another form, without repeating what it holds.
    """
    hashes = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise QaError(
                f"{place} 第{number}行不是“用户名:scrypt$盐$哈希”："
                "请用 qa serve --add-user 添加用户。"
            )
        hashes[found["name"]] = (bytes.fromhex(found["salt"]), bytes.fromhex(found["hash"]))
    return Users(hashes)


def add_user(path: Path, name: str, password: str) -> None:
    """Adds a user to the file, or gives one a new password; nobody else may read the file.

    Raises ``QaError`` for a name with a blank or a colon, for an empty password and where the
    file cannot be written.
    """
    if not re.fullmatch(r"[^:\s]+", name):
        raise QaError(f"用户名“{name}”不能用：不能是空的，也不能含空格和冒号。")
    if not password:
        raise QaError("密码不能是空的。")
    known = dict(read_users(path).hashes) if path.exists() else {}
    salt = secrets.token_bytes(_SALT_BYTES)
    known[name] = (salt, _hash(password, salt))
    lines = [f"{one}:scrypt${salt.hex()}${value.hex()}" for one, (salt, value) in known.items()]
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
    except OSError as error:
        raise QaError(
            f"写不了 {path}（{reason_of(error)}）：请检查文件夹是否存在、是否可写。"
        ) from error


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_COST)
