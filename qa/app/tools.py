"""The endpoints as tools of the Model Context Protocol, over streamable HTTP."""

from __future__ import annotations

import json
from typing import Any

from anyio import to_thread
from mcp import types
from mcp.server.lowlevel import Server
from pydantic import ValidationError

import qa
from qa.app.endpoints import ENDPOINTS, Endpoint
from qa.app.http import complaints
from qa.app.schema import result_schema
from qa.app.service import Service
from qa.jsonable import to_json
from qa.model import QaError

INSTRUCTIONS = (
    "回答部门预算、部门决算公开文件中的问题。先用 ask；要原文用 search，要整张表的数字用 facts，"
    "要知道文件哪里前后矛盾用 audit。数字一律照抄，并写明出处；没有数据就说没有。"
)
_HINTS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def create_tools(service: Service) -> Server[Any]:
    """The MCP server with one tool for each endpoint.

    A result is given as an object (``structured_content``) and as its JSON text, in which
    every figure keeps its printed digits. What the caller can mend is a tool's error in words.
    """
    endpoints = {endpoint.name: endpoint for endpoint in ENDPOINTS}

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(one) for one in ENDPOINTS])

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        endpoint = endpoints.get(params.name)
        if endpoint is None:
            return _failed(f"没有工具 {params.name}：可用的是 {'、'.join(endpoints)}。")
        try:
            asked = endpoint.arguments.model_validate(params.arguments or {})
            text = to_json(await to_thread.run_sync(endpoint.run, service, asked))
        except ValidationError as error:
            return _failed(f"参数不对：{complaints(error.errors())}。")
        except QaError as error:
            return _failed(str(error))
        return types.CallToolResult(content=[_text(text)], structured_content=json.loads(text))

    return Server(
        "disclosure-qa",
        version=qa.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(endpoint: Endpoint) -> types.Tool:
    return types.Tool(
        name=endpoint.name,
        title=endpoint.title,
        description=endpoint.description,
        input_schema=endpoint.arguments.model_json_schema(),
        output_schema=result_schema(endpoint.result),
        annotations=_HINTS,
    )


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text)


def _failed(reason: str) -> types.CallToolResult:
    return types.CallToolResult(content=[_text(reason)], is_error=True)
