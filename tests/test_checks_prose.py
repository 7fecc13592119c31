"""Relations of sentences: with tables, with one another, and of rates with their operands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from checks_fixtures import said, table

from qa.checks import audit
from qa.model import Check, Fact

SPENDING = table(("合计", "基本支出", "项目支出"), {"合计": ("12.00", "7.00", "5.00")})


def found(facts: Sequence[Fact]) -> list[Check]:
    return list(audit(facts).checks)


def rules(facts: Sequence[Fact]) -> set[str]:
    return {check.rule for check in found(facts) if check.severity == "error"}


def test_sentence_must_print_what_its_table_prints() -> None:
    agreed = said("基本支出", "7.00", "基本支出7.00万元。")
    slipped = said("基本支出", "7.10", "基本支出7.10万元。")
    assert rules((*SPENDING, agreed)) == set()
    (check,) = found((*SPENDING, slipped))
    assert (
        check.message == "第100行“基本支出”写作7.10万元，而《支出总表》为7.00万元，相差0.10万元。"
    )
    assert [citation.line for citation in check.citations] == [100, 10]


def test_coarser_sentence_agrees_within_its_own_rounding() -> None:
    assert rules((*SPENDING, said("基本支出", "7", "基本支出7万元。"))) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        said("基本支出", "6.00", "基本支出约6.00万元。"),
        said("基本支出", "6.00", "基本支出超过6.00万元。"),
        said("教育支出/基本支出", "6.00", "教育支出中，基本支出6.00万元。"),
        said("甲项目/基本支出", "6.00", "甲项目基本支出6.00万元。"),
        said("基本支出", "6.00", "基本支出6.00万元。", section=("二、某市下属中心",)),
        said("基本支出", "6.00", "上年基本支出6.00万元。", year=2023),
        said("基本支出", "6.00", "基本支出决算6.00万元。", basis="决算"),
    ],
    ids=["rough", "bound", "class", "project", "other unit", "other year", "other version"],
)
def test_sentence_of_something_else_is_not_compared(sentence: Fact) -> None:
    assert rules((*SPENDING, sentence)) == set()


def test_sentence_that_prints_the_figure_of_another_row_is_not_blamed() -> None:
    facts = table(("合计", "基本支出"), {"合计": ("12.00", "7.00"), "教育支出": ("6.00", "6.00")})
    assert rules((*facts, said("基本支出", "6.00", "基本支出6.00万元。"))) == set()


def test_sentence_of_all_money_is_not_set_against_the_table_of_one_fund() -> None:
    fund = table(("合计", "项目支出"), {"合计": ("9.00", "9.00")}, table="一般公共预算支出表")
    whole = table(("支出/预算数",), {"支出总计": ("12.00",)}, table="收支总表", table_id=1)
    sentence = said("项目支出", "12.00", "项目支出12.00万元。")
    assert rules((*fund, *whole, sentence)) == set()


def test_two_sentences_on_one_item_must_agree() -> None:
    one = said("政府采购支出总额", "16.50", "政府采购支出总额16.50万元。")
    other = said("政府采购", "16.05", "政府采购16.05万元。", line=200)
    assert rules((one, other)) == {"正文前后一致"}
    assert rules((one, replace(other, year=2023))) == set()


def test_amounts_of_a_name_that_may_be_two_things_are_only_noticed() -> None:
    one = said("政务云二期建设项目", "300", "政务云二期建设项目300万元。")
    other = said("政务云二期建设项目", "330", "政务云二期建设项目330万元。", line=200)
    (check,) = found((one, other))
    assert (check.rule, check.severity) == ("正文前后一致", "notice")


def execution(spent: str, planned: str, rate: str) -> tuple[Fact, ...]:
    sentence = f"甲项目全年预算数{planned}万元，执行数{spent}万元，完成预算的{rate}%。"
    return (
        said("甲项目/全年预算数", planned, sentence, basis="全年预算"),
        said("甲项目/执行数", spent, sentence, basis="执行"),
        said("甲项目", rate, sentence, basis="执行", measure="完成率", against="预算", unit="%"),
    )


@pytest.mark.parametrize(
    ("spent", "planned", "rate"),
    [("597.99", "601.35", "99.4"), ("6.28", "12.00", "52"), ("0", "2", "24.0")],
)
def test_rate_of_completion_that_its_operands_allow(spent: str, planned: str, rate: str) -> None:
    assert found(execution(spent, planned, rate)) == []


def test_rate_of_completion_that_its_operands_exclude() -> None:
    (check,) = found(execution("9190.36", "8200", "99.8"))
    assert check.message == (
        "第100行“甲项目”的完成率写作99.8%，按 9190.36万元 ÷ 8200万元 应为112.08%，"
        "相差12.28个百分点。"
    )
    assert check.doubtful == 3


def test_rate_whose_last_digit_was_cut_off_is_only_noticed() -> None:
    (check,) = found(execution("84108.00", "85000.00", "98.9"))
    assert check.severity == "notice"
    assert check.message.endswith("末位直接舍去，没有四舍五入。")


def test_rate_with_a_name_may_be_of_any_version_of_the_budget() -> None:
    facts = (
        said("公用经费", "88.80", "年初预算88.80万元。", basis="年初预算"),
        said("公用经费", "84.58", "调整后84.58万元。", basis="调整预算"),
        said("公用经费", "77.29", "实际77.29万元。", basis="执行"),
    )
    rate = said("公用经费控制率", "87.04", "控制率87.04%。", unit="%", basis="决算")
    assert rules((*facts, rate)) == set()
    assert rules((*facts, replace(rate, value=rate.value and rate.value + 1))) == {
        "完成率与分子分母一致"
    }


def test_rate_of_a_quarter_is_not_that_of_the_year() -> None:
    facts = execution("6.28", "12.00", "52.3")
    quarter = said("甲项目一季度预算执行率", "5.96", "一季度预算执行率5.96%。", unit="%")
    assert found((*facts, quarter)) == []


def test_one_rate_printed_finer_must_round_to_the_coarser_one() -> None:
    body = execution("6.28", "12.00", "52.3")
    annex = said("甲项目控制率", "52.37", "甲项目控制率52.37%。", unit="%", line=105)
    (check,) = found((*body, annex))
    assert (check.rule, str(check.expected), str(check.found)) == (
        "同一比率前后一致", "52.33", "52.37",
    )  # fmt: skip
    assert check.doubtful == 1


def increase(now: str, change: str, rate: str) -> tuple[Fact, ...]:
    sentence = f"运维{now}万元，比2023年增加{change}万元，增长{rate}%。"
    return (
        said("运维", now, sentence),
        said("运维", change, sentence, measure="增减额", against="2023年", direction=1),
        said("运维", rate, sentence, measure="增减率", against="2023年", direction=1, unit="%"),
    )


def test_rate_of_change_is_of_what_was_there_before() -> None:
    assert rules(increase("120.00", "20.00", "20")) == set()
    assert rules(increase("120.00", "20.00", "16.7")) == {"增减率与增减额一致"}


def test_rate_of_change_from_nothing_cannot_be_checked() -> None:
    coverage = audit(increase("120.00", "120.00", "100")).coverage
    assert [one.hurdles for one in coverage] == [(("“运维”变动前为零", 1),)]


def test_change_larger_than_what_there_is_now_is_of_something_else() -> None:
    assert rules(increase("120.00", "520.00", "100")) == set()


def test_change_is_the_difference_of_the_two_years() -> None:
    facts = increase("120.00", "20.00", "20")
    before = said("运维", "90.00", facts[0].quote, year=2023)
    assert rules((before, *facts)) == {"增减额与两个数之差一致", "增减率与增减额一致"}


def share(part: str, rate: str, label: str) -> tuple[Fact, Fact]:
    sentence = f"{label}{part}万元，占{rate}%。"
    return (
        said(f"政府采购支出总额/{label}", part, sentence),
        said(
            f"政府采购支出总额/{label}", rate, sentence, measure="占比", unit="%",
            against="政府采购支出总额",
        ),
    )  # fmt: skip


def test_share_is_of_the_whole_that_it_names() -> None:
    whole = said("政府采购支出总额", "80.00", "政府采购支出总额80.00万元。")
    assert rules((whole, *share("20.00", "25.0", "货物"))) == set()
    assert rules((whole, *share("20.00", "35.0", "货物"))) == {"占比与部分、总体一致"}


def test_shares_of_all_parts_make_a_hundred() -> None:
    whole = said("政府采购支出总额", "80.00", "政府采购支出总额80.00万元。")
    facts = (whole, *share("20.00", "25.0", "货物"), *share("60.00", "85.0", "服务"))
    assert rules(facts) == {"占比与部分、总体一致", "各项占比之和为100%"}


def test_parts_of_purchases_make_their_total() -> None:
    sentence = "政府采购9.00万元，其中：货物4.00万元、服务4.00万元。"
    facts = (
        said("政府采购支出总额", "9.00", sentence),
        said("政府采购支出总额/政府采购货物支出", "4.00", sentence),
        said("政府采购支出总额/政府采购服务支出", "4.00", sentence),
    )
    assert rules(facts) == {"政府采购总额等于货物、工程、服务之和"}


def test_parts_that_exceed_their_whole_are_noticed() -> None:
    sentence = "培训9.00万元，其中：场地6.00万元，讲课5.00万元。"
    facts = (
        said("培训", "9.00", sentence),
        said("培训/场地", "6.00", sentence),
        said("培训/讲课", "5.00", sentence),
    )
    (check,) = found(facts)
    assert (check.rule, check.severity) == ("其中各项不超过总数", "notice")


def test_malformed_figure_is_told_and_nothing_is_reckoned_with_it() -> None:
    slipped = replace(said("基本支出", "7,0.00", "基本支出7,0.00万元。"), text="7,0,000.00")
    assert rules((*SPENDING, slipped)) == {"数字写法有误"}


def test_figure_printed_with_two_units_is_told() -> None:
    income = said("预算收入", "1682.76", "预算收入1682.76万元。")
    spending = said("预算支出", "1682.76", "预算支出1682.76元。", unit="元", line=101)
    (check,) = found((income, spending))
    assert (check.rule, check.severity) == ("同一金额前后单位一致", "error")
    assert check.message.endswith("数字相同而单位不同，可能写错了单位。")


@pytest.mark.parametrize(
    "changes",
    [{"year": 2023}, {"text": "16.8", "value": Decimal("16.8")}, {"unit": "万元"}],
    ids=["other year", "few digits", "same unit"],
)
def test_figure_that_may_be_of_something_else_may_have_another_unit(
    changes: dict[str, int | str | Decimal],
) -> None:
    income = said("预算收入", "1682.76", "预算收入1682.76万元。")
    price = said("单价", "1682.76", "单价1682.76元。", unit="元", line=101)
    assert found((income, replace(price, **changes))) == []  # type: ignore[arg-type]
