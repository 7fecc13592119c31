"""Headings of another year or unit than their document, and figures that are no numbers."""

from __future__ import annotations

import pytest
from checks_fixtures import cell, table

from qa.checks import Audit, audit
from qa.model import Disclosure, Paragraph, Profile, Section


def headed(*headings: str, paragraphs: tuple[Paragraph, ...] = ()) -> Audit:
    """The audit of a document with these headings and no tables."""
    own = ("第二部分 某局2024年部门预算表", "第三部分 某局2024年部门预算情况说明")
    return audit(
        (),
        Disclosure(
            doc="某局2024年部门预算",
            profile=Profile("某局", 2024, "预算"),
            sections=tuple(Section((text,), n) for n, text in enumerate((*own, *headings), 1)),
            paragraphs=paragraphs,
            tables=(),
        ),
    )


def test_heading_of_another_year_is_told() -> None:
    (check,) = headed("第四部分 某局2023年部门预算其他事项").checks
    assert (check.rule, check.severity) == ("标题年份与文件一致", "error")
    assert check.message == "第3行：标题写作“某局2023年部门预算”，而文件是2024年预算。"


@pytest.mark.parametrize(
    "heading",
    [
        "三、2023年部门预算执行情况",
        "四、2024年预算与2023年预算对比",
        "五、2023年部门决算情况",
        "六、2023年主要工作",
    ],
)
def test_heading_that_looks_back_is_not_blamed(heading: str) -> None:
    assert headed(heading).checks == ()


def test_heading_of_another_unit_is_noticed() -> None:
    (check,) = headed("第四部分 某市财政局2024年部门预算说明").checks
    assert (check.rule, check.severity) == ("标题单位与文件一致", "notice")


def test_year_that_all_headings_name_is_not_blamed() -> None:
    found = audit(
        (),
        Disclosure(
            "x", Profile("某局", 2024, "预算"), (Section(("某局2023年部门预算表",), 1),), (), ()
        ),
    )
    assert found.checks == ()


def test_table_whose_head_names_only_another_year_is_noticed() -> None:
    facts = table(("2023年预算数",), {"教育支出": ("3.00",)}, year=2023)
    own = cell("教育支出", "预算数", "4.00", table="收入表", table_id=1)
    also = cell("教育支出", "预算数", "4.00", table="支出表", table_id=2)
    (check,) = audit((*facts, own, also)).checks
    assert (check.rule, check.severity) == ("标题年份与文件一致", "notice")


def test_malformed_figure_of_a_sentence_without_facts_is_told() -> None:
    text = "资产总额 6,4322.85 万元。"
    (check,) = headed(paragraphs=(Paragraph((), text, 9, ((0, 9),)),)).checks
    assert check.rule == "数字写法有误"
    assert check.citations[0].line == 9
    assert "64,322.85" in check.message


@pytest.mark.parametrize("text", ["1,2,3项", "64,322.85万元", "1，2，3", "2024,2025年"])
def test_commas_in_their_places_are_not_told(text: str) -> None:
    assert headed(paragraphs=(Paragraph((), text, 9, ((0, 9),)),)).checks == ()


def test_attachment_of_another_unit_is_not_noticed() -> None:
    assert headed("附件：1.某市财政局2024年预算收支总表").checks == ()
