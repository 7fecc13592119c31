"""What a sentence prints beside the figure just told, and the version that an account means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, disclosure, table
from disclosed_fixtures import assistant as knowing

from qa.ask import Assistant

_ACCOUNT = disclosure(
    2031,
    "决算",
    "一期工程管网建设总长度为 420 公里，累计铺设 399 公里，占比 95%。",
    "累计数据汇聚量达 12 亿条，数据汇聚量同比增长 8%。",
    "系统已覆盖全功能单位 41 家（新增 3 家）。",
    "会议费支出 6.4 万元，比上年决算数减少 1.6 万元，下降 20%。",
    "培训费支出 9.9 万元，比上年决算数增加 0.9 万元，增长 10%。",
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2031年累计铺设了多少公里，占比多少", [("399", "公里"), ("95", "%")]),
        ("2031年会议费多少，降幅多大", [("6.4", "万元"), ("20", "%")]),
        ("2031年培训费多少，同比涨了几个点", [("9.9", "万元"), ("10", "%")]),
    ],
)
def test_a_clause_that_names_nothing_is_of_the_figure_before(
    question: str, values: list[tuple[str, str]]
) -> None:
    found = knowing(_ACCOUNT).ask(f"{UNIT}{question}").values
    assert [(v.value, v.unit) for v in found] == [(Decimal(n), unit) for n, unit in values]


def test_a_share_without_its_whole_is_called_so() -> None:
    answer = knowing(_ACCOUNT).ask(f"{UNIT}2031年累计铺设了多少公里，占比多少")
    assert "累计铺设占比为95%" in answer.text


def test_a_share_of_a_whole_that_is_named_is_reckoned() -> None:
    account = disclosure(2031, "决算", "项目支出 80 万元，占本年支出的 40%。其中水利工程 20 万元。")
    found = knowing(account).ask(f"{UNIT}2031年水利工程多少，占项目支出多少").values
    assert [v.value for v in found] == [Decimal(20), Decimal(25)]


_PUBLIC_EXPENSES = disclosure(
    2031,
    "决算",
    tables=(
        table(
            "一般公共预算财政拨款“三公”经费支出决算表",
            (
                ("预算数", "合计"),
                ("预算数", "公务接待费"),
                ("决算数", "合计"),
                ("决算数", "公务接待费"),
            ),
            (((), ("14", "4", "9", "1.5")),),
        ),
    ),
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2031年公务接待费多少", "1.5"),
        ("2031年公务接待费预算多少", "4"),
        ("2031年公务接待费决算多少", "1.5"),
    ],
)
def test_an_account_means_what_was_spent_beside_the_budget_that_it_prints(
    question: str, value: str
) -> None:
    found = knowing(_PUBLIC_EXPENSES).ask(f"{UNIT}{question}").values
    assert [v.value for v in found] == [Decimal(value)]


def test_all_that_there_are_and_what_was_added_are_told_apart(assistant: Assistant) -> None:
    found = assistant.ask("智能办公系统2021年智能客户端单位有几家，新增几家").values
    assert [(v.value, v.unit) for v in found] == [(Decimal(167), "家"), (Decimal(6), "家")]
