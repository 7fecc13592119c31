"""What is kept of a question on its way: each part that asks for something, what was tried for it,
and how long each stage took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

from qa.ask.compute.outcome import Outcome
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Operation, Query

#: What takes its time between the question and its answer.
Stage = Literal["load", "understand", "operate", "narrate", "compose"]


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried; ``outcome`` is ``None`` where it could not be done."""

    operation: Operation
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the question that asks for something, and what became of it.

    ``in_words`` tells whether words of a document were asked for, not figures; ``excerpts`` are
    the places that were found for words, best first.
    """

    part: Query
    in_words: bool
    outcome: Outcome | None
    trials: tuple[Trial, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(slots=True)
class Clock:
    """Adds up how long each stage takes."""

    seconds: dict[Stage, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        started = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - started
