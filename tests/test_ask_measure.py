"""Labels measured against a question: what they explain of it and how much of them it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ask.find.measure import Labels, Measure, Reading, as_bits, as_mask
from qa.ask.words.text import grams

LABELS = ("基本支出", "项目支出", "住房公积金", "住房保障支出", "决算数")


def _measure(text: str, content: int = -1) -> Measure:
    return Measure(Reading(Labels(LABELS), text), content & (1 << len(text)) - 1)


def test_label_that_stands_in_the_question_is_named_completely() -> None:
    assert _measure("2031年住房公积金多少").completeness("住房公积金") == pytest.approx(1.0)


def test_label_explains_its_characters_alone() -> None:
    assert _measure("年住房公积金多").mask(["住房公积金"]) == 0b0111110


def test_label_of_other_words_explains_nothing() -> None:
    assert _measure("住房公积金").mask(["决算数"]) == 0


def test_rarer_words_weigh_more() -> None:
    labels = Labels(LABELS)
    assert labels.weight("公积") > labels.weight("支出")


def test_label_that_no_fact_has_is_measured_all_the_same() -> None:
    measure = _measure("古树名木保护")
    assert measure.mask(["古树名木"]) == 0b001111
    assert measure.completeness("古树名木") == pytest.approx(1.0)


def test_names_count_for_completeness_and_not_for_rarity() -> None:
    plain, named = Labels(LABELS), Labels(LABELS, ["支出总表"])
    assert plain.weight("支出") == named.weight("支出")
    measure = Measure(Reading(named, "支出总表"), 0b1111)
    assert measure.completeness("支出总表") == pytest.approx(1.0)


@given(st.text("基本项目支出住房公积金保障决算数的是", max_size=80))
def test_masks_are_those_of_the_bigrams_in_question_and_label(text: str) -> None:
    masks = as_bits(Reading(Labels(LABELS), text).masks)
    for mask, label in zip(masks[1:], LABELS, strict=True):
        spots = [i for i in range(len(text) - 1) if text[i : i + 2] in grams(label)]
        assert mask == sum({1 << i for s in spots for i in (s, s + 1)})


@given(st.text("基本项目支出住房公积金保障决算数的是", min_size=1, max_size=80))
def test_shares_weigh_masks_as_coverage_does(text: str) -> None:
    measure = _measure(text)
    masks = Reading(Labels(LABELS), text).masks
    shares = measure.shares(masks, (1 << len(text)) - 1)
    for share, mask in zip(shares, as_bits(masks), strict=True):
        assert share == pytest.approx(measure.coverage(mask))


@given(st.integers(0, 2**150), st.integers(3, 5))
def test_mask_of_a_number_is_that_number(bits: int, width: int) -> None:
    assert as_bits(as_mask(bits, width)[None, :]) == [bits]
