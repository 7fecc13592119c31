"""The README's commands and examples are run as they stand."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa.cli import main

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md")
#: Commands that are run by their own part of CI or by other tests.
RUN_ELSEWHERE = ("qa eval", "qa serve", "qa train-encoder corpus --output build/encoder")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(program: str) -> list[str]:
    lines = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line.split()[:1] == [program]))


@pytest.fixture
def project(index_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's data with its index built, and questions for a batch."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", copy_function=shutil.copy2)
    shutil.copytree(index_path, tmp_path / "indexes" / "default")
    record = {"id": 1, "question": "那2022年呢", "history": ["2021年三公经费决算是多少"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_readme_shows_every_command() -> None:
    from qa.cli.parser import command_names

    shown = {shlex.split(line)[1] for line in commands("qa")}
    assert shown == set(command_names())


@pytest.mark.parametrize("line", commands("qa"))
def test_readme_command_runs(line: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if line in RUN_ELSEWHERE:
        pytest.skip("a part of CI of its own")
    assert main(shlex.split(line)[1:]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", commands("make"))
def test_readme_make_target_exists(line: str) -> None:
    done = subprocess.run(
        [*shlex.split(line), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_readme_shows_the_answer_that_its_first_command_gives(
    page: str, index_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = next(line for line in commands("make") if line.startswith("make ask"))
    question = shlex.split(ask)[2].removeprefix("Q=")
    assert main(["ask", question, "--index", str(index_path)]) == 0
    assert capsys.readouterr().out == blocks(page, "text")[0]


@pytest.mark.parametrize(
    "example", sorted({block for page in PAGES for block in blocks(page, "python")})
)
def test_readme_python_runs(example: str, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("52.33 ")


@pytest.mark.parametrize("page", PAGES)
def test_readme_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert all((ROOT / link).exists() for link in links if "://" not in link)
