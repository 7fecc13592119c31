"""Outcomes become answers: sentences, formula, numbered sources, honest silence."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import pytest
from ask_fixtures import (
    FORESTRY,
    FORESTRY_2031,
    PROFILES,
    asked,
    facts,
    headline,
    made_up_desk,
    meant,
)

from qa.ask.compute import operations as ops
from qa.ask.compute import shares
from qa.ask.compute.lookup import value
from qa.ask.compute.outcome import Outcome
from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.find.witness import Witnesses
from qa.ask.nearby import nearby
from qa.ask.tell.citing import Citations, Sources, citation_of
from qa.ask.tell.compose import compose
from qa.ask.tell.doubts import Doubts
from qa.ask.tell.quoting import Quotes
from qa.ask.tell.sentences import reworded, show, working
from qa.ask.tell.silence import silence
from qa.checks import Audit, audit
from qa.evaluate.support import unsupported_figures
from qa.model import Answer

SOURCES = Sources(Quotes((), facts()), Witnesses(facts()))


class _Held:
    """An index of the made-up facts."""

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        return tuple(audit([f for f in facts() if f.doc == doc]) for doc in docs or ())


DOUBTS = Doubts(_Held())


@pytest.fixture(scope="module")
def desk() -> Desk:
    return made_up_desk()


def _told(question: str, outcome: Outcome | None) -> Answer:
    assert outcome is not None
    return compose(asked(question), outcome, PROFILES, SOURCES, DOUBTS)


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (Figure("某项", Decimal("1234.50"), "万元"), "1,234.50万元"),
        (Figure("某项", Decimal("0.00"), "万元"), "0.00万元"),
        (Figure("某项", Decimal("-5"), "%"), "-5%"),
        (Figure("某项", Decimal("1E+4"), "元"), "10,000元"),
        (Figure("某项", Decimal("15"), "G", printed="≥15G"), "≥15G"),
    ],
)
def test_show_prints_a_figure_as_it_stands(figure: Figure, printed: str) -> None:
    assert show(figure) == printed


def test_working_fills_the_formula_in(desk: Desk) -> None:
    outcome = ops.difference(meant("林业局2031年森林资源培育和林业草原防灾减灾相差多少"), desk)
    assert outcome is not None
    assert working(outcome.figures[0]) == ("森林资源培育600.00万元 − 林业草原防灾减灾200.00万元")


def test_compose_tells_whose_figure_it_is(desk: Desk) -> None:
    question = "林业局2031年住房公积金"
    answer = _told(question, value(asked(question), desk))
    assert answer.text == f"{FORESTRY}2031年住房公积金（决算）为59.50万元。[1]"
    assert headline(answer) == ("answered", Decimal("59.50"), "万元")


@pytest.mark.parametrize(
    ("wanted", "size", "unit"),
    [
        ("多少元", "595000", "元"),
        ("多少万元", "59.50", "万元"),
        ("多少亿元", "0.00595", "亿元"),
    ],
)
def test_compose_converts_into_the_unit_asked_for(
    desk: Desk, wanted: str, size: str, unit: str
) -> None:
    question = f"林业局2031年住房公积金是{wanted}"
    answer = _told(question, value(asked(question), desk))
    assert headline(answer) == ("answered", Decimal(size), unit)


def test_compose_quotes_the_printed_row(desk: Desk) -> None:
    question = "林业局2031年住房公积金"
    (citation,) = _told(question, value(asked(question), desk)).citations
    assert citation.doc == FORESTRY_2031
    assert citation.table == "支出决算表"
    assert citation.row[-1] == "住房公积金"
    assert citation.quote == "支出决算表 住房公积金 59.50"


def test_compose_cites_the_sentence_beside_the_table(desk: Desk) -> None:
    question = "林业局2031年基本支出决算"
    answer = _told(question, value(asked(question), desk))
    assert [c.table for c in answer.citations] == ["支出决算表", None]
    assert answer.text.endswith("[1][2]")


def test_compose_shows_the_operands_with_their_sources(desk: Desk) -> None:
    question = "林业局2031年森林资源培育占农林水支出的比重"
    answer = _told(question, shares.share(meant(question), desk))
    assert answer.calculation is not None
    operands = answer.calculation.operands
    assert [(o.value, o.unit) for o in operands] == [
        (Decimal("600.00"), "万元"),
        (Decimal("1240.50"), "万元"),
    ]
    quotes = [answer.citations[(o.citation or 0) - 1].quote for o in operands]
    assert ["600.00" in quotes[0], "1240.50" in quotes[1]] == [True, True]


@pytest.mark.parametrize(
    "question",
    [
        "林业局2031年森林资源培育占农林水支出的比重",
        "林业局2031年住房公积金占基本支出的比重",
    ],
)
def test_compose_supports_every_figure_of_its_text(desk: Desk, question: str) -> None:
    assert unsupported_figures(_told(question, shares.share(meant(question), desk))) == []


def test_compose_lists_every_candidate_with_figure_and_source(desk: Desk) -> None:
    question = "2031年住房公积金"
    answer = _told(question, value(asked(question), desk))
    assert (answer.status, answer.values) == ("ambiguous", ())
    assert {(c.value, c.unit) for c in answer.candidates} == {
        (Decimal("59.50"), "万元"),
        (Decimal("40.00"), "万元"),
    }
    assert all(c.text in answer.text for c in answer.candidates)
    assert unsupported_figures(answer) == []


def test_citations_number_a_place_once() -> None:
    cited = Citations(PROFILES, SOURCES)
    first, second = facts()[:2]
    assert [cited.number(f) for f in (first, second, first)] == [1, 2, 1]


def test_citation_of_a_sentence_quotes_it_whole() -> None:
    fact = next(f for f in facts() if f.source == "prose")
    citation = citation_of(fact, "标题", fact.quote)
    assert (citation.quote, citation.line, citation.table) == (fact.quote, fact.line, None)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("白水县林业局2031年三公", "白水县林业局"),
        ("林业局2033年住房公积金", "没有收录云溪县林业局2033年的公开文件"),
        ("林业局2031年会议费", "“会议费”"),
        ("林业局2031年会议费是多少", "“会议费”"),
        ("林业局2032年决算", FORESTRY),
    ],
)
def test_silence_says_what_is_missing(question: str, said: str) -> None:
    answer = silence(asked(question), PROFILES, (), SOURCES, DOUBTS)
    assert (answer.status, answer.values, answer.citations) == ("no_data", (), ())
    assert said in answer.text


def test_silence_tells_the_same_item_of_other_years_with_its_source(desk: Desk) -> None:
    question = asked("林业局2033年住房公积金")
    answer = silence(question, PROFILES, nearby(question, desk, PROFILES), SOURCES, DOUBTS)
    assert (answer.status, answer.values) == ("no_data", ())
    assert "2031年住房公积金（决算）59.50万元[1]" in answer.text
    assert [citation.row[-1] for citation in answer.citations] == ["住房公积金"]
    assert unsupported_figures(answer) == []


@pytest.mark.parametrize("question", ["林业局2033年会议费", "白水县林业局2031年住房公积金"])
def test_nearby_is_nothing_of_another_item_or_body(desk: Desk, question: str) -> None:
    assert nearby(asked(question), desk, PROFILES) == ()


def test_silence_names_the_documents_of_the_unit() -> None:
    text = silence(asked("林业局2033年住房公积金"), PROFILES, (), SOURCES, DOUBTS).text
    assert "云溪县林业局2031年度部门决算" in text
    assert "疾病预防控制中心" not in text


def test_reworded_tells_changed_added_and_dropped_apart() -> None:
    lines = reworded((2031, 2032), [("甲", "乙"), ("", "丙"), ("丁", "")]).splitlines()
    assert lines == ["2031年写作：甲", "2032年改为：乙", "2032年新增：丙", "2032年不再列出：丁"]


def test_reworded_of_no_change_says_so() -> None:
    assert reworded((2031, 2032), []) == "2031年与2032年的表述一致。"
