"""Sheets of projects: details and payments against the amount, scores, rates, costs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from checks_fixtures import cell, said

from qa.checks import audit
from qa.model import Fact

SHEET = "项目支出绩效目标申报表 运维"


def rules(facts: Sequence[Fact]) -> set[str]:
    return {check.rule for check in audit(facts).checks if check.severity == "error"}


def hurdles(facts: Sequence[Fact]) -> list[str]:
    return [why for one in audit(facts).coverage for why, _ in one.hurdles]


def project(amount: str) -> Fact:
    return cell("本年预算金额（万元）", "", amount, table=SHEET)


def words(label: str, text: str) -> Fact:
    """A cell of words on the sheet."""
    return cell(f"投入指标/{label}", "指标值", text, at=(5, 1), table=SHEET, unit=None)


@pytest.mark.parametrize(
    "calculation",
    [
        "1、维保5万元。2、巡检20000元。3、耗材3.00万元。",
        "1.设备4台，6000元×4台=2.4万元。2.维保7.6万元。",
        "（1）维保5万元；（2）巡检5万元。",
        "按上年情况匡算，共10万元。",
        "合计：10万元",
    ],
)
def test_calculation_that_makes_up_the_amount(calculation: str) -> None:
    assert rules((project("10.00"), words("测算明细", calculation))) == set()


@pytest.mark.parametrize(
    "calculation", ["1、维保5.00万元。2、巡检4.00万元。", "按上年情况匡算，共9.97万元。"]
)
def test_calculation_that_does_not_make_up_the_amount(calculation: str) -> None:
    facts = (project("10.00"), words("测算明细", calculation))
    assert rules(facts) == {"测算明细与项目金额一致"}


@pytest.mark.parametrize(
    ("calculation", "why"),
    [
        ("按定额测算。", f"《{SHEET}》的测算没有写明各项金额"),
        ("1、维保5万元，另备2万元。2、巡检5万元。", f"《{SHEET}》的测算中有一项写了几个金额"),
        ("其中办公费3万元等。", f"《{SHEET}》的测算没有写明是否为全部金额"),
    ],
)
def test_calculation_that_leaves_its_total_open(calculation: str, why: str) -> None:
    facts = (project("10.00"), words("测算明细", calculation))
    assert rules(facts) == set()
    assert hurdles(facts) == [why]


def payments(*amounts: str, unit: str = "万元", sentence: str = "按季度支付。") -> list[Fact]:
    return [
        said(f"运维/资金支出进度/第{n}季度支付", amount, sentence, unit=unit, table=SHEET)
        for n, amount in enumerate(amounts, 1)
    ]


def test_payments_make_up_the_amount() -> None:
    assert rules((project("10.00"), *payments("2.50", "2.50", "2.50", "2.50"))) == set()
    assert rules((project("10.00"), *payments("2.50", "2.50", "2.50", "2.00"))) == {
        "分期支付与项目金额一致"
    }


def test_cumulative_payments_and_shares_are_not_added() -> None:
    cumulative = payments("2.50", "5.00", "7.50", sentence="第一季度累计支付2.50万元……")
    assert hurdles((project("10.00"), *cumulative)) == [f"《{SHEET}》写的是累计数"]
    shares = payments("25", "50", unit="%")
    assert hurdles((project("10.00"), *shares)) == [f"《{SHEET}》的支付进度没有写金额"]


def money(row: int, label: str, planned: str, spent: str, rate: str) -> list[Fact]:
    """The row of a sheet that prints what was planned, spent and how far that is."""
    sheet = {"table": "项目支出绩效自评表 运维", "unit": "元"}
    return [
        cell(label, "全年预算数", planned, at=(row, 1), basis="全年预算", **sheet),
        cell(label, "全年执行数", spent, at=(row, 2), basis="执行", **sheet),
        cell(
            label, "执行率(%)", rate, at=(row, 3), basis="执行", measure="完成率",
            table=sheet["table"], unit="%",
        ),
    ]  # fmt: skip


def indicator(row: int, label: str, aim: str, reached: str) -> list[Fact]:
    sheet = {"table": "项目支出绩效自评表 运维", "unit": None}
    return [
        cell(label, "年度指标值", aim, at=(row, 4), basis="目标值", **sheet),
        cell(label, "实际完成值", reached, at=(row, 5), basis="实际值", **sheet),
    ]


MONEY = money(0, "年度资金总额", "6013452.67", "5979882.63", "99.44")


def test_rate_of_a_sheet_follows_from_its_row() -> None:
    assert rules(MONEY) == set()
    assert rules(money(0, "年度资金总额", "6013452.67", "5979882.63", "94.44")) == {
        "执行率等于执行数除以预算数"
    }


@pytest.mark.parametrize(
    ("aim", "reached"),
    [("≤603.8万元", "597.99万元"), ("≤603.8万元", "597.99"), ("≤603.8万", "5979882.63元")],
)
def test_cost_of_a_sheet_agrees_with_what_was_spent(aim: str, reached: str) -> None:
    assert rules((*MONEY, *indicator(1, "成本/项目总支出", aim, reached))) == set()


def test_cost_of_a_sheet_that_differs_from_what_was_spent() -> None:
    (check,) = audit((*MONEY, *indicator(1, "成本/项目总支出", "≤603.8万元", "596.74万"))).checks
    assert check.rule == "成本指标与执行数一致"
    assert str(check.difference) == "-1.248263"


@pytest.mark.parametrize(
    ("label", "reached"),
    [("项目总支出", "≤603.8万元"), ("单位成本", "596.74万"), ("项目总支出", "未超预算")],
    ids=["bound", "other cost", "words"],
)
def test_indicator_that_says_no_total_cost_is_not_compared(label: str, reached: str) -> None:
    assert rules((*MONEY, *indicator(1, f"成本/{label}", "≤603.8万元", reached))) == set()


def test_rate_among_the_indicators_agrees_with_that_of_the_money() -> None:
    assert rules((*MONEY, *indicator(1, "项目预算执行率", "≥90%", "99.4%"))) == set()
    assert rules((*MONEY, *indicator(1, "项目预算执行率", "≥90%", "98.4%"))) == {
        "执行率指标与资金执行率一致"
    }


def scores(*points: str, total: str) -> list[Fact]:
    sheet = {"table": "部门整体支出绩效评分表", "unit": None}
    rows = [*((f"指标{n}", text) for n, text in enumerate(points)), ("总分", total)]
    return [cell(label, "得分", text, at=(n, 0), **sheet) for n, (label, text) in enumerate(rows)]


def test_scores_make_up_their_total() -> None:
    assert rules(scores("5.0", "4.5", "3", total="12.5")) == set()
    assert rules(scores("5.0", "4.5", "3", total="13.5")) == {"总分等于各项得分之和"}


def test_indicator_without_a_score_leaves_the_total_open() -> None:
    weight = cell("指标9", "分值", "5", at=(9, 1), table="部门整体支出绩效评分表", unit=None)
    facts = (*scores("5.0", "4.5", "3", total="13.5"), weight)
    assert rules(facts) == set()
    assert hurdles(facts) == ["《部门整体支出绩效评分表》有的指标没有读到得分"]


def test_weights_make_up_those_of_their_class() -> None:
    def weighted(*weights: str) -> list[Fact]:
        return [
            cell(
                f"产出（50分）/指标{n}",
                "分值",
                text,
                at=(n, 0),
                table="项目支出绩效自评表",
                unit=None,
            )
            for n, text in enumerate(weights)
        ]

    assert rules(weighted("20", "30")) == set()
    assert rules(weighted("20", "20")) == {"各指标分值之和等于该类分值"}


def test_weights_make_up_what_their_head_says() -> None:
    def weighted(*weights: str) -> list[Fact]:
        sheet = "某专项绩效目标表"
        return [
            cell(f"指标{n}", "分值（90）", text, at=(n, 0), table=sheet, unit=None)
            for n, text in enumerate(weights)
        ]

    assert rules(weighted("20", "30", "40")) == set()
    assert rules(weighted("20", "30", "45")) == {"各指标分值之和等于该类分值"}
    assert rules(weighted("90", "50", "40")) == set()


def test_price_times_number_is_the_amount() -> None:
    sentence = "采购台式计算机4台，6000元×4台=2.4万元。"
    price = said("计算机/单价", "6000", sentence, unit="元")
    number = said("计算机/数量", "4", sentence, unit="台")
    assert rules((price, number, said("计算机", "2.4", sentence))) == set()
    assert rules((price, number, said("计算机", "2.9", sentence))) == {"单价乘数量等于金额"}
