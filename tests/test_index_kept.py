"""What a changed document costs: it alone is cut and encoded; the index is as from nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from index_fixtures import facts_of, read, write, write_encoder
from numpy.typing import NDArray

from qa.index import Index, build_index
from qa.index.bm25 import Bm25
from qa.index.encoder import StaticEncoder
from qa.index.manifest import DATABASE
from qa.index.postings import TIMES
from qa.index.segment import Segmenter
from qa.index.store import Store
from qa.index.vectors import Vectors

ITEMS = {"差旅费": "12.30", "三公经费": "0.00", "人员支出": "1,024.00"}
Held = tuple[frozenset[tuple[int, int, float]], bytes]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "云岭县水务局", 2021, "决算", ITEMS)
    write(folder, "云岭县水务局", 2022, "预算", {**ITEMS, "差旅费": "13.00"})
    write(folder, "石桥市档案馆", 2021, "预算", {**ITEMS, "古籍修复费": "3.00"})
    return folder


def built(corpus: Path, index: Path, encoder: str) -> Path:
    build_index(corpus, index, encoder=encoder, read=read, facts_of=facts_of, progress=False)
    return index


def held(index: Path) -> dict[tuple[str, str], Held]:
    """Of each passage (by its document and text) the tokens with their counts and weights, and
    the vectors."""
    folder = index / (index / "current").read_text(encoding="utf-8").split()[0]
    store = Store.open(folder / DATABASE)
    passages = [piece.passage for _, piece in store.all_passages()]
    store.close()
    words, times = Bm25.load(folder, len(passages)), np.load(folder / TIMES)
    tokens = np.repeat(words.tokens, np.diff(words.offsets))
    of: dict[int, set[tuple[int, int, float]]] = defaultdict(set)
    for token, row, count, weight in zip(tokens, words.rows, times, words.weights, strict=True):
        of[int(row)].add((int(token), int(count), float(weight)))
    vectors = Vectors.load(folder)
    return {
        (passage.doc, passage.text): (frozenset(of[row]), vectors.of(row).tobytes())
        for row, passage in enumerate(passages)
    }


def change(corpus: Path) -> None:
    """One document is changed, one goes, one comes; one stays."""
    write(corpus, "云岭县水务局", 2022, "预算", {**ITEMS, "古籍修复费": "3.00"})
    write(corpus, "云岭县水务局", 2023, "预算", {"水库除险加固": "7.00", "差旅费": "1.00"})
    (corpus / "2021年石桥市档案馆预算.txt").unlink()


def test_a_change_gives_the_index_that_a_build_from_nothing_gives(
    corpus: Path, tmp_path: Path
) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    built(corpus, tmp_path / "index", encoder)
    change(corpus)
    changed = held(built(corpus, tmp_path / "index", encoder))
    anew = held(built(corpus, tmp_path / "other", encoder))
    assert len(anew) == 9
    assert changed == anew


def test_a_change_gives_the_same_rows_of_facts_and_passages(corpus: Path, tmp_path: Path) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    built(corpus, tmp_path / "index", encoder)
    change(corpus)
    built(corpus, tmp_path / "index", encoder)
    built(corpus, tmp_path / "other", encoder)
    with Index.open(tmp_path / "index") as one, Index.open(tmp_path / "other") as other:
        assert one.documents == other.documents
        assert one.facts() == other.facts()
        assert set(one.passages()) == set(other.passages())


def test_only_a_changed_document_is_cut_and_encoded(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    built(corpus, tmp_path / "index", encoder)
    cut: list[str] = []
    encoded: list[str] = []
    tokens, encode = Segmenter.tokens, StaticEncoder.encode

    def cutting(self: Segmenter, text: str) -> list[str]:
        cut.append(text)
        return tokens(self, text)

    def encoding(
        self: StaticEncoder, texts: Sequence[str], *, query: bool = False
    ) -> NDArray[np.float32]:
        encoded.extend(texts)
        return encode(self, texts, query=query)

    monkeypatch.setattr(Segmenter, "tokens", cutting)
    monkeypatch.setattr(StaticEncoder, "encode", encoding)
    write(corpus, "云岭县水务局", 2022, "预算", {"水库除险加固": "7.00"})
    built(corpus, tmp_path / "index", encoder)
    assert len(cut) == 3
    assert all("水库除险加固" in text or "注：无" in text for text in cut)
    assert [text for text in encoded if "差旅费" in text] == []
    assert any("水库除险加固" in text for text in encoded)


def test_another_encoder_encodes_all_passages_and_cuts_none(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (write_encoder(tmp_path / f"encoder-{n}", seed=n) for n in (1, 2))
    built(corpus, tmp_path / "index", first)
    with monkeypatch.context() as patched:
        patched.setattr(Segmenter, "tokens", lambda *_: 1 / 0)
        changed = held(built(corpus, tmp_path / "index", second))
    assert changed == held(built(corpus, tmp_path / "other", second))
