"""Cells that hold no amount, told in the words or the code that they print."""

from __future__ import annotations

import pytest
from disclosed_fixtures import assistant as assistant_of
from disclosed_fixtures import disclosure, table

from qa.ask import Assistant
from qa.ask.find.finder import Finder
from qa.ask.find.link import Link
from qa.ask.find.scope import Scope
from qa.ask.question.query import Query


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


@pytest.mark.parametrize("apart", [0.0, 3e-16])
def test_a_figure_goes_before_a_dash_that_fits_as_well(
    monkeypatch: pytest.MonkeyPatch, apart: float
) -> None:
    columns = [("支出", "合计"), ("支出", "国有资本经营预算财政拨款")]
    spent = table("支出决算总表", columns, [(("卫生健康支出",), ["197.53", "—"])])
    held = assistant_of(disclosure(2033, "决算", tables=(spent,)))
    find = Finder.find

    def found(
        self: Finder, query: Query, content: int, scope: Scope, limit: int = 40
    ) -> list[Link]:
        """Sums of floats depend on their order."""
        links = find(self, query, content, scope, limit)
        return [k._replace(coverage=k.coverage + apart * scope.worded) for k in links]

    monkeypatch.setattr(Finder, "find", found)
    answer = held.ask("2033年决算里卫生健康支出是多少")
    assert [(str(value.value), value.unit) for value in answer.values] == [("197.53", "万元")]


@pytest.mark.parametrize(
    ("asked", "goal"),
    [
        ("统一互联网出口线路采购成本不超过多少万元", ("1363.87", "万元")),
        ("政务外网统一互联网出口链路可用率不得低于多少", ("99", "%")),
    ],
)
def test_a_goal_is_asked_for_by_the_bound_that_it_is(
    assistant: Assistant, asked: str, goal: tuple[str, str]
) -> None:
    (told,) = assistant.ask(f"2024年{asked}").values
    assert (str(told.value), told.unit) == goal
