"""Processes that take a share of the work of a build, and the same work without them.

What comes back comes in the order in which it was handed out, so that an index does not depend
on how many processes made it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from qa.model import QaError

#: Pieces of work handed out for each process: enough to keep it busy beside another one with a
#: long document, few enough for memory.
AHEAD = 4
#: So many new objects before a process looks for garbage: a document is tens of thousands of
#: them, nearly all of which stay until it is read.
COLLECT_FROM = 10_000

#: What every process needs for its first document, loaded once for all of them.
_READING = (
    "qa.index.reading",
    "qa.read.disclosure",
    "qa.facts.prose",
    "qa.facts.tables",
    "qa.checks.auditing",
    "jieba",
)

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Workers:
    """``count`` processes, begun with the context; with one, all is done in this process.

    What is handed to other processes must be picklable.
    """

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None
        self._others = set(multiprocessing.active_children())

    def __enter__(self) -> Self:
        if self.count > 1:
            self._pool = _pool(self.count)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)
        if error is not None:
            # Nobody wants what they are reading any more; Python would wait for it at its end.
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()

    def map(self, function: Callable[[_In], _Out], things: Iterable[_In]) -> Iterator[_Out]:
        """What ``function`` makes of ``things``, in their order; a few are done in advance.

        Raises ``QaError`` where the system ends a process, as it does when memory runs out.
        """
        if self._pool is None:
            yield from map(function, things)
            return
        waiting: deque[Future[_Out]] = deque()
        try:
            for thing in things:
                waiting.append(self._pool.submit(function, thing))
                if len(waiting) >= AHEAD * self.count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise QaError(
                "建立索引的一个进程被系统中止了（可能是内存不足）：请用 --processes 1 再试。"
            ) from error


def _pool(count: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    # A plain fork would copy the locks of threads that the new process does not have.
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver, resource_tracker  # other systems have none

        context.set_forkserver_preload([*_READING])
        # It loads them while this process gets the work ready. What it depends on comes first: the
        # start of that lets Ctrl-C through again.
        resource_tracker.ensure_running()
        with _undisturbed():
            forkserver.ensure_running()
    return ProcessPoolExecutor(count, context, initializer=_begin)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started meanwhile leave Ctrl-C to this one from their first moment on,
    which gets it at the end where it comes now."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def refuse_while_beginning() -> None:
    """Raises ``QaError`` in a process that is still loading the program it belongs to.

    A new process loads the program once more. What builds there at once, without the guard that
    ``multiprocessing`` asks for, would wait for the build that started the process.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise QaError(
            "程序在子进程里又建立索引：请把 build_index 放在 if __name__ == '__main__': 之下。"
        )


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """What a new process does first: Ctrl-C is its parent's to see to, and it ends with it."""
    gc.set_threshold(COLLECT_FROM, *gc.get_threshold()[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
