"""Is an answer right? The rules of ``eval/README.md``, one function a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.evaluate.normal import loose
from qa.evaluate.numbers import states
from qa.evaluate.questions import ExpectedValue, Question
from qa.evaluate.units import Figure, same_size
from qa.lexicon import load
from qa.model import Answer, Value

#: An answer longer than this is a dump of its section.
LONGEST_TEXT = 2000
Verdict = Literal["right", "wrong", "silent"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``silent`` is an honest no_data where the corpus has an answer; ``reasons`` say what
    is amiss with an answer that is not right."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def judge(question: Question, answer: Answer) -> Judgement:
    """Whether ``answer`` is right, and what is amiss if not."""
    reasons = tuple(_misses(question, answer))
    if not reasons:
        return Judgement("right")
    silent = (
        answer.status == "no_data"
        and question.expect.status != "no_data"
        and not answer.values
        and len(answer.text) <= LONGEST_TEXT
    )
    return Judgement("silent" if silent else "wrong", reasons)


def _misses(question: Question, answer: Answer) -> Iterator[str]:
    """Everything that keeps the answer from being right."""
    expect = question.expect
    if len(answer.text) > LONGEST_TEXT:
        yield f"答复{len(answer.text)}字，超过{LONGEST_TEXT}字"
    if expect.status == "ambiguous":
        yield from _ambiguous_misses(question, answer)
        return
    if answer.status != expect.status:
        yield f"状态为 {answer.status}，应为 {expect.status}"
    if expect.status == "no_data" and answer.values:
        yield f"本无数据，却给出 {_shown(answer.values[0])}"
    if expect.values:
        yield from _value_misses(question, answer)
    yield from _word_misses(question, answer)


def _ambiguous_misses(question: Question, answer: Answer) -> Iterator[str]:
    """An ambiguous question: ask back, or name every candidate with its figure."""
    if answer.status == "no_data":
        yield "状态为 no_data，应为 ambiguous"
        return
    if answer.status == "ambiguous" and _asks_back(answer.text):
        return
    missing = [one for one in question.expect.values if not _given(one, question, answer)]
    if missing or not question.expect.values:
        names = "、".join(str(one.figure) for one in missing)
        yield f"没有反问，也没有列全各候选{'：缺 ' + names if names else ''}"
    yield from _word_misses(question, answer)


def _asks_back(text: str) -> bool:
    return any(mark in text for mark in load("evaluate")["asking_back"]["marks"])


def _value_misses(question: Question, answer: Answer) -> Iterator[str]:
    """The first figure leads the answer's values; the others may stand in its text."""
    headline, *others = question.expect.values
    if not answer.values:
        yield f"没有给出数值，应为 {headline.figure}"
    elif not _is_value(headline, answer.values[0], question, answer):
        yield f"首个数值是 {_shown(answer.values[0])}，应为 {headline.figure}"
    for other in others:
        if not _given(other, question, answer):
            yield f"缺数值 {other.figure}"


def _given(expected: ExpectedValue, question: Question, answer: Answer) -> bool:
    """Whether the answer gives the figure: as a value, as a candidate or in its text."""
    if any(_is_value(expected, value, question, answer) for value in answer.values):
        return True
    for candidate in answer.candidates:
        if candidate.value is not None and candidate.unit is not None:
            figure = Figure(candidate.value, candidate.unit)
            if same_size(expected.figure, figure, expected.tolerance):
                return True
    return states(answer.text, expected.figure, expected.tolerance)


def _is_value(expected: ExpectedValue, value: Value, question: Question, answer: Answer) -> bool:
    """Whether ``value`` is the figure expected, in size and in direction."""
    found = Figure(value.value, value.unit)
    if not same_size(expected.figure, found, expected.tolerance):
        return False
    if expected.figure.value * found.value >= 0:
        return True
    if found.value < 0:
        return _asks_for_fall(question.question)
    return _says_fall(value.label + answer.text)


def _asks_for_fall(question: str) -> bool:
    """Whether the question itself words a fall (降了多少) or a plain difference (差多少), so
    that its size may be given with a sign."""
    either = load("evaluate")["direction"]["either"]
    return _says_fall(question) or any(word in question for word in either)


def _says_fall(text: str) -> bool:
    direction = load("evaluate")["direction"]
    for word in direction["no_fall"]:
        text = text.replace(word, "")
    return any(word in text for word in direction["fall"])


def _word_misses(question: Question, answer: Answer) -> Iterator[str]:
    text = loose(answer.text)
    for alternatives in question.expect.contains:
        if not any(loose(one) in text for one in alternatives):
            yield f"缺文字“{'／'.join(alternatives)}”"
    for word in question.expect.excludes:
        if loose(word) in text:
            yield f"不该有文字“{word}”"


def _shown(value: Value) -> str:
    return str(Figure(value.value, value.unit))
