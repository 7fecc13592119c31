"""Many users at once: ``python -m eval.load --index indexes/default``.

Starts a server of its own, lets 20 users ask 500 different questions without a pause, and
compares every answer with the one that the same question gets when it is asked alone. Prints
how long the start and the answers took, and the server's memory after each round.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import local
from time import perf_counter

import httpx

from eval.reword import reword_rows
from qa.ask import Assistant
from qa.cli.files import DEFAULT_INDEX
from qa.evaluate.questions import DEFAULT_QUESTIONS
from qa.index import Index
from qa.jsonable import to_json

PATIENCE = 120.0
_MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the earlier ones of its conversation."""

    question: str
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, its process and the seconds until it listened."""

    address: str
    process: int
    seconds: float


def questions(source: Path, count: int, seed: int) -> list[Asked]:
    """``count`` different questions in random order: those of ``source``, then the same in
    other words."""
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    found: dict[Asked, None] = {}
    rewording, made = seed, rows
    while len(found) < count:
        for row in made:
            found[Asked(row["question"], tuple(row.get("history", ())))] = None
        rewording, made = rewording + 1, reword_rows(rows, rewording)
    chosen = list(found)[:count]
    Random(seed).shuffle(chosen)
    return chosen


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a question, and after how many seconds."""

    asked: Asked
    status: int
    text: str
    seconds: float


@contextmanager
def server(index: Path) -> Iterator[Served]:
    """A server over ``index`` on a free port."""
    started = perf_counter()
    command = [sys.executable, "-m", "qa", "serve", "--port", "0", "--index", str(index)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        said = ""
        for said in process.stderr:
            if found := re.search(r"http://[\w.]+:\d+", said):
                break
        else:
            raise SystemExit(said)
        try:
            yield Served(found[0], process.pid, perf_counter() - started)
        finally:
            process.terminate()


def memory(process: int) -> float:
    """The resident memory of a process in MiB (proc_pid_status(5)); 0 where it cannot be had."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / _MEGABYTE if found else 0.0


def together(address: str, asked: Sequence[Asked], users: int) -> list[Reply]:
    """What ``users`` are answered who ask one question after the other, all at once."""
    own = local()

    def ask(one: Asked) -> Reply:
        if not hasattr(own, "client"):
            own.client = httpx.Client(base_url=address, timeout=PATIENCE)
        started = perf_counter()
        found = _post(own.client, one)
        return Reply(one, found.status_code, found.text, perf_counter() - started)

    with ThreadPoolExecutor(users) as pool:
        return list(pool.map(ask, asked))


def mixed(replies: Sequence[Reply], index: Path) -> int:
    """How many were answered otherwise than the same question that is asked alone."""
    with Index.open(index) as opened:
        assistant = Assistant(opened)
        return sum(
            one.text != to_json(assistant.ask(one.asked.question, one.asked.history))
            for one in replies
        )


def told(replies: Sequence[Reply], seconds: float) -> str:
    """The times of a round in a line."""
    times = quantiles((one.seconds for one in replies), n=100)
    failed = sum(one.status != 200 for one in replies)
    return (
        f"{len(replies)} questions in {seconds:.1f} s: p50 {times[49]:.2f} s, "
        f"p95 {times[94]:.2f} s, longest {max(one.seconds for one in replies):.2f} s, "
        f"{failed} failed"
    )


def _post(client: httpx.Client, one: Asked) -> httpx.Response:
    return client.post("/api/ask", json={"question": one.question, "history": one.history})


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status: 1 where an answer failed or was another's."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    parser.add_argument("--index", type=Path, default=DEFAULT_INDEX)
    parser.add_argument("--source", type=Path, default=DEFAULT_QUESTIONS)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--questions", type=int, default=500, help="in each round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    asked = questions(given.source, given.questions * given.rounds, given.seed)
    replies: list[Reply] = []
    with server(given.index) as served:
        print(f"listens {served.seconds:.1f} s after its start, {memory(served.process):.0f} MiB")
        started = perf_counter()
        httpx.get(served.address, follow_redirects=True).raise_for_status()
        print(f"page {perf_counter() - started:.2f} s after that", flush=True)
        for number in range(given.rounds):
            started = perf_counter()
            found = together(served.address, asked[number :: given.rounds], given.users)
            print(told(found, perf_counter() - started), f"{memory(served.process):.0f} MiB",
                  sep=", ", flush=True)  # fmt: skip
            replies += found
    amiss = mixed(replies, given.index)
    print(f"{amiss} of {len(replies)} answered otherwise than alone")
    return int(amiss > 0)


if __name__ == "__main__":
    raise SystemExit(main())
