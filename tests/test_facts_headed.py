"""Figures below headings that name another year, or another version, than the paper's own."""

from __future__ import annotations

import pytest

from qa.facts.headed import Headed, headed
from qa.facts.prose import facts_of_prose
from qa.model import Disclosure, Fact, Paragraph, Profile

BUDGET = Profile("清源县", 2023, "预算")


def facts(section: tuple[str, ...], text: str) -> list[Fact]:
    paragraph = Paragraph(section, text, 1, ((0, 1),))
    return list(facts_of_prose(Disclosure("doc", BUDGET, (), (paragraph,), ())))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("一、2022年预算执行情况", Headed(2022, "执行")),
        ("（一）2022年全县一般公共预算收支执行情况", Headed(2022, "执行")),
        ("二、2021年“三公”经费决算情况", Headed(2021, "决算")),
        ("二、2023年预算草案", Headed(2023, "预算")),
        ("一、2022年预算执行情况和2023年预算安排", Headed(2023, "预算")),
        ("（二）2022年重点工作", Headed(2023, "预算")),
        ("一、一般公共预算", Headed(2023, "预算")),
    ],
)
def test_heading_tells_year_and_version(heading: str, told: Headed) -> None:
    assert headed((heading,), BUDGET) == told


def test_the_innermost_heading_that_tells_goes_first() -> None:
    outer, inner = "一、2022年预算执行情况", "（二）2021年决算情况"
    assert headed((outer, inner, "1.一般公共预算"), BUDGET) == (2021, "决算")


def test_what_came_of_the_last_budget_is_no_budget_of_the_next_year() -> None:
    section = ("一、2022年预算执行情况", "1.一般公共预算")
    found = facts(section, "全县收入总量90亿元，增长5%；税收收入预计完成12亿元。")
    assert [(f.year, f.basis, f.row[-1], f.text) for f in found if f.measure == "值"] == [
        (2022, "执行", "全县收入总量", "90"),
        (2022, "执行", "税收收入", "12"),
    ]


def test_a_sentence_that_says_its_own_year_keeps_it() -> None:
    found = facts(("一、2022年预算执行情况",), "2023年税收收入预算13亿元。")
    assert [(f.year, f.basis) for f in found] == [(2023, "预算")]
