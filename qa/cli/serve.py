"""The command ``qa serve``: the page, the HTTP endpoints and the MCP tools of one index."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from qa.cli import files
from qa.cli.memory import without_collecting
from qa.model import QaError

if TYPE_CHECKING:
    from socket import socket

    from qa.app.settings import Settings

DONE = 0
_INSTALL = "pip install 'disclosure-qa[app]'"
#: What the ``app`` extra brings and the rest does without.
_EXTRA = (
    "docx", "fastapi", "gradio", "jinja2", "mcp", "openpyxl", "pandas", "prometheus_client",
    "uvicorn",
)  # fmt: skip


def serve(arguments: Namespace) -> int:
    """``qa serve``: serves until it is stopped; with ``--add-user`` it only adds a user."""
    if arguments.add_user is not None:
        return _add_user(arguments.auth, arguments.add_user)
    _require_extra()
    with without_collecting():
        return _serve(arguments)


def _serve(arguments: Namespace) -> int:
    from qa.app.port import listen
    from qa.app.settings import settings

    chosen = settings(arguments.host, arguments.port, arguments.auth)
    chosen = replace(chosen, says_questions=arguments.log_questions)
    if not chosen.local and not chosen.users:
        files.say("注意：没有设用户，能访问这个端口的人都可以使用；用 --auth 限定用户。")
    with listen(chosen) as listening:
        _answer(arguments, chosen, listening)
    return DONE


def _answer(arguments: Namespace, chosen: Settings, listening: socket) -> None:
    """Answers whoever comes to the port; those who came before are waiting there."""
    from qa.app.follow import follow
    from qa.app.holdings import Library
    from qa.app.port import address
    from qa.app.server import serve as run
    from qa.app.service import Service
    from qa.app.watch import write_log

    if arguments.log is not None:
        write_log(arguments.log)
    with files.open_index(arguments.index) as index:
        service = Service(index)
        # Strangers may ask, but not change what is asked.
        may_change = arguments.index is None and files.DEFAULT_CORPUS.is_dir()
        library = (
            Library(files.DEFAULT_CORPUS, files.DEFAULT_INDEX, service)
            if may_change and (chosen.local or chosen.users)
            else None
        )

        def ready() -> None:
            gc.enable()
            files.say(f"已启动：{address(listening)}（Ctrl-C 停止）")

        stopped = Event()
        if library is None:
            # Whoever builds this index builds it elsewhere.
            follow(service, stopped)
        try:
            run(service, chosen, listening, ready, library)
        finally:
            stopped.set()


def _require_extra() -> None:
    from importlib.util import find_spec

    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        raise QaError(f"qa serve 还需要 {'、'.join(missing)}：请先运行 {_INSTALL}。")


def _add_user(path: Path | None, name: str) -> int:
    from qa.app.users import add_user

    if path is None:
        raise QaError("请用 --auth 指明用户文件，如 qa serve --auth users.txt --add-user 用户名。")
    typed = getpass(f"{name} 的密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    add_user(path, name, typed)
    files.say(f"已把 {name} 写入 {path}。")
    return DONE
