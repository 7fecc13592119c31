"""The search as a whole: documents first, then words and vectors, fused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.index import Index, build_index
from qa.model import QaError

ITEMS = {"差旅费": "12.30", "三公经费": "0.00", "人员支出": "1,024.00"}


@pytest.fixture(scope="module", params=["folder", "database"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("search")
    place: Path | str = root / "index"
    if request.param == "database":
        place = str(request.getfixturevalue("module_database"))
    for unit in ("云岭县水务局", "石桥市档案馆"):
        for year in (2021, 2022):
            write(root / "corpus", unit, year, "决算", ITEMS)
    encoder = write_encoder(root / "encoder")
    build_index(
        root / "corpus", place, encoder=encoder, read=read, facts_of=facts_of,
        progress=False,
    )  # fmt: skip
    with Index.open(place) as opened:
        yield opened


@pytest.mark.parametrize("legs", [("bm25",), ("dense",), ("bm25", "dense")])
def test_the_named_document_comes_first(index: Index, legs: tuple[str, ...]) -> None:
    found = index.search("石桥市档案馆2022年差旅费是多少", legs=legs)  # type: ignore[arg-type]
    assert found[0].doc == "2022年石桥市档案馆决算"


def test_scores_fall_and_lie_between_0_and_1(index: Index) -> None:
    scores = [passage.score for passage in index.search("水务局三公经费", k=20)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize("k", [1, 3])
def test_k_passages_are_given(index: Index, k: int) -> None:
    assert len(index.search("差旅费", k=k)) == k


def test_docs_restrict_the_search(index: Index) -> None:
    only = ["2021年云岭县水务局决算"]
    found = index.search("石桥市档案馆差旅费", docs=only)
    assert found
    assert {passage.doc for passage in found} == set(only)


def test_a_search_in_no_document_finds_nothing(index: Index) -> None:
    assert index.search("差旅费", docs=[]) == ()


@pytest.mark.parametrize("query", ["", "   ", "？！", "\x00", "hello world", "甲" * 10_000])
def test_odd_queries_are_answered_without_an_error(index: Index, query: str) -> None:
    assert isinstance(index.search(query), tuple)


def test_equal_searches_give_equal_results(index: Index) -> None:
    assert index.search("差旅费") == index.search("差旅费")


def test_an_unknown_leg_is_refused_with_the_known_ones(index: Index) -> None:
    with pytest.raises(QaError, match="bm25、dense"):
        index.search("差旅费", legs=("sparse",))  # type: ignore[arg-type]


def test_k_below_one_is_refused(index: Index) -> None:
    with pytest.raises(QaError, match="至少是 1"):
        index.search("差旅费", k=0)
