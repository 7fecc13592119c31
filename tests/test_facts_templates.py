"""Sentences of prescribed forms: who spends, brackets of parts, several changes."""

from __future__ import annotations

import pytest

from qa.facts.prose import facts_of_prose
from qa.model import Disclosure, Fact, Kind, Paragraph, Profile

UNIT = "安宁市红岩区柳河镇"
Told = list[tuple[str, str, str, str | None]]


def disclose(text: str, kind: Kind = "决算") -> tuple[Fact, ...]:
    paragraph = Paragraph((), text, 1, ((0, 1),))
    found = Disclosure("doc", Profile(UNIT, 2021, kind), (), (paragraph,), ())
    return tuple(facts_of_prose(found))


def told(text: str, kind: Kind = "决算") -> Told:
    """Each fact as (row, figure with unit, measure, what it is set against)."""
    return [
        ("/".join(fact.row), f"{fact.text}{fact.unit or ''}", fact.measure, fact.against)
        for fact in disclose(text, kind)
    ]


def test_second_change_behind_a_semicolon_is_one_of_the_same_item() -> None:
    text = (
        "公务接待费1.2万元，公务用车购置及运行维护费5.3万元。经比较，“三公”经费较上年决算数减少"
        "0.4万元，下降5.8%；较年初预算数减少2.1万元，下降24.4%。"
    )
    assert told(text)[2:] == [
        ("“三公”经费", "0.4万元", "增减额", "上年决算数"),
        ("“三公”经费", "5.8%", "增减率", "上年决算数"),
        ("“三公”经费", "2.1万元", "增减额", "年初预算数"),
        ("“三公”经费", "24.4%", "增减率", "年初预算数"),
    ]


def test_reason_that_names_another_change_does_not_take_the_next_comparison() -> None:
    text = "本年收入90万元，比上年减少10万元，主要是人员经费减少7万元；比年初预算减少2万元。"
    assert told(text)[-1] == ("本年收入", "2万元", "增减额", "年初预算")


def test_parts_in_a_bracket_that_ends_with_a_stop_stay_parts_of_their_item() -> None:
    text = (
        "“三公”经费52万元，其中:公务用车购置及运行费50万元(公务用车购置费10万元,比上年增加3万元;"
        "公务用车运行维护费40万元,比上年增加5万元。)比上年增加8万元;公务接待费2万元。"
    )
    cars = "“三公”经费/公务用车购置及运行费"
    assert [(row, figure, measure) for row, figure, measure, _ in told(text, "预算")] == [
        ("“三公”经费", "52万元", "值"),
        (cars, "50万元", "值"),
        (f"{cars}/公务用车购置费", "10万元", "值"),
        (f"{cars}/公务用车购置费", "3万元", "增减额"),
        (f"{cars}/公务用车运行维护费", "40万元", "值"),
        (f"{cars}/公务用车运行维护费", "5万元", "增减额"),
        (cars, "8万元", "增减额"),
        ("“三公”经费/公务接待费", "2万元", "值"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("红岩区水务局下属一家机关财政拨款的机关运行经费预算为30万元。", "机关运行经费"),
        ("各村、镇本级一般公共预算拨款安排的“三公”经费决算支出数为9万元。", "“三公”经费"),
        (
            "政府性基金预算财政拨款安排的城乡社区支出8万元。",
            "政府性基金预算财政拨款安排的城乡社区支出",
        ),
    ],
)
def test_who_spends_the_general_budget_is_no_part_of_the_item(text: str, row: str) -> None:
    assert [name for name, *_ in told(text)] == [row]


def test_share_of_the_budget_reached_needs_no_particle() -> None:
    value, done = disclose("卫生健康支出决算为67.6万元，完成预算89.5%。")
    assert (done.row, done.measure, done.against) == (value.row, "完成率", "预算")


def test_spending_of_the_publisher_told_first_is_named_so() -> None:
    assert told("2021年度，本单位支出为42.5万元。其中：基本支出21.1万元。")[0][:2] == (
        "支出",
        "42.5万元",
    )


def test_spending_beside_a_number_of_receptions_is_no_total() -> None:
    rows = [name for name, *_ in told("公务接待24批次，支出2.05万元。")]
    assert "支出" not in rows


def test_numbered_item_with_its_amount_is_no_heading_of_the_next_paragraph() -> None:
    texts = ("4、政府性基金安排的收入0元。", "（二）2021年支出预算38.6万元，其中：")
    paragraphs = tuple(Paragraph((), text, n, ((0, n),)) for n, text in enumerate(texts, 1))
    found = Disclosure("doc", Profile(UNIT, 2021, "预算"), (), paragraphs, ())
    assert [fact.row for fact in facts_of_prose(found)] == [
        ("政府性基金安排的收入",),
        ("支出预算",),
    ]
