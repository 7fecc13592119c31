"""Users and passwords of the server, and the command that starts it."""

from __future__ import annotations

import io
import os
import socket
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from qa.app.settings import Settings, settings
from qa.app.users import add_user, read_users, users_of
from qa.cli import main
from qa.model import QaError


def test_only_the_right_password_admits(tmp_path: Path) -> None:
    add_user(tmp_path / "users", "张三", "一把 钥匙")
    users = read_users(tmp_path / "users")
    tried = [("张三", "一把 钥匙"), ("张三", "一把钥匙"), ("李四", "一把 钥匙")]
    # Twice: what was right once must not let in what is wrong.
    assert [users.admits(*one) for one in tried * 2] == [True, False, False] * 2


def test_the_file_of_users_holds_no_password_and_is_private(tmp_path: Path) -> None:
    add_user(tmp_path / "users", "a", "secret")
    add_user(tmp_path / "users", "b", "secret")
    lines = (tmp_path / "users").read_text().splitlines()
    assert "secret" not in "".join(lines)
    assert len({line.split("$")[2] for line in lines}) == 2
    assert stat.S_IMODE((tmp_path / "users").stat().st_mode) == 0o600


def test_a_user_who_is_added_again_has_the_new_password(tmp_path: Path) -> None:
    for password in ("old", "new"):
        add_user(tmp_path / "users", "a", password)
    users = read_users(tmp_path / "users")
    assert (users.admits("a", "old"), users.admits("a", "new")) == (False, True)


def test_nobody_is_admitted_where_nobody_is_listed() -> None:
    assert not users_of("\n", "QA_USERS").admits("", "")


@pytest.mark.parametrize("name", ["", "a:b", "a b"])
def test_a_name_that_a_line_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(QaError, match="不能用"):
        add_user(tmp_path / "users", name, "secret")
    assert not (tmp_path / "users").exists()


def test_a_broken_line_is_told_without_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "users").write_text("a:plain-password\n")
    with pytest.raises(QaError, match="第1行不是") as error:
        read_users(tmp_path / "users")
    assert "plain-password" not in str(error.value)


def test_users_may_stand_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(tmp_path / "users", "a", "secret")
    monkeypatch.setenv("QA_USERS", (tmp_path / "users").read_text())
    assert settings(None, None, None).users.admits("a", "secret")


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False)]
)
def test_only_loopback_is_local(host: str, local: bool) -> None:
    assert Settings(host).local is local


def test_the_server_is_local_unless_told_otherwise() -> None:
    assert settings(None, None, None).local


def test_add_user_asks_for_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "users"
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
    assert main(["serve", "--auth", str(path), "--add-user", "a"]) == 0
    assert read_users(path).admits("a", "secret")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--add-user", "a"], "请用 --auth 指明用户文件"),
        (["--auth", "没有这个文件"], "读不到用户文件"),
        (["--port", "70000"], "--port 应是0到65535之间的整数"),
    ],
)
def test_serve_says_in_one_line_what_is_wrong(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    printed = capsys.readouterr()
    assert (said in printed.err, printed.err.count("\n"), printed.out) == (True, 1, "")


def test_serve_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "mcp" else find_spec(name)
    )
    assert main(["serve"]) == 2
    said = "qa serve 还需要 mcp：请先运行 pip install 'disclosure-qa[app]'。\n"
    assert capsys.readouterr().err == said


def test_serve_says_that_a_port_is_taken(
    index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--index", str(index_path), "--port", port]) == 2
    assert f"不能在 127.0.0.1:{port} 上监听" in capsys.readouterr().err


def test_serve_tells_its_address_and_answers_there(index_path: Path) -> None:
    command = [sys.executable, "-m", "qa", "serve", "--port", "0", "--index", str(index_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as server:
        assert server.stderr is not None
        told = server.stderr.readline()
        try:
            address = told.removeprefix("已启动：").split("（")[0]
            assert httpx.get(f"{address}/health", timeout=60).json()["status"] == "ok"
        finally:
            server.terminate()
