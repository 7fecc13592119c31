"""At which stage was a question lost? The evidence and the citations decide.

Stages in the order in which an answer is made: a miss is put down to the first one that went
wrong, since what follows could not go right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

from qa.evaluate.evidence import is_cited
from qa.evaluate.judge import LONGEST_TEXT, judge
from qa.evaluate.numbers import numbers_in
from qa.evaluate.questions import Evidence, Expectation, ExpectedValue, Question
from qa.evaluate.run import Result
from qa.evaluate.units import Figure, same_size
from qa.model import Answer

#: ``document``: a document of the evidence is not cited (wrong unit, year or version).
#: ``item``: the right document, another figure or row of it. ``operation``: the right figures
#: and another computation, or none. ``arithmetic``: wrong by sign, scale or rounding.
#: ``wording``: the right figure or passage, but words are missing, the status is another or the
#: figure does not lead. ``retrieval``: another passage of the right document. ``honesty``: a
#: figure where there should be none, silence where there is an answer, a figure without support.
Stage = Literal[
    "document", "item", "operation", "arithmetic", "wording", "retrieval", "honesty"
]  # fmt: skip
STAGES: tuple[Stage, ...] = get_args(Stage)
#: A result this near to the one expected, from the right operands, was rounded on the way.
NEAR = Decimal("0.01")
#: Scales differ by powers of ten: no amount of the field is off by more of them.
MOST_ZEROS = 8


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was lost: where, and the ``evidence`` that no citation holds."""

    result: Result
    stage: Stage
    evidence: tuple[Evidence, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents that the answer cites, each once."""
        return tuple(dict.fromkeys(one.doc for one in self.result.answer.citations))


def misses(results: Iterable[Result]) -> tuple[Miss, ...]:
    """What is to be looked at, each with its stage, by stage and otherwise in their order."""
    found = [
        Miss(result, stage, _uncited(result.question, result.answer))
        for result in results
        if (stage := stage_of(result)) is not None
    ]
    return tuple(sorted(found, key=lambda miss: STAGES.index(miss.stage)))


def counts(found: Iterable[Miss]) -> Mapping[Stage, Mapping[str, int]]:
    """How many misses there are by stage and by kind of question."""
    table: dict[Stage, Counter[str]] = {stage: Counter() for stage in STAGES}
    for miss in found:
        table[miss.stage][miss.result.question.kind] += 1
    return table


def stage_of(result: Result) -> Stage | None:
    """The stage that lost the question; ``None`` where nothing is amiss."""
    question, answer = result.question, result.answer
    if result.is_right:
        return "honesty" if result.unsupported else None
    if _is_dishonest(result):
        return "honesty"
    if len(answer.text) > LONGEST_TEXT:
        return "wording"
    if _is_off_by_sign_or_scale(question, answer):
        return "arithmetic"
    lacking = _lacking(question, answer)
    if lacking is None and question.expect.values:
        return "wording"
    uncited = _uncited(question, answer)
    if {one.doc for one in uncited} - {one.doc for one in answer.citations}:
        return "document"
    if lacking is None:
        return _stage_of_words(question, answer, uncited)
    return _stage_of_figure(lacking, question, answer, uncited)


def _is_dishonest(result: Result) -> bool:
    """Whether the answer is silent, or gives a figure where it should not or ask back."""
    expected, given = result.question.expect.status, result.answer.status
    if result.judgement.verdict == "silent" or given == "no_data":
        return True
    return expected == "no_data" or (expected == "ambiguous" and given == "answered")


def _lacking(question: Question, answer: Answer) -> ExpectedValue | None:
    """The first figure expected that the answer does not give anywhere."""
    return next((one for one in question.expect.values if not _gives(one, question, answer)), None)


def _gives(value: ExpectedValue, question: Question, answer: Answer) -> bool:
    """Whether a figure stands anywhere in the answer: among its values or candidates or in its
    text. That is what the judge asks of each candidate of an ambiguous question."""
    only = replace(question, expect=Expectation(values=(value,), status="ambiguous"))
    return judge(only, replace(answer, status="answered")).verdict == "right"


def _is_off_by_sign_or_scale(question: Question, answer: Answer) -> bool:
    """Whether the headline figure is the one expected with another sign or other zeros."""
    if not (question.expect.values and answer.values):
        return False
    expected, found = question.expect.values[0], answer.values[0]
    alone = replace(question, expect=Expectation(values=(expected,), status=answer.status))
    if not found.value or judge(alone, answer).verdict == "right":
        return False
    scaled = (found.value.scaleb(zeros) for zeros in range(-MOST_ZEROS, MOST_ZEROS + 1))
    return any(
        same_size(expected.figure, Figure(one, found.unit), expected.tolerance) for one in scaled
    )


def _uncited(question: Question, answer: Answer) -> tuple[Evidence, ...]:
    """The pieces of evidence that no citation holds."""
    return tuple(
        one for one in question.evidence if not is_cited(replace(question, evidence=(one,)), answer)
    )


def _stage_of_words(question: Question, answer: Answer, uncited: tuple[Evidence, ...]) -> Stage:
    """Where words were asked for: another passage, other rows of a table, or too few words."""
    if question.evidence and not uncited:
        return "wording"
    return "item" if answer.values else "retrieval"


def _stage_of_figure(
    value: ExpectedValue, question: Question, answer: Answer, uncited: tuple[Evidence, ...]
) -> Stage:
    """Where a figure of the right documents was asked for: another one, or another sum."""
    if answer.calculation is None:
        is_read = _is_printed(value, question.evidence) or not question.evidence
        return "item" if is_read else "operation"
    if uncited:
        return "item"
    return "arithmetic" if _is_near(value, answer) else "operation"


def _is_printed(value: ExpectedValue, evidence: Iterable[Evidence]) -> bool:
    """Whether the evidence prints the figure, so that nothing need be computed. A table's cell
    prints no unit: figures of the same digits are the same."""
    printed = [one.value for piece in evidence for must in piece.must for one in numbers_in(must)]
    expected = value.figure
    return any(
        _digits(one) == _digits(expected.value)
        or same_size(expected, Figure(one, expected.unit), value.tolerance)
        for one in printed
    )


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _is_near(value: ExpectedValue, answer: Answer) -> bool:
    """Whether the headline figure differs from the one expected only by a rounding."""
    if not answer.values:
        return False
    allowed = max(value.tolerance, abs(value.figure.value) * NEAR)
    return same_size(value.figure, Figure(answer.values[0].value, answer.values[0].unit), allowed)
