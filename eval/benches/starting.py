"""From the start of a process to its first answer."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from eval.benches.measured import Measured, Setting, run

LOOKUP = "2021年三公经费执行率是多少"


def starting(setting: Setting) -> Iterator[Measured]:
    """``import qa``, and a cold ``qa ask`` of a lookup."""
    index = str(setting.index())
    times = 9 if setting.full else 5
    bare = median(run("-c", "pass")[0] for _ in range(times))
    imported = median(run("-c", "import qa")[0] for _ in range(times))
    yield Measured("start", "Python alone", bare, "s")
    yield Measured("start", "import qa, Python not counted", imported - bare, "s", 0.3)
    run("-m", "qa", "ask", LOOKUP, "--index", index)  # compiles what was never imported
    asked = [run("-m", "qa", "ask", LOOKUP, "--index", index) for _ in range(times)]
    note = f"median of {times}, five documents"
    spent = median(spent for spent, _, _ in asked)
    yield Measured("start", "cold qa ask of a lookup", spent, "s", 1.0, note=note)
    yield Measured("start", "peak memory of it", median(m for _, m, _ in asked), "MB")
