"""Sums over the five disclosures: of what a question names, and set against a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("福田区数据中心2021年应用系统运行维护各季度支付加起来是多少", "999.6", "万元"),
        (
            "福田区数据中心2021年应用系统运行维护四个季度的支付加起来比本年预算少多少",
            "74.96",
            "万元",
        ),
        ("政数局2022年货物采购和服务采购加起来比工程采购多多少", "56117.27", "万元"),
        ("大数据中心2021年给i深圳、疫苗接种和核酸采样一共分配了多少台云主机", "628", "台"),
        ("大数据中心2021年卫生健康支出、住房保障支出一共多少", "1158.32", "万元"),
    ],
)
def test_a_sum_is_of_what_the_question_names(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("大数据中心2021年收入合计和支出合计是多少", ["35460.26", "35460.26"]),
        ("福田区数据管理中心2021年收入总表和支出总表中的合计是多少", ["4424.60", "4424.60"]),
        ("大数据中心2024年收入和支出一共多少", ["68098.25", "68098.25"]),
    ],
)
def test_what_is_received_is_never_added_to_what_is_spent(
    assistant: Assistant, asked: str, values: list[str]
) -> None:
    assert [figure.value for figure in assistant.ask(asked).values] == [*map(Decimal, values)]


def test_items_of_one_name_are_told_apart_by_what_they_stand_under(assistant: Assistant) -> None:
    text = assistant.ask("大数据中心2021年i深圳和深i您各分配了多少台云主机").text
    assert "i深圳云主机为306台" in text
    assert "深i您-疫情防控平台云主机为263台" in text


def test_each_quarter_is_given_where_each_is_asked_for(assistant: Assistant) -> None:
    found = assistant.ask("大数据中心2021年各季度的执行率分别是多少").values
    assert [value.value for value in found] == list(
        map(Decimal, ("5.96", "23.06", "72.92", "93.26"))
    )


def test_all_are_named_that_are_the_largest(assistant: Assistant) -> None:
    found = assistant.ask("福田区数据中心2021年应用系统运行维护哪个季度支付最多").values
    assert [value.value for value in found] == [Decimal("249.9")] * 4


def test_rates_differ_by_percentage_points(assistant: Assistant) -> None:
    found = assistant.ask("大数据中心2021年三季度执行率比二季度高多少").values[0]
    assert (found.value, found.unit) == (Decimal("49.86"), "个百分点")


def test_a_year_inferred_is_set_against_another(assistant: Assistant) -> None:
    answer = assistant.ask("大数据中心2023年预算总额倒推出来是多少，比2022年预算增加了多少")
    assert [value.value for value in answer.values] == [Decimal("94293.73"), Decimal("28708.73")]
    assert "2023年部门预算支出比2022年支出总计（预算）增加28,708.73万元" in answer.text


def test_a_second_clause_compares_the_year_of_the_first(assistant: Assistant) -> None:
    answer = assistant.ask("大数据中心2024年部门预算收入是多少，比2022年增加了多少")
    assert [value.value for value in answer.values] == [Decimal("68098.25"), Decimal("2513.25")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("大数据中心2024年卫生健康支出占比是多少", ["0.11"]),
        ("福田数据中心2021年住房公积金的比重", ["1.14"]),
        ("大数据中心2024年项目支出里金额最大的是哪个，占比多少", ["47.11", "30778.88"]),
        (
            "福田数据中心2021年基本支出是多少，项目支出是多少，各占多少",
            ["780.06", "3644.54", "17.63", "82.37"],
        ),
        ("大数据中心2021年调整后预算是年初预算的百分之几", ["63.36"]),
        ("大数据中心2021年三公经费决算是预算的百分之多少", ["52.33"]),
    ],
)
def test_a_share_is_of_the_whole_that_is_meant(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    found = assistant.ask(question).values
    assert [value.value for value in found] == list(map(Decimal, values))


def test_an_open_half_of_a_question_is_of_the_version_of_the_other(assistant: Assistant) -> None:
    found = assistant.ask("大数据中心2021年人员经费是多少，公用经费是多少").values
    assert [value.value for value in found] == [Decimal("2123.99"), Decimal("77.29")]


def test_a_line_of_a_project_is_no_figure_of_the_body(assistant: Assistant) -> None:
    assert assistant.ask("政数局2022年决算支出完成年初预算的多少").status == "no_data"


def test_the_parts_of_spending_are_not_those_of_another_item(assistant: Assistant) -> None:
    text = assistant.ask("福田数据中心2021年支出由哪些构成").text
    assert "基本支出780.06万元" in text
    assert "公务接待" not in text


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("政数局2022年哪个项目的全年预算数最大", "22924400.00", "元"),
        ("大数据中心2021年哪个项目执行数最多", "9190.36", "万元"),
    ],
)
def test_the_largest_project_is_one_of_the_projects(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_the_first_quarter_is_no_ranking(assistant: Assistant) -> None:
    assert assistant.ask("福田数据中心2021年绩效管理项目一季度支付多少").status == "no_data"


def test_spending_of_a_fund_is_not_its_income(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年有没有政府性基金支出")
    assert "收入" not in answer.text


def test_a_lead_is_told_with_the_items_that_it_leads_to(assistant: Assistant) -> None:
    text = assistant.ask("大数据中心2022年项目支出预算有哪些项目").text
    for project in ("政务综合管理预算", "政府投资项目预算", "信息化运维项目预算"):
        assert project in text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "大数据中心2021年年初预算是多少，调整后是多少，相差多少",
            ["60014.90", "38024.99", "21989.91"],
        ),
        (
            "福田数据中心2021年基本支出多少，项目支出多少，一共多少",
            ["780.06", "3644.54", "4424.60"],
        ),
        (
            "大数据中心2024年预算多少，2022年预算多少，前者是后者的几倍",
            ["68098.25", "65585", "1.04"],
        ),
        ("政数局2022年行政运行支出是多少，占一般公共服务支出多少", ["1876.02", "1.66"]),
    ],
)
def test_a_clause_reckons_with_the_figures_of_those_before_it(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    found = assistant.ask(question).values
    assert [value.value for value in found] == list(map(Decimal, values))


def test_the_change_of_each_part_is_told_where_each_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年三公经费各分项比上年变动了多少")
    assert [value.value for value in answer.values] == [Decimal("3.7"), Decimal("3.01")]
    assert "公务接待费比上年决算数减少3.01万元" in answer.text


def test_a_total_behind_joined_items_adds_them_up(assistant: Assistant) -> None:
    found = assistant.ask("大数据中心2021年决算人员经费与公用经费合计多少万元").values
    assert len(found) == 1


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("政数局2022年基本养老保险和职业年金一共交了多少", ["730.18"]),
        ("大数据中心2021年水费+邮电费+差旅费合计", ["13.92"]),
        ("政数局2022年住房公积金和购房补贴一共多少，占基本支出多少", ["1656.74", "23.10"]),
        ("大数据中心2021年办公费和水费差多少，办公费占公用经费多少", ["19.72", "34.45"]),
    ],
)
def test_what_is_named_together_is_added_up_and_set_against_its_whole(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    found = assistant.ask(question).values
    assert [round(v.value, 2) for v in found] == list(map(Decimal, values))
