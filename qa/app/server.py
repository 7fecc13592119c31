"""The one server: the endpoints, the MCP tools and the guard before them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from socket import socket
from threading import Thread

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from qa.app.conversation import Conversations
from qa.app.examples import rehearsal
from qa.app.feedback import Feedback, feedback_file
from qa.app.files import add_files
from qa.app.guard import Guard
from qa.app.holdings import Library
from qa.app.http import create_api
from qa.app.late import LateTools
from qa.app.opinions import add_feedback
from qa.app.page import mount_page
from qa.app.service import Service
from qa.app.settings import LOOPBACK, Settings
from qa.app.turns import add_turns
from qa.app.watch import Watch, add_metrics

#: Seconds for answers under way when the server is stopped; open pages would hold it for ever.
LAST_WORDS = 3


def create_app(
    service: Service,
    settings: Settings,
    library: Library | None = None,
    conversations: Conversations | None = None,
) -> FastAPI:
    """The whole application, to be run by any ASGI server.

    ``library`` lets users of the page change the documents; ``conversations`` are the page's,
    where somebody else wants them too.
    """
    conversations = conversations or Conversations(service)
    app = create_api(service)
    tools = LateTools(service)
    app.router.routes.append(tools.route)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.running():
            yield

    app.router.lifespan_context = lifespan
    add_metrics(app, Watch(service, says_questions=settings.says_questions))
    add_files(app, service)
    add_feedback(app, service, Feedback(feedback_file(service.index.path)))
    add_turns(app, conversations)
    mount_page(app, service, library)
    app.add_middleware(Guard, users=settings.users, takes_files=library is not None)
    if settings.local:
        # A page elsewhere may point a name of its own at this machine and ask through it.
        names = [f"[{name}]" if ":" in name else name for name in LOOPBACK]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names)
    return app


def serve(
    service: Service,
    settings: Settings,
    listening: socket,
    ready: Callable[[], None],
    library: Library | None = None,
) -> None:
    """Serves at the port ``listening`` until it is stopped; ``ready`` is called before the first
    answer."""
    conversations = Conversations(service)
    app = create_app(service, settings, library, conversations)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=LAST_WORDS
    )
    ready()
    # Behind the first visitor, whose browser has the page to load meanwhile.
    Thread(target=_warm_up, args=(service, conversations), daemon=True).start()
    uvicorn.Server(config).run(sockets=[listening])


def _warm_up(service: Service, conversations: Conversations) -> None:
    """Does beforehand what the first visitor of an empty page would wait for, then what the
    first questions would."""
    conversations.examples()
    service.warm_up()
    for question in rehearsal(service):
        service.rehearse(question)
