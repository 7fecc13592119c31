"""What the process that parses a stranger's file may not do."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa.read.formats import read_source

ROOT = Path(__file__).parent.parent
CONFINED = "from qa.read.formats.confine import confine; confine({memory}, {seconds})\n"
PAGE = "<html><body><p>云岭县水务局2021年部门预算</p></body></html>"


def run(code: str, memory: int = 4 << 30, seconds: int = 20) -> subprocess.CompletedProcess[str]:
    """Runs ``code`` in a confined process."""
    start = "import socket, subprocess, os, ctypes, urllib.request\n"
    whole = start + CONFINED.format(memory=memory, seconds=seconds) + code
    return subprocess.run(
        [sys.executable, "-c", whole], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "open({path!r}, 'w')",
        "os.open({path!r}, os.O_RDWR | os.O_CREAT)",
        "os.mkdir({path!r})",
        "os.symlink('/', {path!r})",
        "subprocess.run(['touch', {path!r}])",
        "os.system('touch ' + {path!r})",
        "os.fork()",
        "socket.create_connection(('127.0.0.1', 9))",
        "urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_it_writes_nothing_starts_nothing_and_reaches_nobody(tmp_path: Path, code: str) -> None:
    path = tmp_path / "made"
    done = run(code.format(path=str(path)))
    assert "is not allowed here" in done.stderr
    assert not path.exists()


def test_it_may_read_files(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("2021", encoding="utf-8")
    assert run(f"print(open({str(path)!r}).read())").stdout == "2021\n"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_it_gets_so_much_memory_and_no_more() -> None:
    assert "MemoryError" in run("b' ' * (2 << 30)", memory=1 << 30).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_it_gets_so_much_time_and_no_more() -> None:
    assert run("while True: pass", seconds=1).returncode < 0


@pytest.mark.skipif(sys.platform != "linux", reason="a signal of Linux")
def test_it_ends_with_the_process_that_started_it() -> None:
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdout=subprocess.PIPE)\n"
        "print(child.pid, child.stdout.readline(), flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    child = CONFINED.format(memory=4 << 30, seconds=20) + "print(1, flush=True)\nwhile True: pass"
    done = subprocess.run(
        [sys.executable, "-c", code, child], cwd=ROOT, capture_output=True, text=True, check=False
    )
    process = Path("/proc", done.stdout.split()[0])
    deadline = time.monotonic() + 5
    while process.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not process.exists()


def test_a_module_beside_the_documents_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "网页.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_source(Path("网页.html")).lines[0].text == "云岭县水务局2021年部门预算"
