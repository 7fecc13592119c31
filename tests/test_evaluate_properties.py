from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qa.evaluate.numbers import numbers_in, states
from qa.evaluate.support import unsupported_figures
from qa.evaluate.units import Figure, same_size
from qa.model import Answer, Value

MONEY = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
units = st.sampled_from(sorted(MONEY))
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(amounts, units, units)
def test_same_size_holds_between_any_two_units_of_money(
    amount: Decimal, unit: str, other: str
) -> None:
    converted = amount * MONEY[unit] / MONEY[other]
    assert same_size(Figure(amount, unit), Figure(converted, other))
    assert same_size(Figure(amount, unit), Figure(-converted, other))


@given(amounts, units, st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2))
def test_same_size_tells_amounts_of_one_unit_apart(
    amount: Decimal, unit: str, more: Decimal
) -> None:
    assert not same_size(Figure(amount, unit), Figure(amount + more, unit))


@given(amounts, units)
def test_states_finds_a_figure_however_it_is_printed(amount: Decimal, unit: str) -> None:
    plain, grouped = f"{amount:f}", f"{amount:,f}"
    for number in (plain, grouped, grouped.translate(FULL_WIDTH)):
        assert states(f"合计{number}{unit}，比上年增加。", Figure(amount, unit))
        assert states(f"合计 {number} {unit}", Figure(amount, unit))


@given(st.lists(amounts, max_size=8))
def test_numbers_in_reads_back_what_was_printed(values: list[Decimal]) -> None:
    text = "；".join(f"第一项{value:,f}万元" for value in values)
    assert [number.value for number in numbers_in(text)] == values


@given(st.text(alphabet="0123456789.,-－，．（）万元%年 ", max_size=40))
def test_numbers_in_never_fails_and_keeps_to_the_text(text: str) -> None:
    for number in numbers_in(text):
        assert text[number.start : number.end].strip() != ""


@given(st.lists(amounts, min_size=1, max_size=5), amounts)
def test_unsupported_figures_are_those_that_are_no_values(
    values: list[Decimal], other: Decimal
) -> None:
    given_values = tuple(Value("数", value, "万元") for value in values)
    text = "，".join(f"为{value:,f}万元" for value in values)
    assert unsupported_figures(Answer("?", "answered", text, given_values)) == []
    if other not in values:
        longer = Answer("?", "answered", f"{text}，另{other:f}万元", given_values)
        assert unsupported_figures(longer) == [f"{other:f}"]
