"""Cells that hold no amount, told in the words or the code that they print."""

from __future__ import annotations

import pytest

from qa.ask import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2021年大数据中心的部门编码是什么", "部门编码：131002。"),
        ("信息工程质量监督的项目编码", "项目编码：440300211311500020376。"),
        ("2022年大数据中心网络故障处理及时性的目标值是什么", "（目标值）：及时。"),
        ("政务网络稳定性2022年的实际完成值是什么", "（实际值）：稳定。"),
    ],
)
def test_a_cell_without_an_amount_is_told_in_its_own_words(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert len(answer.citations) == 1


def test_cells_of_two_documents_under_one_label_are_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("2022年网络故障处理及时性的目标值是什么")
    assert answer.status == "ambiguous"
    assert [candidate.text for candidate in answer.candidates] == ["及时", "及时"]


def test_an_amount_under_the_label_goes_before_words(assistant: Assistant) -> None:
    answer = assistant.ask("2022年大数据中心配电柜数量的目标值是什么")
    assert "36" in answer.text
