"""The default path starts quickly and needs no network, nor any of the optional libraries."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_IMPORT = 0.3
OPTIONAL = (
    "gradio", "langchain", "langchain_openai", "langgraph", "openai", "pgvector", "psycopg",
    "sqlalchemy", "torch", "transformers",
)  # fmt: skip
#: What cuts, encodes and searches passages, and reads files.
SEARCH = (
    "torch", "transformers", "sentence_transformers", "faiss", "jieba", "pypinyin", "pdfplumber",
)  # fmt: skip
#: Refuses every socket from the start, then runs the commands that it is given.
OFFLINE = """
import json, sys
import pytest_socket
pytest_socket.disable_socket()
from qa.cli import main
for arguments in json.loads(sys.argv[1]):
    if status := main(arguments):
        sys.exit(status)
optional = json.loads(sys.argv[2])
print(sorted({name.split(".")[0] for name in sys.modules} & set(optional)), file=sys.stderr)
"""


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("module", ["qa", "qa.model", "qa.cli"])
def test_import_takes_no_time_worth_speaking_of(module: str) -> None:
    spent = []
    for _ in range(5):
        told = run("-X", "importtime", "-c", f"import {module}").stderr
        (microseconds,) = re.findall(rf"\| +(\d+) \| +{re.escape(module)}$", told, re.MULTILINE)
        spent.append(int(microseconds) / 1_000_000)
    assert statistics.median(spent) <= LONGEST_IMPORT


def test_lookup_from_the_command_line_loads_no_library_of_search(index_path: Path) -> None:
    script = f"""
import sys
from qa.cli import main
main(["ask", "2021年大数据中心公务接待费决算数是多少", "--index", {str(index_path)!r}])
print(sorted({{name.split(".")[0] for name in sys.modules}} & set({SEARCH}), ), file=sys.stderr)
"""
    done = run("-c", script)
    assert "公务接待费" in done.stdout
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("modules", ["qa", "qa.cli", "qa.ask, qa.index, qa.retrieve", "qa.llm"])
def test_import_brings_no_optional_library(modules: str) -> None:
    script = f"import sys, {modules}; print([one for one in {OPTIONAL} if one in sys.modules])"
    assert run("-c", script).stdout == "[]\n"


def test_default_path_works_without_a_network(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    document = min(corpus.glob("*.txt"), key=lambda path: path.stat().st_size)
    shutil.copy2(document, tmp_path / "corpus")
    asked = {"id": 1, "question": "主要职责是什么"}
    (tmp_path / "in.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    commands = [
        ["index"],
        ["ask", "收入合计是多少"],
        ["ask", "主要职责是什么", "--explain"],
        ["batch", "in.jsonl", "out.jsonl"],
        ["search", "主要职责", "-k", "1"],
        ["facts", "--csv"],
        ["audit"],
    ]
    done = run("-c", OFFLINE, json.dumps(commands), json.dumps(OPTIONAL), folder=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]")
    assert f"\n{document.stem}," in done.stdout  # the facts, as CSV
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["citations"]
