"""What a request from outside must satisfy before anything of it is read."""

from __future__ import annotations

import base64
import binascii

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.app.users import Users

#: What a watchman may see without a password.
OPEN = "/health"
#: What objects are sent to.
FOR_OBJECTS = ("/api/", "/mcp", "/feedback", "/turns")
#: Where Gradio hands files out to whoever names their place; the page needs none of it.
CLOSED = ("/gradio_api/file", "/gradio_api/proxy", "/gradio_api/stream", "/file", "/proxy")
#: Where Gradio takes files in, be there anything on the page to hand them in with or not.
UPLOADS = "/gradio_api/upload"
#: Under this key a request's scope holds the name of the user who sent it.
USER = "qa.user"
#: No request of a program's needs more: a thousand earlier questions stay far below.
MOST_BYTES = 4 * 1024 * 1024


class Guard:
    """Lets a request through whose user and password are right (HTTP Basic, which browsers ask
    for) and, of a program, whose body is of a sensible size. Without users everyone may enter.

    Nobody may fetch a file by its place, nor hand one in unless ``takes_files``.
    """

    def __init__(self, app: ASGIApp, users: Users, takes_files: bool) -> None:
        self._app = app
        self._users = users
        self._closed = CLOSED if takes_files else (*CLOSED, UPLOADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 401, 404 or 413 itself, or hands the request on."""
        if scope["type"] != "http" or scope["path"] == OPEN:
            await self._app(scope, receive, send)
            return
        if self._users:
            scope[USER] = await to_thread.run_sync(self._user, Headers(scope=scope))
        if self._users and scope[USER] is None:
            refusal = JSONResponse(
                {"error": "需要用户名和密码（HTTP Basic）。"},
                401,
                {"WWW-Authenticate": 'Basic realm="disclosure-qa", charset="UTF-8"'},
            )
            await refusal(scope, receive, send)
        elif scope["path"].startswith(self._closed):
            await JSONResponse({"error": "没有这个地址。"}, 404)(scope, receive, send)
        elif scope["path"].startswith(FOR_OBJECTS):
            await self._within_bounds(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _user(self, headers: Headers) -> str | None:
        """The name of the user who sends these headers; ``None`` where nobody is admitted."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        try:
            name, colon, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        right = scheme.lower() == "basic" and bool(colon) and self._users.admits(name, password)
        return name if right else None

    async def _within_bounds(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MOST_BYTES:
                refusal = JSONResponse({"error": "请求太大。"}, 413)
                await refusal(scope, receive, send)
                return
        handed = False

        async def whole() -> Message:
            nonlocal handed
            if handed:
                return await receive()
            handed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, whole, send)
