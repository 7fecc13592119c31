"""Whose disclosure it is where no cover says so: reports to a congress, forms, running text.

The names are made up; the ways of writing are those of counties, towns and hospitals.
"""

from __future__ import annotations

import pytest

from qa.model import QaError
from qa.read.profile import read_profile
from qa.read.source import split_lines


def identity(text: str, stem: str = "20250102") -> str:
    found = read_profile(split_lines(text, stem), stem)[0]
    return f"{found.unit_name} {found.year} {found.kind}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("清源县柳河镇2023年财政决算情况\n一、全镇收支决算情况", "清源县柳河镇 2023 决算"),
        ("2023年清源区财政收支决算草案\n各位委员：", "清源区 2023 决算"),
        (
            "关于清源县2022年预算执行情况和2023年预算草案的报告\n一、2022年预算执行情况",
            "清源县 2023 预算",
        ),
    ],
)
def test_the_title_of_a_treasurys_report_names_county_year_and_kind(text: str, told: str) -> None:
    assert identity(text) == told


def test_a_reports_title_is_found_behind_its_contents() -> None:
    text = (
        "目录\n第一部分：关于清源县2019年财政决算（草案）的报告\n一、2019年财政决算情况\n"
        "（一）一般公共预算收支决算情况\n（二）政府性基金预算收支决算情况\n"
        "关于清源县2019年财政决算（草案）的报告\n各位委员：\n"
    )
    found = read_profile(split_lines(text, "x"), "x")[0]
    assert found.title == "关于清源县2019年财政决算（草案）的报告"
    assert found.unit_name == "清源县"


def test_a_form_names_its_unit_left_of_the_period() -> None:
    text = "2025年部门预算信息公开目录\n105清源县柳河镇财政所\t预算年度：2025\t单位：万元\n"
    assert identity(text) == "清源县柳河镇财政所 2025 预算"


def test_a_statement_in_running_text_names_unit_and_year() -> None:
    text = "一、概况 （一）主要职能 治病。 关于清源县中医院2021年收支预算情况的总体说明 按照原则。"
    assert identity(text) == "清源县中医院 2021 预算"


def test_a_fund_that_was_not_used_is_no_unit() -> None:
    text = (
        "九、政府性基金预算支出情况说明\n"
        "清源县柳河镇人民政府2023年没有使用政府性基金预算拨款安排的支出。\n"
        "2023年部门预算未安排购置车辆。\n"
    )
    assert identity(text) == "清源县柳河镇人民政府 2023 预算"


def test_the_treasury_that_added_up_names_the_county() -> None:
    text = (
        "2016年市本级财政拨款“三公”经费情况说明\n"
        "经清源市财政局汇总，安排的2016年“三公”经费预算为905万元。\n"
    )
    assert identity(text) == "清源市 2016 预算"


def test_the_total_of_three_public_expenses_dates_a_paper_without_a_title() -> None:
    text = "清源县水利局\n一、基本情况\n2018年“三公”经费预算28.68万元,比2017年减少2.95万元。\n"
    assert identity(text) == "清源县水利局 2018 预算"


def test_a_cover_without_a_year_names_the_unit_of_two_years() -> None:
    text = (
        "清源县驻省城办事处“三公”经费情况\n一、2022年“三公”经费预算安排情况\n"
        "2022年度“三公”经费预算总计21万元。\n二、2021年“三公”经费决算情况\n"
    )
    assert identity(text) == "清源县驻省城办事处 2022 预算"


def test_money_granted_by_the_budget_does_not_tell_whether_the_paper_is_one() -> None:
    text = "2017年清源县委宣传部“三公”经费增减情况\n2017年清源县委宣传部财政预算拨款支出35万元。\n"
    with pytest.raises(QaError, match="不像预决算公开"):
        identity(text)
