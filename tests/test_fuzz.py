"""Every target of the fuzzer, for a moment: with drawn inputs, and under atheris where it is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parent.parent
#: Drawn inputs, and the seconds after which no more are drawn: a slow machine tries fewer.
INPUTS, SECONDS = 60, 1.5
LENGTHS = (20, 60, 200, 600)


@pytest.mark.parametrize("name", TARGETS)
def test_drawn_inputs_break_nothing(name: str) -> None:
    drawn = Random(name)
    start = time.monotonic()
    for _ in range(INPUTS):
        TARGETS[name](drawn.randbytes(drawn.choice(LENGTHS)))
        if time.monotonic() - start > SECONDS:
            break


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="needs the extra fuzz")
def test_the_fuzzer_runs_a_target(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "amounts", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
