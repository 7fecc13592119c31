"""How long a warm assistant takes by kind of question, and how many it answers at once."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval.benches.measured import QUESTIONS, ROOT, Measured, Setting, each, spread
from qa.ask import Assistant
from qa.evaluate.questions import Question, load_questions
from qa.index import Index

#: The aims for p50 and p95 by kind, in milliseconds.
AIMS = {"lookup": (10.0, 40.0), "compute": (10.0, 40.0), "text": (None, 80.0)}
ASKERS = (1, 4, 16)


def warm(setting: Setting) -> Iterator[Measured]:
    """``eval/dev.jsonl`` over the five documents, asked once before."""
    questions = load_questions(QUESTIONS)
    with Index.open(setting.index()) as index:
        assistant = Assistant(index)

        def ask(question: Question) -> None:
            assistant.ask(question.question, question.history)

        for question in questions:
            ask(question)
        for kind in dict.fromkeys(question.kind for question in questions):
            own = [question for question in questions if question.kind == kind]
            p50, p95 = AIMS.get(kind, (None, None))
            found = [one for _ in range(3 if setting.full else 1) for one in each(ask, own)]
            yield from spread("warm", kind, found, p50=p50, p95=p95)


def askers(setting: Setting) -> Iterator[Measured]:
    """``qa serve`` asked over HTTP by several at once."""
    questions = [one for one in load_questions(QUESTIONS) if not one.history]
    with _served(setting.index()) as address, httpx.Client(base_url=address) as client:

        def ask(question: Question) -> float:
            started = time.perf_counter()
            asked = {"question": question.question}
            client.post("/api/ask", json=asked, timeout=60).raise_for_status()
            return 1000 * (time.perf_counter() - started)

        list(map(ask, questions[:20]))
        for count in ASKERS:
            asked = questions * (2 if setting.full else 1)
            started = time.perf_counter()
            with ThreadPoolExecutor(count) as pool:
                found = list(pool.map(ask, asked))
            rate = len(asked) / (time.perf_counter() - started)
            yield Measured("askers", f"{count} at once", rate, "questions/s", note="over HTTP")
            yield from spread("askers", f"{count} at once", found)


@contextmanager
def _served(index: Path) -> Iterator[str]:
    """A server in a process of its own; its address."""
    command = [sys.executable, "-m", "qa", "serve", "--port", "0", "--index", str(index)]
    child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert child.stderr is not None
        for line in child.stderr:
            if found := re.search(r"http://\S+:\d+", line):
                yield found[0]
                return
        raise RuntimeError("qa serve did not start")
    finally:
        child.terminate()
        child.wait()
