"""Training the encoder: questions out of disclosures, the same ones every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from index_fixtures import read, write

from eval.generate.world import draw_world
from qa.cli import main
from qa.index.encoder import StaticEncoder
from qa.index.models import load_encoder
from qa.index.questions import Pair, QuestionMaker
from qa.index.segment import Segmenter
from qa.index.train import Material, Settings, train
from qa.index.vocabulary import QUESTIONS, known_tokens
from qa.index.words import word_list
from qa.model import QaError

ITEMS = {"差旅费": "12.30", "三公经费": "0.00", "人员支出": "1,024.00", "防汛工程": "55.00"}
TINY = Settings(dimension=16, epochs=4, batch=8)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    corpus = tmp_path_factory.mktemp("corpus")
    paths = [write(corpus, "云岭县水务局", year, "决算", ITEMS) for year in (2021, 2022)]
    return Material.of(read(path) for path in paths)


def questions(material: Material, seed: int) -> list[Pair]:
    texts = [target.span.embedded for target in material.targets]
    maker = QuestionMaker(Segmenter(word_list(texts, material.labels)), seed)
    pairs = [p for d in material.disclosures for p in maker.figures(d, material.targets, 3)]
    return pairs + list(maker.texts(material.targets, 2))


def test_the_same_seed_makes_the_same_questions(material: Material) -> None:
    assert questions(material, 1) == questions(material, 1)
    assert questions(material, 1) != questions(material, 2)


def test_every_row_is_asked_about(material: Material) -> None:
    rows = [t.span.text for t in material.targets if t.passage.kind == "table"]
    asked = {material.targets[pair.target].span.text for pair in questions(material, 1)}
    assert {row for row in rows if row.split(" ")[0] in ITEMS} <= asked


def test_no_question_gives_its_figure_away(material: Material) -> None:
    figures = set(ITEMS.values())
    assert not any(f in pair.question for pair in questions(material, 1) for f in figures)


def test_training_twice_gives_the_same_encoder(material: Material, tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(material, tmp_path / name, TINY)
    one, two = (StaticEncoder.load(tmp_path / name) for name in ("one", "two"))
    assert one.fingerprint == two.fingerprint


def test_sentence_transformers_reads_the_trained_folder(material: Material, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    train(material, tmp_path, TINY)
    ours = StaticEncoder.load(tmp_path)
    theirs = SentenceTransformer(str(tmp_path), device="cpu", local_files_only=True)
    text = "防汛工程和鳜鱼的支出是多少"
    vectors = theirs.encode([" ".join(ours.cut(text))], normalize_embeddings=True)
    np.testing.assert_allclose(vectors, ours.encode([text]), rtol=0, atol=2e-3)


def test_a_token_of_one_document_alone_shares_a_bucket() -> None:
    spans = [["差旅", "云岭"], ["差旅", "石桥"]]
    asked = [["咋"]] * QUESTIONS + [["嘛"]]
    assert known_tokens(spans, ["one", "two"], asked) == {"差旅", "咋"}


def test_tokens_of_a_corpus_of_one_document_are_all_known() -> None:
    assert known_tokens([["差旅"], ["云岭"]], ["one", "one"], []) == {"差旅", "云岭"}


def test_no_document_is_asked_about_more_than_the_most(material: Material, tmp_path: Path) -> None:
    done = train(material, tmp_path, replace(TINY, most=5))
    assert (done.documents, done.questions) == (2, 10)


def test_the_command_trains_an_encoder_that_an_index_can_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_world(1, documents=2, units=1).write(tmp_path / "corpus")
    line = ["train-encoder", str(tmp_path / "corpus"), "--output", str(tmp_path / "made")]
    assert main([*line, "--seed", "3"]) == 0
    assert "2份文件" in capsys.readouterr().out
    assert load_encoder(str(tmp_path / "made")).dimension == Settings().dimension


def test_the_command_refuses_an_output_that_is_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["train-encoder", "corpus", "--output", str(tmp_path / "file")]) == 2
    assert "--output" in capsys.readouterr().err


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("无", encoding="utf-8")
    with pytest.raises(QaError, match="载入失败"):
        load_encoder(str(tmp_path))
