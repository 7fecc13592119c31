"""Changes, what they are set against, and the parts of what has changed."""

from __future__ import annotations

import pytest

from qa.facts.walk import walk
from qa.model import Profile

PROFILE = Profile("青禾县水利局", 2020, "决算")

Told = tuple[str, str, int, str, str | None, int]


def told(text: str) -> list[Told]:
    """Each figure as (row, figure, year, measure, what it is set against, direction)."""
    return [
        ("/".join(r.row), r.amount.digits, r.year, r.measure, r.against, r.direction)
        for r in walk(text, PROFILE)
    ]


def test_base_with_its_own_figure_before_a_comma_is_the_item_of_that_year() -> None:
    assert told("2020年总收入815元,较2019年决算总收入790元,增加了25元,增加3.16%。") == [
        ("总收入", "815", 2020, "值", None, 0),
        ("总收入", "790", 2019, "值", None, 0),
        ("总收入", "25", 2020, "增减额", "2019年决算总收入", 1),
        ("总收入", "3.16", 2020, "增减率", "2019年决算总收入", 1),
    ]


def test_base_told_by_itself_is_the_item_before_it_not_the_rest_that_is_nothing() -> None:
    text = "“三公”经费决算为31元，全部是公务用车运行维护费，其他均为0元。较2019年决算数为45元。"
    assert told(text) == [
        ("“三公”经费", "31", 2020, "值", None, 0),
        ("“三公”经费", "45", 2019, "值", None, 0),
    ]


def test_change_that_leaves_its_verb_to_its_rate_goes_the_way_of_the_rate() -> None:
    text = "财政拨款收入177万元,与2019年相比21万元,下降14.01%;事业收入90万元。"
    assert told(text)[1:3] == [
        ("财政拨款收入", "21", 2020, "增减额", "2019年", -1),
        ("财政拨款收入", "14.01", 2020, "增减率", "2019年", -1),
    ]


def test_comparison_at_the_head_of_a_paragraph_names_what_has_changed() -> None:
    assert told("相比2019年的总收入871.82减少43.10万元,下降4.94%。其中,事业收入增长6.2万元。") == [
        ("总收入", "43.10", 2020, "增减额", "2019年的总收入", -1),
        ("总收入", "4.94", 2020, "增减率", "2019年的总收入", -1),
        ("总收入/事业收入", "6.2", 2020, "增减额", "2019年", 1),
    ]


def test_changes_of_parts_are_of_what_the_sentence_before_said_to_have_changed() -> None:
    facts = told(
        "公务接待费支出决算为0元,完成预算的0%。2020年度“三公”经费支出决算数比2019年减少45元。"
        "其中:因公出国(境)费支出决算减少0元;公务接待费支出决算减少45元。"
    )
    assert facts[-2:] == [
        ("“三公”经费/因公出国(境)费", "0", 2020, "增减额", "2019年", -1),
        ("“三公”经费/公务接待费", "45", 2020, "增减额", "2019年", -1),
    ]


def test_values_of_parts_are_of_the_last_figure_not_of_the_reason_for_its_change() -> None:
    facts = told(
        "收入合计90万元,比上年增加5万元,主要原因是事业收入增加5万元。其中:财政拨款收入80万元。"
    )
    assert facts[-1][:2] == ("收入合计/财政拨款收入", "80")


@pytest.mark.parametrize("sign", ["/", "／"])
def test_alternative_left_standing_behind_a_verb_is_no_part_of_the_name(sign: str) -> None:
    text = f"公务接待费支出决算增加{sign}减少0万元,增长{sign}下降0%。"
    assert [row[0] for row in told(text)] == ["公务接待费", "公务接待费"]


def test_money_behind_a_count_without_a_comma_is_what_changes_next() -> None:
    facts = told(
        "“三公”经费18万元,其中:公务接待费10万元,共计接待217人次公务用车运行维护费为8万元,"
        "较上年减少11万元下降57.89%。"
    )
    assert facts[-2:] == [
        ("“三公”经费/公务用车运行维护费", "11", 2020, "增减额", "上年", -1),
        ("“三公”经费/公务用车运行维护费", "57.89", 2020, "增减率", "上年", -1),
    ]


def test_fund_called_by_its_budget_is_no_version_of_a_figure() -> None:
    (reading,) = walk("其中预算财政拨款32万元。", PROFILE)
    assert (reading.row, reading.basis) == (("预算财政拨款",), "决算")


@pytest.mark.parametrize("counter", ["批(次)", "批（次）"])
def test_counter_with_a_part_in_brackets_is_one_counter(counter: str) -> None:
    text = f"公务接待费4万元,接待74{counter}813人,比上年1.05万元增加2.95万元。"
    readings = [(r.amount.digits, r.unit) for r in walk(text, PROFILE)]
    assert readings[1] == ("74", counter)
    assert not any("次" in label for r in walk(text, PROFILE) for label in r.row)


def test_what_is_less_than_a_base_has_fallen() -> None:
    assert told("车辆运行维护费用2.94万元,比去年3.01万元少0.07万元,基本持平。") == [
        ("车辆运行维护费用", "2.94", 2020, "值", None, 0),
        ("车辆运行维护费用", "3.01", 2019, "值", None, 0),
        ("车辆运行维护费用", "0.07", 2020, "增减额", "去年", -1),
    ]


def test_money_that_changes_behind_what_was_counted_is_the_money_before_it() -> None:
    text = "公务接待费4万元,接待74批次813人,同比去年1.05万元增加2.95万元。"
    assert told(text)[-2:] == [
        ("公务接待费", "1.05", 2019, "值", None, 0),
        ("公务接待费", "2.95", 2020, "增减额", "去年", 1),
    ]


@pytest.mark.parametrize(
    ("words", "way"), [("减支", -1), ("少支", -1), ("净减少", -1), ("增支", 1), ("多支", 1)]
)
def test_money_spent_less_is_a_change_and_no_figure_of_the_year_before(
    words: str, way: int
) -> None:
    assert told(f"公务接待费支出142.56万元,比上年{words}10.72万元,变动6.99%。")[:2] == [
        ("公务接待费支出", "142.56", 2020, "值", None, 0),
        ("公务接待费支出", "10.72", 2020, "增减额", "上年", way),
    ]
