"""Which documents a question is asked of, and what is kept ready of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from ask_fixtures import CLINIC, FORESTRY, FORESTRY_2031, FORESTRY_2032, PROFILES, headline
from many_fixtures import COUNTIES, Made

from qa.ask import Assistant, shelf
from qa.ask.narrative.units import Told, told_in
from qa.ask.router import EXAMPLES, Route, Router
from qa.ask.shelf import Shelf, Shelves
from qa.ask.tell.compose import compose
from qa.ask.tell.doubts import Doubts
from qa.evaluate.questions import load_questions
from qa.index import DocumentInfo, Index
from qa.model import Fact, Paragraph, Profile

ROOT = Path(__file__).parent.parent


def _router() -> Router:
    """Over the three documents of the made-up facts."""
    infos = [DocumentInfo(d, p, "", (), 0, 0, 0, 100, 0) for d, p in PROFILES.items()]
    return Router(infos, Made())


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
    route = _router().route("林业局呢", ["云溪县疾控中心2031年卫生健康支出"])
    assert route == Route(frozenset([FORESTRY_2031, FORESTRY_2032]))


def test_unit_whose_name_was_misspelt_is_found_all_the_same() -> None:
    made = Made()
    answer = Assistant(made).ask("轻溪县林业局2031年项目支出多少", ["安江县林业局2031年基本支出"])
    assert headline(answer)[1] == Decimal("800.00") + COUNTIES.index("清溪县")


def test_question_without_a_unit_is_asked_of_all_documents() -> None:
    assert _router().route("2031年基本支出是多少") == Route(frozenset(PROFILES))


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


class Waiting(Made):
    """An index that gives its facts only when two ask for them, or nobody else does for a while."""

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        with suppress(BrokenBarrierError):
            _MET.wait(0.3)
        return super().facts(docs)


_MET = Barrier(2)


def test_shelf_is_made_once_for_all_who_ask_for_it_at_once() -> None:
    made = Waiting()
    shelves, docs = Shelves(made, made.profiles), list(made.profiles)[:1]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shelves.of, [docs] * 4))
    assert made.read == docs
    assert all(one is found[0] for one in found)


def test_words_of_a_document_are_taken_apart_once_for_all_shelves_that_it_stands_on(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def counted(paragraphs: Iterable[Paragraph], facts: Iterable[Fact], doc: str) -> Told:
        taken.append(doc)
        return told_in(paragraphs, facts, doc)

    monkeypatch.setattr(shelf, "told_in", counted)
    profiles = {info.doc: info.profile for info in index.documents}
    shelves, docs = Shelves(index, profiles), list(profiles)[:2]
    for some in (docs, docs[:1], docs[1:]):
        assert shelves.of(some).flow.words.narrator
    assert sorted(taken) == sorted(docs)


def test_shelf_that_could_not_be_made_is_tried_again() -> None:
    class Failing(Made):
        def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
            if not self.read:
                self.read.append("")
                raise OSError("no disk")
            return super().facts(docs)

    made = Failing()
    shelves, docs = Shelves(made, made.profiles), list(made.profiles)[:1]
    with pytest.raises(OSError, match="no disk"):
        shelves.of(docs)
    assert shelves.of(docs).facts


def test_shelf_larger_than_the_bound_serves_all_the_same() -> None:
    made = Made()
    assert Shelves(made, made.profiles, most_facts=1).of(made.profiles).facts


def test_units_are_told_apart_by_their_kind() -> None:
    route = _router().route("疾控中心2031年卫生健康支出")
    assert {PROFILES[doc].unit_name for doc in route.docs} == {CLINIC}
    assert FORESTRY_2032 in _router().route(f"{FORESTRY}2031年基本支出").docs


def test_unit_with_very_many_documents_is_asked_for_the_years_around_the_one_named() -> None:
    many = [
        DocumentInfo(f"{year}", Profile(FORESTRY, year, "决算"), "", (), 0, 0, 0, 500, 0)
        for year in range(2001, 2032)
    ]
    router = Router(many, Made(), whole=5000)
    assert router.route("林业局2020年基本支出").docs == {"2019", "2020", "2021"}
    assert router.route("2011年呢", ["林业局2009年基本支出"]).docs >= {"2009", "2010", "2011"}
    assert len(router.route("林业局基本支出").docs) == len(many)
    assert len(router.route("林业局1990年基本支出").docs) == len(many)


def test_large_corpus_asks_back_which_unit_is_meant_with_a_few_examples() -> None:
    made = Made()
    answer = Assistant(made, whole=1000).ask("2031年基本支出是多少")
    assert answer.status == "ambiguous"
    assert len(answer.candidates) == EXAMPLES
    assert answer.text.endswith("共收录64个单位的64份文件，请写明单位。")
    assert len(made.read) == EXAMPLES


def test_large_corpus_asks_back_where_a_short_form_fits_many_units() -> None:
    made = Made()
    answer = Assistant(made, whole=1000).ask("林业局2031年基本支出是多少")
    assert answer.status == "ambiguous"
    assert len(made.read) == EXAMPLES


def test_examples_are_of_the_year_and_the_kind_named() -> None:
    made = Made()
    budgets = {
        f"{county}林业局{year}年度部门预算": Profile(f"{county}林业局", year, "预算")
        for county in COUNTIES
        for year in (2031, 2032)
    }
    made.profiles.update(budgets)
    infos = [DocumentInfo(d, p, "", (), 0, 0, 0, 500, 0) for d, p in made.profiles.items()]
    route = Router(infos, made, whole=1000).route("2032年预算的基本支出是多少")
    assert route.partial
    assert {made.profiles[doc].year for doc in route.docs} == {2032}
    assert {made.profiles[doc].kind for doc in route.docs} == {"预算"}


def test_silence_about_many_units_names_a_few() -> None:
    answer = Assistant(Made(), whole=1000).ask("林业局2031年水利工程建设资金是多少")
    assert answer.status == "no_data"
    assert "等64个单位" in answer.text
    assert len(answer.text) < 500


def test_units_are_ranked_over_all_of_a_large_corpus() -> None:
    made = Made()
    answer = Assistant(made, whole=1000).ask("2031年哪个单位的基本支出最多？")
    assert headline(answer) == ("answered", Decimal("563.00"), "万元")
    assert answer.citations[0].doc == "柳顺县林业局2031年度部门决算"
    assert len(made.read) == EXAMPLES


def test_units_are_ranked_from_the_smallest_over_all_of_a_large_corpus() -> None:
    answer = Assistant(Made(), whole=1000).ask("2031年哪个单位的项目支出最少？")
    assert headline(answer) == ("answered", Decimal("800.00"), "万元")
    assert answer.citations[0].doc == "安远县林业局2031年度部门决算"


def test_no_figure_is_given_as_the_only_one_where_another_unit_prints_the_like() -> None:
    answer = Assistant(Made(found=1), whole=1000).ask("2031年基本支出是多少")
    assert answer.status == "ambiguous"


def test_answers_are_the_same_over_the_whole_corpus_and_over_the_units_documents(
    index: Index, assistant: Assistant
) -> None:
    profiles = {info.doc: info.profile for info in index.documents}
    units = tuple(dict.fromkeys(profile.unit_name for profile in profiles.values()))
    whole, doubts = Shelf(profiles, units, index.facts(), index.paragraphs), Doubts(index)
    asked = [one for one in load_questions(ROOT / "eval/dev.jsonl") if one.kind == "lookup"][::2]
    for one in asked:
        trace = whole.flow.trace(one.question, one.history)
        if trace.outcome:
            over_all = compose(trace.query, trace.outcome, profiles, whole.sources, doubts)
            assert assistant.ask(one.question, one.history).values == over_all.values, one.id
