"""The index for LangChain: a retriever, two tools for agents, and the encoder as Embeddings.

Needs langchain-core only. Everything handed out is a copy: changing it changes no index.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import BaseModel, Field, PrivateAttr

from qa.ask import Assistant
from qa.index import DocumentInfo, Index, TableInfo
from qa.index.models import load_encoder
from qa.jsonable import to_json
from qa.model import Answer, Citation, Passage, QaError
from qa.retrieve.choose import choose

#: How many passages are found unless told otherwise: what a question needs is nearly always
#: among the first five (``eval/README.md``).
DEFAULT_K = 5
#: More than this many passages would crowd out everything else a model has to read.
MOST_FOR_A_MODEL = 20

_PATH = " / "


class DisclosureRetriever(BaseRetriever):
    """Finds passages of disclosures.

    ``index`` is an opened ``Index``, the folder of one, or the URL of its database. ``k`` and
    the filters hold for every call unless the call sets its own:
    ``retriever.invoke("三公经费", k=3, unit="政数局")``. ``unit`` is any short form of a unit's
    name; ``year`` and ``kind`` (预算 or 决算) are those of
    the document, ``doc`` is its id. Raises ``QaError``, from the constructor too, where there is
    no usable index and for a unit, kind or document that it does not hold.
    """

    index: Index | Path | str
    k: int = DEFAULT_K
    unit: str | None = None
    year: int | None = None
    kind: str | None = None
    doc: str | None = None

    _opened: Index = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Opens the index and tries the filters, so that a mistake shows before a query."""
        given = self.index
        self._opened = given if isinstance(given, Index) else Index.open(given)
        self._chosen(self.unit, self.year, self.kind, self.doc)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        unit: str | None = None,
        year: int | None = None,
        kind: str | None = None,
        doc: str | None = None,
    ) -> list[Document]:
        """The passages for ``query``, best first; what is not given is as constructed."""
        chosen = self._chosen(
            self.unit if unit is None else unit,
            self.year if year is None else int(year),  # "2022" out of a form is a year, too
            self.kind if kind is None else kind,
            self.doc if doc is None else doc,
        )
        found = self._opened.search(query, self.k if k is None else k, chosen)
        return to_documents(self._opened, found)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **own: Any
    ) -> list[Document]:
        """The same in a thread; the inherited method would not hand the arguments on."""
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), **own
        )

    def _chosen(
        self, unit: str | None, year: int | None, kind: str | None, doc: str | None
    ) -> frozenset[str]:
        return choose(self._opened.documents, unit=unit, year=year, kind=kind, doc=doc)


def to_documents(index: Index, passages: Sequence[Passage]) -> list[Document]:
    """Passages of ``index`` as LangChain Documents, in the same order.

    The id depends on the passage alone and stays the same over builds. The metadata are flat
    and go into JSON as they are; what is not known of a passage (a page, a table) is left out,
    for many vector stores refuse a null.
    """
    infos = {info.doc: info for info in index.documents}
    tables = index.tables({p.doc for p in passages if p.kind == "table"})
    return [_document(passage, infos[passage.doc], tables) for passage in passages]


def _document(passage: Passage, info: DocumentInfo, tables: Sequence[TableInfo]) -> Document:
    metadata = {
        "source": passage.doc,
        "title": info.title,
        "unit_name": info.profile.unit_name,
        "year": info.profile.year,
        "kind": info.profile.kind,
        "section": _PATH.join(passage.section),
        "passage_kind": passage.kind,
        "table": _table_name(passage, tables),
        "page": passage.page,
        "line": passage.line,
        "score": passage.score,
    }
    known = {name: value for name, value in metadata.items() if value not in (None, "")}
    return Document(passage.text, id=_id(passage), metadata=known)


def _id(passage: Passage) -> str:
    """A UUID of what the passage says and where it stands."""
    parts = (passage.doc, str(passage.line), passage.kind, *passage.section, passage.text)
    return str(uuid5(NAMESPACE_URL, "\n".join(parts)))


def _table_name(passage: Passage, tables: Sequence[TableInfo]) -> str | None:
    """The table that a passage is of: the one on its lines that its first line names.

    Two tables may share lines: they are printed side by side.
    """
    if passage.kind != "table":
        return None
    title = passage.text.split("\n", 1)[0]
    names = [
        table.name
        for table in tables
        if table.doc == passage.doc
        and table.line <= passage.line <= table.end_line
        and table.name in title
    ]
    return max(names, key=len, default=None)


class LookupInput(BaseModel):
    """What ``disclosure_lookup`` is called with."""

    question: str = Field(
        description="完整的中文问题，写明单位（可用简称）、年度、预算还是决算、哪一项，"
        "例如“政数局2022年三公经费决算是多少”。不要写“它”“那一年”之类的指代。"
    )


class SearchInput(BaseModel):
    """What ``disclosure_search`` is called with."""

    query: str = Field(description="要找的内容，用中文，例如“机构编制情况”“重点项目绩效评价结果”。")
    k: int = Field(DEFAULT_K, ge=1, le=MOST_FOR_A_MODEL, description="返回几段，默认5段。")
    unit: str | None = Field(None, description="只在这个单位的文件里找，可用简称。")
    year: int | None = Field(None, description="只在这一年度的文件里找，例如2022。")
    kind: Literal["预算", "决算"] | None = Field(None, description="只找预算文件或只找决算文件。")
    doc: str | None = Field(None, description="只在这一份文件里找，写它的编号。")


def lookup_tool(assistant: Assistant) -> BaseTool:
    """``disclosure_lookup``: a question in, the text of its answer with the sources out.

    The artifact is the whole Answer as a mapping that goes into JSON.
    """

    def lookup(question: str) -> tuple[str, dict[str, Any]]:
        answer = assistant.ask(question)
        return _answer_text(answer), json.loads(to_json(answer))

    return _tool(
        lookup,
        LookupInput,
        "disclosure_lookup",
        "查部门预算、决算公开文件里的准确数字，也能算：执行率、占比、增减、合计、排名等都由本工具"
        "算好，并给出算式和出处，不要自己计算或改动数字。一次问一个问题。"
        "答复说没有数据或有几种可能时，照实转告，不要猜。",
    )


def search_tool(index: Index) -> BaseTool:
    """``disclosure_search``: a query in, passages as printed out.

    The artifact is the list of the Documents.
    """
    retriever = DisclosureRetriever(index=index)

    def search(query: str, **filters: Any) -> tuple[str, list[Document]]:
        found = retriever.invoke(query, **filters)
        return _passages_text(found), found

    return _tool(
        search,
        SearchInput,
        "disclosure_search",
        "在部门预算、决算公开文件里检索原文段落和表格，用来了解职责、机构、项目、绩效、名词解释等"
        "文字内容。可按单位、年度、预算或决算、文件编号限定范围。查数字请改用 disclosure_lookup。",
    )


def disclosure_tools(index: Index) -> list[BaseTool]:
    """Both tools over one index."""
    return [lookup_tool(Assistant(index)), search_tool(index)]


def _tool(run: Any, arguments: type[BaseModel], name: str, description: str) -> BaseTool:
    """A tool that tells its caller in Chinese what to mend instead of ending the run."""

    def mendable(**given: Any) -> tuple[str, Any]:
        try:
            result: tuple[str, Any] = run(**given)
        except QaError as error:
            raise ToolException(str(error)) from error
        return result

    return StructuredTool.from_function(
        mendable,
        name=name,
        description=description,
        args_schema=arguments,
        response_format="content_and_artifact",
        handle_tool_error=True,
        handle_validation_error=_wrong_arguments,
    )


def _wrong_arguments(error: Any) -> str:
    names = [str(part) for one in error.errors() for part in one["loc"]]
    return f"参数不对：请检查 {'、'.join(dict.fromkeys(names))}，按说明改正后再调用。"


def _answer_text(answer: Answer) -> str:
    """The text, then what its marks [1], [2] stand for, then the warnings."""
    sources = [
        f"[{number}] {one.doc} {_PATH.join(_place(one))} 第{one.line}行"
        for number, one in enumerate(answer.citations, 1)
    ]
    return "\n".join([answer.text, *sources, *(f"注意：{one}" for one in answer.warnings)])


def _place(citation: Citation) -> tuple[str, ...]:
    """The cell of a table, or the section that the sentence stands in."""
    if citation.table is None:
        return citation.section
    return (citation.table, *citation.row, *citation.column)


def _passages_text(found: Sequence[Document]) -> str:
    if not found:
        return "没有找到相关段落：请换一种说法，或放宽单位、年度、种类的限定。"
    return "\n\n".join(
        f"[{number}] {one.metadata['source']} {one.metadata.get('section', '')} "
        f"第{one.metadata['line']}行\n{one.page_content}"
        for number, one in enumerate(found, 1)
    )


class DisclosureEmbeddings(Embeddings):
    """The encoder of the package for other vector stores, or the one called ``encoder``.

    The name is what ``qa index --encoder`` takes. Raises ``QaError`` where it cannot be loaded.
    """

    def __init__(self, encoder: str | None = None) -> None:
        self._encoder = load_encoder(encoder)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each of ``texts``."""
        vectors: list[list[float]] = self._encoder.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        (vector,) = self._encoder.encode([text], query=True).tolist()
        return [float(part) for part in vector]
