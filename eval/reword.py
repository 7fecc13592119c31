"""The same questions in other words: ``python -m eval.reword eval/dev.jsonl OUT.jsonl --seed 1``.

Ids, expectations and evidence stay. ``reworded`` of each line names the kinds of rewording
that its question went through.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from eval.generate.__main__ import write_lines
from eval.rewordings import KINDS, Setting

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: So many kinds of rewording may one question go through.
_MOST = 3


def reword(
    text: str, random: Random, documents: Sequence[str], kinds: Sequence[str] = tuple(KINDS)
) -> tuple[str, tuple[str, ...]]:
    """``text`` reworded, and the kinds that changed it: up to three of ``kinds``, as they fit.

    ``documents`` are ids or titles that spell out the units that may be asked about.
    """
    setting = Setting(random, tuple(documents))
    fitting = [kind for kind in kinds if KINDS[kind](text, setting) != text]
    drawn = random.sample(fitting, min(len(fitting), random.randint(1, _MOST)))
    applied = []
    for kind in (kind for kind in KINDS if kind in drawn):
        changed = KINDS[kind](text, setting)
        if changed != text and _same_figures(text, changed):
            text = changed
            applied.append(kind)
    return text, tuple(applied)


def _same_figures(before: str, after: str) -> bool:
    """Whether no figure came or went; a year may lose its century."""
    old, new = (sorted(one[-2:] for one in _NUMBER.findall(text)) for text in (before, after))
    return old == new


def reword_rows(
    rows: Sequence[Mapping[str, Any]], seed: int, kinds: Sequence[str] = tuple(KINDS)
) -> list[dict[str, Any]]:
    """The lines of a question set, each reworded by a chance of its own."""
    documents = sorted({one["doc"] for row in rows for one in row.get("evidence", ())})
    made = []
    for row in rows:
        random = Random(f"{seed}:{row['id']}")
        question, applied = reword(row["question"], random, documents, kinds)
        changed = {**row, "question": question, "reworded": list(applied)}
        if row.get("history"):
            earlier = [reword(one, random, documents, kinds)[0] for one in row["history"]]
            changed["history"] = earlier
        made.append(changed)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.reword", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=tuple(KINDS))
    arguments = parser.parse_args(argv)
    lines = arguments.source.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    made = reword_rows(rows, arguments.seed, arguments.kinds)
    write_lines(arguments.target, made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
