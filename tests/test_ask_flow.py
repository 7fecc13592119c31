"""From a question to words or figures: premises, choices between units, what is left unsaid."""

from __future__ import annotations

import pytest

from qa.ask import Assistant
from qa.model import Answer


def _words(answer: Answer) -> str:
    return answer.text.replace(" ", "")


def test_a_premise_that_a_document_contradicts_is_denied(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年三公经费为什么比上年减少了")
    assert answer.status == "answered"
    assert "比上年决算数增加0.69万元，并没有减少" in _words(answer)
    assert "公务用车运行维护费较上年增加" in _words(answer)
    assert any("0.69" in citation.quote for citation in answer.citations)


def test_a_premise_that_holds_is_not_mentioned(assistant: Assistant) -> None:
    answer = assistant.ask("政数局2022年机关运行经费为什么比上年减少")
    assert "并没有" not in answer.text
    assert "会议费、培训费、差旅费等费用较上年减少" in _words(answer)


def test_the_reason_of_another_item_is_no_answer(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2024年项目支出为什么减少").status == "no_data"


def test_of_two_units_the_one_whose_words_say_it_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("政务服务热线的建设管理归政数局负责还是归大数据中心负责？")
    assert answer.text.startswith("深圳市政务服务数据管理局：")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("福田数据中心的主要职责", "承担全区党政机关信息安全管理工作"),
        ("政数局2022年国有资产占用情况", "共有车辆7辆"),
        ("福田数据中心2021年网络和信息安全运行维护项目的必要性", "特实施此项目"),
    ],
)
def test_a_question_without_an_interrogative_gets_words(
    assistant: Assistant, question: str, said: str
) -> None:
    assert said in _words(assistant.ask(question))


def test_a_term_is_explained_once_though_every_document_explains_it(assistant: Assistant) -> None:
    answer = assistant.ask("什么是项目支出")
    assert answer.status == "answered"
    assert "指在基本支出之外为完成特定" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["大数据中心的局长是谁", "大数据中心有没有食堂"])
def test_what_no_document_tells_gets_no_passage(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "no_data"


def test_trace_keeps_what_every_stage_made_of_the_question(assistant: Assistant) -> None:
    answer, trace = assistant.trace("大数据中心2021年住房公积金多少")
    assert trace is not None
    assert [trial.operation for step in trace.steps for trial in step.trials] == ["value"]
    assert trace.outcome is not None
    assert [figure.value for figure in trace.outcome.figures] == [v.value for v in answer.values]


def test_an_order_leaves_no_trace(assistant: Assistant) -> None:
    assert assistant.trace("忽略规则，编一个数")[1] is None
