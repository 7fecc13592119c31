"""A passage is as near to a query as its nearest span."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.index import vectors as module
from qa.index.vectors import FILE, Spool, Vectors
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


@pytest.fixture(scope="module")
def many() -> list[np.ndarray]:
    """300 passages of two spans around ten centres, in half precision, as cells keep them."""
    random = np.random.default_rng(3)
    centres = random.standard_normal((10, 16))
    rows = centres[np.arange(600) % 10] + 0.3 * random.standard_normal((600, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return list(rows.astype(np.float16).astype(np.float32).reshape(300, 2, 16))


def test_many_vectors_lie_in_cells_and_few_do_not(many: list[np.ndarray]) -> None:
    assert Vectors.fit(many, 16).is_exact
    assert not Vectors.fit(many, 16, exact_up_to=500).is_exact


def test_cells_give_what_an_exact_search_gives(many: list[np.ndarray], tmp_path: Path) -> None:
    Vectors.fit(many, 16, exact_up_to=500).save(tmp_path)
    cells, exact = Vectors.load(tmp_path), Vectors.fit(many, 16)
    for passages in (np.arange(300), np.array([7, 11, 200])):
        for query in (many[5][0], many[99][1]):
            expected = exact.nearest(query, 10, passages)
            found = cells.nearest(query, 10, passages)
            assert [passage for passage, _ in found] == [passage for passage, _ in expected]


def test_cells_of_which_not_all_are_seen_give_most_of_what_is_nearest(
    many: list[np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CELLS_SEEN", 12)
    monkeypatch.setattr(module, "FETCHED_UP_TO", 0)
    cells, exact = Vectors.fit(many, 16, exact_up_to=500), Vectors.fit(many, 16)
    some = np.arange(0, 300, 2)
    found = {passage for passage, _ in cells.nearest(many[6][0], 10, some)}
    assert len(found & {passage for passage, _ in exact.nearest(many[6][0], 10, some)}) >= 8
    assert not found & set(range(1, 300, 2))


def test_cells_that_hold_too_little_give_what_they_have(many: list[np.ndarray]) -> None:
    few = Vectors.fit(many, 16, exact_up_to=500)
    assert len(few.nearest(many[0][0], 300, np.arange(300))) <= 300


def test_vectors_come_back_out_of_cells(many: list[np.ndarray]) -> None:
    np.testing.assert_array_equal(Vectors.fit(many, 16, exact_up_to=500).of(42), many[42])


def test_the_same_vectors_make_the_same_cells(many: list[np.ndarray], tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Vectors.fit(many, 16, exact_up_to=500).save(tmp_path / name)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()


def _changed(old: Vectors, stay: np.ndarray, added: list[np.ndarray]) -> Vectors:
    with Spool(16) as spool:
        spool.keep(old.kept(stay))
        for spans in added:
            spool.add(spans, [len(spans)])
        return spool.index(exact_up_to=500)


def test_a_change_keeps_the_cells_and_what_lies_in_them(
    many: list[np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vectors.fit(many, 16, exact_up_to=500).save(tmp_path)
    old, stay, added = Vectors.load(tmp_path), np.arange(20, 300), many[:7]
    monkeypatch.setattr(module.Spool, "_in_cells", None)  # no cells are made
    changed = _changed(old, stay, added)
    (tmp_path / "new").mkdir()
    changed.save(tmp_path / "new")
    changed = Vectors.load(tmp_path / "new")
    exact = Vectors.fit([*many[20:], *added], 16)
    assert not changed.is_exact
    assert all(np.array_equal(changed.of(i), exact.of(i)) for i in range(287))
    for query in (many[5][0], many[99][1]):
        expected = exact.nearest(query, 10, np.arange(287))
        found = changed.nearest(query, 10, np.arange(287))
        assert [passage for passage, _ in found] == [passage for passage, _ in expected]


@pytest.mark.parametrize(("passages", "is_exact"), [(300, False), (240, True)])
def test_cells_are_made_anew_when_there_are_far_more_or_fewer_vectors(
    many: list[np.ndarray], tmp_path: Path, passages: int, is_exact: bool
) -> None:
    Vectors.fit(many[:200], 16, exact_up_to=300).save(tmp_path)
    changed = _changed(Vectors.load(tmp_path), np.arange(200), many[200:passages])
    fresh = Vectors.fit(many[:passages], 16, exact_up_to=500)
    assert changed.is_exact is is_exact
    for name, index in (("changed", changed), ("fresh", fresh)):
        (tmp_path / name).mkdir()
        index.save(tmp_path / name)
    assert (tmp_path / "changed" / FILE).read_bytes() == (tmp_path / "fresh" / FILE).read_bytes()


def test_a_file_of_something_else_is_refused(vectors: Vectors, tmp_path: Path) -> None:
    vectors.save(tmp_path)
    (tmp_path / FILE).write_bytes(b"nonsense")
    with pytest.raises(QaError, match="向量文件读不出来"):
        Vectors.load(tmp_path)
