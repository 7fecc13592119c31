"""The retriever: filters, metadata, stable ids, copies, threads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.index import Index, build_index
from qa.langchain import DisclosureRetriever, to_documents
from qa.model import QaError

ROOT = Path(__file__).parent.parent
FINAL_2022 = "2022年深圳市政务服务数据管理局部门决算"
BUDGET_2024 = "2024年深圳市大数据资源管理中心部门预算"


@pytest.fixture
def retriever(index: Index) -> DisclosureRetriever:
    return DisclosureRetriever(index=index)


@pytest.mark.parametrize(
    ("filters", "name", "values"),
    [
        ({"unit": "政数局"}, "unit_name", {"深圳市政务服务数据管理局"}),
        ({"unit": "深圳市大数据资源管理中心"}, "unit_name", {"深圳市大数据资源管理中心"}),
        ({"unit": "福田数据中心"}, "unit_name", {"深圳市福田区数据管理中心"}),
        ({"year": 2024}, "source", {BUDGET_2024}),
        ({"year": "2024"}, "source", {BUDGET_2024}),
        ({"kind": "决算"}, "kind", {"决算"}),
        ({"doc": FINAL_2022}, "source", {FINAL_2022}),
        ({"unit": "大数据中心", "year": 2022, "kind": "预算"}, "year", {2022}),
    ],
)
def test_filter_lets_only_fitting_documents_through(
    filters: dict[str, Any], name: str, values: set[Any], index: Index
) -> None:
    constructed = DisclosureRetriever(index=index, k=50, **filters).invoke("三公经费支出")
    called = DisclosureRetriever(index=index).invoke("三公经费支出", k=50, **filters)
    assert {document.metadata[name] for document in constructed} == values
    assert constructed == called


def test_filter_of_a_call_replaces_the_constructors(index: Index) -> None:
    retriever = DisclosureRetriever(index=index, k=1, unit="政数局")
    (found,) = retriever.invoke("三公经费支出", unit="福田数据中心")
    assert found.metadata["unit_name"] == "深圳市福田区数据管理中心"


def test_filters_that_fit_no_document_together_find_nothing(retriever: DisclosureRetriever) -> None:
    assert retriever.invoke("三公经费支出", unit="政数局", year=2024) == []


def test_filter_overrules_the_unit_that_the_query_names(retriever: DisclosureRetriever) -> None:
    found = retriever.invoke("政数局2022年三公经费决算", doc=BUDGET_2024)
    assert {document.metadata["source"] for document in found} == {BUDGET_2024}


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"unit": "云岭县水务局"}, "没有单位“云岭县水务局”，现有：.*深圳市政务服务数据管理局"),
        ({"kind": "计划"}, "没有文件种类“计划”：可用的是 预算、决算"),
        ({"doc": "计划.txt"}, f"没有文件“计划.txt”，现有：.*{FINAL_2022}"),
        ({"k": 0}, "至少是 1"),
    ],
)
def test_mistaken_argument_is_refused_with_what_there_is(
    filters: dict[str, Any], message: str, retriever: DisclosureRetriever
) -> None:
    with pytest.raises(QaError, match=message):
        retriever.invoke("三公经费", **filters)


def test_constructor_refuses_a_mistaken_filter(index: Index) -> None:
    with pytest.raises(QaError, match="没有单位“云岭县水务局”"):
        DisclosureRetriever(index=index, unit="云岭县水务局")


def test_constructor_refuses_a_folder_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="没有索引"):
        DisclosureRetriever(index=tmp_path / "index")


def test_mistyped_argument_is_not_dropped_in_silence(retriever: DisclosureRetriever) -> None:
    with pytest.raises(TypeError, match="units"):
        retriever.invoke("三公经费", units="政数局")


def test_blank_query_finds_nothing(retriever: DisclosureRetriever) -> None:
    assert retriever.invoke(" ") == []


async def test_ainvoke_takes_the_same_arguments(retriever: DisclosureRetriever) -> None:
    found = await retriever.ainvoke("三公经费", k=2, kind="决算", year=2022)
    assert found == retriever.invoke("三公经费", k=2, kind="决算", year=2022)
    assert [document.metadata["source"] for document in found] == [FINAL_2022, FINAL_2022]


def test_batch_in_threads_finds_what_single_calls_find(index_path: Path) -> None:
    queries = ["三公经费", "主要职责", "政府采购", "绩效目标", "国有资产", "名词解释"] * 3
    fresh = DisclosureRetriever(index=index_path, k=3)  # nothing is loaded yet: threads compete
    found = fresh.batch(queries)
    assert found == [fresh.invoke(query) for query in queries]


def test_documents_are_in_the_order_of_the_search(
    index: Index, retriever: DisclosureRetriever
) -> None:
    found = retriever.invoke("机关运行经费", k=8)
    passages = index.search("机关运行经费", 8)
    assert [d.page_content for d in found] == [p.text for p in passages]
    assert [d.metadata["score"] for d in found] == [p.score for p in passages]


def test_metadata_say_where_a_table_is_printed(retriever: DisclosureRetriever) -> None:
    found = retriever.invoke("财政拨款三公经费支出决算表", doc=FINAL_2022, k=10)
    metadata = next(d.metadata for d in found if "三公" in d.metadata.get("table", ""))
    score = metadata.pop("score")
    line = metadata.pop("line")
    assert 0 < score <= 1
    assert 400 < line < 420
    assert metadata == {
        "source": FINAL_2022,
        "title": "2022年度深圳市政务服务数据管理局部门决算",
        "unit_name": "深圳市政务服务数据管理局",
        "year": 2022,
        "kind": "决算",
        "section": "第二部分 深圳市政务服务数据管理局2022年度部门决算表",
        "passage_kind": "table",
        "table": "财政拨款“三公”经费支出决算表",
    }


def test_every_passage_of_a_table_names_its_table(index: Index) -> None:
    documents = to_documents(index, index.passages())
    tables = [d.metadata for d in documents if d.metadata["passage_kind"] == "table"]
    assert tables
    assert all("table" in metadata for metadata in tables)


def test_metadata_are_flat_and_go_into_json(index: Index) -> None:
    for document in to_documents(index, index.passages()):
        values = document.metadata.values()
        assert all(isinstance(value, (str, int, float)) for value in values)
        assert json.loads(json.dumps(document.metadata)) == document.metadata


def test_every_passage_has_an_id_of_its_own(index: Index) -> None:
    ids = [document.id for document in to_documents(index, index.passages())]
    assert len(set(ids)) == len(ids)


def test_ids_stay_the_same_when_the_index_is_built_again(tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    for name in ("one", "other"):
        write(tmp_path / name, "云岭县水务局", 2021, "决算", {"差旅费": "12.30"})
    # The other build holds a second document, and so the first one's passages other numbers.
    write(tmp_path / "other", "云岭县水务局", 2020, "决算", {"差旅费": "12.30"})
    ids = []
    for name in ("one", "other"):
        build_index(
            tmp_path / name, tmp_path / f"{name}-index", encoder=encoder, read=read,
            facts_of=facts_of, progress=False,
        )  # fmt: skip
        with Index.open(tmp_path / f"{name}-index") as opened:
            passages = opened.passages(["2021年云岭县水务局决算"])
            ids.append([document.id for document in to_documents(opened, passages)])
    assert ids[0] == ids[1]
    assert len(ids[0]) > 1


def test_changing_a_document_changes_no_later_one(retriever: DisclosureRetriever) -> None:
    (first,) = retriever.invoke("三公经费", k=1)
    text = first.page_content
    first.page_content = ""
    first.metadata.clear()
    (second,) = retriever.invoke("三公经费", k=1)
    assert second.page_content == text
    assert second.metadata["source"]


def test_import_brings_langchain_core_and_nothing_heavier() -> None:
    assert _imported("qa.langchain") == {"langchain_core"}


def test_the_rest_of_the_package_knows_no_langchain() -> None:
    assert _imported("qa.ask, qa.cli.commands, qa.index.models, qa.retrieve.choose") == set()


def _imported(modules: str) -> set[str]:
    """Those packages of LangChain and of machine learning that ``modules`` bring along."""
    watched = ("langchain", "langgraph", "torch", "transformers", "sentence_transformers", "faiss")
    script = (
        f"import sys, {modules}\n"
        f"found = {{name.split('.')[0] for name in sys.modules if name.startswith({watched})}}\n"
        "print(*found)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())
