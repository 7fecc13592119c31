"""Like is set against like: what a share is a part of, what grows faster, what is ranked, and the
day up to which something is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


def _told(assistant: Assistant, question: str, *earlier: str) -> list[tuple[str, str]]:
    return [(str(v.value), v.unit) for v in assistant.ask(question, earlier).values]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("大数据中心2021年政府采购里服务类占百分之多少", ["15582.26", "16070.46"]),
        ("政府网络运行维护占2022年信息化运维项目预算的比重", ["1816", "3824"]),
        ("福田数据中心2021年购置交换机占购置费的百分之几", ["6.6", "101.66"]),
    ],
)
def test_a_part_is_of_the_kind_the_body_and_the_version_of_its_whole(
    assistant: Assistant, question: str, parts: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.calculation is not None
    assert [o.value for o in answer.calculation.operands] == [Decimal(part) for part in parts]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "政数局2022年项目支出和基本支出谁增长得慢",
            [("77.4", "%"), ("4.5", "%")],
        ),
        (
            "政数局2022年基本支出和项目支出的增速各是多少",
            [("4.5", "%"), ("77.4", "%")],
        ),
    ],
)
def test_what_grew_is_told_of_each_and_not_from_one_to_the_other(
    assistant: Assistant, question: str, told: list[tuple[str, str]]
) -> None:
    assert _told(assistant, question) == told


def test_what_was_reached_is_set_against_what_was_aimed_at(assistant: Assistant) -> None:
    (told,) = assistant.ask("2021年平台接入系统数量实际比目标值超了百分之几").values
    assert (round(told.value, 2), told.unit) == (Decimal("151.00"), "%")


def test_filled_posts_are_a_share_of_all_posts(assistant: Assistant) -> None:
    (told,) = assistant.ask("福田数据中心2021年在编率是多少").values
    assert (round(told.value, 2), told.unit) == (Decimal("61.11"), "%")


def test_what_was_saved_is_what_of_the_budget_was_not_spent(assistant: Assistant) -> None:
    earlier = ("政数局2022年公务接待费预算多少？", "实际花了多少？")
    assert _told(assistant, "省了多少？", *earlier) == [("9.90", "万元")]


@pytest.mark.parametrize("question", ["自评总分呢？", "得了多少分？"])
def test_points_are_those_of_what_was_asked_about_before(
    assistant: Assistant, question: str
) -> None:
    earlier = "政数局2022年网络安全监测预警项目执行率多少？"
    assert [number for number, _ in _told(assistant, question, earlier)] == ["99.94"]


def test_points_told_in_a_sentence_of_each_project_are_ranked(assistant: Assistant) -> None:
    told = _told(assistant, "大数据中心2021年各项目自评得分从高到低排一下")
    assert [number for number, _ in told] == ["100", "99.9", "99.2", "99", "97.2"]


def test_total_points_are_points(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年自评总分最高的项目是哪个")
    assert [v.value for v in answer.values] == [Decimal("99.99")]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("截至2021年10月底，市政务云平台承载了多少个业务系统", [("553", "个")]),
        ("政数局2022年决算提到政务公共网接入了多少家单位", [("510", "家")]),
    ],
)
def test_the_day_and_the_telling_are_no_part_of_what_is_counted(
    assistant: Assistant, question: str, told: list[tuple[str, str]]
) -> None:
    assert _told(assistant, question) == told


def test_trend_without_a_year_goes_through_all_years_that_are_held(assistant: Assistant) -> None:
    told = _told(assistant, "大数据中心三公经费走势")
    assert told == [("12", "万元"), ("12", "万元"), ("12.00", "万元")]
