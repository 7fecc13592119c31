"""Which of several like figures a question means: the half of the spending, the way of a change,
the members of the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("2021年大数据中心社会保障和就业支出里项目支出是多少", "社会保障和就业支出的项目支出"),
        ("大数据中心2024年委托业务费的项目支出是多少", "委托业务费的项目支出"),
        ("大数据中心2021年事业单位离退休中基本支出占比", "事业单位离退休的基本支出占"),
    ],
)
def test_half_of_the_spending_is_named_with_its_item(
    assistant: Assistant, question: str, label: str
) -> None:
    assert label in assistant.ask(question).text


def test_item_that_is_all_basic_spending_is_a_whole_of_it(assistant: Assistant) -> None:
    found = assistant.ask("政数局2022年行政运行中基本支出占比").values[0]
    assert (found.value, found.unit) == (Decimal("100.00"), "%")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("大数据中心政府采购预算2024年比2022年增加了几倍", "10.47", "倍"),
        ("政数局2022年公务接待费完成预算的百分比", "5.71", "%"),
        ("2021年大数据中心一季度到二季度执行率提高了多少个百分点", "17.10", "个百分点"),
        ("2022年综合运维服务项目全年预算比年初预算增幅多少", "89.70", "%"),
    ],
)
def test_change_is_reckoned_the_way_it_is_asked(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (round(found.value, 2), found.unit) == (Decimal(value), unit)


def test_members_are_those_of_all_spending_not_of_the_basic_half(assistant: Assistant) -> None:
    answer = assistant.ask("2024年大数据中心商品和服务支出里金额最大的三项是什么")
    assert [v.value for v in answer.values] == list(
        map(Decimal, ("27236.10", "25891.96", "4286.54"))
    )


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("大数据中心2021年三公经费比预算节约了多少", "5.72", "万元"),
        ("大数据中心2021年三公经费的节约率", "47.67", "%"),
        ("政数局2022年部门整体支出执行数占全年预算数的比例", "97.97", "%"),
        ("大数据中心2021年预算执行率是否达到了95%", "93.26", "%"),
        ("2021年大数据中心养老保险缴费和职业年金缴费加起来是多少", "214.93", "万元"),
        ("政数局2022年政务数据管理项目自评总分多少", "99.79", "分"),
        ("大数据中心2024年购房补贴比2021年决算少多少", "181.12", "万元"),
        ("政务综合管理任务2021年执行了多少元（大数据中心绩效自评表）", "206051003.73", "元"),
    ],
)
def test_words_around_a_figure_do_not_hide_what_is_asked(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (round(found.value, 2), found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    [
        "2021年政府网络运行维护项目的预算执行率按全年预算数和执行数算是多少",
        "2021年大数据中心有没有因公出国？团组几个",
    ],
)
def test_figure_that_two_clauses_come_to_is_told_once(assistant: Assistant, question: str) -> None:
    assert len(assistant.ask(question).values) == 1


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2024年大数据中心有多少辆机要通信用车", "1", "辆"),
        ("大数据中心2022年单价50万元以上通用设备有多少台", "100", "台（套）"),
        ("2022年大数据中心计划新增几辆车", "0", "辆"),
        ("市政务邮件系统2021年新增了几个独立邮件域", "7", "个"),
        ("福田数据中心2021年有多少个事业编制空缺", "7", "人"),
        ("福田数据中心2021年碎纸机一台多少钱", "800", "元"),
        ("2024年大数据中心电子证照新增总量目标", "50", "万张"),
    ],
)
def test_what_there_is_what_was_added_and_what_one_costs_are_told_apart(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    found = assistant.ask(question).values[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_revised_budget_of_an_account_is_not_that_of_the_beginning(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年基本支出年初预算数是多少").status == "no_data"


def test_price_of_one_is_named_with_what_it_is_of(assistant: Assistant) -> None:
    assert "采购碎纸机单价" in assistant.ask("福田数据中心2021年碎纸机单价多少").text


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        (("政数局2022年基本工资决算是多少？", "津贴补贴呢？", "哪个多？"), ["2081.55", "2061.08"]),
        (("大数据中心2024年信息化运维项目预算多少？", "2022年呢？", "增加了多少倍？"), ["2.68"]),
        (("大数据中心2021年三公经费多少？", "政数局2022年呢？", "相差多少？"), ["13.02"]),
        (("大数据中心2021年津贴补贴多少", "基本工资呢", "前者是后者的几倍"), ["3.28"]),
        (("政数局2022年综合运维服务项目执行率多少？", "信息工程质量监督呢？"), ["99.92"]),
        (("大数据中心2021年基本支出比上年增加了多少？", "项目支出呢？"), ["9756.85"]),
    ],
)
def test_conversation_sets_beside_what_was_asked_and_asks_the_same_of_another(
    assistant: Assistant, turns: tuple[str, ...], values: list[str]
) -> None:
    *history, question = turns
    found = assistant.ask(question, history).values
    assert [round(v.value, 2) for v in found] == list(map(Decimal, values))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2024年大数据中心两个CIM平台项目合计多少万元", "3708.17", "万元"),
        ("大数据中心2021年绩效自评里哪个项目得分最低", "97.2", "分"),
        ("大数据中心2021年决算占政数局2022年决算的比例是多少", "29.36", "%"),
        ("福田数据中心和大数据中心2021年谁的基本支出占比高", "17.63", "%"),
    ],
)
def test_things_told_apart_in_the_text_are_taken_together(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    found = answer.values[0]
    assert (round(found.value, 2), found.unit) == (Decimal(value), unit)


def test_item_without_a_year_is_meant_under_the_names_of_all_documents(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("大数据中心公用经费是多少")
    assert answer.status == "ambiguous"
    assert "114.02万元" in answer.text and "102万元" in answer.text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("大数据中心2024年预算是否安排了政府投资项目", ["0.00"]),
        ("2021年大数据中心评分表中，项目完成及时性满分多少，得了几分", ["6.00", "4.9"]),
    ],
)
def test_what_a_label_denies_or_another_project_got_is_not_meant(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    assert [v.value for v in assistant.ask(question).values] == list(map(Decimal, values))


def test_project_that_a_conversation_named_last_is_meant(assistant: Assistant) -> None:
    history = ("福田数据中心2021年应用系统运行维护项目预算多少？", "网络和信息安全的呢？")
    found = assistant.ask("政府购买服务资金是多少", history).values[0]
    assert (found.value, found.unit) == (Decimal("47.38"), "万元")
