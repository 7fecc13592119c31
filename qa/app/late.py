"""Where the tools of the Model Context Protocol are reached: made when they are first asked for.

Their library takes half a second to load, which nobody should wait for who wants the page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
from anyio import to_thread
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.app.service import Service

PATH = "/mcp"


class LateTools:
    """The tools over one service as an ASGI application; it answers within ``running``."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def route(self) -> Route:
        """Where the tools are reached; which methods they know they tell themselves."""
        return Route(PATH, endpoint=self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; the first waits until the tools are made."""
        self._wanted.set()
        await self._made.wait()
        await self._tools(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The time in which requests are answered."""
        self._wanted, self._made = anyio.Event(), anyio.Event()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._run)
            yield
            tasks.cancel_scope.cancel()

    async def _run(self) -> None:
        await self._wanted.wait()
        self._tools, sessions = await to_thread.run_sync(_made, self._service)
        # To be left by the task that entered it, which no request's can be.
        async with sessions:
            self._made.set()
            await anyio.sleep_forever()


def _made(service: Service) -> tuple[ASGIApp, AbstractAsyncContextManager[None]]:
    """The application of the tools, and what must be entered while it answers."""
    from mcp.server.transport_security import TransportSecuritySettings

    from qa.app.tools import create_tools

    tools = create_tools(service)
    application = tools.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        # Whose name a request calls is looked at once, for every path, by the server.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return application, tools.session_manager.run()
