"""``python -m eval.generated --seed N``: how well made-up worlds are answered, in one run.

Draws a corpus that nobody has seen (units, provinces, years, items, layouts and figures by
seed), builds its index in a temporary folder and asks the questions drawn over it; then does the
same with the questions written by hand over the world of their own seed. Prints the scores of
both, and with ``--failures`` where the misses were lost. With ``--documents 100 1000 10000`` a
large corpus is drawn instead, and the same questions are asked at each of its sizes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.generate.__main__ import write_questions
from eval.generate.corpus import DOCUMENTS, UNITS, Corpus
from eval.generate.question_set import HAND_WRITTEN, HAND_WRITTEN_SEED, draw_questions
from eval.generate.world import draw_world
from qa.ask import Assistant
from qa.evaluate.questions import load_questions
from qa.evaluate.report import text_report
from qa.evaluate.run import Result, evaluate
from qa.index import Index
from qa.index.build import build_index

QUESTIONS = "questions.jsonl"


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
    write_questions(folder / QUESTIONS, draw_questions(world, seed))
    world.write(folder / "corpus")
    return Run(f"seed {seed}", _asked(folder / QUESTIONS, folder))


def grown(seed: int, sizes: Sequence[int], count: int, folder: Path) -> Iterator[Run]:
    """The same ``count`` questions over one corpus as it grows from size to size.

    They are about the documents of the first size; whatever is added shares their labels.
    """
    corpus = Corpus(seed)
    write_questions(folder / QUESTIONS, corpus.questions(sizes[0], count))
    for before, size in pairwise((0, *sizes)):
        for _ in corpus.write(folder / "corpus", size, before):
            pass
        yield Run(f"seed {seed}, {size} documents", _asked(folder / QUESTIONS, folder))


def hand_written(folder: Path) -> Run:
    """The questions written by hand, over the world that they were written about."""
    draw_world(HAND_WRITTEN_SEED, DOCUMENTS, UNITS).write(folder / "corpus")
    return Run("hand-written", _asked(HAND_WRITTEN, folder))


def _asked(questions: Path, folder: Path) -> tuple[Result, ...]:
    """What becomes of the questions over the documents of ``folder``, indexed beside them."""
    build_index(folder / "corpus", folder / "index")
    with Index.open(folder / "index") as index:
        return tuple(evaluate(load_questions(questions), Assistant(index), index.search))


def runs(arguments: argparse.Namespace) -> Iterator[Run]:
    """Everything that the command line asks for, each in a folder of its own."""
    sizes = sorted(set(arguments.documents))
    for seed in arguments.seed or [1]:
        with TemporaryDirectory() as name:
            if sizes[-1] > DOCUMENTS and not arguments.units:
                yield from grown(seed, sizes, arguments.questions, Path(name))
            else:
                yield drawn(seed, sizes[-1], arguments.units or UNITS, Path(name))
    if not arguments.without_hand_written:
        with TemporaryDirectory() as name:
            yield hand_written(Path(name))


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores; returns 1 if a set stays under ``--min-accuracy``, else 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.generated", description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="repeat it for several worlds")
    parser.add_argument("--documents", type=int, nargs="+", default=[DOCUMENTS])
    parser.add_argument("--units", type=int, help="one world of so many units")
    parser.add_argument("--questions", type=int, default=600, help="over a large corpus")
    parser.add_argument("--without-hand-written", action="store_true")
    parser.add_argument("--failures", action="store_true", help="every miss by stage")
    parser.add_argument("--min-accuracy", type=float, default=0.0, metavar="P")
    arguments = parser.parse_args(argv)
    lowest = 100.0
    for run in runs(arguments):
        print(f"\n== {run.name}: {run.accuracy:.1f} % of {len(run.results)}\n")
        print(text_report(run.results, failures=arguments.failures), flush=True)
        lowest = min(lowest, run.accuracy)
    return int(lowest < arguments.min_accuracy)


if __name__ == "__main__":
    sys.exit(main())
