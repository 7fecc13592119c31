"""The MCP tools as an MCP client sees them over streamable HTTP."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from app_fixtures import serving
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from qa.app.endpoints import ENDPOINTS, Endpoint
from qa.app.schema import result_schema
from qa.app.service import Service
from qa.app.users import add_user, read_users
from qa.ask import Assistant
from qa.jsonable import to_json

RATE = "2021年三公经费执行率是多少"


async def call(server: str, name: str, **asked: object) -> CallToolResult:
    async with Client(f"{server}/mcp") as client:
        return await client.call_tool(name, asked)


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def test_there_is_a_tool_for_each_endpoint(server: str) -> None:
    async with Client(f"{server}/mcp") as client:
        tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == [endpoint.name for endpoint in ENDPOINTS]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
async def test_tool_has_the_schema_of_the_http_endpoint(server: str, endpoint: Endpoint) -> None:
    async with Client(f"{server}/mcp") as client:
        (tool,) = [t for t in (await client.list_tools()).tools if t.name == endpoint.name]
    assert set(tool.input_schema["properties"]) == set(endpoint.arguments.model_fields)
    assert tool.output_schema == result_schema(endpoint.result)


async def test_ask_gives_the_answer_as_an_object_and_with_every_digit(
    server: str, assistant: Assistant
) -> None:
    result = await call(server, "ask", question=RATE)
    assert said(result) == to_json(assistant.ask(RATE))
    assert result.structured_content["values"][0]["value"] == 52.33


async def test_follow_up_reads_the_earlier_questions(server: str) -> None:
    history = ["政数局2022年三公经费决算是多少"]
    result = await call(server, "ask", question="那公务接待费呢", history=history)
    assert result.structured_content["values"][0]["value"] == 0.60


async def test_search_gives_passages(server: str) -> None:
    result = await call(server, "search", query="三公经费", k=2, unit="政数局")
    assert len(result.structured_content["passages"]) == 2


async def test_facts_and_audit_keep_to_the_document(server: str) -> None:
    doc = "2021年深圳市大数据资源管理中心部门决算"
    facts = (await call(server, "facts", doc=doc, limit=3)).structured_content["facts"]
    checks = (await call(server, "audit", doc=doc)).structured_content["checks"]
    assert {one["doc"] for one in (*facts, *checks)} == {doc}


@pytest.mark.parametrize(
    ("name", "asked", "error"),
    [
        ("ask", {}, "参数不对：缺少 question。"),
        ("search", {"query": "预算", "doc": "没有"}, "索引中没有文件“没有”"),
        ("guess", {}, "没有工具 guess：可用的是 ask、search、facts、audit。"),
    ],
)
async def test_a_mistake_is_an_error_in_words(
    server: str, name: str, asked: dict[str, str], error: str
) -> None:
    result = await call(server, name, **asked)
    assert (result.is_error, said(result)[: len(error)]) == (True, error)


async def test_only_users_may_call_where_there_are_users(service: Service, tmp_path: Path) -> None:
    add_user(tmp_path / "users", "agent", "secret")
    with serving(service, read_users(tmp_path / "users")) as server:
        async with httpx2.AsyncClient(auth=("agent", "secret")) as known:
            transport = streamable_http_client(f"{server}/mcp", http_client=known)
            async with Client(transport) as client:
                result = await client.call_tool("ask", {"question": RATE})
        assert result.structured_content["status"] == "answered"
        assert httpx2.post(f"{server}/mcp", json={}).status_code == 401
