"""The port that the server listens on: taken before anything else is loaded, so that a port in use
is told at once and whoever comes early waits for the answer instead of being turned away."""

from __future__ import annotations

import socket

from qa.app.settings import Settings
from qa.model import QaError
from qa.reason import reason_of


def listen(settings: Settings) -> socket.socket:
    """The port of ``settings``, taken. Raises ``QaError`` where it cannot be had."""
    place = (settings.host, settings.port)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server(place, family=family)
    except (OSError, OverflowError) as error:
        raise QaError(
            f"不能在 {settings.host}:{settings.port} 上监听（{reason_of(error)}）："
            "请用 --port 换一个端口，或检查 --host。"
        ) from error
    # Head and body of an answer leave one by one; the body would wait for the other side's word
    # on the head, 40 ms on Linux. Connections inherit this; asyncio sees to its own sockets only.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(listening: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
