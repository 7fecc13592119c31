"""Every example of docs/ runs as it stands and prints what the page says it prints."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_socket
from llm_fixtures import chat_server, obeys
from postgres_fixtures import created

from qa.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
NAMES = [page.name for page in PAGES]
#: Where the pages say that the server is, that of a language model, and the database.
SERVER, MODEL = "http://127.0.0.1:7860", "http://127.0.0.1:8000/v1"
DATABASE = "postgresql://qa@localhost/disclosures"
CALLING = [page for page in PAGES if SERVER in page.read_text(encoding="utf-8")]
MODELLED = [page for page in PAGES if MODEL in page.read_text(encoding="utf-8")]
STORED = [page for page in PAGES if DATABASE in page.read_text(encoding="utf-8")]
OFFLINE = [page for page in PAGES if page not in (*CALLING, *MODELLED, *STORED)]


class Block(NamedTuple):
    """A fenced block of a page; ``line`` is that of its first line, from 1."""

    language: str
    text: str
    line: int


class Example(NamedTuple):
    """A block to run and, where the page shows it, what it prints."""

    block: Block
    output: str | None


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    fences = re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(one[1], one[2], text[: one.start(2)].count("\n") + 1) for one in fences]


def examples(page: Path) -> list[Example]:
    found: list[Example] = []
    for block in blocks(page):
        if block.language == "text":
            found[-1] = found[-1]._replace(output=block.text)
        else:
            found.append(Example(block, None))
    return found


@pytest.fixture
def project(index_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the project's data with its index built."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", copy_function=shutil.copy2)
    shutil.copytree(index_path, tmp_path / "indexes" / "default")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def model() -> Iterator[str]:
    """The address of a language model that does as it is told."""
    with chat_server() as server:
        server.plan = obeys
        yield server.url


@pytest.fixture
def offline() -> Iterator[None]:
    """No network, not even loopback."""
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


@pytest.mark.parametrize("page", OFFLINE, ids=lambda page: page.name)
def test_page_runs_from_top_to_bottom(page: Path, project: None, offline: None) -> None:
    run_page(page)


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("page", CALLING, ids=lambda page: page.name)
def test_page_runs_against_the_server(page: Path, project: None, server: str) -> None:
    run_page(page, {SERVER: server})


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("page", MODELLED, ids=lambda page: page.name)
def test_page_runs_beside_a_model(page: Path, project: None, model: str) -> None:
    run_page(page, {MODEL: model})


@pytest.mark.parametrize("page", STORED, ids=lambda page: page.name)
def test_page_runs_with_a_database(
    page: Path, project: None, postgres: str, stored_corpus: str
) -> None:
    with created(postgres, like=stored_corpus) as database:
        run_page(page, {DATABASE: database})


def run_page(page: Path, addresses: Mapping[str, str] | None = None) -> str:
    """Runs every block of a page in order and compares what it prints, which is returned."""
    names: dict[str, Any] = {}
    everything = ""
    for block, output in examples(page):
        text = block.text
        for written, real in (addresses or {}).items():
            text = text.replace(written, real)
        printed = io.StringIO()
        with redirect_stdout(printed):
            if block.language == "python":
                # As many lines as stand above it make an error name the line of the page.
                exec(compile("\n" * (block.line - 1) + text, page, "exec"), names)
            else:
                run_commands(text)
        if output is not None:
            assert printed.getvalue() == output, f"{page.name}:{block.line}"
        everything += printed.getvalue()
    return everything


def run_commands(text: str) -> None:
    """Runs ``qa …`` and ``echo …``, each with ``> FILE`` or without."""
    for line in text.splitlines():
        words = shlex.split(line)
        target = words[-1] if words[-2] == ">" else None
        printed = io.StringIO()
        with redirect_stdout(printed):
            program, *arguments = words[:-2] if target else words
            if program == "echo":
                print(*arguments)
            else:
                assert (program, main(arguments)) == ("qa", 0)
        if target:
            Path(target).write_text(printed.getvalue(), encoding="utf-8")
        else:
            print(printed.getvalue(), end="")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_page_holds_only_blocks_that_are_run(page: Path) -> None:
    found = [block.language for block in blocks(page)]
    assert set(found) <= {"python", "sh", "text"}
    assert found[0] != "text"
    assert len(found) == page.read_text(encoding="utf-8").count("```") / 2


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_examples_have_at_most_ten_lines(page: Path) -> None:
    for block in blocks(page):
        assert len([line for line in block.text.splitlines() if line.strip()]) <= 10, block.line


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_agent_of_the_page_passes_on_what_the_tool_said(project: None, model: str) -> None:
    printed = run_page(ROOT / "docs" / "langchain.md", {MODEL: model})
    assert "执行率为52.33%" in printed


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_page_is_linked_from_both_readmes(page: Path) -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"](docs/{page.name})" in (ROOT / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links if "://" not in link)
