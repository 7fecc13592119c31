"""What is printed under a like name and is another thing than what is asked for."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.ask.find.apart import is_a_remainder
from qa.facts.amounts import find_amounts


@cache
def _account() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "核定人员编制31人，实际在岗28人。",
            "公务接待费预算数为6.00万元，支出决算为7.50万元。",
            "公务接待费支出7.50万元，与2033年度预算相比，增加1.50万元，增长25.00%。",
            "因公出国（境）团组1个，人数4人；国内公务接待批次40个，接待人次310人；"
            "国（境）外公务接待批次2个，接待人次17人。",
        )
    )


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("编制多少人", "31", "人"),
        ("公务接待费超预算多少", "1.50", "万元"),
        ("公务接待费超出预算多少", "1.50", "万元"),
        ("国内公务接待人次", "310", "人"),
        ("国（境）外公务接待人次", "17", "人"),
        ("因公出国（境）人数", "4", "人"),
    ],
)
def test_thing_is_told_from_the_one_printed_beside_it(question: str, value: str, unit: str) -> None:
    headline = _account().ask(f"{UNIT}2033年{question}").values[0]
    assert (headline.value, headline.unit) == (Decimal(value), unit)


def test_all_spending_of_a_fund_is_not_its_basic_spending() -> None:
    told = disclosure(2033, "预算", "2033年本年一般公共预算基本支出300.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年一般公共预算支出是多少")
    assert answer.values == ()


def test_basic_spending_of_a_fund_is_found_by_its_own_name() -> None:
    told = disclosure(2033, "预算", "2033年本年一般公共预算基本支出300.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年一般公共预算基本支出是多少")
    assert answer.values[0].value == Decimal("300.00")


def test_amount_of_one_year_is_not_that_of_the_whole_project() -> None:
    told = disclosure(2033, "预算", "本年度护林经费预算金额为50.00万元，用于巡护。")
    answer = assistant(told).ask(f"{UNIT}2033年护林经费项目总额是多少")
    assert answer.values == ()


def test_what_there_is_is_not_what_is_to_be_bought() -> None:
    told = disclosure(
        2034,
        "预算",
        "截至2033年12月31日，本部门固定资产账面原值金额820.00万元。",
        "本年度拟购置固定资产35.00万元。",
    )
    answer = assistant(told).ask(f"{UNIT}固定资产多少")
    assert [value.value for value in answer.values] == [Decimal("820.00")]


@pytest.mark.parametrize("code", ["11330000004652361T/2033-00001", "12330000400001234G"])
def test_code_that_ends_in_a_letter_is_no_amount(code: str) -> None:
    assert [amount for amount in find_amounts(f"索引号：{code}") if amount.unit] == []


def test_size_of_a_store_is_an_amount() -> None:
    assert [(a.value, a.unit) for a in find_amounts("存储容量20480G")] == [(Decimal(20480), "G")]


def test_what_a_body_below_has_is_not_what_the_unit_has() -> None:
    told = disclosure(
        2033, "决算", "县水务局本级内设9个科室：办公室、财务科；河道管理中心内设3个科室。"
    )
    answer = assistant(told).ask(f"{UNIT}本级内设几个科室")
    assert [value.value for value in answer.values] == [Decimal(9)]


def test_what_a_body_below_has_is_told_where_it_is_named() -> None:
    told = disclosure(
        2033, "决算", f"{UNIT}机关内设9个科室：办公室、财务科等；河道管理中心内设3个科室。"
    )
    answer = assistant(told).ask(f"{UNIT}河道管理中心内设几个科室")
    assert [value.value for value in answer.values] == [Decimal(3)]


_OTHERS = (
    "本年公务接待费3.00万元，较上年减少0.50万元。",
    "本年机关运行经费支出80.00万元，主要用于办公、印刷、差旅。",
    "本年政府采购支出总额20.00万元，其中货物15.00万元。",
    "截至年末，本部门共有车辆4辆。",
)
_NONE = "本部门2033年度没有政府性基金预算财政拨款收入和支出。"


@pytest.mark.parametrize(
    "words",
    [_NONE, "云溪县水务局2033年无政府性基金预算支出。", "本单位不涉及政府性基金预算支出。"],
)
def test_words_that_there_is_none_are_told_where_no_figure_is_printed(words: str) -> None:
    told = assistant(disclosure(2033, "决算", words, *_OTHERS))
    answer = told.ask(f"{UNIT}2033年政府性基金支出是多少")
    assert (answer.status, answer.values) == ("no_data", ())
    assert words.rstrip("。") in answer.text
    assert [citation.line for citation in answer.citations] == [1]


@pytest.mark.parametrize(
    "question",
    [
        "2033年国有资本经营预算支出是多少",
        "2033年政府性基金预算支出预算是多少",
        "2032年政府性基金支出是多少",
    ],
)
def test_words_that_there_is_none_answer_for_nothing_else(question: str) -> None:
    answer = assistant(disclosure(2033, "决算", _NONE, *_OTHERS)).ask(f"{UNIT}{question}")
    assert (answer.status, answer.citations) == ("no_data", ())


def test_figures_of_all_units_are_told_side_by_side() -> None:
    units = {"云溪县水务局": "12.00", "云溪县林业局": "9.00"}
    held = [
        disclosure(
            2033,
            "决算",
            f"“三公”经费支出决算为{amount}万元，其中：公务接待费{amount}万元。",
            unit=unit,
        )
        for unit, amount in units.items()
    ]
    answer = assistant(*held).ask("2033年各单位三公经费决算分别是多少")
    assert {value.value for value in answer.values} == set(map(Decimal, units.values()))


def test_what_a_fund_pays_for_is_not_all_that_it_spends() -> None:
    told = disclosure(2033, "预算", "按政府采购资金类型划分，一般公共预算拨款8.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年一般公共预算支出是多少")
    assert answer.values == ()


def test_what_was_carried_over_of_a_fund_is_not_its_income() -> None:
    label = "上年结转结余的单位资金"
    assert is_a_remainder(label, "2033年单位资金收入多少")
    assert not is_a_remainder(label, "2033年单位资金还剩多少")


def test_what_was_carried_over_is_told_where_it_is_asked_for() -> None:
    told = disclosure(2033, "预算", "上年结转结余的单位资金3.00万元，占0%。")
    (value,) = assistant(told).ask(f"{UNIT}2033年上年结转结余的单位资金多少").values
    assert value.value == Decimal("3.00")


def test_welfare_of_the_old_is_not_that_of_the_staff() -> None:
    told = disclosure(2033, "预算", "2033年工资福利支出300.00万元。")
    answer = assistant(told).ask(f"{UNIT}2033年老年福利支出是多少")
    assert answer.values == ()


def test_an_indicator_is_told_as_aimed_at_whatever_its_column_of_points_adds_in_brackets() -> None:
    sheet = table(
        "水质监测专项绩效目标表 水质监测专项",
        (("指标值",), ("分值（90）",)),
        [(("产出指标", "质量指标", "数据合格率"), ("95%", "10"))],
    )
    (value,) = (
        assistant(disclosure(2033, "预算", tables=(sheet,)))
        .ask(f"{UNIT}2033年水质监测专项数据合格率")
        .values
    )
    assert (value.value, value.unit) == (Decimal(95), "%")


@pytest.mark.parametrize("asked", ["比上年增减", "较上年增减", "比上年增减情况"])
def test_a_change_is_told_where_it_is_asked_for_without_how_much(asked: str) -> None:
    told = "2033年，本部门机关运行经费安排10.50万元，比上年减少2.25万元，下降17.6%。"
    values = (
        assistant(disclosure(2033, "预算", told)).ask(f"{UNIT}2033年机关运行经费{asked}").values
    )
    assert (values[0].value, values[0].unit) == (Decimal("2.25"), "万元")


_INCOME = "收入预算90.00万元，其中：财政拨款收入{part}万元，比2032年预算增加8.25万元。"


def test_the_change_of_the_part_that_makes_up_all_of_an_item_is_told_as_the_part_s() -> None:
    told = disclosure(2033, "预算", "2033年，" + _INCOME.format(part="90.00"))
    answer = assistant(told).ask(f"{UNIT}2033年收入预算比上年增加多少")
    assert [(value.value, value.unit) for value in answer.values] == [(Decimal("8.25"), "万元")]
    assert "财政拨款收入" in answer.text


def test_the_change_of_a_smaller_part_is_not_that_of_the_whole() -> None:
    told = disclosure(2033, "预算", "2033年，" + _INCOME.format(part="60.00"))
    assert assistant(told).ask(f"{UNIT}2033年收入预算比上年增加多少").values == ()
