"""Questions in the words of those who ask, over the five disclosures: what counts, what is set
against what, and what a share is a part of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("大数据中心2021年在编人数比编制数少几人", [("10", "人")]),
        ("2022年大数据中心离休人员几人退休人员几人", [("0", "人"), ("33", "人")]),
        (
            "信息工程质量监督项目白皮书发给了多少家党政机关，目标是多少",
            [("69", "家"), ("78", "家")],
        ),
    ],
)
def test_what_is_counted_is_told_of_each_thing(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    found = assistant.ask(question).values
    assert [(v.value, v.unit) for v in found] == [(Decimal(n), unit) for n, unit in values]


@pytest.mark.parametrize(
    ("question", "percent", "parts"),
    [
        ("2022年政府投资项目的预算金额占单位预算总额多少", "67.67", ["44382", "65585"]),
        ("政数局2022年绩效自评涉及资金占项目支出总额的多少", "78.15", ["88796.72", "113620.85"]),
        ("2024年大数据中心上年结转占总预算多少", "0.47", ["317.40", "68098.25"]),
        ("大数据中心2021年社保支出里事业单位离退休占多少", "57.76", ["293.87", "508.81"]),
        (
            "2022年大数据中心政府采购项目金额中面向中小企业的占比",
            "30.00",
            ["1510", "5034"],
        ),
        ("2022年大数据中心三公经费占总预算的比例", "0.02", ["12", "65585"]),
    ],
)
def test_a_share_is_of_the_whole_that_is_meant(
    assistant: Assistant, question: str, percent: str, parts: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.calculation is not None
    assert round(answer.values[0].value, 2) == Decimal(percent)
    assert [o.value for o in answer.calculation.operands] == [Decimal(part) for part in parts]


def test_figures_of_two_bodies_are_not_set_against_each_other_unasked(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("2022年总收入和本年收入差多少")
    assert answer.status == "ambiguous"
    assert sorted((one.value, one.doc) for one in answer.candidates) == [
        (Decimal("3.49"), "2022年深圳市政务服务数据管理局部门决算"),
        (Decimal(1386), "2022年深圳市大数据资源管理中心部门预算"),
    ]


def test_a_version_is_set_against_the_one_that_the_question_names(assistant: Assistant) -> None:
    answer = assistant.ask("2022年综合运维服务项目全年预算比年初预算多多少")
    assert answer.calculation is not None
    assert [o.value for o in answer.calculation.operands] == [
        Decimal("19956707.00"),
        Decimal("10520000.00"),
    ]


def test_procurement_is_meant_by_its_short_name(assistant: Assistant) -> None:
    found = assistant.ask("福田区数据管理中心2021年采购预算总额").values[0]
    assert (found.value, found.unit) == (Decimal("2092.56"), "万元")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("大数据中心2021年有没有下属单位", "我单位没有下属单位"),
        ("大数据中心2021年有哪些下属单位", "我单位没有下属单位"),
        (
            "政数局2022年部门决算包括哪些单位",
            "下属单位分别是深圳市政务服务数据管理局本级、深圳市大数据资源管理中心、"
            "深圳市信息安全管理中心",
        ),
        ("大数据中心2021年的视频资源接入了多少路，覆盖哪些单位", "市委值班室、市政府值班室"),
        ("2021年大数据中心整改措施有哪些", "加强预算执行管理，提前做好重大项目招投标工作"),
        ("大数据平台一期什么时候下达投资计划", "2021 年 5 月下达投资计划"),
    ],
)
def test_words_are_those_of_the_thing_asked_about(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).text


def test_a_share_of_something_without_an_amount_is_told_as_it_is_printed(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("2022年政数局货物采购授予中小企业合同金额占货物支出金额的比例")
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal("0.04"), "%")
    assert answer.calculation is None


def test_funds_of_the_special_account_are_not_taken_for_those_of_the_budget(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("福田区数据管理中心2021年财政拨款收入占比")
    assert round(answer.values[0].value, 2) == 100
    assert "专户" not in answer.text


def test_a_whole_in_a_sentence_goes_by_its_own_name(assistant: Assistant) -> None:
    text = assistant.ask("政数局2022年一般公共服务支出占本年支出的比重").text
    assert "本年支出合计120,791.59万元" in text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("大数据中心2021年住房保障支出构成", ["203.60", "501.35"]),
        ("政数局2022年政府采购支出构成", ["29215.71", "0", "26901.56"]),
        ("大数据中心2021年三公经费构成", ["0.00", "6.28", "0.00"]),
    ],
)
def test_what_something_is_made_of_is_told_in_its_parts(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    assert [v.value for v in assistant.ask(question).values] == [Decimal(n) for n in values]


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("政数局2022年支出构成", "120791.59"),
        ("政数局2022年支出由哪几部分组成", "120791.59"),
        ("大数据中心2021年支出构成", "35460.26"),
        ("大数据中心2024年支出结构", "68098.25"),
    ],
)
def test_parts_of_all_spending_add_up_to_it(
    assistant: Assistant, question: str, total: str
) -> None:
    values = assistant.ask(question).values
    assert {value.unit for value in values} == {"万元"}
    assert abs(sum(value.value for value in values) - Decimal(total)) <= Decimal("0.02")


def test_income_is_made_of_funds_not_of_what_it_is_spent_on(assistant: Assistant) -> None:
    labels = [v.label for v in assistant.ask("政数局2022年收入来源有哪些，金额各多少").values]
    assert "一般公共预算财政拨款收入" in labels[0]
    assert not any("行政运行" in label for label in labels)


def test_spending_of_one_project_is_not_that_of_the_unit(assistant: Assistant) -> None:
    found = assistant.ask("政数局2022年一般公共预算支出是多少").values[0]
    assert (found.value, found.unit) == (Decimal("120791.59"), "万元")
    found = assistant.ask("政数局2022年网上办事大厅效能监督系统项目一般公共预算支出是多少").values[
        0
    ]
    assert (found.value, found.unit) == (Decimal("237.1"), "万元")


def test_no_amount_of_money_counts_things(assistant: Assistant) -> None:
    answer = assistant.ask("福田数据中心2021年有几个项目")
    assert (answer.status, answer.values) == ("no_data", ())


def test_mean_of_points_is_one_of_points(assistant: Assistant) -> None:
    found = assistant.ask("政数局2022年绩效自评平均分").values[0]
    assert (round(found.value, 2), found.unit) == (Decimal("99.02"), "分")


def test_projects_are_not_where_money_comes_from(assistant: Assistant) -> None:
    assert assistant.ask("政数局2022年资金来源").values == ()


@pytest.mark.parametrize(
    "question",
    [
        "综合运维服务项目扣了几分",
        "综合运维服务项目一共扣了几分",
        "综合运维服务项目离满分还差多少分",
    ],
)
def test_a_project_lost_what_its_sheet_lost_in_all_not_one_line(
    assistant: Assistant, question: str
) -> None:
    found = assistant.ask(f"2022年{question}").values
    assert [(one.value, one.unit) for one in found] == [(Decimal("2.23"), "分")]


def test_points_got_are_no_answer_where_those_lost_are_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("大数据中心2021年部门整体支出绩效自评一共扣了几分")
    assert answer.status == "no_data"
