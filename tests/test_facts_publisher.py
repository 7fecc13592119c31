"""The publisher's name before that of a figure, in all the ways in which documents print it."""

from __future__ import annotations

import pytest

from qa.facts.walk import walk
from qa.model import Profile


@pytest.mark.parametrize(
    ("unit", "clause"),
    [
        ("柳河镇卫生院", "石门市青禾区柳河镇卫生院本年收入90万元。"),
        ("青禾县柳河镇人民政府", "石门省青禾县柳河镇人民政府本年收入90万元。"),
        ("石门市人大常委会", "市人大本年收入90万元。"),
        ("石门市人大常委会", "石门市人大本年收入90万元。"),
        ("青禾县政协", "县政协本年收入90万元。"),
        ("青禾县残疾人联合会", "县残联本年收入90万元。"),
    ],
)
def test_publisher_is_no_part_of_the_name_of_its_figure(unit: str, clause: str) -> None:
    (reading,) = walk(clause, Profile(unit, 2020, "决算"))
    assert reading.row == ("本年收入",)


def test_body_of_another_name_stays_in_the_name_of_its_figure() -> None:
    (reading,) = walk("青禾县柳河水库管理所本年收入90万元。", Profile("青禾县水利局", 2020, "决算"))
    assert reading.row == ("青禾县柳河水库管理所本年收入",)


@pytest.mark.parametrize("clause", ["2020年财政决算总收入90元。", "2020年决算总收入90元。"])
def test_version_before_a_total_is_no_part_of_its_name(clause: str) -> None:
    (reading,) = walk(clause, Profile("青禾县政协", 2020, "决算"))
    assert (reading.row, reading.basis) == (("总收入",), "决算")
