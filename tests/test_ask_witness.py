"""Who else prints a figure: looked for among its own kind, not among all facts."""

from __future__ import annotations

import pytest
from ask_fixtures import facts

from qa.ask.find import witness
from qa.ask.find.witness import Witnesses
from qa.model import Fact

FACTS = facts()


def test_only_figures_of_the_same_year_and_measure_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[tuple[Fact, Fact]] = []
    likeness = witness.likeness

    def counted(one: Fact, other: Fact) -> float:
        compared.append((one, other))
        return likeness(one, other)

    monkeypatch.setattr(witness, "likeness", counted)
    witnesses = Witnesses(FACTS)
    for fact in FACTS:
        witnesses.beside(fact)
    assert compared
    assert all(
        (one.doc, one.year, one.measure) == (other.doc, other.year, other.measure)
        for one, other in compared
    )
