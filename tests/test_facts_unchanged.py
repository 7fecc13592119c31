"""Changes that sentences tell in words alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.facts.prose import facts_of_prose
from qa.facts.unchanged import unchanged_in
from qa.model import Disclosure, Fact, Paragraph, Profile

PROFILE = Profile("安宁市红岩区水务管理中心", 2021, "决算")


def told(text: str, section: tuple[str, ...] = ()) -> list[Fact]:
    """The changes of nothing that one paragraph of a made-up disclosure tells."""
    paragraph = Paragraph(section, text, 1, ((0, 1),))
    disclosure = Disclosure("doc", PROFILE, (), (paragraph,), ())
    return list(unchanged_in(facts_of_prose(disclosure), {"doc": PROFILE}))


@pytest.mark.parametrize(
    ("sentence", "row", "against"),
    [
        ("公务接待费 5.80 万元，与上年预算数持平。", ("公务接待费",), "上年预算数"),
        ("公务接待费预算支出 5.80 万元，与上年一致。", ("公务接待费预算支出",), "上年"),
        ("公务接待费支出与上一年度持平，会议费 3 万元。", (), ""),
        (
            "“三公”经费支出 8 万元，其中：公务接待费支出与上一年度持平；",
            ("“三公”经费支出", "公务接待费支出"),
            "上一年度",
        ),
    ],
)
def test_what_has_not_changed_is_a_change_of_nothing(
    sentence: str, row: tuple[str, ...], against: str
) -> None:
    found = [(f.row, f.against, f.measure, f.value, f.unit, f.direction) for f in told(sentence)]
    assert found == ([(row, against, "增减额", Decimal(0), "万元", 0)] if row else [])


def test_the_heading_names_what_has_not_changed() -> None:
    (change,) = told("2021年预算安排 5.00 万元，与上年持平。", ("（二）公务接待费",))
    assert change.row[0] == "公务接待费"


def test_a_clause_that_compares_with_no_time_or_version_tells_no_change() -> None:
    assert told("公务接待费 5.80 万元，与实际需要一致。") == []
