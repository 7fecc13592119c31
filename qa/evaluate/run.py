"""Runs a question set through an assistant and a search, and sums up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from qa.evaluate.evidence import CUTOFFS, evidence_ranks, is_cited, recall
from qa.evaluate.judge import Judgement, judge
from qa.evaluate.questions import Question
from qa.evaluate.support import unsupported_figures
from qa.model import Answer, Passage

#: How many passages the search is asked for: as many as the widest cutoff looks at.
DEPTH = max(CUTOFFS)
Search = Callable[[str, int], Sequence[Passage]]


class Asks(Protocol):
    """Whoever answers questions; ``history`` holds the earlier ones, oldest first."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one question.

    ``ranks``: for each piece of evidence, where the search found it; empty where the set
    names none or the question hangs on its conversation, which a search does not see.
    ``cited``: whether the citations hold the evidence; ``None`` where there is none to hold
    or the answer is no_data.
    """

    question: Question
    answer: Answer
    judgement: Judgement
    unsupported: tuple[str, ...]
    ranks: tuple[int | None, ...]
    cited: bool | None
    seconds: float

    @property
    def is_right(self) -> bool:
        return self.judgement.verdict == "right"


def evaluate(questions: Sequence[Question], assistant: Asks, search: Search) -> Iterator[Result]:
    """One result a question, as soon as it is there."""
    for question in questions:
        started = perf_counter()
        answer = assistant.ask(question.question, question.history)
        seconds = perf_counter() - started
        searchable = question.evidence and not question.history
        passages = search(question.question, DEPTH) if searchable else ()
        citable = question.evidence and answer.status != "no_data"
        yield Result(
            question=question,
            answer=answer,
            judgement=judge(question, answer),
            unsupported=tuple(unsupported_figures(answer, question.history)),
            ranks=evidence_ranks(question, passages) if searchable else (),
            cited=is_cited(question, answer) if citable else None,
            seconds=seconds,
        )


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a group of questions were answered right, wrong, or with no_data."""

    name: str
    questions: int
    right: int
    wrong: int

    @property
    def silent(self) -> int:
        return self.questions - self.right - self.wrong

    @property
    def accuracy(self) -> float:
        """The share of right answers, in percent."""
        return 100 * self.right / self.questions

    @property
    def truth(self) -> float:
        """(right − wrong) ÷ questions, from −1 to 1: a guess costs more than a no_data."""
        return (self.right - self.wrong) / self.questions


@dataclass(frozen=True, slots=True)
class Summary:
    """The scores of a run. ``recall`` maps a cutoff to the mean share of the evidence found
    within it (of ``searched`` questions); ``cited`` of ``citable`` answers hold the evidence."""

    total: Score
    groups: tuple[Score, ...]
    recall: dict[int, float]
    searched: int
    cited: int
    citable: int
    unsupported: int
    figures_without_data: int
    seconds: float


def summarize(results: Sequence[Result]) -> Summary:
    """The scores over all questions, by kind and for follow-ups. Needs one result at least."""
    kinds = dict.fromkeys(result.question.kind for result in results)
    groups = [_score(kind, [one for one in results if one.question.kind == kind]) for kind in kinds]
    follow_ups = [one for one in results if one.question.history]
    if follow_ups:
        groups.append(_score("（其中追问）", follow_ups))
    searched = [result.ranks for result in results if result.ranks]
    return Summary(
        total=_score("合计", results),
        groups=tuple(groups),
        recall={
            k: sum(recall(ranks, k) for ranks in searched) / max(len(searched), 1) for k in CUTOFFS
        },
        searched=len(searched),
        cited=sum(result.cited is True for result in results),
        citable=sum(result.cited is not None for result in results),
        unsupported=sum(bool(result.unsupported) for result in results),
        figures_without_data=sum(_gives_figure_without_data(result) for result in results),
        seconds=sum(result.seconds for result in results),
    )


def _score(name: str, results: Sequence[Result]) -> Score:
    verdicts = [result.judgement.verdict for result in results]
    return Score(name, len(verdicts), verdicts.count("right"), verdicts.count("wrong"))


def _gives_figure_without_data(result: Result) -> bool:
    """Whether a figure is passed off as the answer where the corpus holds none."""
    asked_in_vain = result.question.expect.status == "no_data"
    return asked_in_vain and (result.answer.status != "no_data" or bool(result.answer.values))
