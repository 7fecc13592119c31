"""A number that was measured, and how to measure one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from eval.generate.__main__ import write_questions
from eval.generate.corpus import Corpus
from qa.index import BuildReport, build_index
from qa.index.workers import processors

ROOT = Path(__file__).parent.parent.parent
CORPUS, QUESTIONS = ROOT / "corpus", ROOT / "eval" / "dev.jsonl"
#: The seed of every corpus that is drawn here.
SEED = 88
#: The documents that questions over drawn corpora are about, whatever their size.
ABOUT = 18


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the report; ``bound`` is the aim, ``note`` how it was measured.

    ``over`` tells whether the aim is a least value rather than a most.
    """

    part: str
    what: str
    value: float
    unit: str
    bound: float | None = None
    over: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the aim is reached; none where there is no aim."""
        if self.bound is None:
            return None
        return self.value >= self.bound if self.over else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Setting:
    """Where to work, and whether to take the time for the large sizes."""

    work: Path
    full: bool

    def index(self) -> Path:
        """The index of ``corpus/``, built once."""
        build_index(CORPUS, self.work / "five", progress=False)
        return self.work / "five"

    def generated(self, documents: int) -> tuple[Path, Path, BuildReport]:
        """The index of a corpus of that size, questions about its first documents, and how it was
        built, if it was not yet."""
        folder = self.work / f"generated-{documents}"
        questions = folder / "questions.jsonl"
        if not questions.exists():
            corpus = Corpus(SEED)
            for _ in corpus.write(folder / "corpus", documents):
                pass
            write_questions(questions, corpus.questions(ABOUT, 100))
        index = folder / "index"
        built = build_index(folder / "corpus", index, progress=False, processes=processors())
        return index, questions, built


Part = Callable[[Setting], Iterator[Measured]]


def seconds(action: Callable[[], Any], times: int = 1) -> float:
    """The median time of an action, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return float(np.median(found))


def each(action: Callable[[Any], Any], things: Iterable[Any]) -> list[float]:
    """The time that an action takes for each thing, in milliseconds."""
    return [1000 * seconds(lambda thing=thing: action(thing)) for thing in things]  # type: ignore[misc]


def spread(part: str, what: str, found: Sequence[float], **more: Any) -> Iterator[Measured]:
    """Median and 95th percentile of times in milliseconds; ``p50`` and ``p95`` are aims."""
    note = f"{len(found)} times"
    for share in (50, 95):
        bound = more.get(f"p{share}")
        value = float(np.percentile(found, share)) if found else float("nan")
        yield Measured(part, f"{what}, p{share}", value, "ms", bound, note=note)


#: Starts what is measured. A process that was forked keeps the memory of its parent for its own
#: peak, even when it runs another program (getrusage(2)): so its parent is a small one.
_STARTER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
child = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(child.pid, 0)
told = time.perf_counter() - started, usage.ru_maxrss
with open(sys.argv[1], "w") as file:
    json.dump(told, file)
sys.exit(1 if status else 0)
"""


def run(*command: str, folder: Path = ROOT) -> tuple[float, float, str]:
    """Runs Python with ``command``: seconds, peak memory in MB, standard output.

    Modules stay compiled from one run to the next, as those of an installed program do. Raises
    ``RuntimeError`` where it fails.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.NamedTemporaryFile() as file:
        done = subprocess.run(
            [sys.executable, "-S", "-c", _STARTER, file.name, sys.executable, *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-300:]}")
        spent, peak = json.loads(Path(file.name).read_bytes())
    kilobytes = peak / (1024 if sys.platform == "darwin" else 1)
    return spent, kilobytes / 1024, done.stdout


def folder_size(index: Path) -> int:
    """The bytes of the serving generation of an index."""
    name = (index / "current").read_text(encoding="utf-8").split()[0]
    return sum(path.stat().st_size for path in (index / name).iterdir())


def some(things: Iterable[Any], count: int) -> list[Any]:
    """The first few of things."""
    return list(islice(things, count))
