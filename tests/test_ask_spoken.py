"""Questions as they are spoken and typed: things in a row without a joint, one word for two items,
a limit without its unit, the version that a saving is measured by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


def _values(assistant: Assistant, question: str) -> list[tuple[Decimal, str]]:
    return [(v.value, v.unit or "") for v in assistant.ask(question).values]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021大数据中心 工会经费 福利费 各多少", ["9.83", "3.30"]),
        ("福田数据中心2021年，办公费，差旅费，各安排多少", ["9.00", "5.00"]),
        ("2024大数据中心 电费 邮电费 哪个高", ["3225.02", "2484.02"]),
        ("2021年大数据中心水费、邮电费两样各花了几万", ["6.91", "6.90"]),
    ],
)
def test_things_in_a_row_are_all_answered(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    assert _values(assistant, question) == [(Decimal(value), "万元") for value in values]


def test_one_word_for_two_items_is_both_of_them(assistant: Assistant) -> None:
    assert _values(assistant, "2024年大数据中心水电费一共多少") == [(Decimal("3316.66"), "万元")]


@pytest.mark.parametrize(
    ("question", "saved"),
    [
        ("大数据中心2021年日常公用经费实际比年初预算省了多少", "11.51"),
        ("大数据中心2021年日常公用经费省了多少", "7.29"),
    ],
)
def test_a_saving_is_measured_by_the_version_that_is_named(
    assistant: Assistant, question: str, saved: str
) -> None:
    assert _values(assistant, question) == [(Decimal(saved), "万元")]


@pytest.mark.parametrize(("day", "count"), [("10月底", "100"), ("底", "104"), ("末", "104")])
def test_of_two_days_of_a_year_the_one_that_is_named_counts(
    assistant: Assistant, day: str, count: str
) -> None:
    question = f"2021年{day}大数据中心单价50万以上通用设备有多少台"
    assert [value for value, _ in _values(assistant, question)] == [Decimal(count)]


def test_a_share_is_told_as_printed_where_its_whole_is_named_in_full(assistant: Assistant) -> None:
    question = "2022年政数局项目支出绩效自评涉及资金多少，占一般公共预算项目支出的比重多大"
    assert _values(assistant, question) == [(Decimal("88796.72"), "万元"), (Decimal("78.2"), "%")]


def test_percentage_points_are_the_difference_of_two_rates(assistant: Assistant) -> None:
    question = "大数据中心2021年二季度执行率比一季度高几个百分点"
    assert _values(assistant, question) == [(Decimal("17.10"), "个百分点")]


def test_what_was_added_to_a_budget_is_its_change(assistant: Assistant) -> None:
    question = "2022年综合运维服务项目全年预算比年初预算追加了多少元"
    assert _values(assistant, question) == [(Decimal(9436707), "元")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "大数据中心2021年年中调减了多少预算？调减幅度多大",
            [("21989.91", "万元"), ("36.64", "%")],
        ),
        ("政数局2022年综合运维服务项目年中追加了多少预算", [("9436707.00", "元")]),
        ("福田数据中心2021年预算年中调减多少", []),
    ],
)
def test_what_is_changed_in_its_year_is_set_against_its_beginning(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    found = [(round(value, 2), unit) for value, unit in _values(assistant, question)]
    assert found == [(Decimal(value), unit) for value, unit in values]


def test_a_part_is_taken_off_that_is_named_without_its_whole(assistant: Assistant) -> None:
    question = "政数局2022年授予中小企业的合同里，扣除小微企业后还有多少"
    assert _values(assistant, question) == [(Decimal("981.06"), "万元")]


def test_nothing_is_left_where_more_is_taken_off_than_there_is(assistant: Assistant) -> None:
    assert _values(assistant, "大数据中心2024年委托业务费扣掉租赁费还剩多少") == []


def test_shares_of_two_bodies_are_told_each_with_its_own_year(assistant: Assistant) -> None:
    question = "大数据中心2021年和政数局2022年，谁授予中小企业合同的占比更高"
    assert _values(assistant, question) == [(Decimal("2.7"), "%"), (Decimal("0.45"), "%")]


def test_the_goal_of_a_named_indicator_is_a_figure(assistant: Assistant) -> None:
    assert _values(assistant, "大数据中心24年机柜运维数目标") == [(Decimal(3929), "台")]


def test_money_for_each_occasion_is_over_those_counted_beside_it(assistant: Assistant) -> None:
    question = "政数局2022年平均每次公务接待花费多少元"
    assert _values(assistant, question) == [(Decimal(2000), "元")]


def test_as_many_as_are_said_are_added_up(assistant: Assistant) -> None:
    question = "2024年CIM平台两个项目加起来多少钱"
    assert _values(assistant, question) == [(Decimal("3708.17"), "万元")]


def test_what_is_counted_by_another_measure_is_another_thing(assistant: Assistant) -> None:
    question = "2021年疫情数据开放专题开放了多少个字段、多少条数据？"
    assert _values(assistant, question) == [(Decimal(116), "个"), (Decimal(4022), "条")]


def test_what_stands_below_a_whole_is_meant_where_it_is_named(assistant: Assistant) -> None:
    question = "大数据中心24年信息化服务类项目里虚拟化软件采购多少"
    assert _values(assistant, question) == [(Decimal("7541.48"), "万元")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("福田数据中心2021年预算执行了多少钱", []),
        ("大数据中心2021年预算执行了多少", [("35460.26", "万元")]),
        ("政数局2022年公务接待费执行了全年预算的几成", [("5.71", "%")]),
    ],
)
def test_what_of_a_budget_was_executed_is_no_budget(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    found = [(round(value, 2), unit) for value, unit in _values(assistant, question)]
    assert found == [(Decimal(value), unit) for value, unit in values]


def test_three_that_are_largest_are_three(assistant: Assistant) -> None:
    found = _values(assistant, "福田数据中心2021年三项最大的项目支出")
    assert [value for value, _ in found] == [Decimal(n) for n in ("2994.28", "400.10", "145.50")]


def test_the_year_before_is_what_a_multiple_is_of(assistant: Assistant) -> None:
    found = _values(assistant, "政数局2022年基本支出是上年的几倍")
    assert [(round(value, 2), unit) for value, unit in found] == [(Decimal("1.05"), "倍")]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (
            "2024年大数据中心信息化新建项目用上年结转安排了多少",
            "的上年结余、结转（预算）为50.20万元",
        ),
        (
            "2024年事业运行面向中小企业的政府采购多少",
            "事业运行的面向中小企业政府采购项目（预算）为3.80",
        ),
    ],
)
def test_what_is_less_than_an_items_whole_is_called_so(
    assistant: Assistant, question: str, named: str
) -> None:
    assert named in assistant.ask(question).text


def test_two_things_of_one_year_differ_in_the_unit_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("2021年大数据中心水费比邮电费多花多少元")
    assert "水费比邮电费多100.00元" in answer.text


def test_rates_are_set_beside_one_another_whatever_stands_before_the_verdict(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("2021年大数据中心综合运维服务和政务短信平台项目哪个执行率高")
    assert [round(v.value, 2) for v in answer.values] == [Decimal("98.95"), Decimal("96.67")]
    assert "政务短信平台项目执行率更高" in answer.text


def test_a_share_is_of_what_several_items_are_together(assistant: Assistant) -> None:
    question = "2024年大数据中心租赁费和委托业务费加起来占商品和服务支出的比重"
    found = _values(assistant, question)
    assert [(round(value, 2), unit) for value, unit in found] == [(Decimal("81.20"), "%")]


def test_a_figure_is_given_as_printed_in_the_unit_asked_for(assistant: Assistant) -> None:
    question = "2021年大数据中心基本支出这项任务执行了多少元，精确到分"
    assert _values(assistant, question) == [(Decimal("22012713.42"), "元")]
