"""Questions that leave open whose figure is meant: every unit that prints one is named, and no
other's figure stands in for a place, a year or a whole that no document tells of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


def _candidates(assistant: Assistant, question: str) -> list[Decimal | None]:
    answer = assistant.ask(question)
    assert answer.status == "ambiguous"
    return sorted((c.value for c in answer.candidates), key=lambda value: value or Decimal(0))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2022年公用经费多少", ["102", "310.58"]),
        ("货物采购授予中小企业的占比是多少", ["0.04", "14.94"]),
        ("采购货物中给中小企业的金额占比", ["0.04", "14.94"]),
        ("综合运维服务项目得了多少分", ["97.2", "97.77"]),
    ],
)
def test_each_unit_that_prints_it_is_a_candidate(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    assert _candidates(assistant, question) == [Decimal(value) for value in values]


def test_a_share_is_reckoned_for_each_unit_that_prints_part_and_whole(
    assistant: Assistant,
) -> None:
    found = _candidates(assistant, "公务接待费占三公经费的比例")
    assert [round(value, 2) for value in found if value] == [Decimal("3.11")]
    assert len(found) == 4


def test_a_share_of_each_unit_named_with_its_year_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("授予中小企业合同占采购总额的比例，大数据中心2021年和政数局2022年哪个高")
    assert [round(value.value, 2) for value in answer.values] == [
        Decimal("2.71"),
        Decimal("0.45"),
    ]
    assert "深圳市政务服务数据管理局更高" in answer.text


@pytest.mark.parametrize(
    "question",
    ["2022年深圳市财政拨款收入是多少", "深圳市2022年“三公”经费一共多少"],
)
def test_no_unit_stands_for_the_place_that_several_have_in_their_names(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "no_data"
    assert "没有收录“深圳市”" in answer.text


def test_a_place_that_one_unit_alone_has_stands_for_it(assistant: Assistant) -> None:
    answer = assistant.ask("福田区2021年一般公共预算拨款")
    assert [value.value for value in answer.values] == [Decimal("4424.60")]


def test_accounts_are_not_set_against_the_budget_of_another_year(assistant: Assistant) -> None:
    assert assistant.ask("支出决算比预算多还是少").status == "no_data"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("大数据中心2022年政府采购预算中没有面向中小企业的部分有多少万元", "3524"),
        ("2021年大数据中心的政府采购额中，中小企业没拿到的那部分是多少万元", "15997.51"),
        ("政数局2022年政府采购里没给中小企业的部分有多少", "54597.81"),
    ],
)
def test_what_a_part_lacks_is_the_whole_less_the_part(
    assistant: Assistant, question: str, value: str
) -> None:
    assert [found.value for found in assistant.ask(question).values] == [Decimal(value)]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("大数据中心2021年固定资产净值是多少", "25382.92", "万元"),
        ("大数据中心2021年无形资产摊销之后还值多少", "10802.05", "万元"),
        ("日常公用经费的年初数和调整数差多少？（大数据中心，2021）", "4.22", "万元"),
        ("把2024年大数据中心的咨询费和差旅费加一起是多少", "114.79", "万元"),
        ("大数据中心2021年绩效评分里，预算执行率这一项拿了多少分", "3.9", "分"),
        (
            "政府网络运行维护和综合运维服务两项，合计占大数据中心2022年信息化运维预算的百分比",
            "75.00",
            "%",
        ),
    ],
)
def test_the_figure_is_reckoned_as_it_is_spoken_of(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values
    assert [(round(one.value, 2), one.unit) for one in found] == [(Decimal(value), unit)]


def test_two_parts_of_one_whole_have_a_share_each(assistant: Assistant) -> None:
    found = assistant.ask(
        "政府网络运行维护和综合运维服务占大数据中心2022年信息化运维预算的百分比"
    ).values
    assert [round(one.value, 2) for one in found] == [Decimal("47.49"), Decimal("27.51")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021年基本工资和津贴补贴合计多少", ["531.97", "1166.64"]),
        ("2021年住房公积金和购房补贴哪个多", ["50.40", "501.35"]),
        ("2021年工资福利支出里最大的一项是什么", ["508.93", "893.91"]),
        ("公务用车运行维护费决算比预算少多少", ["5.72", "8.30"]),
    ],
)
def test_what_is_reckoned_is_told_for_each_unit_that_the_question_leaves_open(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    assert _candidates(assistant, question) == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # Of one unit alone, the others having no such project, or no accounts of the year.
        ("2022年综合运维服务项目第三方设备维保数量实际超过目标多少台", "650"),
        ("2022年三公经费预算还剩多少没用", "18.20"),
    ],
)
def test_what_one_document_alone_holds_is_told_without_its_unit(
    assistant: Assistant, question: str, value: str
) -> None:
    assert [one.value for one in assistant.ask(question).values] == [Decimal(value)]


def test_money_of_one_year_is_not_shared_among_the_heads_of_another(
    assistant: Assistant,
) -> None:
    assert assistant.ask("人均退休费是多少").status == "no_data"


def test_three_items_before_a_whole_are_one_part_of_it(assistant: Assistant) -> None:
    found = assistant.ask("大数据中心2021年办公费、水费、邮电费三项占商品和服务支出的比重").values
    assert [round(one.value, 2) for one in found] == [Decimal("56.60")]


@pytest.mark.parametrize(
    ("before", "question", "value"),
    [
        ("大数据中心2021年政府采购货物支出是多少", "服务呢", "15582.26"),
        ("大数据中心2021年政府采购货物支出是多少", "工程呢", "0"),
        ("政数局2022年授予中小企业合同金额多少", "小微呢", "538.39"),
        ("福田数据中心2021年奖励金是多少", "奖金呢", "3.30"),
    ],
)
def test_a_single_word_is_completed_by_the_question_before(
    assistant: Assistant, before: str, question: str, value: str
) -> None:
    found = assistant.ask(question, history=[before]).values
    assert [one.value for one in found] == [Decimal(value)]


@pytest.mark.parametrize("question", ["2021年有没有超支", "2024年预算比2022年预算多多少"])
def test_what_one_body_spent_is_not_set_against_the_budget_of_another(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.values) == ("no_data", ())


def test_all_that_is_spent_in_two_years_is_compared_within_one_body(assistant: Assistant) -> None:
    answer = assistant.ask("2024年总支出比2022年多多少")
    assert [str(value.value) for value in answer.values] == ["2513.25"]
