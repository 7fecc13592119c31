"""Answers whose figures the document itself contradicts say so, with both figures and places."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from checks_fixtures import ACCOUNT_2021, BUDGET_2021, audited, printed

from qa.ask.assistant import Assistant
from qa.ask.tell.doubts import Doubts
from qa.checks import Audit
from qa.index import Index


@pytest.fixture(scope="module")
def assistant(index: Index) -> Assistant:
    return Assistant(index)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2021年大数据中心日常公用经费控制率是多少", ("第1652、2065行", "91.36%", "91.38%")),
        ("2021年大数据中心固定资产是多少", ("第1721行", "6,4322.85")),
        ("网络安全监测预警2022年全年执行数", ("第664行", "596.74万元", "5979882.63元")),
        ("2022年大数据中心政府投资项目预算多少", ("第111行", "142%", "139.88%")),
        ("应用系统运行维护2021年预算多少", ("第1392行", "999.60万元", "1,074.56万元")),
        ("基础设施运行维护2021年预算多少", ("第1100行", "1,273.00万元", "1,270.74万元")),
        ("应急项目和设备维修2021年测算明细是多少", ("第2380行", "42.67万元", "42.70万元")),
    ],
)
def test_answer_on_a_contradicted_figure_warns_with_both(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    (warning,) = assistant.ask(question).warnings
    assert [part for part in told if part not in warning] == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2022年大数据中心政府投资项目预算增加的原因", ("142%", "139.88%")),
        ("深圳市电子政务网络升级改造一期项目执行情况怎么样", ("99.8%", "112.08%")),
    ],
)
def test_quoted_words_with_a_contradicted_figure_warn_of_it(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.values == ()
    assert [part for part in told if part not in "".join(answer.warnings)] == []


def test_question_back_warns_of_the_candidate_that_is_contradicted(assistant: Assistant) -> None:
    answer = assistant.ask("三公经费控制率是多少")
    assert answer.status == "ambiguous"
    (warning,) = answer.warnings
    assert warning.startswith(f"{ACCOUNT_2021}：") and "52.37%" in warning


@pytest.mark.parametrize(
    "question", ["2021年大数据中心公务接待费决算是多少", "2021年大数据中心资产总额是多少"]
)
def test_answer_on_an_undisputed_figure_has_no_warning(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.warnings) == ("answered", ())


class Audited:
    """An index of two of the five disclosures."""

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        return tuple(audited(doc) for doc in docs or (ACCOUNT_2021, BUDGET_2021))


def test_warnings_on_several_documents_name_theirs() -> None:
    places = ((ACCOUNT_2021, 1646, "52.37"), (BUDGET_2021, 1025, "1,270.74"))
    facts = [
        next(f for f in printed(doc)[1] if (f.line, f.text) == (line, text))
        for doc, line, text in places
    ]
    told = Doubts(Audited()).about(facts)
    assert [line.partition("：")[0] for line in told] == [ACCOUNT_2021, BUDGET_2021]
    alone = Doubts(Audited()).about(facts[:1])
    assert alone[0].startswith("第1646、2059行")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("基础设施运行维护2021年资金支出进度怎么安排", ("第1100行", "1,273.00万元")),
        ("应急项目和设备维修的经费怎么测算的", ("第2380行", "42.67万元", "42.70万元")),
    ],
)
def test_a_quoted_cell_of_words_with_a_contradicted_figure_warns_of_it(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.values == ()
    (warning,) = answer.warnings
    assert [part for part in told if part not in warning] == []


def test_a_figure_shown_beside_a_no_warns_of_its_contradiction(assistant: Assistant) -> None:
    answer = assistant.ask("2022年应急项目和设备维修预算")
    assert (answer.status, answer.values) == ("no_data", ())
    assert "42.70万元[1]" in answer.text
    (warning,) = answer.warnings
    assert "42.67万元" in warning
