"""The two tools: what a model reads, what a program gets, what is said of mistakes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.documents import Document
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import BaseTool
from langchain_fixtures import ScriptedModel, call

from qa.ask import Assistant
from qa.index import Index
from qa.jsonable import to_json
from qa.langchain import disclosure_tools, lookup_tool, search_tool

FINAL_2021 = "2021年深圳市大数据资源管理中心部门决算"
RATE = "2021年三公经费执行率是多少"


@pytest.fixture
def lookup(assistant: Assistant) -> BaseTool:
    return lookup_tool(assistant)


@pytest.fixture
def search(index: Index) -> BaseTool:
    return search_tool(index)


def test_lookup_gives_the_answer_as_artifact(lookup: BaseTool, assistant: Assistant) -> None:
    said = lookup.invoke(call("disclosure_lookup", question=RATE))
    assert said.artifact == json.loads(to_json(assistant.ask(RATE)))
    assert json.loads(json.dumps(said.artifact)) == said.artifact
    assert said.artifact["status"] == "answered"
    assert said.artifact["values"][0]["value"] == 52.33


def test_lookup_tells_the_model_the_answer_and_its_sources(lookup: BaseTool) -> None:
    first, *sources = lookup.invoke({"question": RATE}).split("\n")
    assert "52.33%" in first
    assert sources
    assert sources[0].startswith(f"[1] {FINAL_2021} ")
    assert "三公" in sources[0]
    assert sources[0].endswith("第829行")


def test_lookup_without_data_is_no_error(lookup: BaseTool) -> None:
    said = lookup.invoke(call("disclosure_lookup", question="明天天气怎么样"))
    assert (said.status, said.artifact["status"]) == ("success", "no_data")
    assert said.content == said.artifact["text"]


def test_search_gives_the_documents_as_artifact(search: BaseTool) -> None:
    said = search.invoke(call("disclosure_search", query="主要职责", k=2, unit="政数局"))
    assert [type(document) for document in said.artifact] == [Document, Document]
    assert {d.metadata["unit_name"] for d in said.artifact} == {"深圳市政务服务数据管理局"}
    for number, document in enumerate(said.artifact, 1):
        assert f"[{number}] {document.metadata['source']} " in said.content
        assert document.page_content in said.content


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"query": "职责", "unit": "云岭县水务局"}, "没有单位“云岭县水务局”，现有："),
        ({"query": "职责", "doc": "计划.txt"}, "没有文件“计划.txt”，现有："),
        ({"query": "职责", "kind": "计划"}, "参数不对：请检查 kind"),
        ({"query": "职责", "k": 500}, "参数不对：请检查 k"),
        ({"question": "职责"}, "参数不对：请检查 query"),
    ],
)
def test_mistake_of_a_model_is_told_to_it(
    arguments: dict[str, Any], message: str, search: BaseTool
) -> None:
    said = search.invoke(call("disclosure_search", **arguments))
    assert said.status == "error"
    assert message in said.content


def test_search_that_finds_nothing_says_what_to_try(search: BaseTool) -> None:
    said = search.invoke(call("disclosure_search", query="职责", unit="政数局", year=1999))
    assert (said.status, said.artifact) == ("success", [])
    assert "放宽" in said.content


def test_descriptions_tell_a_model_when_to_use_which(lookup: BaseTool, search: BaseTool) -> None:
    assert (lookup.name, search.name) == ("disclosure_lookup", "disclosure_search")
    assert search.name not in lookup.description
    assert lookup.name in search.description
    for tool in (lookup, search):
        assert all("description" in one for one in tool.args.values())


def test_agent_calls_both_tools_at_once_and_goes_on_after_a_mistake(index: Index) -> None:
    model = ScriptedModel(
        plan=lambda question: [
            call("disclosure_lookup", question=question),
            call("disclosure_search", query=question, unit="云岭县水务局"),
        ]
    )
    agent = create_agent(model, disclosure_tools(index))
    state = agent.invoke({"messages": [HumanMessage(RATE)]})
    told = [message for message in state["messages"] if isinstance(message, ToolMessage)]
    assert [(one.name, one.status) for one in told] == [
        ("disclosure_lookup", "success"),
        ("disclosure_search", "error"),
    ]
    assert "52.33%" in state["messages"][-1].text
