"""Facts and checks that fit are found by number, and are those that reading everything finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.app.service import Filter, Service
from qa.ask.words.text import clean
from qa.index import Index
from qa.index.finding import Wanted
from qa.model import Fact


@pytest.fixture(scope="module", params=["folder", "database"])
def either(request: pytest.FixtureRequest) -> Iterator[Index]:
    """The index of the five disclosures, of either kind."""
    if request.param == "folder":
        yield request.getfixturevalue("index")
        return
    with Index.open(request.getfixturevalue("stored_corpus")) as opened:
        yield opened


def found(index: Index, wanted: Wanted) -> tuple[Fact, ...]:
    return index.numbered_facts(index.find_facts(wanted))


def test_all_facts_are_found_in_the_order_in_which_they_are_printed(either: Index) -> None:
    assert found(either, Wanted()) == either.facts()


def test_facts_are_found_by_document_year_and_basis(either: Index) -> None:
    doc = either.documents[2].doc
    year, basis = 2022, "预算"
    assert found(either, Wanted(docs=[doc])) == either.facts([doc])
    expected = tuple(one for one in either.facts() if (one.year, one.basis) == (year, basis))
    assert found(either, Wanted(year=year, basis=basis)) == expected != ()


def test_facts_are_found_by_their_labels(either: Index) -> None:
    wanted = Wanted(is_table=lambda name: "收支" in name, is_row=lambda row: "本年支出合计" in row)
    expected = tuple(
        one for one in either.facts() if "收支" in (one.table or "") and "本年支出合计" in one.row
    )
    assert found(either, wanted) == expected != ()


def test_what_figures_are_of_is_told(either: Index) -> None:
    facts = either.facts()
    assert set(either.used_years) == {one.year for one in facts} - {None}
    assert list(either.used_years) == sorted(either.used_years, reverse=True)
    assert either.used_bases == {one.basis for one in facts}


def test_contradictions_are_counted_and_listed_by_document(either: Index) -> None:
    audits = either.audits()
    assert either.checks() == tuple(check for audit in audits for check in audit.checks)
    (doc,) = [audit.doc for audit in audits][:1]
    assert either.checks([doc]) == audits[0].checks
    counted = {a.doc: sum(c.severity == "error" for c in a.checks) for a in audits}
    assert either.errors() == {doc: count for doc, count in counted.items() if count}


def test_a_filter_reads_labels_as_questions_are_read(service: Service) -> None:
    facts = service.find_facts(Filter(), table="基本 支出", item="（境）费").read()
    expected = tuple(
        one
        for one in service.index.facts()
        if "基本支出" in clean(one.table or "") and any("(境)费" in clean(row) for row in one.row)
    )
    assert facts == expected != ()


def test_pages_of_facts_are_those_of_the_whole(service: Service) -> None:
    facts = service.find_facts(Filter(unit="政数局"))
    whole = facts.read()
    assert len(whole) == len(facts) > 100
    assert facts.read(40, 30) == whole[40:70]
    assert facts.read(len(facts) - 3, 30) == whole[-3:]


def test_more_numbers_are_read_than_a_database_takes_at_once(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.index.finding.AT_A_TIME", 7)
    numbers = index.find_facts(Wanted())[:20][::-1]
    assert index.numbered_facts(numbers) == index.facts()[:20][::-1]


def test_an_old_index_is_forgotten_when_a_newer_one_takes_over(index_path: Path) -> None:
    with Index.open(index_path) as old, Index.open(index_path) as new:
        service = Service(old)
        service.find_facts(Filter())
        service.take_over(new)
        assert service.find_facts(Filter()).index is new
