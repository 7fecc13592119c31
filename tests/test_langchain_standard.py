"""LangChain's own suites for retrievers, tools and embeddings, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import (
    EmbeddingsIntegrationTests,
    RetrieversIntegrationTests,
    ToolsIntegrationTests,
)
from langchain_tests.unit_tests import EmbeddingsUnitTests, ToolsUnitTests

from qa.ask import Assistant
from qa.index import Index
from qa.langchain import DisclosureEmbeddings, DisclosureRetriever, lookup_tool, search_tool


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Every socket but the one by which an event loop wakes itself is refused."""
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _index(self, index_path: Path) -> None:
        self.path = index_path

    @property
    def retriever_constructor(self) -> type[DisclosureRetriever]:
        return DisclosureRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self.path}

    @property
    def retriever_query_example(self) -> str:
        return "三公经费支出情况"


class Lookup:
    @pytest.fixture(autouse=True)
    def _assistant(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @property
    def tool_constructor(self) -> BaseTool:
        return lookup_tool(self.assistant)

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"question": "2021年三公经费执行率是多少"}


class Search:
    @pytest.fixture(autouse=True)
    def _index(self, index: Index) -> None:
        self.index = index

    @property
    def tool_constructor(self) -> BaseTool:
        return search_tool(self.index)

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"query": "主要职责", "k": 2, "unit": "政数局", "year": 2022, "kind": "决算"}


class TestLookupUnit(Lookup, ToolsUnitTests):
    pass


class TestLookup(Lookup, ToolsIntegrationTests):
    pass


class TestSearchUnit(Search, ToolsUnitTests):
    pass


class TestSearch(Search, ToolsIntegrationTests):
    pass


class Embedding:
    @property
    def embeddings_class(self) -> type[DisclosureEmbeddings]:
        return DisclosureEmbeddings


class TestEmbeddingsUnit(Embedding, EmbeddingsUnitTests):
    pass


class TestEmbeddings(Embedding, EmbeddingsIntegrationTests):
    pass
