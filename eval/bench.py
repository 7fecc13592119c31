"""How fast this is, beside others in the same run: ``python -m eval.bench``.

Every part measures this project, the libraries that one would take instead and, where there is
one, the limit that no program passes. Without ``--full`` the sizes are small and all parts take
minutes; ``--only warm`` runs one part. The results are written as JSON and as Markdown, with
the machine and the commit, also where the run was interrupted.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
import timeit
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from eval.benches.answering import askers, warm
from eval.benches.building import building
from eval.benches.growing import growing
from eval.benches.looking import looking
from eval.benches.measured import ROOT, Measured, Part, Setting
from eval.benches.searching import searching
from eval.benches.starting import starting
from qa.index.workers import processors

PARTS: dict[str, Part] = {
    "start": starting,
    "warm": warm,
    "askers": askers,
    "build": building,
    "figures": looking,
    "search": searching,
    "sizes": growing,
}
REPORT = ROOT / "build" / "bench.md"


def measure(
    parts: Sequence[str], setting: Setting, console: Console
) -> tuple[list[Measured], dict[str, float]]:
    """What the parts measure, and the pace of Python before each of them; what was measured before
    Ctrl-C, where that ends it."""
    found: list[Measured] = []
    paces: dict[str, float] = {}
    try:
        for name in parts:
            paces[name] = _pace()
            console.print(f"[bold]{name}[/] {PARTS[name].__doc__}")
            started = time.monotonic()
            for one in PARTS[name](setting):
                console.print(f"  {one.what}: {_shown(one.value)} {one.unit}", highlight=False)
                found.append(one)
            console.print(f"  ({time.monotonic() - started:.0f} s)", highlight=False)
    except KeyboardInterrupt:
        console.print("interrupted: what was measured is written")
    return found, paces


def machine() -> dict[str, str]:
    """What the numbers hold for: processor, cores, Python, commit."""
    return {
        "machine": f"{_processor()}, {processors()} cores",
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "commit": _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "-s") else ""),
        "date": time.strftime("%Y-%m-%d"),
    }


def _pace() -> float:
    """The seconds of the processor that Python takes for a fixed loop, at the best: half as many
    again where it was built without optimisation, twice as many while a neighbour of a virtual
    machine is busy."""
    return min(timeit.repeat(_plain_loop, time.process_time, repeat=7, number=1))


def _plain_loop() -> int:
    counts: dict[str, int] = {}
    for number in range(100_000):
        word = f"{number % 1000} 年"
        counts[word] = counts.get(word, 0) + len(word)
    return max(counts.values())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def markdown(found: Sequence[Measured], about: dict[str, str]) -> str:
    """The results as tables, one for each part."""
    lines = ["# Benchmark", "", *(f"- {key}: {value}" for key, value in about.items())]
    for part in dict.fromkeys(one.part for one in found):
        lines += ["", f"## {part}", "", "| | | | aim | |", "| --- | ---: | --- | ---: | --- |"]
        lines += [_line(one) for one in found if one.part == part]
    return "\n".join(lines) + "\n"


def _line(one: Measured) -> str:
    aim = "" if one.bound is None else f"{'≥' if one.over else '≤'} {_shown(one.bound)}"
    missed = " **missed**" if one.holds is False else ""
    return f"| {one.what} | {_shown(one.value)} | {one.unit} | {aim}{missed} | {one.note} |"


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and writes the report; returns 1 where an aim is missed, else 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=[*PARTS], help="repeat it for several")
    parser.add_argument("--full", action="store_true", help="the large sizes too: an hour or more")
    parser.add_argument("--report", type=Path, default=REPORT, help="the JSON lies beside it")
    parser.add_argument("--work", type=Path, help="a folder that keeps what is built")
    arguments = parser.parse_args(argv)
    with TemporaryDirectory(prefix="qa-bench-") as name:
        setting = Setting(arguments.work or Path(name), arguments.full)
        setting.work.mkdir(parents=True, exist_ok=True)
        found, paces = measure(arguments.only or [*PARTS], setting, Console(stderr=True))
    told = (f"{pace * 1000:.0f} ms before {name}" for name, pace in paces.items())
    about = {**machine(), "a plain loop": ", ".join(told)}
    about["mode"] = "full" if arguments.full else "quick"
    arguments.report.parent.mkdir(parents=True, exist_ok=True)
    arguments.report.write_text(markdown(found, about), encoding="utf-8")
    rows = [{**asdict(one), "holds": one.holds} for one in found]
    results = json.dumps({**about, "results": rows}, ensure_ascii=False, indent=1)
    arguments.report.with_suffix(".json").write_text(results + "\n", encoding="utf-8")
    print(arguments.report.read_text(encoding="utf-8"))
    return int(any(one.holds is False for one in found))


if __name__ == "__main__":
    sys.exit(main())
