"""Which documents a question is asked of, and what is kept ready of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pytest
from ask_fixtures import CLINIC, FORESTRY, FORESTRY_2031, FORESTRY_2032, PROFILES, facts, headline

from qa.ask import Assistant
from qa.ask.compose import compose
from qa.ask.doubts import Doubts
from qa.ask.router import Router
from qa.ask.shelf import Shelf, Shelves
from qa.checks import Audit
from qa.evaluate.questions import load_questions
from qa.index import DocParagraph, DocumentInfo, Index
from qa.model import Fact, Profile

ROOT = Path(__file__).parent.parent
COUNTIES = tuple(f"{a}{b}县" for a in "安平清河湖山林柳" for b in "远江溪泽宁丰阳顺")


@dataclass
class Made:
    """An index in memory of accounts of many counties' forestry bureaus; ``read`` notes which
    documents' facts were taken."""

    counties: tuple[str, ...] = COUNTIES
    read: list[str] = field(default_factory=list)

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        names = [f"{county}林业局" for county in self.counties]
        return {f"{n}2031年度部门决算": Profile(n, 2031, "决算", title=n) for n in names}

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        return tuple(
            DocumentInfo(doc, profile, "", (), 0, 0, 0, 0, 0)
            for doc, profile in self.profiles.items()
        )

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        chosen = [doc for doc in self.profiles if docs is None or doc in docs]
        self.read += chosen
        return tuple(fact for doc in chosen for fact in self._of(doc))

    def _of(self, doc: str) -> list[Fact]:
        """The account of the forestry bureau of 云溪, each figure larger by the county's number."""
        number = [*self.profiles].index(doc)
        return [
            replace(fact, doc=doc, unit_name=self.profiles[doc].unit_name,
                    value=fact.value and fact.value + number)
            for fact in facts() if fact.doc == FORESTRY_2031
        ]  # fmt: skip

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        return ()

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        return tuple(Audit(doc, (), ()) for doc in docs or ())


@pytest.mark.parametrize("number", [0, 17, 42, 63])
def test_figure_is_that_of_the_unit_named_among_many_with_the_same_labels(number: int) -> None:
    made = Made()
    short = f"{COUNTIES[number][:2]}林业局"
    answer = Assistant(made).ask(f"{short}2031年基本支出是多少")
    assert headline(answer) == ("answered", Decimal("500.00") + number, "万元")
    assert {one.doc for one in answer.citations} == {f"{COUNTIES[number]}林业局2031年度部门决算"}


def test_only_documents_of_the_unit_named_are_read() -> None:
    made = Made()
    Assistant(made).ask("清溪林业局2031年基本支出是多少")
    assert made.read == ["清溪县林业局2031年度部门决算"]


def test_document_is_read_once_for_many_questions() -> None:
    made = Made()
    assistant = Assistant(made)
    for item in ("基本支出", "项目支出", "住房公积金"):
        assistant.ask(f"清溪林业局2031年{item}是多少")
    assert len(made.read) == 1


def test_both_units_of_a_comparison_are_read() -> None:
    made = Made()
    answer = Assistant(made).ask("清溪林业局比安江林业局2031年基本支出多多少")
    assert len(made.read) == 2
    assert headline(answer)[:2] == ("answered", Decimal("17.00"))


def test_later_question_is_asked_of_the_unit_of_the_one_before() -> None:
    made = Made()
    answer = Assistant(made).ask("项目支出呢", ["清溪林业局2031年基本支出是多少"])
    assert headline(answer)[1] == Decimal("800.00") + COUNTIES.index("清溪县")


def test_unit_that_a_later_question_names_takes_the_place_of_the_one_before() -> None:
    router = Router(PROFILES)
    assert router.docs("林业局呢", ["云溪县疾控中心2031年卫生健康支出"]) == {
        FORESTRY_2031,
        FORESTRY_2032,
    }


def test_unit_whose_name_was_misspelt_is_found_all_the_same() -> None:
    made = Made()
    answer = Assistant(made).ask("轻溪县林业局2031年项目支出多少", ["安江县林业局2031年基本支出"])
    assert headline(answer)[1] == Decimal("800.00") + COUNTIES.index("清溪县")


def test_question_without_a_unit_is_asked_of_all_documents() -> None:
    assert Router(PROFILES).docs("2031年基本支出是多少") == PROFILES.keys()


def test_shelves_keep_no_more_facts_than_they_may() -> None:
    made = Made()
    of_one = len(made.facts([next(iter(made.profiles))]))
    shelves = Shelves(made, made.profiles, most_facts=3 * of_one)
    for doc in made.profiles:
        shelves.of([doc])
    assert shelves.size <= 3 * of_one


def test_shelf_asked_last_is_kept() -> None:
    made = Made()
    first, second, third = list(made.profiles)[:3]
    shelves = Shelves(made, made.profiles, most_facts=len(made.facts([first, second])))
    kept = shelves.of([first])
    shelves.of([second])
    assert shelves.of([first]) is kept
    shelves.of([third])
    assert shelves.of([first]) is kept


def test_shelf_larger_than_the_bound_serves_all_the_same() -> None:
    made = Made()
    assert Shelves(made, made.profiles, most_facts=1).of(made.profiles).facts


def test_units_are_told_apart_by_their_kind() -> None:
    assert Router(PROFILES).docs("疾控中心2031年卫生健康支出") == {
        doc for doc, profile in PROFILES.items() if profile.unit_name == CLINIC
    }
    assert FORESTRY_2032 in Router(PROFILES).docs(f"{FORESTRY}2031年基本支出")


def test_answers_are_the_same_over_the_whole_corpus_and_over_the_units_documents(
    index: Index, assistant: Assistant
) -> None:
    profiles = {info.doc: info.profile for info in index.documents}
    units = tuple(dict.fromkeys(profile.unit_name for profile in profiles.values()))
    whole, doubts = Shelf(index, profiles, units), Doubts(index)
    asked = [one for one in load_questions(ROOT / "eval/dev.jsonl") if one.kind == "lookup"][::2]
    for one in asked:
        trace = whole.flow.trace(one.question, one.history)
        if trace.outcome:
            over_all = compose(trace.query, trace.outcome, profiles, whole.sources, doubts)
            assert assistant.ask(one.question, one.history).values == over_all.values, one.id
