"""The one server: the endpoints, the MCP tools and the guard before them."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.trustedhost import TrustedHostMiddleware

from qa.app.conversation import Conversations
from qa.app.feedback import Feedback, feedback_file
from qa.app.files import add_files
from qa.app.guard import Guard
from qa.app.holdings import Library
from qa.app.http import create_api
from qa.app.opinions import add_feedback
from qa.app.page import mount_page
from qa.app.service import Service
from qa.app.settings import LOOPBACK, Settings
from qa.app.tools import create_tools
from qa.app.turns import add_turns
from qa.app.watch import Watch, add_metrics
from qa.model import QaError

MCP_PATH = "/mcp"
#: Seconds for answers under way when the server is stopped; open pages would hold it for ever.
LAST_WORDS = 3


def create_app(service: Service, settings: Settings, library: Library | None = None) -> FastAPI:
    """The whole application, to be run by any ASGI server.

    ``library`` lets users of the page change the documents.
    """
    app = create_api(service)
    tools = create_tools(service)
    mcp = tools.streamable_http_app(
        streamable_http_path=MCP_PATH,
        stateless_http=True,
        json_response=True,
        # Whose name a request calls is looked at once, for every path, below.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes.extend(mcp.routes)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield

    app.router.lifespan_context = lifespan
    add_metrics(app, Watch(service, says_questions=settings.says_questions))
    add_files(app, service)
    add_feedback(app, service, Feedback(feedback_file(service.index.path)))
    conversations = Conversations(service)
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
    ready: Callable[[str], None],
    library: Library | None = None,
) -> None:
    """Serves until it is stopped; ``ready`` is told the address once the port is taken.

    Raises ``QaError`` where the port cannot be had.
    """
    listening = listen(settings)
    app = create_app(service, settings, library)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=LAST_WORDS
    )
    ready(address(listening))
    Thread(target=service.warm_up, daemon=True).start()
    uvicorn.Server(config).run(sockets=[listening])


def listen(settings: Settings) -> socket.socket:
    """The port of ``settings``, taken. Raises ``QaError`` where it cannot be had."""
    place = (settings.host, settings.port)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server(place, family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise QaError(
            f"不能在 {settings.host}:{settings.port} 上监听（{reason}）：请用 --port 换一个端口，"
            "或检查 --host。"
        ) from error


def address(listening: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
