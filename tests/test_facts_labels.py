"""What the words of a label say of its figures."""

from __future__ import annotations

import pytest

from qa.facts.labels import basis_in, change_in, measure_in, unit_in, year_in, year_of_row
from qa.facts.names import Name, name_of, strip_numbering
from qa.model import Basis, Measure, Profile

PROFILE = Profile("安宁市红岩区水务管理中心", 2023, "决算")


@pytest.mark.parametrize(
    ("label", "basis"),
    [
        ("2024年预算数", "预算"),
        ("年初预算数", "年初预算"),
        ("年中调整后预算数", "调整预算"),
        ("全年预算数", "全年预算"),
        ("*执行数（元）", "执行"),
        ("2023年当年预算执行数", "执行"),
        ("支出决算", "决算"),
        ("年度指标值", "目标值"),
        ("*实际完成指标值", "实际值"),
        ("一般公共预算拨款", None),
        ("国有资本经营预算财政拨款收入", None),
        ("预算单位", None),
        ("项目支出", None),
    ],
)
def test_basis_in_reads_the_version_and_no_name_of_a_fund(label: str, basis: Basis | None) -> None:
    assert basis_in(label) == basis


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2024 年预算数", 2024),
        ("2022年度", 2022),
        ("上年决算数", 2022),
        ("上年", 2022),
        ("上年结转", None),
    ],
)
def test_year_in_reads_years_and_last_years_versions(label: str, year: int | None) -> None:
    assert year_in(label, 2023) == year


@pytest.mark.parametrize(
    ("label", "year"),
    [("2020", 2020), ("2020 年", 2020), ("2020年预算数", 2020), ("2020年管网改造项目", None)],
)
def test_year_of_row_is_not_taken_from_the_name_of_a_project(label: str, year: int | None) -> None:
    assert year_of_row(label, 2023) == year


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("项目总金额（万元）", "万元"),
        ("执行率(%)", "%"),
        ("公务用车保有量（辆）", "辆"),
        ("教育支出（类）", None),
        ("行政运行（项）", None),
        ("因公出国（境）费", None),
    ],
)
def test_unit_in_reads_brackets_that_hold_a_unit(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("增减变化金额", "增减额"),
        ("2023年比2022年增减", "增减额"),
        ("比上年决算数增减情况", "增减额"),
        ("增减（%）", "增减率"),
        ("执行率(%)", "完成率"),
        ("小计", "值"),
    ],
)
def test_measure_in_tells_change_from_value(label: str, measure: Measure) -> None:
    assert measure_in(label) == measure


def test_change_in_takes_an_indicator_for_a_value() -> None:
    assert change_in("验收完成率") == "值"


def test_strip_numbering_strips_every_level() -> None:
    assert strip_numbering("（一）1. 基本支出") == "基本支出"
    assert strip_numbering("2、电费") == "电费"
    assert strip_numbering("3.5万元") == "3.5万元"


@pytest.mark.parametrize(
    ("clause", "path"),
    [
        ("安宁市红岩区水务管理中心 2023 年度总收入", ("总收入",)),
        ("红岩区水务管理中心基本支出", ("基本支出",)),
        ("我中心“三公”经费", ("“三公”经费",)),
        ("其中：货物采购", ("货物采购",)),
        ("接待人数共", ("接待人数",)),
        ("因公出国（境）费支出决算为", ("因公出国（境）费",)),
        ("基本支出决算", ("基本支出",)),
        ("收入预算", ("收入预算",)),
        ("委托审计", ("委托审计",)),
        ("累计折旧", ("累计折旧",)),
        ("公共安全支出", ("公共安全支出",)),
        ("“农林水支出（类）水利（款）防汛（项）”", ("农林水支出", "水利", "防汛")),
        ("安宁市红岩区水务管理中心本级2023部门预算总收入预计", ("总收入",)),
        ("安宁市红岩区水务管理中心本级和下属预算单位", ("本级和下属预算单位",)),
        ("政府采购项目纳入 2023 年部门预算共计", ("政府采购项目",)),
    ],
)
def test_name_of_keeps_only_the_name(clause: str, path: tuple[str, ...]) -> None:
    assert name_of(clause, PROFILE).path == path


def test_name_of_tells_a_version_from_a_name() -> None:
    assert name_of("项目全年预算数为", PROFILE) == Name(version="项目全年预算数", basis="全年预算")
    assert name_of("公务接待费 2022 年年初预算数", PROFILE) == Name(
        ("公务接待费",), year=2022, basis="年初预算"
    )


def test_name_of_reads_the_code_beside_a_name() -> None:
    assert name_of("防汛（2130314）", PROFILE) == Name(("防汛",), code="2130314")
    assert name_of("2130314-防汛", PROFILE) == Name(("防汛",), code="2130314")


def test_name_of_leaves_the_year_in_the_name_of_a_part() -> None:
    assert name_of("2022年管网改造项目", PROFILE, keep_year=True).path == ("2022年管网改造项目",)
    assert name_of("2022年管网改造项目", PROFILE).year == 2022


@pytest.mark.parametrize(
    ("label", "unit"), [("2016年比2015年增减%", "%"), ("增长％", "%"), ("合格率≥98%", None)]
)
def test_unit_in_reads_a_per_cent_sign_at_the_end(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit
