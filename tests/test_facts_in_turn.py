"""Figures that sentences name together, or by no more than which side they are of."""

from __future__ import annotations

import pytest

from qa.facts.walk import walk
from qa.model import Profile

PROFILE = Profile("安宁市红岩镇中心小学", 2021, "决算")


def told(text: str) -> list[tuple[str, str, str, int]]:
    """Each figure of a paragraph as (row, figure with unit, measure, year)."""
    return [
        ("/".join(r.row), f"{r.amount.digits}{r.unit or ''}", r.measure, r.year)
        for r in walk(text, PROFILE)
    ]


def brief(text: str) -> list[tuple[str, str]]:
    return [(row, figure) for row, figure, _, _ in told(text)]


def test_figures_told_in_turn_take_their_names_in_turn() -> None:
    text = "2021年公务用车购置数及保有量分别为2辆和31辆。"
    assert brief(text) == [("公务用车购置数", "2辆"), ("公务用车保有量", "31辆")]


def test_years_told_in_turn_date_their_figures() -> None:
    text = "2020年、2021年“三公”经费分别为7.1万元和6.5万元。"
    assert [(figure, year) for _, figure, _, year in told(text)] == [
        ("7.1万元", 2020),
        ("6.5万元", 2021),
    ]


def test_item_with_a_connector_in_its_name_is_one_of_a_list() -> None:
    text = "社会保障和就业支出、卫生健康支出分别为10.1万元、12.2万元。"
    assert brief(text) == [("社会保障和就业支出", "10.1万元"), ("卫生健康支出", "12.2万元")]


def test_shares_told_in_turn_are_of_the_items_before_them() -> None:
    text = "基本支出3万元、项目支出4万元，分别占42.9%、57.1%。"
    assert told(text)[2:] == [
        ("基本支出", "42.9%", "占比", 2021),
        ("项目支出", "57.1%", "占比", 2021),
    ]


def test_changes_told_in_turn_may_go_either_way() -> None:
    text = "基本支出3万元，项目支出4万元，比上年分别增长2.9%、下降7.1%。"
    readings = list(walk(text, PROFILE))[2:]
    assert [(r.row, r.direction, r.against) for r in readings] == [
        (("基本支出",), 1, "上年"),
        (("项目支出",), -1, "上年"),
    ]


def test_figures_in_turn_without_as_many_names_are_left_out() -> None:
    text = "收入总计3万元，支出总计3万元，收、支总计各减少2万元、5万元。"
    assert ("支出总计", "5万元") not in brief(text)


@pytest.mark.parametrize(
    "text",
    ["收入总计9万元，支出总计9万元，各增加2万元，增长3%。", "收、支总计各增加2万元，增长3%。"],
)
def test_change_and_its_rate_are_not_told_in_turn(text: str) -> None:
    assert len({row for row, _, measure, _ in told(text) if measure != "值"}) == 1


def test_bare_spending_behind_income_is_the_other_side() -> None:
    text = "与2020年决算数相比，收入增加61.9万元，增长17.4%，支出增加47.1万元，增长12.5%。"
    assert brief(text) == [
        ("收入", "61.9万元"),
        ("收入", "17.4%"),
        ("支出", "47.1万元"),
        ("支出", "12.5%"),
    ]


def test_bare_spending_is_the_other_side_of_the_whole_and_not_of_its_part() -> None:
    text = "一般公共预算收入30万元，其中税收收入20万元；支出25万元。"
    assert brief(text)[-1] == ("一般公共预算支出", "25万元")


def test_number_of_a_point_before_a_year_is_no_part_of_the_name() -> None:
    assert brief("1、2021年收入决算205.2万元。") == [("收入决算", "205.2万元")]
    assert brief("3、2021年本单位运行经费支出6.4万元。") == [("运行经费支出", "6.4万元")]


def test_heading_in_one_line_with_its_sentence_is_no_part_of_the_name() -> None:
    text = "3.支出情况 2021年度支出合计2,055.3万元，其中：基本支出1,705.9万元。"
    assert brief(text) == [("支出合计", "2,055.3万元"), ("支出合计/基本支出", "1,705.9万元")]


def test_sentence_that_tells_what_is_below_a_body_is_no_heading() -> None:
    text = "红岩中心小学下辖一所幼儿园和七所村小。2021年年末实有人数151人，其中在职人员100人。"
    assert brief(text) == [("实有人数", "151人"), ("实有人数/在职人员", "100人")]


def test_body_that_has_people_is_no_part_of_their_name() -> None:
    text = "红岩乡中心小学现有职工19人，其中在编人员13人。"
    assert brief(text) == [("职工", "19人"), ("职工/在编人员", "13人")]


def test_names_in_brackets_are_no_part_of_what_is_counted() -> None:
    text = "本部门设5个内设机构（办公室、教务处），下属2个事业单位。"
    assert brief(text)[0] == ("内设机构", "5个")


@pytest.mark.parametrize("both", ["收支", "收、支", "收入支出"])
def test_change_of_both_sides_is_one_of_their_total(both: str) -> None:
    text = f"2021年度收入总计9.5万元，支出总计9.5万元。{both}较上年决算数增加2万元。"
    assert brief(text)[-1] == ("收支总计", "2万元")


def test_year_at_hand_is_no_part_of_what_came_in() -> None:
    text = "(1)本年度财政拨款收入较上年决算数减少112.6万元。本年度收入合计3万元。"
    assert brief(text) == [("财政拨款收入", "112.6万元"), ("收入合计", "3万元")]


def test_articles_of_a_rule_are_no_figures() -> None:
    text = (
        "公务接待费196.5万元，执行中央八项规定、省委省政府30条、市委市政府20条要求，同比上升0.8%。"
    )
    assert brief(text) == [("公务接待费", "196.5万元"), ("公务接待费", "0.8%")]


@pytest.mark.parametrize("came_to", ["为", "降至", "减少到"])
def test_what_a_change_came_to_is_the_value_of_the_changed_item(came_to: str) -> None:
    text = f"支出总计19万元。结转下年比上年减少1.5万元，{came_to}8.5万元。"
    assert told(text)[1:] == [
        ("结转下年", "1.5万元", "增减额", 2021),
        ("结转下年", "8.5万元", "值", 2021),
    ]


def test_headings_in_one_line_with_a_sentence_are_no_part_of_the_name() -> None:
    text = (
        "二、部门决算情况说明 (一)收入支出决算总体情况说明 1.总体情况 2021年度收入总计9.5万元，"
        "支出总计9.5万元。"
    )
    assert brief(text) == [("收入总计", "9.5万元"), ("支出总计", "9.5万元")]


def test_data_of_the_accounts_are_a_version() -> None:
    text = "2021年“三公”经费决算数据比2020年“三公”经费决算数据减少16.5万元。"
    assert brief(text) == [("“三公”经费", "16.5万元")]
