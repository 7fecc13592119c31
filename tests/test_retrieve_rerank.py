"""An optional cross-encoder orders anew what the search finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.cli import main
from qa.index import Index, build_index
from qa.index.index import LOOKED_AT
from qa.model import QaError
from qa.retrieve.rerank import Reranker

ITEMS = {"差旅费": "12.30", "三公经费": "0.00", "人员支出": "1,024.00"}


class Shortest:
    """Stands for a model that likes short texts."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        self.seen.append(len(texts))
        return [1 / (1 + len(text)) for text in texts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rerank")
    for year in range(2010, 2022):
        write(root / "corpus", "云岭县水务局", year, "决算", ITEMS)
    encoder = write_encoder(root / "encoder")
    build_index(
        root / "corpus", root / "index", encoder=encoder, read=read, facts_of=facts_of,
        progress=False,
    )  # fmt: skip
    return root / "index"


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[Index]:
    with Index.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder as small as can be, its weights drawn at random."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"差旅费三公经人员支出云岭县水务局年"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, num_labels=1, max_position_embeddings=512,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=512).save_pretrained(
        folder
    )
    assert CrossEncoder(str(folder), local_files_only=True).num_labels == 1
    return folder


def test_a_reranker_orders_what_the_search_found(index: Index) -> None:
    found = index.search("差旅费", k=5, reranker=cast(Reranker, Shortest()))
    scores = [passage.score for passage in found]
    assert len(found) == 5
    assert scores == sorted(scores, reverse=True)
    assert {passage.doc for passage in found} <= {info.doc for info in index.documents}


def test_a_reranker_sees_more_than_is_wanted_but_not_everything(index: Index) -> None:
    reranker = Shortest()
    index.search("差旅费", k=2, reranker=cast(Reranker, reranker))
    assert reranker.seen == [len(index.search("差旅费", k=LOOKED_AT))]
    assert 2 < reranker.seen[0] <= LOOKED_AT < len(index.passages())


def test_a_search_that_finds_nothing_asks_no_reranker(index: Index) -> None:
    reranker = Shortest()
    assert index.search("差旅费", docs=[], reranker=cast(Reranker, reranker)) == ()
    assert reranker.seen == []


def test_a_cross_encoder_of_a_folder_scores_from_0_to_1(model: Path, index: Index) -> None:
    found = index.search("差旅费", k=3, reranker=Reranker(str(model)))
    assert all(0 <= (passage.score or 0) <= 1 for passage in found)
    assert found == index.search("差旅费", k=3, reranker=Reranker(str(model)))


def test_the_command_takes_a_reranker(
    model: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["search", "差旅费", "--index", str(folder), "--reranker", str(model), "-k", "1"]) == 0
    )
    assert "差旅费" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/at/all"])
def test_a_folder_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(QaError, match="没有重排模型的文件夹"):
        Reranker(name)


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("无", encoding="utf-8")
    with pytest.raises(QaError, match="载入失败"):
        Reranker(str(tmp_path))
