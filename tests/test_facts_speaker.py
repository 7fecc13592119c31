"""A page of one unit whose text is about another, which it introduces and names again and again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from qa.facts import facts_of
from qa.facts.speaker import other_name
from qa.model import Disclosure
from qa.read import read

PAGE = """清源县国土资源局2015年度部门预算公开情况说明
一、部门概况
{opening}
二、“三公”经费说明
2015年度，清源县土地储备中心“三公经费”预算数为71万元，其中：公务接待费预算20万元。
"""


def _disclosure(folder: Path, opening: str) -> Disclosure:
    path = folder / "页.txt"
    path.write_text(PAGE.format(opening=opening), encoding="utf-8")
    return read(path)


def test_name_under_which_the_text_speaks_of_itself_is_no_part_of_an_item(tmp_path: Path) -> None:
    opening = "清源县土地储备中心成立于2003年10月，为事业单位，隶属清源县国土资源局领导。"
    disclosure = _disclosure(tmp_path, opening)
    assert disclosure.profile.unit_name == "清源县国土资源局"
    money = [(fact.row, fact.value) for fact in facts_of(disclosure) if fact.unit == "万元"]
    assert money == [
        (("三公经费",), Decimal("71")),
        (("三公经费", "公务接待费"), Decimal("20")),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "清源县国土资源局是县政府工作部门。",
        "国土资源局是县政府工作部门。",
        "负责全县土地管理，清源县土地储备中心为下属单位。",
        "主要职责是管理土地。",
    ],
)
def test_text_that_introduces_its_own_unit_speaks_under_no_other_name(
    tmp_path: Path, opening: str
) -> None:
    disclosure = _disclosure(tmp_path, opening)
    assert other_name(disclosure) == ""
    (whole,) = (fact for fact in facts_of(disclosure) if fact.value == Decimal("71"))
    assert "清源县土地储备中心" in whole.row[0]
