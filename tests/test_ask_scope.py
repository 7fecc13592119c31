"""The filter before any ranking: one fact at a time, and all facts of a shelf in one step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ask_fixtures import CLINIC_2031, FORESTRY, facts

from qa.ask.find.linker import Linker
from qa.ask.find.scope import Register, Scope
from qa.ask.words.text import skeleton
from qa.model import Fact

FACTS = facts()
SCOPES = (
    Scope(),
    Scope(units=(FORESTRY,)),
    Scope(units=("别处",)),
    Scope(years=(2031,)),
    Scope(years=(2031, 2032), bases=("决算",)),
    Scope(bases=("预算", "目标值")),
    Scope(measures=("增减额", "增减率")),
    Scope(codes=("999",)),
    Scope((FORESTRY,), (2032,), ("预算",), ("值",)),
)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_register_admits_what_the_scope_admits_one_by_one(scope: Scope) -> None:
    blank = replace(FACTS[0], value=None, text=None)
    told = replace(FACTS[0], value=None, text="≥15G")
    known = [*FACTS, blank, told]
    assert Register(known).admitted(scope).tolist() == [scope.admits(fact) for fact in known]


def test_a_register_of_nothing_admits_nothing() -> None:
    assert Register([]).admitted(Scope(years=(2031,))).tolist() == []


def test_a_question_asks_no_fact_on_its_own_whether_it_is_of_the_scope(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linker = Linker(FACTS)

    def refused(self: Scope, fact: Fact) -> bool:
        raise AssertionError("a scan")

    monkeypatch.setattr(Scope, "admits", refused)
    text = "住房公积金"
    found = linker.rank(text, (1 << len(text)) - 1, scope=Scope(units=(FORESTRY,)))
    assert found and all(link.fact.doc != CLINIC_2031 for link in found)


def test_a_question_is_linked_once_for_all_that_is_asked_of_it() -> None:
    linker = Linker(FACTS)
    text = "住房公积金"
    for scope in SCOPES:
        linker.rank(text, (1 << len(text)) - 1, scope=scope)
    assert linker.measure.cache_info().misses == 1


def test_a_label_that_stands_whole_in_a_question_is_whole_in_whatever_order_it_is_added_up() -> (
    None
):
    labels = sorted({fact.row[-1] for fact in FACTS if fact.row and len(fact.row[-1]) > 3})
    linker = Linker(FACTS)
    assert labels
    for label in labels:
        text = skeleton(label)
        assert linker.measure(text, (1 << len(text)) - 1).completeness(label) == 1.0
