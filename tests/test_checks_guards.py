"""Figures that were misread, or that speak of something else, are no contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from checks_fixtures import cell, said, table

from qa.checks import audit
from qa.checks.grid import is_run_together
from qa.model import Fact


def rules(facts: Sequence[Fact]) -> set[str]:
    return {check.rule for check in audit(facts).checks if check.severity == "error"}


def hurdles(facts: Sequence[Fact]) -> list[str]:
    return [why for one in audit(facts).coverage for why, _ in one.hurdles]


@pytest.mark.parametrize("text", ["146,200204", "3,120208", "43.6030206", "77.663010801"])
def test_amount_with_a_code_behind_it_is_two_figures(text: str) -> None:
    assert is_run_together(text)


@pytest.mark.parametrize("text", ["6,4322.85", "146,200", "12.345678", "1,234,567.89", "43.60999"])
def test_amount_without_a_code_behind_it_is_one_figure(text: str) -> None:
    assert not is_run_together(text)


def test_amount_with_a_code_behind_it_is_a_misreading_of_its_table() -> None:
    columns = ("合计", "基本支出", "项目支出")
    rows = {"行政运行": ("146,200204", "7.00", "5.00"), "机关服务": ("12.00", "7.00", "6.00")}
    facts = table(columns, rows)
    assert rules(facts) == set()
    assert "“146,200204”像是金额与后面的科目编码连在了一起，可能读错" in hurdles(facts)
    assert "《支出总表》有数字可能读错了行列" in hurdles(facts)


def test_row_of_spending_with_a_figure_of_income_is_a_misreading() -> None:
    summary = {"table": "收支总表", "table_id": 1}
    income = cell("收入总计", "本年收入", "9.00", at=(0, 0), **summary)
    spending = cell("支出总计", "本年支出", "4.00", at=(1, 1), **summary)
    assert rules((income, spending)) == {"收入总计等于支出总计"}
    strayed = cell("支出总计", "本年收入", "9.00", at=(1, 0), **summary)
    assert rules((income, spending, strayed)) == set()
    assert hurdles((income, spending, strayed)) == ["《收支总表》有数字可能读错了行列"]


def test_unknown_row_among_the_parts_leaves_the_sum_open() -> None:
    rows = {
        "“三公”经费": "9.00",
        "因公出国（境）费": "1.00",
        "公务用车报废更新": "5.00",
        "公务接待费": "2.00",
    }
    facts = table(("金额",), {row: (text,) for row, text in rows.items()}, table="“三公”经费预算表")
    assert rules(facts) == set()
    assert hurdles(facts) == ["《“三公”经费预算表》“公务用车报废更新”是否计入合计不明"]


def test_unknown_part_of_a_sentence_that_closes_the_gap_leaves_the_sum_open() -> None:
    sentence = (
        "本年支出合计9.00万元，其中：基本支出5.00万元、项目支出3.00万元、待分配经费1.00万元。"
    )
    facts = (
        said("本年支出合计", "9.00", sentence),
        said("本年支出合计/基本支出", "5.00", sentence),
        said("本年支出合计/项目支出", "3.00", sentence),
    )
    rest = said("本年支出合计/待分配经费", "1.00", sentence)
    assert rules(facts) == {"合计等于基本支出与项目支出等之和"}
    assert rules((*facts, rest)) == set()
    assert hurdles((*facts, rest)) == ["“待分配经费”是否计入合计不明"]


def test_list_that_holds_a_subtotal_does_not_exceed_its_whole() -> None:
    sentence = "收入预算9.00万元（本年8.00万元），其中：甲5.00万元、乙3.00万元、丙1.00万元。"
    labels = {"本年": "8.00", "甲": "5.00", "乙": "3.00", "丙": "1.00"}
    parts = [said(f"收入预算/{label}", text, sentence) for label, text in labels.items()]
    assert audit((said("收入预算", "9.00", sentence), *parts)).checks == ()


def increase(label: str, rate: str) -> tuple[Fact, Fact]:
    sentence = f"2024年预算比2023年增加20.00万元，增长{rate}%。"
    change = said(label, "20.00", sentence, measure="增减额", against="2023年", direction=1)
    return change, replace(
        said(label, rate, sentence, measure="增减率", unit="%"), against="2023年"
    )


def test_rate_of_change_that_fits_the_total_above_is_not_blamed_on_the_part() -> None:
    total = said("支出总计", "120.00", "支出120.00万元，其中项目支出50.00万元。")
    part = said("项目支出", "50.00", total.quote)
    assert rules((total, part, *increase("项目支出", "20.0"))) == set()
    assert rules((total, part, *increase("项目支出", "25.0"))) == {"增减率与增减额一致"}


def share(label: str, amount: str, rate: str) -> tuple[Fact, Fact]:
    sentence = "“三公”经费中，各项及其占比如下。"
    part = said(f"“三公”经费/{label}", amount, sentence)
    return part, replace(
        said(f"“三公”经费/{label}", rate, sentence, measure="占比", unit="%"), against="“三公”经费"
    )


def test_shares_of_a_whole_that_is_not_printed_are_of_the_sum_of_its_parts() -> None:
    parts = (*share("因公出国（境）费", "20.00", "25.0"), *share("公务接待费", "20.00", "25.0"))
    assert rules((*parts, *share("公务用车购置及运行费", "40.00", "50.0"))) == set()
    assert rules((*parts, *share("公务用车购置及运行费", "40.00", "60.0"))) == {
        "占比与部分、总体一致"
    }


def completion(spent_in: str, label: str) -> tuple[Fact, ...]:
    rated = "支出4.00万元，完成年初预算的80.0%。"
    return (
        said(label, "10.00", "年初预算为10.00万元。", basis="年初预算", line=104),
        said(label, "4.00", spent_in, basis="决算"),
        said(label, "80.0", rated, basis="决算", measure="完成率", unit="%", against="年初预算"),
    )


def test_rate_whose_operands_stand_in_other_sentences_needs_a_name_of_its_own() -> None:
    rated = "支出4.00万元，完成年初预算的80.0%。"
    assert rules(completion(rated, "行政运行")) == set()
    assert hurdles(completion(rated, "行政运行")) == ["“行政运行”附近有几个数，不知是哪一个的比率"]
    assert rules(completion(rated, "公务接待费")) == {"完成率与分子分母一致"}


def test_rate_that_was_rounded_up_is_only_noticed() -> None:
    whole = said("政府采购支出总额", "9847.61", "政府采购支出总额9847.61万元。")
    sentence = "货物326.40万元，占3.32%。"
    part = said("政府采购支出总额/货物", "326.40", sentence)
    rate = said("政府采购支出总额/货物", "3.32", sentence, measure="占比", unit="%")
    (check,) = audit((whole, part, replace(rate, against="政府采购支出总额"))).checks
    assert check.severity == "notice"
    assert check.message.endswith("末位进了一位，没有四舍五入。")


SUMMARY = table(
    ("支出/预算数",), {"教育支出": ("12.00",), "支出总计": ("20.00",)}, table="收支总表"
)


@pytest.mark.parametrize(
    "changes",
    [
        {"section": ("五、一般公共预算财政拨款支出情况说明",)},
        {"quote": "2024年财政拨款支出15.00万元，其中：教育支出9.00万元。"},
        {"row": ("政府性基金预算支出", "教育支出")},
    ],
    ids=["heading", "subject", "parent"],
)
def test_sentence_of_one_fund_is_not_set_against_the_table_of_all_money(
    changes: dict[str, str | tuple[str, ...]],
) -> None:
    sentence = said("教育支出", "9.00", "教育支出9.00万元。")
    assert rules((*SUMMARY, sentence)) == {"正文与表格一致"}
    assert rules((*SUMMARY, replace(sentence, **changes))) == set()  # type: ignore[arg-type]


def test_row_of_basic_spending_is_not_all_that_an_item_costs() -> None:
    rows = {"合计": "20.00", "公用经费": "9.00", "公务接待费": "2.00"}
    basic = table(("金额",), {row: (text,) for row, text in rows.items()}, table="基本支出预算表")
    assert rules((*basic, said("公务接待费", "5.00", "公务接待费5.00万元。"))) == set()
    assert rules((*basic, said("公用经费", "5.00", "公用经费5.00万元。"))) == {"正文与表格一致"}


def test_two_rates_of_operands_too_coarse_to_tell_their_digits_are_only_noticed() -> None:
    facts: list[Fact] = []
    for line, rate in enumerate(("60.8", "59.8"), 100):
        sentence = f"甲项目预算数5万元，决算数3万元，完成预算的{rate}%。"
        facts += [
            said("甲项目/预算数", "5", sentence, basis="预算", line=line),
            said("甲项目/决算数", "3", sentence, basis="决算", line=line),
            said("甲项目", rate, sentence, basis="决算", measure="完成率", line=line, unit="%"),
        ]
    (check,) = audit(facts).checks
    assert (check.rule, check.severity) == ("同一比率前后一致", "notice")


def test_sentence_off_in_its_last_digit_only_is_noticed() -> None:
    exact = table(("合计", "基本支出"), {"合计": ("900000.00", "345018.51")}, unit="元")
    (check,) = audit((*exact, said("基本支出", "34.52", "基本支出34.52万元。"))).checks
    assert check.severity == "notice"
    assert check.message.endswith("只差在末位，可能是取舍不同。")
    assert rules((*exact, said("基本支出", "34.58", "基本支出34.58万元。"))) == {"正文与表格一致"}


def sheet(number: int, amount: str) -> Fact:
    return cell(
        "资金总额", "", amount, table="项目绩效目标表 综合工作经费", table_id=number, line=number
    )


def test_project_of_several_units_has_several_amounts() -> None:
    rows = {"合计": ("260.00",), "综合工作经费": ("260.00",)}
    listed = table(("总计",), rows, table="项目支出表", table_id=9)
    assert rules((*listed, sheet(1, "1160.00"))) == {"同一项目在各表金额一致"}
    several = (*listed, sheet(1, "1160.00"), sheet(2, "38.00"))
    assert rules(several) == set()
    assert "《项目绩效目标表 综合工作经费》有几张，各属不同单位" in hurdles(several)


def test_shares_that_none_of_the_parts_has_are_of_something_larger() -> None:
    whole = said("基本支出", "40.00", "基本支出40.00万元。")
    facts: list[Fact] = []
    for label, amount, rate in (("人员经费", "30.00", "54.5"), ("公用经费", "10.00", "18.2")):
        part = said(f"基本支出/{label}", amount, "基本支出中，各项占比如下。")
        facts += [part, replace(part, measure="占比", unit="%", text=rate, value=Decimal(rate))]
    assert rules((whole, *facts)) == set()


def test_row_of_the_own_unit_below_a_project_is_no_total() -> None:
    rows = {"合计": ("9.00",), "驻京经费/某局": ("5.00",), "接待中心/某局": ("4.00",)}
    facts = table(("总计",), rows, table="项目支出表")
    assert rules((*facts, said("某局项目支出", "9.00", "某局项目支出9.00万元。"))) == set()
    assert rules((*facts, said("项目支出", "5.00", "项目支出5.00万元。"))) == {"正文与表格一致"}


def test_purchases_of_a_fund_are_not_all_that_it_paid() -> None:
    facts = table(("合计", "一般公共预算"), {"合计": ("9.00", "5.00")}, table="政府采购支出表")
    sentence = said("一般公共预算财政拨款支出", "80.00", "一般公共预算财政拨款支出80.00万元。")
    assert rules((*facts, sentence)) == set()
