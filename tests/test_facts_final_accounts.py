"""Sentences of final accounts as towns, hospitals and cities of several provinces word them."""

from __future__ import annotations

import pytest
from disclosed_fixtures import disclosure

from qa.facts import facts_of


def _read(*texts: str) -> list[tuple[str, str, str, str, int]]:
    """Label, figure, version, measure and direction of each fact."""
    return [
        (f.row[-1], f"{f.text}{f.unit}", f.basis, f.measure, f.direction)
        for f in facts_of(disclosure(2033, "决算", *texts))
    ]


@pytest.mark.parametrize(
    ("clause", "direction", "against"),
    [
        ("决算数大于预算数2.10万元", 1, "预算数"),
        ("决算数小于年初预算数2.10万元", -1, "年初预算数"),
        ("低于预算2.10万元", -1, "预算"),
        ("决算数超预算2.10万元", 1, "预算"),
    ],
)
def test_what_an_account_is_above_its_budget_by_is_no_version_of_it(
    clause: str, direction: int, against: str
) -> None:
    text = f"2033年会议费支出8.40万元，{clause}，主要原因是会议增加。"
    *_, fact = facts_of(disclosure(2033, "决算", text))
    assert (fact.row, fact.measure) == (("会议费支出",), "增减额")
    assert (fact.direction, fact.against) == (direction, against)


def test_difference_of_two_figures_is_no_item_and_has_no_parts() -> None:
    found = _read(
        '2033年“三公"经费支出1.30万元，年初预算为2.00万元，差值为0.70万元。其中：公务用车运行维护费'
        "支出0万元，年初预算为0.60万元，差值为0.60万元。"
    )
    assert found == [
        ("“三公”经费支出", "1.30万元", "决算", "值", 0),
        ("“三公”经费支出", "2.00万元", "年初预算", "值", 0),
        ("公务用车运行维护费支出", "0万元", "决算", "值", 0),
        ("公务用车运行维护费支出", "0.60万元", "年初预算", "值", 0),
    ]


def test_things_in_a_row_go_by_what_they_are_called_together() -> None:
    (whole,) = _read(
        "全市因公出国（境）经费、公务接待费，公车运行费（“三公”经费）决算总额210万元。"
    )
    part = _read("公务接待费（“三公”经费）支出2万元，比上年减少1万元。")[0]
    assert whole[:3] == ("“三公”经费决算总额", "210万元", "决算")
    assert part[0] == "公务接待费（“三公”经费）支出"


def test_what_a_congress_approved_is_the_budget_of_the_year() -> None:
    budget, done, _ = _read(
        "镇五届人大二次会议批准的2033年一般公共预算收入为3100万元，实际完成3200万元，为预算的103.2%。"
    )
    assert budget[1:3] == ("3100万元", "年初预算")
    assert done[1:3] == ("3200万元", "执行")


@pytest.mark.parametrize(
    ("told", "item"),
    [
        ("一般公共预算财政拨款增加7.50万元", "一般公共预算财政拨款支出"),
        ("一般公共预算财政拨款收入增加7.50万元", "一般公共预算财政拨款收入"),
    ],
)
def test_change_is_of_the_item_before_where_only_its_side_is_left_out(told: str, item: str) -> None:
    text = f"2033年一般公共预算财政拨款支出96.20万元。与2032年相比，{told}。"
    assert _read(text)[-1] == (item, "7.50万元", "决算", "增减额", 1)


@pytest.mark.parametrize(
    "told",
    [
        "2033年部门收入520.00万元，支出480.00万元，比上年分别增加5.1%、4.2%。",
        "（一）2033年部门收入520.00万元，支出480.00万元，分别比上年增加5.1%、4.2%。",
        "2033年部门收入520.00万元，支出480.00万元。与上年相比，分别增加5.1%和4.2%。",
        "2033年部门收入520.00万元，支出480.00万元，比上年收入增加5.1%，支出比上年增加4.2%。",
    ],
)
def test_changes_of_both_sides_are_each_of_its_own(told: str) -> None:
    changes = [(label, figure) for label, figure, _, measure, _ in _read(told) if measure != "值"]
    assert changes == [("部门收入", "5.1%"), ("部门支出", "4.2%")]


def test_changes_in_turn_of_which_nothing_tells_the_items_are_left_out() -> None:
    found = _read("2033年总收入520.00万元。分别比上年增加5.00万元、6.00万元。")
    assert [(label, figure) for label, figure, *_ in found] == [("总收入", "520.00万元")]
