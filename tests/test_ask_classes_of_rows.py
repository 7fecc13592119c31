"""Which rows of a sheet of indicators stand under the class that a question names."""

from __future__ import annotations

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "福田2021年整体支出绩效目标有哪些经济效益指标？",
        "大数据中心2024年整体绩效目标表里生态效益指标有哪些？",
        "政数局2022年网络安全监测预警项目自评表的经济效益指标是什么？",
    ],
)
def test_a_class_without_rows_is_not_answered_by_those_of_another(
    assistant: Assistant, question: str
) -> None:
    told = assistant.ask(question).text
    assert "效益指标：目标值不" in told or "经济效益：实际完成值不涉及" in told
    assert "2." not in told


def test_of_a_class_and_a_narrower_one_the_narrower_is_meant(assistant: Assistant) -> None:
    told = assistant.ask("大数据中心2021年整体绩效自评表的经济效益指标有哪些？").text
    assert "中经济效益有" in told
    assert "项目建设运维成本节约率" in told
    assert "供电故障率" not in told


def test_a_class_that_a_sheet_does_not_print_is_not_answered_by_a_wider_one(
    assistant: Assistant,
) -> None:
    told = assistant.ask("大数据中心2021年整体绩效自评表的生态效益指标有哪些？").text
    assert "项目建设运维成本节约率" not in told


def test_the_wider_class_holds_the_rows_of_all_that_stand_under_it(assistant: Assistant) -> None:
    told = assistant.ask("2024年大数据中心绩效目标表的效益指标有哪些？").text
    assert "保障政务网络稳定性" in told
    assert "不涉及" not in told


def test_a_row_without_a_goal_is_listed_by_its_name(assistant: Assistant) -> None:
    told = assistant.ask("2024年大数据中心绩效目标表的质量指标有哪些？").text
    assert "1. 月运维达标评分[1]" in told
    assert "2. 短信送达率：目标值≥98%" in told
