"""What other programs may call, described once for HTTP and MCP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qa.app.schema import (
    Arguments,
    AskArguments,
    Checks,
    Documents,
    Facts,
    FactsArguments,
    Passages,
    SearchArguments,
)
from qa.app.service import Service
from qa.model import Answer


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing to call: its name, what it is for, what it takes and what it gives.

    ``run`` raises ``QaError`` for what the caller can mend.
    """

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    result: type
    run: Callable[[Service, Any], Any]


def _ask(service: Service, asked: AskArguments) -> Answer:
    return service.ask(asked.question, asked.history, timed=asked.timings)


def _search(service: Service, asked: SearchArguments) -> Passages:
    return Passages(service.search(asked.query, asked.k, asked.where))


def _facts(service: Service, asked: FactsArguments) -> Facts:
    found = service.find_facts(asked.where, asked.table, asked.item, asked.figure_year, asked.basis)
    return Facts(found.read(asked.offset, asked.limit), len(found))


def _audit(service: Service, asked: Documents) -> Checks:
    return Checks(service.audit(asked.where))


ENDPOINTS = (
    Endpoint(
        "ask",
        "回答问题",
        "回答关于部门预算、部门决算公开文件的一个问题：给出数字、算式、出处和提醒。"
        "文件里没有的，status 为 no_data；有几种理解的，status 为 ambiguous，各种理解列在 "
        "candidates。数字请照抄，不要改写。",
        AskArguments,
        Answer,
        _ask,
    ),
    Endpoint(
        "search",
        "检索原文",
        "检索公开文件的原文段落和表格，最相关的在前；可限定单位、年度、种类或文件。",
        SearchArguments,
        Passages,
        _search,
    ),
    Endpoint(
        "facts",
        "列出数据",
        "列出公开文件中读到的数字和单元格，各带行、列、单位、年度、口径和所在行号；"
        "value 为 null 是空白或文字，不是零。",
        FactsArguments,
        Facts,
        _facts,
    ),
    Endpoint(
        "audit",
        "核对勾稽",
        "列出公开文件中对不上的勾稽关系：error 是矛盾，notice 是尾差或值得一看之处。",
        Documents,
        Checks,
        _audit,
    ),
)
