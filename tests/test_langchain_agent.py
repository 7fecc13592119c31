"""An agent over the wire: what a model sees of the tools, and what its mistakes cannot change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain.chat_models import init_chat_model
from langchain.messages import ToolMessage
from llm_fixtures import ChatServer, Reply, chat_server, completion, says

from qa.index import Index
from qa.langchain import disclosure_tools

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
RATE = "2021年三公经费执行率是多少"


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def run(chat: ChatServer, index: Index) -> list[Any]:
    """The messages of one run of an agent that is asked for the rate."""
    model = init_chat_model("openai:test", base_url=chat.url, api_key="local", max_retries=0)
    agent = create_agent(model, disclosure_tools(index))
    messages: list[Any] = agent.invoke({"messages": [("user", RATE)]})["messages"]
    return messages


def calls(name: str, arguments: str) -> Reply:
    function = {"name": name, "arguments": arguments}
    tool_call = {"id": "call-1", "type": "function", "function": function}
    return Reply(completion({"content": None, "tool_calls": [tool_call]}))


def test_model_is_sent_both_tools_with_their_arguments(chat: ChatServer, index: Index) -> None:
    chat.plan = lambda _: says("好")
    run(chat, index)
    tools = {one["function"]["name"]: one["function"] for one in chat.requests[0]["tools"]}
    assert set(tools) == {"disclosure_lookup", "disclosure_search"}
    assert tools["disclosure_lookup"]["parameters"]["required"] == ["question"]
    assert set(tools["disclosure_search"]["parameters"]["properties"]) == {
        "query", "k", "unit", "year", "kind", "doc",
    }  # fmt: skip


def test_figure_that_the_model_miswrites_is_right_in_the_artifact(
    chat: ChatServer, index: Index
) -> None:
    replies = iter([calls("disclosure_lookup", json.dumps({"question": RATE})), says("是5.23%。")])
    chat.plan = lambda _: next(replies)
    messages = run(chat, index)
    (told,) = (one for one in messages if isinstance(one, ToolMessage))
    assert "52.33%" in chat.requests[1]["messages"][-1]["content"]
    assert told.artifact["values"][0]["value"] == 52.33
    assert messages[-1].text == "是5.23%。"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("disclosure_lookup", '{"q": "x"}'),
        ("disclosure_search", '{"query": "职责", "year": "去年"}'),
        ("disclosure_search", '{"query": "职责", "unit": "月球局"}'),
        ("disclosure_delete", "{}"),
    ],
)
def test_agent_goes_on_after_a_call_that_makes_no_sense(
    name: str, arguments: str, chat: ChatServer, index: Index
) -> None:
    replies = iter([calls(name, arguments), says("我再想想。")])
    chat.plan = lambda _: next(replies)
    messages = run(chat, index)
    (told,) = (one for one in messages if isinstance(one, ToolMessage))
    assert told.status == "error"
    assert messages[-1].text == "我再想想。"
