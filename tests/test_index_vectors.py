"""A passage is as near to a query as its nearest span."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.index.vectors import FILE, Vectors
from qa.model import QaError

EAST, NORTH, BETWEEN = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]
PASSAGES = [np.array(rows, dtype=np.float32) for rows in ([EAST, NORTH], [BETWEEN], [NORTH])]
ALL = np.arange(3)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return Vectors.fit(PASSAGES, 2)


def test_nearest_takes_the_best_span_of_each_passage(vectors: Vectors) -> None:
    found = vectors.nearest(np.array(EAST, dtype=np.float32), 3, ALL)
    assert [passage for passage, _ in found] == [0, 1, 2]
    assert [score for _, score in found] == pytest.approx([1.0, 0.6, 0.0])


def test_nearest_looks_only_at_the_passages_asked_for(vectors: Vectors) -> None:
    found = vectors.nearest(np.array(EAST, dtype=np.float32), 3, np.array([1, 2]))
    assert [passage for passage, _ in found] == [1, 2]


def test_nearest_gives_no_more_than_k(vectors: Vectors) -> None:
    assert len(vectors.nearest(np.array(EAST, dtype=np.float32), 1, ALL)) == 1


def test_nearest_of_no_passages_is_empty(vectors: Vectors) -> None:
    assert vectors.nearest(np.array(EAST, dtype=np.float32), 3, np.array([], dtype=np.int64)) == []


def test_vectors_of_a_passage_come_back(vectors: Vectors) -> None:
    np.testing.assert_array_equal(vectors.of(0), PASSAGES[0])


def test_vectors_survive_saving(vectors: Vectors, tmp_path: Path) -> None:
    vectors.save(tmp_path)
    query = np.array(BETWEEN, dtype=np.float32)
    assert Vectors.load(tmp_path).nearest(query, 3, ALL) == vectors.nearest(query, 3, ALL)


def test_a_file_of_something_else_is_refused(vectors: Vectors, tmp_path: Path) -> None:
    vectors.save(tmp_path)
    (tmp_path / FILE).write_bytes(b"nonsense")
    with pytest.raises(QaError, match="向量文件读不出来"):
        Vectors.load(tmp_path)
