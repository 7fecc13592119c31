"""Questions over the prose of small budgets: what headings name and the clauses below leave out."""

from __future__ import annotations

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.model import Answer


def asked(question: str, *texts: str, section: tuple[str, ...] = ("情况说明",)) -> Answer:
    return assistant(disclosure(2033, "预算", *texts, section=section)).ask(UNIT + question)


@pytest.mark.parametrize(
    ("heading", "question", "told"),
    [
        ("（一）收入预算", "2033年收入预算", "2610.4万元"),
        ("（二）支出预算", "2033年支出预算", "2610.4万元"),
        ("（二）支出预算", "2033年政府性基金预算拨款", "0万元"),
    ],
)
def test_side_of_the_budget_in_a_heading_names_the_figure_below(
    heading: str, question: str, told: str
) -> None:
    text = "2033年初预算数2610.4万元，其中：一般公共预算拨款2610.4万元，政府性基金预算拨款0万元。"
    assert figures_of(asked(question, text, section=("二、收支情况", heading))) == [told]


@pytest.mark.parametrize("said", ["预算安排8万元", "2033年预算支出8万元"])
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2033年公务接待费预算比2032年减少多少", "2万元"),
        ("2033年公务接待费预算下降比例", "20%"),
        ("2033年公务接待费预算比上年减少的比例", "20%"),
    ],
)
def test_change_below_a_heading_is_of_what_the_heading_names(
    said: str, question: str, told: str
) -> None:
    text = f"（二）公务接待费。{said}，比2032年预算减少2万元，下降20%。"
    assert told in figures_of(asked(question, text))


def test_counter_that_begins_a_longer_word_counts_no_measure() -> None:
    answer = asked("有几个处室", "中心内设综合处、财务处、收储处、规划处4个处室。")
    assert figures_of(answer) == ["4个"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2033年三公经费预算", ["3328万元"]),
        ("2033年三公经费预算比2032年减少多少", ["830万元"]),
        ("2033年公务接待费比2032年减少多少", ["38万元"]),
    ],
)
def test_like_for_like_is_no_part_of_what_changed(question: str, told: list[str]) -> None:
    text = (
        "2033年，县本级一般公共预算支出安排的“三公”经费预算为3328万元。其中，公务接待费478万元，"
        "公务用车购置及运行费2850万元。同口径比2032年减少830万元，下降20%。"
        "公务接待费同口径比2032年减少38万元，下降7.4%。"
    )
    assert figures_of(asked(question, text)) == told


def test_purchases_made_apart_are_asked_for_by_their_name() -> None:
    text = "政府采购预算90.5万元，其中：政府集中采购预算60.5万元；分散采购30万元。"
    assert figures_of(asked("2033年分散采购预算", text)) == ["30万元"]


@pytest.mark.parametrize(
    "reason", ["2032年未编制部门预算，无法对比", "本单位为新设机构，与上年不具有可比性"]
)
def test_no_year_before_is_told_from_a_change_against_nothing(reason: str) -> None:
    text = f"2033年本部门收入预算380万元，比上年增加0万元，增长0%，主要原因是{reason}。"
    assert asked("2032年收入预算是多少", text).status == "no_data"


def test_some_of_the_vehicles_do_not_stand_for_all() -> None:
    text = (
        f"{UNIT}共有车辆4辆（改革后保留车辆1辆、未改革的下属事业单位实有车辆3辆），"
        "其中：一般公务用车4辆。"
    )
    assert figures_of(asked("2033年共有车辆多少辆", text)) == ["4辆"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("公务接待费比2032年减少多少", ["10万元"]),
        ("公务接待费比2032年下降百分之几", ["4%"]),
        ("在职实有人数比2032年增加几人", ["5人"]),
    ],
)
def test_the_year_since_which_something_changed_names_the_budget_behind_it(
    question: str, told: list[str]
) -> None:
    texts = (
        "公务接待费预算240万元，比2032年预算减少10万元，下降4%。",
        "在职实有人数27人。与2032年预算对比，在职实有人员增加5人。",
    )
    assert figures_of(asked(question, *texts)) == told


def test_a_year_that_no_budget_is_set_against_is_no_base() -> None:
    text = "公务接待费预算240万元，比2032年预算减少10万元，下降4%。"
    assert asked("公务接待费比2030年减少多少", text).status == "no_data"


def test_the_income_of_the_budget_as_the_year_began_is_all_income() -> None:
    text = "2033年初预算收入275.72万元，其中：一般公共预算拨款226.72万元，专项资金拨款49万元。"
    assert figures_of(asked("2033年年初预算收入是多少", text)) == ["275.72万元"]


def test_a_change_of_another_item_does_not_stand_in_for_one_without_its_base() -> None:
    texts = (
        "公务用车购置费预算0万元，与2032年预算持平。",
        "公务用车运行维护费预算8万元，下降42.86%。减少6万元。",
    )
    assert figures_of(asked("2033年公务用车运行维护费预算减少了多少", *texts)) == ["6万元"]


def test_a_change_at_the_head_of_a_sentence_is_of_the_budget_that_it_names() -> None:
    text = (
        "（二）支出预算2033年年初预算数65.61万元，其中：教育支出预算50.53万元，住房保障支出预算"
        "3.09万元。支出预算较2032年增加2.48万元，主要是基本支出预算增加2.48万元。"
    )
    assert figures_of(asked("2033年支出预算比2032年增加多少", text)) == ["2.48万元"]
    assert asked("2033年住房保障支出比2032年增加多少", text).status == "no_data"


def test_what_the_projects_hold_is_none_of_them_all() -> None:
    text = (
        "3、项目支出：2033年项目支出123万元。我单位2033年主要项目支出有工作经费30万元，"
        "委员活动经费28万元。"
    )
    assert figures_of(asked("2033年项目支出多少", text)) == ["123万元"]
    assert figures_of(asked("2033年工作经费多少", text)) == ["30万元"]


def test_whether_there_are_bodies_below_is_told_in_the_words_for_it() -> None:
    texts = ("（二）单位构成：本单位无下属二级单位。", "（三）本单位不属于机构改革范围。")
    assert "无下属" in asked("有下属单位吗", *texts).text
