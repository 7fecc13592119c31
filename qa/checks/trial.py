"""One application of a rule: what is printed, what it should be, and why.

Rules yield trials and hurdles; nothing here knows a rule. A trial that does not come out even
becomes a Check, a hurdle is told in the coverage: a check that could not run is not a pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from qa.checks.figures import Measured, measured
from qa.model import Fact, Severity

Verdict = Literal["even", "rounded", "off"]


@dataclass(frozen=True)  # no slots: the figure is reckoned once, and asked for many times
class Trial:
    """The figure of ``found``, tried against ``expected``.

    ``terms`` are the printed figures that ``expected`` was ``reckoned`` from and ``how`` says
    so in words; where it is simply printed in another place, ``how`` says where and what.
    ``place`` names the table whose structure the rule relies on; empty in prose.
    ``figure`` replaces the fact's own figure where its cell holds words (596.74万) or a sum of
    several figures is tried; ``unit`` and ``label`` then say what it is and ``made_of`` what
    was added. ``remark`` is what else a reader should know. ``certain`` is how many of the
    last terms other places confirm: they are not in doubt themselves.
    """

    rule: str
    found: Fact
    expected: Measured
    terms: tuple[Fact, ...]
    how: str
    place: str = ""
    figure: Measured | None = None
    severity: Severity = "error"
    remark: str = ""
    reckoned: bool = True
    label: str = ""
    made_of: str = ""
    unit: str | None = None
    certain: int = 0

    @cached_property
    def actual(self) -> Measured:
        """The printed figure as a quantity."""
        return self.figure if self.figure is not None else measured(self.found)

    @property
    def difference(self) -> Decimal:
        """By how much the printed figure exceeds what it should be, in the base unit."""
        return self.actual.value - self.expected.value

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the figures agree: exactly, within their rounding, or not at all."""
        actual = self.actual
        difference = actual.value - self.expected.value
        if difference == 0:
            return "even"
        slack = actual.slack + self.expected.slack
        return "rounded" if abs(difference) <= slack else "off"

    @property
    def says_something(self) -> bool:
        """Whether any figure is involved but zeros."""
        return bool(self.actual.value) or bool(self.expected.value)

    @property
    def figures(self) -> tuple[Fact, ...]:
        """Every fact that the trial rests on, the one tried first."""
        return (self.found, *self.terms)


@dataclass(frozen=True, slots=True)
class Remark:
    """A printed figure or label that is wrong by itself, whatever it should be."""

    rule: str
    found: Fact
    message: str
    severity: Severity = "error"
    terms: tuple[Fact, ...] = ()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A rule that could not be tried somewhere, and why, in a few words of Chinese."""

    rule: str
    why: str


Outcome = Trial | Remark | Hurdle
