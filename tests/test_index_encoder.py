"""The static encoder: small, offline, without torch, and at home with words it never saw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from index_fixtures import write_encoder

import qa
from qa.index.encoder import CARD, TOKENS, WEIGHTS, StaticEncoder, encoder_tokens
from qa.index.models import default_fingerprint, load_encoder
from qa.index.segment import Segmenter
from qa.model import QaError

FOLDER = Path(qa.__file__).parent / "encoder"


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder.load(FOLDER)


def test_the_shipped_encoder_takes_at_most_8_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 8 * 2**20


def test_the_shipped_encoder_is_whole(encoder: StaticEncoder) -> None:
    assert encoder.fingerprint == default_fingerprint()


def test_vectors_are_float32_of_length_1(encoder: StaticEncoder) -> None:
    vectors = encoder.encode(["差旅费是多少", "为什么减少"])
    assert vectors.shape == (2, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_a_text_without_words_has_the_vector_0(encoder: StaticEncoder) -> None:
    assert not encoder.encode(["", "？！ 12.30"]).any()


def test_a_text_has_one_vector_in_whatever_company(encoder: StaticEncoder) -> None:
    texts = [f"第{n}个项目的支出" for n in range(70)]
    np.testing.assert_array_equal(encoder.encode(texts)[69], encoder.encode(texts[69:])[0])


def test_words_it_never_saw_still_tell_texts_apart(encoder: StaticEncoder) -> None:
    query, same, other = encoder.encode(
        ["鳜鱼鳙鲢增殖放流", "鳜鱼鳙鲢增殖放流资金", "蜃楼龛影修缮资金"]
    )
    assert query @ same > query @ other + 0.2


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("为啥花的钱变少了", "支出减少的主要原因是压缩一般性开支", "本单位共有车辆3辆"),
        ("公车有几辆", "截至年底，本单位共有车辆3辆", "支出减少的主要原因是压缩一般性开支"),
        ("下设哪些科室", "内设机构包括办公室、财务科", "政府采购支出总额为12万元"),
    ],
)
def test_questions_in_other_words_find_their_sentence(
    encoder: StaticEncoder, question: str, right: str, wrong: str
) -> None:
    asked, near, far = encoder.encode([question, right, wrong])
    assert asked @ near > asked @ far


def test_tokens_are_words_characters_and_pairs_of_what_is_no_word() -> None:
    tokens = encoder_tokens(Segmenter({"差旅费": 10}), "鳜鱼差旅费2021年12.30万元")
    known = ["差旅费", "差", "旅", "费"]
    assert sorted(tokens) == sorted(["鳜", "鱼", "鳜鱼", *known, "2021", "年", "万", "元", "万元"])


@pytest.mark.parametrize("file", [WEIGHTS, TOKENS, CARD])
def test_a_damaged_encoder_is_refused(tmp_path: Path, file: str) -> None:
    write_encoder(tmp_path)
    content = bytearray((tmp_path / file).read_bytes())
    content[-20] ^= 1
    (tmp_path / file).write_bytes(content)
    with pytest.raises(QaError, match="编码器"):
        StaticEncoder.load(tmp_path)


def test_an_encoder_without_its_weights_is_refused(tmp_path: Path) -> None:
    write_encoder(tmp_path)
    (tmp_path / WEIGHTS).unlink()
    with pytest.raises(QaError, match="编码器读不出来"):
        StaticEncoder.load(tmp_path)


@pytest.mark.parametrize("name", ["./nowhere", "~/nowhere-either", "/nowhere/at/all"])
def test_a_folder_that_is_not_there_is_refused_at_once(name: str) -> None:
    with pytest.raises(QaError, match="没有编码器文件夹"):
        load_encoder(name)


def test_encoding_imports_no_torch() -> None:
    code = (
        "import sys; from qa.index.models import load_encoder;"
        "load_encoder().encode(['差旅费']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
