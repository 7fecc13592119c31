"""Runs a target under atheris, which looks for inputs that reach new code.

``python -m tests.fuzz TARGET [SECONDS] [FILE …]``: for so many seconds (default 60), or over the
files only, such as one that a run has left behind. What is found is kept in ``build/fuzz/TARGET``;
an input that fails is written to ``build/fuzz``, and the exit status is not 0.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

KEPT = Path("build/fuzz")
#: Seconds and megabytes that one input may take: it is a few hundred bytes long.
MOST_SECONDS, MOST_MEGABYTES = 20, 3000
LONGEST_INPUT = 2000


def main(name: str, seconds: str = "60", *files: str) -> None:
    """Runs the target ``name``; ends the process."""
    with atheris.instrument_imports(include=["qa"]):
        from tests.fuzz.targets import TARGETS
    kept = KEPT / name
    kept.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}", f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-max_len={LONGEST_INPUT}", "-len_control=0", f"-artifact_prefix={KEPT}/",
        "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, *(files or [str(kept)])], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
