"""Question sets: what is asked and what a right answer holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from qa.evaluate.units import DEFAULT_TOLERANCE, Figure
from qa.model import QaError, Status
from qa.textfile import lines_of

DEFAULT_QUESTIONS = Path("eval/dev.jsonl")


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """A figure that a right answer gives; ``tolerance`` is absolute, in the figure's unit."""

    figure: Figure
    tolerance: Decimal = DEFAULT_TOLERANCE


@dataclass(frozen=True, slots=True)
class Expectation:
    """What makes an answer right.

    Each entry of ``contains`` is a tuple of alternatives, one of which the text holds;
    of ``excludes`` it holds none.
    """

    values: tuple[ExpectedValue, ...] = ()
    contains: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    status: Status = "answered"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of ``doc`` that supports the answer: it holds every string of ``must``."""

    doc: str
    must: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the earlier questions of its conversation, oldest first."""

    id: str
    kind: str
    question: str
    expect: Expectation
    history: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a JSON Lines file, in its order.

    Raises ``QaError`` for a file that is missing, holds nothing or is not of that form.
    """
    lines = lines_of(path, "题集")
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line, parse_float=Decimal, parse_int=Decimal)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QaError(f"题集 {path} 第{number}行格式不对：请对照 eval/README.md。") from error
    if not questions:
        raise QaError(f"题集 {path} 是空的：每行应有一个 JSON 写的题目。")
    return tuple(questions)


def _question(raw: dict[str, Any]) -> Question:
    expect = raw["expect"]
    return Question(
        id=str(raw["id"]),
        kind=raw["kind"],
        question=raw["question"],
        expect=Expectation(
            values=tuple(_value(one) for one in expect.get("values", ())),
            contains=tuple(
                _alternatives(one)
                for one in (*expect.get("contains", ()), *expect.get("items", ()))
            ),
            excludes=tuple(
                text for one in expect.get("excludes", ()) for text in _alternatives(one)
            ),
            status=expect.get("status", "answered"),
        ),
        history=tuple(raw.get("history", ())),
        evidence=tuple(Evidence(one["doc"], tuple(one["must"])) for one in raw.get("evidence", ())),
        note=raw.get("note", ""),
    )


def _value(raw: dict[str, Any]) -> ExpectedValue:
    figure = Figure(Decimal(raw["value"]), raw["unit"])
    return ExpectedValue(figure, Decimal(raw.get("tol", DEFAULT_TOLERANCE)))


def _alternatives(entry: str | Sequence[str]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry)
