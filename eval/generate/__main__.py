"""``python -m eval.generate FOLDER --seed N``: a made-up corpus, its cells, its questions."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

from eval.generate.question_set import HAND_WRITTEN, HAND_WRITTEN_SEED, draw_questions
from eval.generate.world import draw_world


def main(argv: Sequence[str] | None = None) -> int:
    """Writes ``corpus/``, ``cells.jsonl`` and ``questions.jsonl``; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=18)
    parser.add_argument("--units", type=int, default=8)
    arguments = parser.parse_args(argv)
    world = draw_world(arguments.seed, arguments.documents, arguments.units)
    world.write(arguments.folder / "corpus")
    write_lines(arguments.folder / "cells.jsonl", world.cells())
    questions = draw_questions(world, arguments.seed)
    rows = (question.row(number) for number, question in enumerate(questions, 1))
    write_lines(arguments.folder / "questions.jsonl", rows)
    if arguments.seed == HAND_WRITTEN_SEED:
        copyfile(HAND_WRITTEN, arguments.folder / HAND_WRITTEN.name)
    return 0


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Writes ``rows`` as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
