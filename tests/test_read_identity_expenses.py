"""Whose paper it is, of which year and kind, where no title says 部门预算 or 部门决算."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.facts import facts_of
from qa.model import Disclosure, QaError
from qa.read import read


def disclosed(tmp_path: Path, *lines: str) -> Disclosure:
    path = tmp_path / "paper.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(path)


BOTH = (
    "一、2031年年初预算",
    "2031年度“三公”经费预算54万元,其中:因公出国(境)费支出决算12万元;公务接待费支出决算42万元。",
    "二、2031年决算及变动",
    "2031年度“三公”经费决算支出51万元,其中:因公出国(境)费支出决算24万元;公务接待费支出决算27万元。",
)


@pytest.mark.parametrize(
    "title",
    [
        "2031年青禾新区(高桥工业区)三公经费情况说明",
        "青禾新区(高桥工业区)2031年度“三公”经费公开说明",
    ],
)
def test_report_of_three_expenses_is_known_by_its_title(tmp_path: Path, title: str) -> None:
    profile = disclosed(tmp_path, title, *BOTH).profile
    assert (profile.unit_name, profile.year, profile.kind) == (
        "青禾新区(高桥工业区)", 2031, "决算",
    )  # fmt: skip


def test_parts_below_a_budget_are_of_the_budget_whatever_they_are_called(tmp_path: Path) -> None:
    facts = facts_of(disclosed(tmp_path, "2031年青禾新区三公经费情况说明", *BOTH))
    assert [(fact.row[-1], fact.text, fact.basis) for fact in facts] == [
        ("“三公”经费", "54", "预算"),
        ("因公出国(境)费", "12", "预算"),
        ("公务接待费", "42", "预算"),
        ("“三公”经费", "51", "决算"),
        ("因公出国(境)费", "24", "决算"),
        ("公务接待费", "27", "决算"),
    ]


def test_district_is_known_by_the_sentence_that_tells_its_three_expenses(tmp_path: Path) -> None:
    profile = disclosed(
        tmp_path,
        "2031年一般公共预算“三公”经费决算执行情况说明",
        "青禾区2031年的“三公”经费决算数合计为1000.86万元,其中:公务接待费43.77万元。",
    ).profile
    assert (profile.unit_name, profile.year, profile.kind) == ("青禾区", 2031, "决算")


def test_year_without_its_sign_before_the_accounts_is_their_year(tmp_path: Path) -> None:
    profile = disclosed(
        tmp_path, "青禾县高桥镇小学校2031决算公开", "本年收入合计100.25万元。"
    ).profile
    assert (profile.unit_name, profile.year) == ("青禾县高桥镇小学校", 2031)


def test_congress_called_by_its_rank_alone_is_named_in_full_below(tmp_path: Path) -> None:
    profile = disclosed(
        tmp_path,
        "区人大2031年决算公开",
        "来源:石门市青禾区人大常委会",
        "石门市青禾区人大常委会",
        "2031年部门决算",
        "第一部分:青禾区人大常委会概况",
        "本年收入合计100.25万元。",
    ).profile
    assert profile.unit_name == "石门市青禾区人大常委会"


def test_table_of_accounts_and_its_reporting_unit_are_enough(tmp_path: Path) -> None:
    profile = disclosed(
        tmp_path,
        "石门市第二人民医院医改信息公示",
        "2031年医疗卫生机构收支决算总表(按功能分类)",
        "编制单位:石门市第二人民医院[单户表]",
        "金额单位:元",
        "合计本年收入29,340,515.38元,本年支出29,340,515.38元。",
    ).profile
    assert (profile.unit_name, profile.year, profile.kind) == (
        "石门市第二人民医院", 2031, "决算",
    )  # fmt: skip


@pytest.mark.parametrize("link", ["政府信息公开指南", "政府信息公开制度", "信息公开年报"])
def test_link_above_a_page_is_not_what_the_page_is(tmp_path: Path, link: str) -> None:
    profile = disclosed(
        tmp_path,
        "政府信息公开",
        link,
        "索引号: 015115177 主题分类: 三公经费",
        "2031年度青禾区区级“三公”经费决算情况说明",
        "2031年青禾区“三公”经费支出预算为1102万元,支出决算为769.70万元。",
    ).profile
    assert (profile.unit_name, profile.year, profile.kind) == ("青禾区", 2031, "决算")


def test_guide_of_a_body_is_no_disclosure(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="指南"):
        disclosed(tmp_path, "青禾县水利局政府信息公开指南", "公开内容包括预算、决算信息12元。")
