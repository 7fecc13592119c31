"""The server of the chat, the HTTP endpoints and the MCP tools, running on a port of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn

from qa.app.holdings import Library
from qa.app.port import address, listen
from qa.app.server import create_app
from qa.app.service import Service
from qa.app.settings import Settings
from qa.app.users import Users

PATIENCE = 60.0


@contextmanager
def serving(
    service: Service, users: Users | None = None, library: Library | None = None
) -> Iterator[str]:
    """The address of a server that answers until the block ends."""
    settings = Settings(port=0, users=users or Users())
    listening = listen(settings)
    app = create_app(service, settings, library)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive() and monotonic() < deadline, "the server did not start"
        sleep(0.02)
    yield address(listening)
    server.should_exit = True
    thread.join(PATIENCE)
