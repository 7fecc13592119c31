"""Taking questions apart: clauses, follow-ups, things set side by side, wholes and parts."""

from __future__ import annotations

import pytest
from ask_fixtures import CLINIC, FORESTRY, asked
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ask.question.pairs import of_and_per, whole_and_part
from qa.ask.question.plan import clauses, follow
from qa.ask.question.query import Query
from qa.ask.question.terms import segments, targets


def _content(query: Query) -> str:
    return "".join(c for i, c in enumerate(query.text) if query.content >> i & 1)


def _always(query: Query) -> float:
    return 1.0


def _never(characters: str) -> bool:
    return False


def _targets(question: str) -> list[Query]:
    return list(targets(asked(question), _always, _never))


@pytest.mark.parametrize(
    ("question", "contents"),
    [
        ("林业局2031年基本支出是多少？住房公积金又是多少？", ["基本支出", "住房公积金"]),
        ("2031年基本支出多少、住房公积金多少", ["基本支出", "住房公积金"]),
        ("林业局2031年住房公积金", ["住房公积金"]),
        ("基本支出是多少？问的是林业局2031年", ["基本支出"]),
    ],
)
def test_clauses_are_what_is_asked(question: str, contents: list[str]) -> None:
    assert [_content(part) for part in clauses(asked(question))] == contents


def test_clauses_share_unit_and_year() -> None:
    parts = clauses(asked("林业局2031年基本支出是多少？住房公积金又是多少？"))
    assert [(p.units, p.years) for p in parts] == [((FORESTRY,), (2031,))] * 2


def test_clauses_take_a_setting_behind_the_question() -> None:
    (part,) = clauses(asked("住房公积金是多少？问的是林业局2031年"))
    assert (part.units, part.years) == ((FORESTRY,), (2031,))


def test_clauses_let_each_name_its_own_year() -> None:
    first, second = clauses(asked("林业局2031年基本支出多少？2032年项目支出多少？"))
    assert (first.years, second.years) == ((2031,), (2032,))


def test_clauses_ask_the_figure_of_a_choice_once() -> None:
    assert len(clauses(asked("哪个项目金额最大？是多少？"))) == 1


def test_clauses_keep_each_operation_in_its_own() -> None:
    first, second = clauses(asked("项目支出是多少？住房公积金占基本支出的百分之几？"))
    assert (first.operations, second.operations[0]) == (("value",), "share")


@settings(deadline=None, max_examples=50)
@given(st.text("林业局2031年，。？、和比占多少哪基本支出项目", max_size=40))
def test_clauses_are_never_none(question: str) -> None:
    query = asked(question)
    parts = clauses(query)
    assert parts
    assert all(part.text == query.text for part in parts)


@pytest.mark.parametrize(
    ("earlier", "later", "content", "years", "units"),
    [
        ("林业局2031年基本支出是多少", "那2032年呢", "基本支出", (2032,), (FORESTRY,)),
        ("林业局2031年基本支出是多少", "疾控中心的呢", "基本支出", (2031,), (CLINIC,)),
        ("林业局2031年基本支出是多少", "住房公积金呢", "住房公积金", (2031,), (FORESTRY,)),
    ],
)
def test_follow_fills_what_a_later_question_leaves_out(
    earlier: str, later: str, content: str, years: tuple[int, ...], units: tuple[str, ...]
) -> None:
    query = follow(asked(earlier), asked(later))
    assert (_content(query), query.years, query.units) == (content, years, units)


def test_follow_keeps_a_whole_conversation() -> None:
    query = asked("疾控中心呢")
    for earlier in ("住房公积金呢", "林业局2031年基本支出是多少"):
        query = follow(asked(earlier), query)
    assert (query.units, query.years) == ((CLINIC,), (2031,))
    assert "住房公积金" in _content(query)


@pytest.mark.parametrize(
    ("question", "contents"),
    [
        ("基本支出和项目支出", ["基本支出", "项目支出"]),
        ("森林资源培育、事业机构、住房公积金", ["森林资源培育", "事业机构", "住房公积金"]),
        ("住房公积金", ["住房公积金"]),
    ],
)
def test_targets_are_the_things_set_side_by_side(question: str, contents: list[str]) -> None:
    assert [_content(one) for one in _targets(question)] == contents


def test_targets_are_one_where_the_corpus_knows_no_such_items() -> None:
    query = asked("结转和结余")
    assert targets(query, lambda part: 0.0, _never) == (query,)


def test_targets_vary_the_year() -> None:
    found = _targets("林业局2031年和2032年住房公积金")
    assert [(q.units, q.years) for q in found] == [((FORESTRY,), (2031,)), ((FORESTRY,), (2032,))]


def test_targets_vary_the_unit() -> None:
    found = _targets("林业局与疾控中心2031年住房公积金")
    assert [(q.units, q.years) for q in found] == [((FORESTRY,), (2031,)), ((CLINIC,), (2031,))]


def test_targets_vary_the_version() -> None:
    found = _targets("林业局2031年公务接待费的预算数和决算数")
    assert [q.bases for q in found] == [("预算",), ("决算",)]


def test_targets_keep_each_unit_with_its_own_year() -> None:
    found = _targets("林业局2031年和疾控中心2032年住房公积金")
    assert [(q.units, q.years) for q in found] == [((FORESTRY,), (2031,)), ((CLINIC,), (2032,))]


def test_segments_leave_a_joint_inside_a_label_alone() -> None:
    query = asked("结转和结余")
    assert len(segments(query, lambda joint: joint in "结转和结余")) == 1
    assert len(segments(query, _never)) == 2


@pytest.mark.parametrize(
    ("question", "whole", "part"),
    [
        ("住房公积金占基本支出的比重", "基本支出", "住房公积金"),
        ("项目支出占本年支出的百分之几", "本年支出", "项目支出"),
        ("住房公积金在基本支出中占多少比例", "基本支出", "住房公积金"),
        ("农林水支出中，森林资源培育占百分之几", "农林水支出", "森林资源培育"),
    ],
)
def test_whole_and_part_tells_them_apart(question: str, whole: str, part: str) -> None:
    both = whole_and_part(asked(question))
    assert both is not None
    assert _content(both[0]) == whole
    assert part in [_content(one) for one in both[1]]


def test_whole_and_part_of_a_question_without_a_share_is_none() -> None:
    assert whole_and_part(asked("住房公积金是多少")) is None


def test_whole_and_part_share_unit_and_year() -> None:
    both = whole_and_part(asked("林业局2031年住房公积金占基本支出的比重"))
    assert both is not None
    assert (both[0].units, both[0].years) == ((FORESTRY,), (2031,))


def test_of_and_per_tells_the_amount_from_the_heads() -> None:
    amount, heads = of_and_per(asked("农林水支出按事业机构平均多少"))
    assert (_content(amount), _content(heads)) == ("农林水支出", "事业机构")


def test_of_and_per_without_heads_is_the_whole_question() -> None:
    query = asked("农林水支出平均多少")
    assert of_and_per(query) == (query, query)


def test_targets_of_an_enumeration_share_what_is_said_behind_the_last() -> None:
    query = asked("林业局2031年给森林资源培育、事业机构和住房公积金一共安排多少基本支出")
    found = targets(query, _always, _never)
    assert [_content(one) for one in found] == [
        "森林资源培育基本支出", "事业机构基本支出", "住房公积金基本支出",
    ]  # fmt: skip


def test_targets_keep_a_joint_that_stands_in_a_label() -> None:
    query = asked("林业局2031年事业机构、结转和结余各多少")
    found = targets(query, _always, _never, lambda joint: joint == "转和结")
    assert [_content(one) for one in found] == ["事业机构", "结转结余"]


def test_clauses_compare_the_year_before_with_the_base() -> None:
    first, second = clauses(asked("林业局2032年退耕还林管护是多少，比2031年增加了多少"))
    assert (first.years, second.years) == ((2032,), (2031, 2032))
