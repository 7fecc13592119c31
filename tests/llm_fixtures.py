"""A server on loopback that speaks the OpenAI chat protocol and does what a test tells it to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from unittest.mock import patch


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers: ``body`` after ``delay`` seconds, or a byte each ``drip``."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0


#: The request's JSON in, the reply out.
Plan = Callable[[dict[str, Any]], Reply]


class ChatServer:
    """A running server; ``plan`` makes its replies, ``requests`` holds what it was sent."""

    def __init__(self) -> None:
        self.plan: Plan = lambda request: says("")
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["content-length"])
                request = json.loads(self.rfile.read(size))
                assert self.path == "/v1/chat/completions"
                server.requests.append(request)
                server.keys.append(self.headers["authorization"])
                reply = server.plan(request)
                server.closing.wait(reply.delay)
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                if not reply.drip:
                    self.wfile.write(reply.body)
                for byte in reply.body if reply.drip else b"":
                    if server.closing.wait(reply.drip):
                        break
                    self.wfile.write(bytes((byte,)))

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler

    def start(self) -> None:
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A server that runs inside the ``with`` block, reached past any proxy."""
    server = ChatServer()
    server.start()
    with patch.dict(os.environ, {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}):
        yield server
    server.stop()


def completion(message: Mapping[str, Any]) -> bytes:
    """A chat completion with one message, as JSON."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", **message},
        "finish_reason": "tool_calls" if "tool_calls" in message else "stop",
    }
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    record = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [choice],
        "usage": usage,
    }
    return json.dumps(record).encode()


def says(content: str | None, **reply: Any) -> Reply:
    """A reply in which the model says ``content``."""
    return Reply(completion({"content": content}), **reply)


def says_text(text: str) -> Reply:
    """A reply as the wording prompt asks for it."""
    return says(json.dumps({"text": text}))


def says_question(question: str) -> Reply:
    """A reply as the rewriting prompt asks for it."""
    return says(json.dumps({"question": question}))


def obeys(request: Mapping[str, Any]) -> Reply:
    """What a model says that does as it is told: it calls the tool that looks figures up and
    repeats what it said, or puts an odd question plainly."""
    last = request["messages"][-1]
    if last["role"] == "tool":
        return says(last["content"])
    if "tools" not in request:
        return says_question("政数局2022年公务接待费决算是多少")
    arguments = json.dumps({"question": last["content"]})
    function = {"name": "disclosure_lookup", "arguments": arguments}
    tool_call = {"id": "call-1", "type": "function", "function": function}
    return Reply(completion({"content": None, "tool_calls": [tool_call]}))


def told(request: Mapping[str, Any]) -> dict[str, Any]:
    """The material that a request hands to the model."""
    material: dict[str, Any] = json.loads(request["messages"][-1]["content"])
    return material
