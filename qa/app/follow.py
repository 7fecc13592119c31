"""A server whose index is built by somebody else follows it from generation to generation."""

from __future__ import annotations

from threading import Event, Thread

from qa.app.service import Service
from qa.index import Index
from qa.model import QaError

#: Seconds between two looks; one look is one short query, or the reading of one line.
PAUSE = 10.0


def follow(service: Service, stopped: Event, pause: float = PAUSE) -> Thread:
    """Lets newer generations of the served index take over until ``stopped`` is set.

    Where there is no looking, or the newer one cannot be opened, the old one goes on answering.
    """

    def look() -> None:
        while not stopped.wait(pause):
            try:
                catch_up(service)
            except QaError:
                continue  # the place is out of reach for now

    thread = Thread(target=look, daemon=True, name="follow")
    thread.start()
    return thread


def catch_up(service: Service) -> bool:
    """Answers from the newest generation from now on; whether that is another one.

    Raises ``QaError`` where it cannot be told or opened.
    """
    if not service.index.is_superseded():
        return False
    service.take_over(Index.open(service.index.path))
    return True
