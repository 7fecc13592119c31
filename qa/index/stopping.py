"""Ctrl-C, and the signal that ends a service, during a long work: it stops where it can be
gone on with."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_Thing = TypeVar("_Thing")


class _Asked(KeyboardInterrupt):
    """Cuts off what is being made."""


class Stop:
    """A request to stop, as soon as there is one."""

    def __init__(self) -> None:
        self._asked = self._is_making = False

    @property
    def is_asked(self) -> bool:
        """Whether there was one."""
        return self._asked

    def ask(self) -> None:
        """Makes the request."""
        self._asked = True
        if self._is_making:
            raise _Asked

    def until(self, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """``things`` up to the request, which cuts off how one is made, but nothing that is done
        with it."""
        remaining = iter(things)
        while not self._asked:
            self._is_making = True
            try:
                thing = next(remaining)
            except (StopIteration, _Asked):
                return
            finally:
                self._is_making = False
            yield thing


@contextmanager
def stopping() -> Iterator[Stop]:
    """Hears the first request to stop; a second one ends the work at once, as if this were not
    here.

    Only the main thread of a program hears signals: in another one nothing ever asks.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def give_back() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def hear(_: int, __: FrameType | None) -> None:
        give_back()
        stop.ask()

    for number in before:
        signal.signal(number, hear)
    try:
        yield stop
    finally:
        give_back()
