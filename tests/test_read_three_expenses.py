"""Papers that tell of the three public expenses alone: whose, of which year, budget or accounts."""

from __future__ import annotations

import pytest

from qa.model import Profile, QaError
from qa.read.profile import read_profile
from qa.read.source import split_lines

SPENT = "公务接待费9.95万元，较2031年决算数下降5.5%，国内公务接待221批次。"
PLANNED = "公务接待费安排9.95万元，与上年持平。"


def profile(text: str, stem: str = "content_41") -> Profile:
    return read_profile(split_lines(text, stem), stem)[0]


@pytest.mark.parametrize(
    ("text", "unit", "year", "kind"),
    [
        (f"柳溪镇2032年三公”经费支出说明\n一、公务接待费\n{SPENT}", "柳溪镇", 2032, "决算"),
        (f"柳溪镇2032年“三公”经费情况\n{PLANNED}", "柳溪镇", 2032, "预算"),
        (
            f"经汇总，2032年青石区一般公共预算财政拨款开支“三公”经费58万元。{PLANNED}",
            "青石区",
            2032,
            "预算",
        ),
        (
            "青石区2032年度“三公”经费公开说明\n2033-09-27 15:24:15\n"
            "2032年度青石区本级共127个一级预算部门。公务接待费9万元。",
            "青石区",
            2032,
            "决算",
        ),
        (
            "青石区2032年度“三公”经费公开说明\n发布时间：2032-02-11\n公务接待费支出9万元。",
            "青石区",
            2032,
            "预算",
        ),
    ],
    ids=["spent", "planned", "sentence", "published later", "published in its year"],
)
def test_a_paper_that_calls_itself_neither_is_told_by_its_date_and_words(
    text: str, unit: str, year: int, kind: str
) -> None:
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == (unit, year, kind)


def test_the_sum_of_all_bodies_tells_year_and_kind_wherever_the_year_stands() -> None:
    text = (
        "根据《预决算公开操作规程(2030年修订)》的规定,经青石市财政局汇总,2032年全市行政单位和其他"
        "单位使用财政拨款安排“三公”经费预算总额为1969万元,较2031年的2190万元减少221万元。"
    )
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == ("青石市", 2032, "预算")


def test_a_paper_that_tells_neither_what_was_spent_nor_planned_is_refused() -> None:
    with pytest.raises(QaError, match="不像预决算公开"):
        profile("柳溪镇2032年“三公”经费说明\n公务接待费9.95万元。")


def test_a_budget_and_how_it_was_used_is_an_account() -> None:
    text = "青石市2032年“三公”经费预算安排和使用情况\n公务接待费预算数9万元，决算数8万元。"
    assert (profile(text).unit_name, profile(text).kind) == ("青石市", "决算")


def test_the_treasury_that_publishes_them_is_not_whose_they_are() -> None:
    text = (
        "政府信息公开\n(州财政局)\n索引号\n0152/33\n来 源\n州财政局\n公开日期\n2033-10-14\n"
        "青河州州本级2032年度“三公”经费决算支出情况说明\n公务接待费122万元。"
    )
    assert profile(text).unit_name == "青河州"


def test_a_body_takes_its_place_from_the_title() -> None:
    text = (
        "青河省交通运输部门2032年“三公”经费预算情况说明\n"
        "交通运输厅2032年一般公共预算“三公”经费预算数为98.65万元。"
    )
    assert profile(text).unit_name == "青河省交通运输厅"


def test_a_body_keeps_its_name_where_the_title_tells_another() -> None:
    text = (
        "青河省民政部门2032年“三公”经费预算情况说明\n"
        "交通运输厅2032年一般公共预算“三公”经费预算数为98.65万元。"
    )
    assert profile(text).unit_name == "交通运输厅"
