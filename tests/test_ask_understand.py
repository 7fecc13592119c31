"""Words of a question and what they come to: units, years, versions, operations, bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ask_fixtures import CLINIC, FORESTRY, asked
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ask.question.asked import asked_unit, asks_for_names
from qa.ask.question.query import Bound, Query, bits, joined
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.words.text import canonical

_QUESTIONS = st.text(
    "云溪县林业局疾控中心2031年32度，。？、和比占的决算预算基本支出项目三公经费多少合计1,.%",
    max_size=60,
)


def _content(query: Query) -> str:
    return "".join(c for i, c in enumerate(query.text) if query.content >> i & 1)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("林业局2031年三公", (2031,)),
        ("林业局31年三公", (2031,)),
        ("二〇三一年林业局三公", (2031,)),
        ("２０３１年林业局三公", (2031,)),
        ("2031年和2033年的基本支出", (2031, 2033)),
        ("2031年到2034年的基本支出", (2031, 2032, 2033, 2034)),
        ("2031-2033年基本支出", (2031, 2032, 2033)),
        ("超过2000万元的项目", ()),
        ("林业局三公多少", ()),
        ("2130205科目花了多少", ()),
    ],
)
def test_understand_reads_years(question: str, years: tuple[int, ...]) -> None:
    assert asked(question).years == years


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("林业局2031年三公", (FORESTRY,)),
        ("云溪县疾控中心2031年三公", (CLINIC,)),
        ("林业局和疾控中心哪家基本支出多", (FORESTRY, CLINIC)),
        ("2031年三公", ()),
    ],
)
def test_understand_finds_units(question: str, units: tuple[str, ...]) -> None:
    assert asked(question).units == units


def test_understand_keeps_bodies_it_has_no_disclosure_of() -> None:
    query = asked("白水县林业局2031年三公经费")
    assert (query.units, query.strangers) == ((), ("白水县林业局",))


@pytest.mark.parametrize(
    ("question", "bases"),
    [
        ("林业局2031年三公经费决算数", ("决算",)),
        ("林业局2031年三公经费预算数", ("预算",)),
        ("林业局2031年三公经费年初预算是多少", ("年初预算",)),
        ("林业局2031年调整后预算数是多少", ("调整预算",)),
        ("林业局2031年三公实际花了多少", ("决算",)),
        ("林业局2031年打算花多少三公经费", ("预算",)),
        ("林业局2031年三公经费", ()),
    ],
)
def test_understand_reads_versions(question: str, bases: tuple[str, ...]) -> None:
    assert asked(question).bases == bases


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("住房公积金占基本支出的比重", "share"),
        ("基本支出比上年增加多少", "change"),
        ("基本支出同比增长率", "growth"),
        ("基本支出是三公经费的几倍", "multiple"),
        ("基本支出和项目支出相差多少", "difference"),
        ("基本支出和项目支出加起来多少", "sum"),
        ("哪个项目金额最大", "largest"),
        ("哪个项目金额最小", "smallest"),
        ("各项目从高到低", "order"),
        ("基本支出扣除住房公积金", "less"),
        ("还剩多少没花完", "remaining"),
        ("为什么增加", "reason"),
        ("基本支出是什么意思", "definition"),
        ("三公经费多少", "value"),
    ],
)
def test_understand_names_the_operation_first(question: str, operation: str) -> None:
    assert asked(question).operations[0] == operation


@pytest.mark.parametrize(
    ("question", "top"),
    [("金额前三的科目", 3), ("排前10的项目", 10), ("前两个项目", 2), ("最大的项目", None)],
)
def test_understand_reads_how_many_of_the_largest(question: str, top: int | None) -> None:
    assert asked(question).top == top


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("超过300万元的项目", Bound(Decimal(300), "万元", above=True)),
        ("大于1.5亿元的项目", Bound(Decimal("1.5"), "亿元", above=True)),
        ("不足50万的项目", Bound(Decimal(50), "万元", above=False)),
        ("低于8000元的科目", Bound(Decimal(8000), "元", above=False)),
        ("金额最大的项目", None),
    ],
)
def test_understand_reads_bounds(question: str, bound: Bound | None) -> None:
    assert asked(question).bound == bound


@pytest.mark.parametrize(
    ("value", "unit", "admitted"),
    [
        ("300.01", "万元", True),
        ("300", "万元", False),
        ("3000001", "元", True),
        ("0.04", "亿元", True),
        ("400", "人", False),
    ],
)
def test_bound_admits_by_exact_size(value: str, unit: str, admitted: bool) -> None:
    assert Bound(Decimal(300), "万元", above=True).admits(Decimal(value), unit) is admitted


@pytest.mark.parametrize(
    ("question", "output"),
    [
        ("基本支出多少亿", "亿元"),
        ("基本支出是多少元", "元"),
        ("基本支出几万", "万元"),
        ("基本支出多少", None),
    ],
)
def test_understand_reads_the_unit_of_money_wanted(question: str, output: str | None) -> None:
    assert asked(question).output == output


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("买了几辆", "辆"),
        ("共多少人", "人"),
        ("占百分之几", "%"),
        ("高几个百分点", "%"),
        ("一共多少钱", "元"),
        ("得了几分", "分"),
        ("有哪几个项目", None),
    ],
)
def test_asked_unit_is_the_unit_of_measure(text: str, unit: str | None) -> None:
    assert asked_unit(canonical(text)) == unit


@pytest.mark.parametrize(
    ("text", "names"),
    [("哪家单位", True), ("是什么项目", True), ("花了多少", False), ("哪个多，多多少", False)],
)
def test_asks_for_names_tells_names_from_figures(text: str, names: bool) -> None:
    assert asks_for_names(canonical(text)) is names


def test_understand_knows_codes_of_the_corpus_only() -> None:
    assert asked("林业局2031年2130205和9990205").codes == ("2130205",)


def test_understand_takes_the_year_before_as_a_shift() -> None:
    query = asked("林业局2031年的上一年基本支出是多少")
    assert (query.years, query.shift) == ((2031,), -1)


def test_understand_takes_the_base_of_a_comparison_for_no_shift() -> None:
    assert asked("林业局2031年基本支出比上年增加多少").shift == 0


def test_understand_works_backward_from_a_stated_change() -> None:
    assert asked("项目支出减少100万元，上年是多少").backward


def test_understand_leaves_out_what_brackets_exclude() -> None:
    assert "结转" not in _content(asked("林业局项目支出（不含上年结转）多少"))


@pytest.mark.parametrize("polite", ["请问", "您好，麻烦帮忙查询一下", "我想知道"])
def test_understand_needs_nothing_explained_that_is_only_polite(polite: str) -> None:
    assert _content(asked(f"{polite}住房公积金是多少？谢谢！")) == "住房公积金"


def test_understand_reads_traditional_characters() -> None:
    query = asked("雲溪縣林業局2031年決算住房公積金")
    assert (query.units, query.bases, _content(query)) == ((FORESTRY,), ("决算",), "住房公积金")


def test_understand_without_a_corpus_names_nothing() -> None:
    query = understand("公积金2031年", Vocabulary(units=()))
    assert (query.units, query.years, _content(query)) == ((), (2031,), "住房公积金")


@settings(deadline=None)
@given(_QUESTIONS)
def test_understand_puts_content_on_letters_outside_known_words(question: str) -> None:
    query = asked(question)
    assert query.content >> len(query.text) == 0
    shown = ("stranger", "label")
    hidden = bits(*((w.start, w.end) for w in query.words if w.group not in shown))
    assert not query.content & hidden


@settings(deadline=None)
@given(_QUESTIONS, st.data())
def test_within_keeps_only_what_stands_inside(question: str, data: st.DataObject) -> None:
    query = asked(question)
    start = data.draw(st.integers(0, len(query.text)))
    end = data.draw(st.integers(start, len(query.text)))
    part = query.within(start, end)
    assert (part.text, part.span) == (query.text, (start, end))
    assert part.content == query.content & bits((start, end))
    assert part.hints == query.hints & bits((start, end))
    assert all(start <= w.start and w.end <= end for w in part.words)
    assert set(part.years) <= set(query.years)
    assert set(part.units) <= set(query.units)
    assert set(part.bases) <= set(query.bases)


@settings(deadline=None)
@given(_QUESTIONS)
def test_within_the_whole_span_changes_nothing(question: str) -> None:
    query = asked(question)
    assert query.within(*query.span) == query


@settings(deadline=None)
@given(_QUESTIONS, st.data())
def test_within_twice_is_within_the_inner_part(question: str, data: st.DataObject) -> None:
    query = asked(question)
    start = data.draw(st.integers(0, len(query.text)))
    end = data.draw(st.integers(start, len(query.text)))
    part = query.within(start, end)
    assert part.within(start, end) == part


def test_filled_from_takes_only_what_is_missing() -> None:
    query = asked("2032年三公").filled_from(asked("林业局2031年决算基本支出"))
    assert (query.units, query.years, query.bases) == ((FORESTRY,), (2032,), ("决算",))


def test_joined_lets_the_later_question_replace_what_it_names() -> None:
    both = joined(asked("林业局2031年基本支出"), asked("疾控中心呢"))
    assert (both.units, both.years) == ((CLINIC,), (2031,))


def test_joined_never_carries_an_operation_over() -> None:
    both = joined(asked("住房公积金占基本支出的比重"), asked("项目支出多少"), content=False)
    assert "share" not in both.operations
    assert _content(both) == "项目支出"


@pytest.mark.parametrize(
    ("spans", "mask"), [((), 0), (((0, 2),), 3), (((1, 1),), 0), (((0, 2), (1, 4)), 15)]
)
def test_bits_marks_positions(spans: tuple[tuple[int, int], ...], mask: int) -> None:
    assert bits(*spans) == mask


def test_understand_reads_a_term_with_a_bracket_inside_as_one() -> None:
    text = understand("因公出国（境）费用是多少", Vocabulary(units=())).text
    assert text.startswith("因公出国境费")
    assert text.count("境") == 1


@pytest.mark.parametrize(
    ("question", "top", "operation"),
    [
        ("林业局2032年金额最高的两项是什么", 2, "largest"),
        ("林业局2032年最少的3个项目", 3, "smallest"),
        ("林业局2032年最大的一项", 1, "largest"),
        ("林业局2032年前两的项目", 2, "largest"),
    ],
)
def test_how_many_of_the_first_are_asked_for(question: str, top: int, operation: str) -> None:
    query = asked(question)
    assert query.top == top
    assert operation in query.operations


def test_sum_word_at_the_end_asks_to_add_up() -> None:
    assert asked("林业局2031年基本支出、项目支出合计").operations == ("sum_of_several",)


def test_beginning_of_a_longer_word_is_no_unit_of_measure() -> None:
    assert asked("林业局2031年安排了多少项目支出").unit is None
