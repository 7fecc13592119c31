"""What a question wants explained, and by which words it is not: the reason of a change, of
something else, of nothing."""

from __future__ import annotations

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "大数据中心2024年信息化服务类项目凭空多出一个多亿，怎么解释？",
            "部分项目调整为信息化服务类项目",
        ),
        (
            "政府网络运行维护2022年“其他满意度”得分不满，自评表怎么解释？",
            "系统故障多生成的绩效指标",
        ),
    ],
)
def test_of_a_change_and_of_lost_points_the_reason_is_explained(
    assistant: Assistant, question: str, words: str
) -> None:
    assert words in assistant.ask(question).text


def test_a_term_is_explained_by_what_it_means(assistant: Assistant) -> None:
    told = assistant.ask("2022年决算中“结余分配”怎么解释？（政数局）").text
    assert "职工福利基金" in told


def test_why_a_rate_is_low_is_told_in_words(assistant: Assistant) -> None:
    told = assistant.ask("大数据中心2021年的绩效自评里说，为什么资金支出进度不理想？").text
    assert "资金支出集中在下半年度" in told


def test_the_reason_of_one_project_is_not_that_of_all_purchases(assistant: Assistant) -> None:
    answer = assistant.ask("大数据中心2021年决算说的政府采购执行率低，报告给原因了吗？")
    assert answer.status == "no_data"


def test_what_is_solved_is_no_problem_that_was_found(assistant: Assistant) -> None:
    told = assistant.ask("2024年大数据中心的人工智能平台能解决什么问题？").text
    assert "城市事件的自动发现" in told


def test_where_it_is_slow_is_told_among_the_problems(assistant: Assistant) -> None:
    told = assistant.ask("政数局2022年整体支出进度慢在哪里？").text
    assert "部分招标采购时间较长" in told


def test_of_a_budget_alone_no_accounts_are_set_against_it(assistant: Assistant) -> None:
    answer = assistant.ask("福田区数据管理中心2021年三公经费决算超预算了吗？")
    assert answer.status == "no_data"
    assert answer.values == ()


def test_words_that_ask_are_no_beginning_of_a_name(assistant: Assistant) -> None:
    told = assistant.ask("2022年视频监控要和哪几个市局互联互通？").text
    assert "市公安局、市城管局、市交通运输局、市水务局" in told


def test_a_project_is_no_list_of_those_called_like_itself(assistant: Assistant) -> None:
    told = assistant.ask("福田应用系统运行维护项目给哪些系统做运维保障？").text
    assert "“项目名称”为" not in told


def test_an_item_of_a_list_is_not_told_for_what_its_neighbours_say(assistant: Assistant) -> None:
    told = assistant.ask("2024年大数据中心对CIM平台1.0优化后想达到什么水平？").text
    assert "全国领先的全市域级 CIM 平台" in told
    assert "继续优化政府网站" not in told


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("大数据中心2022年的绩效报告要报给谁备案？", "报送市财政部门备案"),
        ("大数据中心2021年公平性这一项是怎么评述的？", "逐级上报、审核、汇总"),
        ("政数局在12345热线上要干什么？", "转办、督促检查"),
    ],
)
def test_letters_of_grammar_are_no_part_of_a_name(
    assistant: Assistant, question: str, words: str
) -> None:
    assert words in assistant.ask(question).text


def test_an_item_of_reasons_is_quoted_with_what_it_lists(assistant: Assistant) -> None:
    told = assistant.ask("大数据中心2022年履职类项目的预算为什么往下走？").text
    assert "减少20,618万元" in told
    assert "减少了23,391万元" in told


@pytest.mark.parametrize(
    "question",
    [
        # An explanation of a term says nothing of how things stand.
        "福田区数据管理中心2021年办公用房租赁在哪里？",
        "政数局2022年公务卡使用情况如何？",
        # A project and a supplier that no disclosure names.
        "福田2021年智慧停车项目的年度目标是什么？",
        "福田区数据管理中心2021年档案整理服务的中标单位是谁？",
        "政数局2022年综合运维服务项目的中标供应商是哪家？",
        # … with a slip of the pen.
        "深圳市政务云二期项目是哪家公司中镖的，中标价多少？",
    ],
)
def test_what_no_place_tells_is_not_answered_by_one_that_sounds_alike(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status == "no_data"
