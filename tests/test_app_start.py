"""The start of ``qa serve``: what it does first, and what it leaves for later."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from qa.app.conversation import Conversations
from qa.app.port import listen
from qa.app.service import Service
from qa.app.settings import Settings
from qa.model import Answer

PATIENCE = 120.0


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port: int = taken.getsockname()[1]
        return port


def test_an_answer_leaves_without_waiting_for_the_other_sides_word() -> None:
    with closing(listen(Settings(port=0))) as listening:
        with closing(socket.create_connection(listening.getsockname())):
            accepted, _ = listening.accept()
        with closing(accepted):
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def serve(index: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "qa", "serve", "--port", str(port), "--index", str(index)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")


def reached(port: int) -> bool:
    with closing(socket.socket()) as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def test_who_comes_before_the_page_is_there_waits_for_it(index_path: Path) -> None:
    port = free_port()
    with serve(index_path, port) as process:
        try:
            deadline = monotonic() + PATIENCE
            while not reached(port):
                assert process.poll() is None and monotonic() < deadline
                sleep(0.01)
            page = httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE)
            assert page.status_code == 200 and "gradio" in page.text
            assert process.stderr is not None
            assert process.stderr.readline() == f"已启动：http://127.0.0.1:{port}（Ctrl-C 停止）\n"
        finally:
            process.terminate()


def test_a_port_in_use_is_told_before_the_index_is_opened(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        serve(tmp_path / "没有索引", taken.getsockname()[1]) as process,
    ):
        assert process.stderr is not None
        assert "请用 --port 换一个端口" in process.stderr.read()
    assert process.returncode == 2


def test_tools_and_office_formats_are_loaded_when_they_are_wanted() -> None:
    late = ("mcp", "docx", "openpyxl", "torch", "pdfplumber")
    said = f"import sys, qa.app.server; print([one for one in {late} if one in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", said], text=True) == "[]\n"


def test_the_first_visitor_waits_for_the_examples_that_are_being_looked_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = service.ask

    def ask(question: str, history: Sequence[str] = ()) -> Answer:
        asked.append(question)
        return answer(question, history)

    monkeypatch.setattr(service, "ask", ask)
    conversations = Conversations(service)
    with ThreadPoolExecutor(4) as pool:
        found = {one.result() for one in [pool.submit(conversations.examples) for _ in range(4)]}
    assert len(found) == 1 and len(asked) == len(set(asked))
