"""The one schema of HTTP and MCP: what is asked, and the vocabulary of ``qa.model`` as answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from qa.app.service import Filter
from qa.model import Basis, Check, Fact, Kind, Passage

MOST_PASSAGES = 100
MOST_FACTS = 10_000
#: Enough for any question; the assistant refuses longer ones in words of its own.
MOST_CHARACTERS = 100_000
MOST_EARLIER = 1000

Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]
UnitName = Annotated[Text | None, Field(description="单位名称，全称或简称")]
Document = Annotated[Text | None, Field(description="文件编号（文件名去掉后缀）")]


class Arguments(BaseModel):
    """What every endpoint takes; an unknown name is a mistake that must show."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Documents(Arguments):
    """Which documents are meant."""

    unit: UnitName = None
    year: Annotated[int | None, Field(description="文件的年度")] = None
    kind: Annotated[Kind | None, Field(description="文件种类")] = None
    doc: Document = None

    @property
    def where(self) -> Filter:
        """The same as a filter."""
        return Filter(self.unit, self.year, self.kind, self.doc)


class AskArguments(Arguments):
    """A question, with the earlier ones of its conversation."""

    question: Annotated[Text, Field(description="问题，如“某某局2022年三公经费决算是多少”")]
    history: Annotated[
        tuple[Text, ...],
        Field(max_length=MOST_EARLIER, description="追问时：之前问过的问题，从早到晚"),
    ] = ()
    timings: Annotated[bool, Field(description="在答案的 timings 中给出各阶段的毫秒数")] = False


class SearchArguments(Documents):
    """A search for passages."""

    query: Annotated[Text, Field(description="检索词或问题")]
    k: Annotated[int, Field(ge=1, le=MOST_PASSAGES, description="返回的段数")] = 10


class FactsArguments(Documents):
    """Which facts; ``figure_year`` and ``basis`` are those of the figure."""

    table: Annotated[Text | None, Field(description="表名所含的文字")] = None
    item: Annotated[Text | None, Field(description="行标题所含的文字")] = None
    figure_year: Annotated[int | None, Field(description="数字所属的年度")] = None
    basis: Annotated[Basis | None, Field(description="数字的口径")] = None
    offset: Annotated[int, Field(ge=0, description="跳过的条数")] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_FACTS, description="返回的条数")] = 200


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages, best first."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Some of the facts that fit; ``total`` counts all of them."""

    facts: tuple[Fact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Checks:
    """What does not add up, contradictions first."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was wrong with a request and what to do, in one line of Chinese."""

    error: str


class _Numbers(GenerateJsonSchema):
    """A ``Decimal`` is a JSON number, as ``qa.jsonable`` writes it."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}


def result_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a result, complete in itself."""
    return TypeAdapter(kind).json_schema(mode="serialization", schema_generator=_Numbers)


def result_schemas(kinds: Iterable[type], reference: str) -> dict[str, Any]:
    """The JSON Schemas of results and their parts by name, referring to one another as
    ``reference`` says (``#/components/schemas/{model}``)."""
    _, shared = TypeAdapter.json_schemas(
        [(kind.__name__, "serialization", TypeAdapter(kind)) for kind in kinds],
        ref_template=reference,
        schema_generator=_Numbers,
    )
    found: dict[str, Any] = shared["$defs"]
    return found
