"""``python -m eval.generated --seed N``: how well made-up worlds are answered, in one run.

Draws a corpus that nobody has seen (units, provinces, years, items, layouts and figures by
seed), builds its index in a temporary folder and asks the questions drawn over it; then does the
same with the questions written by hand over the world of their own seed. Prints the scores of
both, and with ``--failures`` where the misses were lost.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.generate.question_set import HAND_WRITTEN, HAND_WRITTEN_SEED, draw_questions
from eval.generate.world import World, draw_world
from qa.ask import Assistant
from qa.evaluate.questions import load_questions
from qa.evaluate.report import text_report
from qa.evaluate.run import Result, evaluate
from qa.index import Index
from qa.index.build import build_index

#: The size of a world: as that over which the questions were written by hand.
DOCUMENTS, UNITS = 18, 8


@dataclass(frozen=True, slots=True)
class Run:
    """A question set over a made-up corpus, and what became of its questions."""

    name: str
    results: tuple[Result, ...]

    @property
    def accuracy(self) -> float:
        """The share of right answers, in percent."""
        return 100 * sum(result.is_right for result in self.results) / len(self.results)


def drawn(seed: int, documents: int, units: int, folder: Path) -> Run:
    """The questions drawn by ``seed`` over the world of that seed."""
    world = draw_world(seed, documents, units)
    questions = folder / "questions.jsonl"
    rows = (question.row(number) for number, question in enumerate(draw_questions(world, seed), 1))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    questions.write_text("".join(lines), encoding="utf-8")
    return Run(f"seed {seed}", _asked(world, questions, folder))


def hand_written(folder: Path) -> Run:
    """The questions written by hand, over the world that they were written about."""
    world = draw_world(HAND_WRITTEN_SEED, DOCUMENTS, UNITS)
    return Run("hand-written", _asked(world, HAND_WRITTEN, folder))


def _asked(world: World, questions: Path, folder: Path) -> tuple[Result, ...]:
    world.write(folder / "corpus")
    build_index(folder / "corpus", folder / "index")
    index = Index.open(folder / "index")
    return tuple(evaluate(load_questions(questions), Assistant(index), index.search))


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores; returns 1 if a set stays under ``--min-accuracy``, else 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.generated", description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="repeat it for several worlds")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--without-hand-written", action="store_true")
    parser.add_argument("--failures", action="store_true", help="every miss by stage")
    parser.add_argument("--min-accuracy", type=float, default=0.0, metavar="P")
    arguments = parser.parse_args(argv)
    lowest = 100.0
    for seed in [*(arguments.seed or [1]), None]:
        if seed is None and arguments.without_hand_written:
            break
        with TemporaryDirectory() as name:
            folder = Path(name)
            run = (
                hand_written(folder)
                if seed is None
                else drawn(seed, arguments.documents, arguments.units, folder)
            )
        print(f"\n== {run.name}: {run.accuracy:.1f} % of {len(run.results)}\n")
        print(text_report(run.results, failures=arguments.failures), flush=True)
        lowest = min(lowest, run.accuracy)
    return int(lowest < arguments.min_accuracy)


if __name__ == "__main__":
    sys.exit(main())
