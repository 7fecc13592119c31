"""What holds for the whole house: light imports, pinned versions, small modules, no stray paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from qa.lexicon import load

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "qa").rglob("*.py"))
HEAVY = ("torch", "faiss", "langchain_core", "sentence_transformers", "gradio", "jieba", "numpy")
#: The rooms of ``qa.ask``, lowest first.
ROOMS_OF_ASK = ("words", "question", "find", "narrative", "compute", "tell")
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60


def test_import_is_light() -> None:
    script = f"import sys, qa, qa.model, qa.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_constraints_pin_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(one for extra in extras for one in extra)]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {_name(line) for line in pins.splitlines() if re.match(r"[\w.-]+==[\w.]+$", line)}
    assert {_name(requirement) for requirement in asked} - pinned == set()
    assert "\ntorch==2.13.0\n" in pins


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("room", ROOMS_OF_ASK)
def test_room_of_ask_imports_from_no_room_above_it(room: str) -> None:
    allowed = ROOMS_OF_ASK[: ROOMS_OF_ASK.index(room) + 1]
    folder = ROOT / "qa" / "ask" / room
    imported = {
        node.module
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("qa.ask")
    }
    assert imported
    assert [name for name in imported if (name + ".").split(".")[2] not in allowed] == []


def test_nothing_names_a_path_of_one_machine() -> None:
    tracked = _tracked()
    private = re.compile(r"(?<![\w.~-])/(?:home|root|Users|tmp|work|mnt|opt)/\w|\.\./shared/\w")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked
        for match in private.finditer(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("no git checkout")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.parent.name != "corpus"]


def test_built_indexes_are_not_committed() -> None:
    inside = [path.name for path in _tracked() if path.parent.name == "indexes"]
    assert inside == ["README.md"]


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert [line.split()[1] for line in listed.splitlines()] == phony[1].split()


def test_word_of_the_lexicon_may_stand_for_several() -> None:
    words = set(load("questions")["basis"]["目标值"])
    assert {"是否达到目标", "是否达到目标值", "有没有达到目标", "有没有达到目标值"} < words
    assert not [word for word in words if set(word) & set("〔|〕")]
