"""``--model`` of ``qa ask`` and ``qa batch``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from llm_fixtures import ChatServer, chat_server, says_question, says_text

from qa.cli import main

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ODD = "政数局22年吃喝花了多少"
PLAIN = "政数局2022年公务接待费决算是多少"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QA_MODEL", "QA_MODEL_URL", "QA_MODEL_KEY", "QA_MODEL_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.plan = lambda _: says_question(PLAIN)
        yield running


def test_ask_with_a_model_shows_that_it_took_part(
    server: ChatServer, index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--model", "openai:test", "--model-url", server.url, "--index", str(index_path))
    assert main(["ask", ODD, *given]) == 0
    shown = capsys.readouterr().out
    assert "公务接待费（决算）为0.60万元" in shown
    assert shown.splitlines()[-1].startswith(f"说明：问题由模型 openai:test 改写为“{PLAIN}”")


def test_ask_takes_the_model_from_the_environment(
    server: ChatServer,
    index_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QA_MODEL", "test")
    monkeypatch.setenv("QA_MODEL_URL", server.url)
    assert main(["ask", ODD, "--json", "--index", str(index_path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], len(answer["notes"])) == ("answered", 1)


def test_ask_without_a_model_sends_nothing_and_notes_nothing(
    server: ChatServer, index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ODD, "--json", "--index", str(index_path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["notes"]) == ("no_data", [])
    assert server.requests == []


def test_batch_with_a_model_notes_it_line_by_line(
    server: ChatServer, index_path: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions = (ODD, PLAIN, "政务数据管理项目存在什么问题")
    lines = (json.dumps({"id": n, "question": q}) for n, q in enumerate(questions))
    source.write_text("\n".join(lines), encoding="utf-8")
    server.plan = lambda request: (
        says_question(PLAIN) if len(server.requests) == 1 else says_text("一千万元。[1]")
    )
    given = ("--model", "test", "--model-url", server.url, "--index", str(index_path))
    assert main(["batch", str(source), str(target), *given]) == 0
    written = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    notes = ["".join(one["notes"]) for one in written]
    assert [note[:10] for note in notes] == ["问题由模型 test", "", "模型 test 给出"]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["--model-url", "http://127.0.0.1:1/v1"], "--model-url 要与 --model 一起用"),
        (["--model", "a", "--model-url", "127.0.0.1"], "http:// 或 https://"),
        (["--model", "a", "--explain"], "--explain"),
        (["--model", "nobody:a"], "请检查名称"),
        (["--model"], "--model 后面缺少内容"),
    ],
)
def test_unusable_model_is_one_line_on_standard_error(
    given: list[str], complaint: str, index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ODD, "--index", str(index_path), *given]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert complaint in said.err
    assert said.err.count("\n") == 1


def test_without_the_extra_one_line_says_how_to_install_it(
    index_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    assert main(["ask", ODD, "--model", "openai:a", "--index", str(index_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "pip install 'disclosure-qa[llm]'" in said.err
    assert said.err.count("\n") == 1


def test_answers_without_a_model_load_no_langchain(index_path: Path) -> None:
    script = (
        "import sys\n"
        "from qa.cli import main\n"
        f"main(['ask', {PLAIN!r}, '--index', {str(index_path)!r}])\n"
        "print({m.split('.')[0] for m in sys.modules} & {'langchain', 'langchain_core', 'openai'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"
