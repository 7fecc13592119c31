"""What is said of several things behind the last of them, and figures that only their printed rate
shows to be of one thing."""

from __future__ import annotations

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("福田数据中心2021年买的台式计算机和交换机，哪个单价高，高多少", [("10500.00", "元")]),
        (
            "福田数据中心2021年服务器和交换机哪个单价高",
            [("18.5", "万元"), ("1.65", "万元")],
        ),
        (
            "大数据中心2021年政府网络运行维护和政务短信平台哪个自评得分高",
            [("99.9", "分"), ("99", "分")],
        ),
        (
            "大数据中心2021年政府网络运行维护、政务短信平台、综合运维服务三个项目，哪个自评得分最高",
            [("99.9", "分")],
        ),
        (
            "大数据中心2021年政务短信平台项目和综合运维服务项目的自评得分各是多少",
            [("99.9", "分"), ("97.2", "分")],
        ),
        (
            "政数局2022年综合运维服务和网络安全监测预警哪个得分高，高多少",
            [("2.17", "分")],
        ),
    ],
)
def test_what_is_said_behind_the_last_is_said_of_each(
    assistant: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    told = assistant.ask(question).values
    assert [(f"{v.value:f}", v.unit) for v in told] == values


@pytest.mark.parametrize(
    "question",
    [
        "大数据资源管理中心2021年政府采购预算还有多少万元没有完成",
        "大数据中心2021年政府采购还有多少没有执行",
    ],
)
def test_a_budget_and_what_was_done_of_it_far_apart_belong_by_their_printed_rate(
    assistant: Assistant, question: str
) -> None:
    (left,) = assistant.ask(question).values
    assert (f"{left.value:f}", left.unit) == ("13123.19", "万元")
