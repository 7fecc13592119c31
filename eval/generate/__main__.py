"""``python -m eval.generate FOLDER --seed N``: a made-up corpus, its cells, its questions.

More than a world's documents are drawn part by part and come without cells.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

from rich.console import Console
from rich.progress import track

from eval.generate.asking import Question
from eval.generate.corpus import DOCUMENTS, MOST, UNITS, Corpus
from eval.generate.question_set import HAND_WRITTEN, HAND_WRITTEN_SEED, draw_questions
from eval.generate.world import draw_world


def main(argv: Sequence[str] | None = None) -> int:
    """Writes what the command says into the folder; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"up to {MOST}")
    parser.add_argument("--units", type=int, help="one world of so many units")
    parser.add_argument("--papers", type=float, default=0.0, help="the share that is PDF")
    parser.add_argument("--questions", type=int, default=600, help="of a large corpus")
    arguments = parser.parse_args(argv)
    if arguments.documents > MOST:
        parser.error(f"at most {MOST} documents")
    if arguments.units or (arguments.documents <= DOCUMENTS and not arguments.papers):
        _write_world(arguments)
    else:
        _write_corpus(arguments)
    return 0


def _write_world(arguments: argparse.Namespace) -> None:
    world = draw_world(arguments.seed, arguments.documents, arguments.units or UNITS)
    world.write(arguments.folder / "corpus")
    write_lines(arguments.folder / "cells.jsonl", world.cells())
    write_questions(arguments.folder / "questions.jsonl", draw_questions(world, arguments.seed))
    if arguments.seed == HAND_WRITTEN_SEED:
        copyfile(HAND_WRITTEN, arguments.folder / HAND_WRITTEN.name)


def _write_corpus(arguments: argparse.Namespace) -> None:
    """Document by document, so that memory does not grow with the corpus; no cells, which
    would take more room than the documents."""
    corpus, count = Corpus(arguments.seed, arguments.papers), arguments.documents
    written = corpus.write(arguments.folder / "corpus", count)
    for _ in track(written, total=count, console=Console(stderr=True), transient=True):
        pass
    questions = corpus.questions(count, arguments.questions)
    write_questions(arguments.folder / "questions.jsonl", questions)


def write_questions(path: Path, questions: Iterable[Question]) -> None:
    """Writes a question set; the questions are numbered in their order."""
    write_lines(path, (question.row(number) for number, question in enumerate(questions, 1)))


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Writes ``rows`` as JSON Lines, one by one."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    raise SystemExit(main())
