"""Sentences as departments print them, read and checked: what contradicts itself, what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.checks import audit
from qa.facts import facts_of
from qa.model import Check
from qa.read import read

Told = Callable[..., list[Check]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What the checks find in the sentences of a made-up disclosure."""

    def checks(*sentences: str, kind: str = "决算") -> list[Check]:
        path = tmp_path / "made-up.txt"
        title = f"青石县林业局2024年度部门{kind}"
        path.write_text("\n".join((title, *sentences)), encoding="utf-8")
        disclosure = read(path)
        return list(audit(facts_of(disclosure), disclosure).checks)

    return checks


def rules(found: list[Check]) -> list[str]:
    return [check.rule for check in found]


def test_income_of_the_year_is_not_set_against_the_grand_total(told: Told) -> None:
    found = told(
        "一、收入支出决算总体情况说明",
        "2024年度收入总计1,234.50万元，支出总计1,234.50万元。",
        "2024年度收入合计1,200.00万元，此外，年初结转和结余34.50万元。",
        "2024年度支出合计1,210.00万元，其中：基本支出800.00万元，项目支出410.00万元。",
        "2024年度年末结转和结余24.50万元。",
    )
    assert found == []


def test_spending_that_its_halves_do_not_make_up_is_told_without_what_is_carried_over(
    told: Told,
) -> None:
    (check,) = told(
        "2024年度支出合计1,270.00万元，其中：基本支出800.00万元，项目支出410.00万元。",
        "2024年度年末结转和结余24.50万元。",
    )
    assert (check.rule, str(check.expected)) == ("合计等于基本支出与项目支出等之和", "1210.00")


def test_totals_of_two_funds_are_two_things(told: Told) -> None:
    found = told(
        "（一）一般公共预算收支情况",
        "加上上级补助等900.00万元，收入总计1,000.00万元。",
        "（二）政府性基金预算收支情况",
        "加上上年结转0万元，收入总计0万元。",
    )
    assert found == []


def test_totals_of_one_fund_are_one_thing(told: Told) -> None:
    found = told(
        "（一）一般公共预算收支情况",
        "加上上级补助等900.00万元，收入总计1,000.00万元。",
        "加上上年结转等100.00万元，收入总计1,010.00万元。",
    )
    assert rules(found) == ["正文前后一致"]


def test_shares_of_a_larger_whole_need_not_make_a_hundred(told: Told) -> None:
    found = told(
        "财政拨款收入4,321.00万元。",
        "2024年度收入合计4,330.00万元，其中：一般公共预算财政拨款收入4,321.00万元，"
        "占收入合计的99.79%；政府性基金预算财政拨款收入0.00万元，占收入合计的0.00%。",
    )
    assert found == []


def test_parts_of_two_wholes_are_two_things(told: Told) -> None:
    found = told(
        "1.基本支出预算910.00万元，其中：商品和服务支出预算91.00万元，占基本支出预算10.00%。",
        "2.项目支出预算30.00万元，其中：商品和服务支出预算30.00万元，占项目支出预算100%。",
        kind="预算",
    )
    assert found == []


def test_list_that_names_its_money_by_source_and_by_use_is_no_excess(told: Told) -> None:
    found = told(
        "2024年财政拨款收支总预算705.70万元。收入包括：一般公共预算拨款703.40万元、"
        "上年结转2.30万元；支出包括：教育支出580.60万元、卫生健康支出125.10万元。",
        kind="预算",
    )
    assert found == []
