"""What a process that parses a stranger's file may not do: write, connect, run, outlive.

Parsers are large; should a file get the better of one, it finds itself in a process that can
compute and answer, and nothing else.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

#: prctl(2): the signal that a process gets when the one that started it ends.
_PR_SET_PDEATHSIG = 1
#: What Python tells its auditors of (docs.python.org/3/library/audit_events.html).
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.sendto", "socket.sendmsg", "subprocess.Popen", "os.system", "os.exec", "os.fork",
    "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.rename", "os.remove",
    "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
    "webbrowser.open",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(memory: int, seconds: int, longest: int = 0) -> None:
    """Limits this process to so many bytes and seconds of a processor; it stays limited.

    It can write to no file, reach no network and start no program, and it ends with the
    process that started it. What the system does not offer (Windows: limits) is left out.
    ``more_time`` lets it take ``longest`` seconds instead.
    """
    if sys.platform != "win32":
        import resource

        for limit, value, most in (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, seconds, max(seconds, longest)),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            resource.setrlimit(limit, (value, most))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def more_time() -> None:
    """Lets this process take the time that pictures of pages need, if it is limited at all."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def _refuse(event: str, values: tuple[Any, ...]) -> None:
    """Raises ``PermissionError`` before anything that reading a file does not need."""
    if event in _FORBIDDEN or (
        event == "open" and values[2] & _WRITING and values[0] != os.devnull
    ):
        raise PermissionError(f"{event} is not allowed here")
