"""What is shown of an answer's making: how it was read, what stood beside, what was tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.ask.find.figures import Figure
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Operation, Word
from qa.ask.steps import Stage
from qa.model import Answer, Basis, Fact, Status

Role = Literal["value", "numerator", "denominator", "part", "whole", "change"]
#: Why a fact was not taken: too little of the question or of its own label is named, it is no
#: figure of the unit of measure asked for, does not name the body asked about, or is of another
#: unit, year or version.
Fault = Literal["coverage", "own", "measured_in", "stranger", "unit", "year", "basis"]
#: How a fact was found: by the question's words, by another name of what they name, by its
#: code, or because the question names no item at all.
Way = Literal["words", "other_name", "code", "default"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was taken from a stretch of the question.

    ``text`` is its canonical spelling (◆ stands for a unit's name), ``words`` the stretches
    with a meaning of their own, ``content`` what an answer has to explain, ``hints`` words
    that may belong to a label all the same.
    """

    text: str
    words: tuple[Word, ...]
    content: tuple[str, ...]
    hints: tuple[str, ...]
    units: tuple[str, ...]
    strangers: tuple[str, ...]
    years: tuple[int, ...]
    bases: tuple[Basis, ...]
    codes: tuple[str, ...]
    operations: tuple[Operation, ...]
    ratio: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a fact; ``found`` and ``needed`` are shares from 0 to 1."""

    fault: Fault
    found: float | None = None
    needed: float | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact beside the question: ``coverage`` is the share of the question's content that it
    explains, ``own`` the share of its own label that the question names, ``unexplained`` what
    of the content it leaves over. It fits where there are no ``objections``. ``used`` tells
    whether the result rests on it, ``near`` how closely it then stands to another figure of
    the result: 1 in one row, column or sentence, 0 in another document."""

    fact: Fact
    score: float
    coverage: float
    own: float
    way: Way
    unexplained: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    used: bool = False
    near: float = 0.0

    @property
    def fits(self) -> bool:
        return not self.objections


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that was looked for, with the best facts there are for it."""

    role: Role
    reading: Reading
    candidates: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A family of figures that a choice, a sum or a list may be about."""

    doc: str
    table: str | None
    head: str
    members: int


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried; ``status`` is ``None`` where it could not be done."""

    operation: Operation
    status: Status | None
    figures: tuple[Figure, ...] = ()
    candidates: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the question that asks for something, and what became of it; ``in_words`` tells
    whether words of a document were asked for, not figures."""

    reading: Reading
    in_words: bool
    targets: tuple[Target, ...] = ()
    families: tuple[Group, ...] = ()
    trials: tuple[Trial, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a stage took."""

    stage: Stage
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How ``answer`` came about. ``reading`` is ``None`` where the question was turned away
    before it was read: empty, too long, or an order."""

    question: str
    history: tuple[str, ...]
    answer: Answer
    reading: Reading | None
    clauses: tuple[Clause, ...]
    timings: tuple[Timing, ...]
