"""What the checks find in the five disclosures: every known contradiction, and little else."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from checks_fixtures import (
    ACCOUNT_2021,
    ACCOUNT_2022,
    BUDGET_2021,
    BUDGET_2022,
    BUDGET_2024,
    DOCS,
    audited,
    errors,
    printed,
)

from qa.checks import check
from qa.model import Check

KNOWN = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "eval" / "contradictions-dev.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
#: Everything that is found: the rule, what should be printed, what is.
FOUND: dict[str, set[tuple[str, str | None, str]]] = {
    ACCOUNT_2021: {
        ("数字写法有误", None, "64322.85"),
        ("完成率与分子分母一致", "112.08", "99.80"),
        ("完成率与分子分母一致", "91.38", "91.36"),
        ("同一比率前后一致", "52.33", "52.37"),
    },
    BUDGET_2021: {
        ("分期支付与项目金额一致", "1270.74", "1273.00"),
        ("分期支付与项目金额一致", "1074.56", "999.60"),
        ("测算明细与项目金额一致", "42.70", "42.67"),
    },
    BUDGET_2022: {("增减率与增减额一致", "139.88", "142.00")},
    ACCOUNT_2022: {("成本指标与执行数一致", "597.988263", "596.74")},
    BUDGET_2024: set(),
}


def words(check: Check) -> str:
    """All that a check says and quotes, without white space and thousands commas."""
    said = check.message + "".join(citation.quote for citation in check.citations)
    return plain(said)


def plain(text: str) -> str:
    return "".join(text.split()).replace(",", "")


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: "-".join(known["must"]))
def test_known_contradiction_is_found_with_its_places_quoted(
    known: dict[str, str | list[str]],
) -> None:
    found = errors(audited(str(known["doc"])))
    hits = [check for check in found if all(plain(m) in words(check) for m in known["must"])]
    assert hits
    assert all(check.citations for check in hits)


@pytest.mark.parametrize("doc", DOCS)
def test_contradictions_of_a_document_are_exactly_these(doc: str) -> None:
    found = {
        (one.rule, None if one.expected is None else str(one.expected), str(one.found))
        for one in errors(audited(doc))
    }
    assert found == FOUND[doc]


def test_difference_is_what_is_printed_less_what_should_be() -> None:
    for doc in DOCS:
        for one in audited(doc).checks:
            if one.expected is not None and one.found is not None:
                assert one.difference == one.found - one.expected


def test_rate_of_the_annex_is_set_against_the_table_and_the_body() -> None:
    (found,) = (one for one in audited(ACCOUNT_2021).checks if one.rule == "同一比率前后一致")
    assert found.message == (
        "第1646、2059行“‘三公’经费控制率”写作52.37%，按 6.28万元 ÷ 12.00万元 应为52.33%，"
        "相差0.04个百分点。第996行写作52.3%，两处四舍五入后不同。"
    )
    assert {citation.line for citation in found.citations} >= {1646, 2059, 996, 829}
    assert found.doubtful == 2


def test_payments_are_set_against_the_amount_of_their_own_project() -> None:
    first = audited(BUDGET_2021).checks[0]
    assert first.message == (
        "《预算项目支出绩效目标申报表 基础设施运行维护》第1100行“资金支出进度各期合计”为"
        "1,273.00万元（318.25 ＋ 318.25 ＋ 318.25 ＋ 318.25），而“本年预算金额”为1,270.74万元，"
        "相差2.26万元。"
    )
    assert first.difference == Decimal("2.26")


@pytest.mark.parametrize("doc", DOCS)
def test_every_citation_quotes_a_printed_place(doc: str) -> None:
    disclosure, facts = printed(doc)
    lines = {fact.line for fact in facts}
    for one in audited(doc).checks:
        assert 1 <= one.doubtful <= len(one.citations)
        for citation in one.citations:
            assert citation.title == disclosure.profile.title
            assert citation.line in lines


@pytest.mark.parametrize("doc", DOCS)
def test_hundreds_of_relations_hold(doc: str) -> None:
    coverage = audited(doc).coverage
    held = sum(one.even + one.rounded for one in coverage)
    assert held >= 130
    assert sum(one.not_tried for one in coverage) <= 6


def test_what_cannot_be_checked_is_told_with_its_reason() -> None:
    reasons = dict(pair for one in audited(BUDGET_2022).coverage for pair in one.hurdles)
    assert reasons["“信息化运维项目”变动前为零"] == 1


@pytest.mark.parametrize("doc", DOCS)
def test_check_needs_no_more_than_the_facts(doc: str) -> None:
    _, facts = printed(doc)
    alone = {(one.rule, one.found) for one in check(facts) if one.severity == "error"}
    assert alone == {(one.rule, one.found) for one in errors(audited(doc))}
