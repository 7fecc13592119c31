"""Recall of evidence, question by question, and whether a difference is more than chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from qa.evaluate.evidence import CUTOFFS, evidence_ranks, recall
from qa.evaluate.questions import Question
from qa.model import Passage

Search = Callable[[str], Sequence[Passage]]
#: How often the questions are drawn anew for an interval, and with which seed.
DRAWS, SEED = 5000, 1
#: The columns that are compared: the first two cutoffs and the mean reciprocal rank.
_COMPARED = (0, 1, len(CUTOFFS))


@dataclass(frozen=True, slots=True)
class Line:
    """One way of searching, measured.

    ``recalls`` has a row for every question: the share of its evidence among the first k
    passages, for each k of ``CUTOFFS``, then the mean reciprocal rank of its evidence among
    the first ten. ``ids`` are the questions' ids; rewordings of one question share theirs.
    """

    name: str
    ids: tuple[str, ...]
    recalls: NDArray[np.float64]

    @property
    def means(self) -> tuple[float, ...]:
        """The mean of each column."""
        return tuple(float(value) for value in self.recalls.mean(axis=0))


def measure(name: str, questions: Sequence[Question], search: Search) -> Line:
    """How well ``search`` finds the evidence of ``questions``."""
    rows = []
    for question in questions:
        ranks = evidence_ranks(question, search(question.question))
        near = [1 / rank if rank is not None and rank <= max(CUTOFFS) else 0.0 for rank in ranks]
        rows.append([*(recall(ranks, k) for k in CUTOFFS), fmean(near)])
    return Line(name, tuple(question.id for question in questions), np.array(rows))


def interval(line: Line, base: Line, column: int) -> tuple[float, float, float]:
    """How much better ``line`` is than ``base`` in a column, and the ends of the 95 % interval.

    Paired percentile bootstrap over the questions (Efron and Tibshirani 1993, chapter 13);
    the rewordings of a question are drawn together.
    """
    assert line.ids == base.ids, "both must have been asked the same questions"
    groups = {name: number for number, name in enumerate(dict.fromkeys(line.ids))}
    members = np.array([groups[name] for name in line.ids])
    sizes = np.bincount(members)
    gains = np.bincount(members, line.recalls[:, column] - base.recalls[:, column])
    drawn = np.random.default_rng(SEED).integers(0, len(groups), (DRAWS, len(groups)))
    means = gains[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(gains.sum() / sizes.sum()), float(low), float(high)


def table(lines: Sequence[Line], base: Line) -> str:
    """The lines as a Markdown table; beside each its gain over ``base``."""
    measures = [*(f"@{k}" for k in CUTOFFS), "MRR"]
    gained = [f"{measures[column]} over BM25" for column in _COMPARED]
    heads = [f"{len(base.ids)} questions", *measures, *gained]
    rule = ["---", *["---:"] * (len(heads) - 1)]
    rows = [
        [line.name, *(f"{mean:.3f}" for mean in line.means), *_gains(line, base)] for line in lines
    ]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows)) + "\n"


def _gains(line: Line, base: Line) -> Iterator[str]:
    for column in _COMPARED:
        if line is base or line.ids != base.ids:
            yield ""
            continue
        gain, low, high = interval(line, base, column)
        shown = f"{gain:+.3f} [{low:+.3f}, {high:+.3f}]"
        yield f"**{shown}**" if low > 0 or high < 0 else shown
