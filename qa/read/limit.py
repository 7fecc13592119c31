"""A bound on the time that making sense of one file may take, whatever its format."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from qa.model import QaError

#: Seconds of computing: a hundred times what the largest disclosures take.
MOST_SECONDS = 120.0


@contextmanager
def within_limit(name: str, seconds: float | None = None) -> Iterator[None]:
    """Raises ``QaError`` where what is done inside computes for longer than ``seconds``.

    ``name`` is the file's. Only the main thread of a process can be interrupted, and not under
    Windows (docs.python.org/3/library/signal.html): elsewhere nothing is limited.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise QaError(f"“{name}”占用的时间超过限度，没有读入：请检查文件是否正常。")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS if seconds is None else seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
