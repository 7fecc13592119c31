"""What an index must survive: kills, damage, other versions, other encoders."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.index import Index, build_index
from qa.index.manifest import FORMAT
from qa.model import QaError

ITEMS = {"差旅费": "12.30", "三公经费": "0.00"}
REPOSITORY = Path(__file__).parent.parent

_CHILD = """
import sys
from pathlib import Path
from index_fixtures import facts_of, read
from qa.index import build_index
print("started", flush=True)
corpus, index, encoder = sys.argv[1:]
build_index(Path(corpus), index, encoder=encoder, read=read, facts_of=facts_of)
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for year in range(2019, 2024):
        write(folder, "云岭县水务局", year, "决算", ITEMS)
    return folder


@pytest.fixture
def encoder(tmp_path: Path) -> str:
    return write_encoder(tmp_path / "encoder")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an index may be made: a folder, or what ``everywhere`` says."""
    if getattr(request, "param", "folder") == "folder":
        return tmp_path / "index"
    return str(request.getfixturevalue("database"))


everywhere = pytest.mark.parametrize("place", ["folder", "database"], indirect=True)


@pytest.fixture
def index(place: Path | str, corpus: Path, encoder: str) -> Path | str:
    build_index(corpus, place, encoder=encoder, read=read, facts_of=facts_of, progress=False)
    return place


def serving(index: Path) -> Path:
    return index / (index / "current").read_text(encoding="utf-8").split()[0]


def start_build(corpus: Path, index: Path | str, encoder: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own, which prints a line when it begins."""
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'tests'}"}
    command = [sys.executable, "-c", _CHILD, str(corpus), str(index), encoder]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)


@everywhere
def test_two_builds_at_once_wait_for_each_other(
    corpus: Path, place: Path | str, encoder: str
) -> None:
    children = [start_build(corpus, place, encoder) for _ in range(2)]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    with Index.open(place) as opened:
        assert len(opened.documents) == 5
    if isinstance(place, Path):
        assert [path.name for path in place.glob("generation-*")] == ["generation-000001"]


@everywhere
def test_a_killed_build_leaves_the_old_index_serving(
    corpus: Path, index: Path | str, encoder: str
) -> None:
    moments = random.Random(7)
    for attempt in range(4):
        figure = f"{attempt}.50"
        write(corpus, "云岭县水务局", 2023, "决算", {"差旅费": figure})
        child = start_build(corpus, index, encoder)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moments.uniform(0.0, 0.9))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with Index.open(index) as opened:
            assert len(opened.documents) == 5
            value = opened.facts(["2023年云岭县水务局决算"])[0].text
            assert value in ("12.30", *(f"{n}.50" for n in range(attempt + 1)))
            assert opened.search("差旅费")
    build_index(corpus, index, encoder=encoder, read=read, facts_of=facts_of, progress=False)
    with Index.open(index) as opened:
        assert opened.facts(["2023年云岭县水务局决算"])[0].text == "3.50"
    if isinstance(index, Path):
        assert not (index / "building").exists()


@everywhere
def test_a_reader_of_the_old_index_goes_on_while_a_new_one_is_built(
    corpus: Path, index: Path | str, encoder: str
) -> None:
    with Index.open(index) as opened:
        write(corpus, "云岭县水务局", 2023, "决算", {"差旅费": "77.00"})
        build_index(corpus, index, encoder=encoder, read=read, facts_of=facts_of, progress=False)
        assert opened.facts(["2023年云岭县水务局决算"])[0].text == "12.30"
        assert opened.search("差旅费")


@pytest.mark.parametrize(
    "name",
    ["store.sqlite", "vectors.faiss", "bm25-times.npy", "bm25-rows.npy", "manifest.json"],
)
def test_a_changed_file_is_refused(index: Path, name: str) -> None:
    path = serving(index) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(QaError, match="重新建立索引"):
        Index.open(index)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, index: Path, corpus: Path, encoder: str) -> Path:
    """An index all of whose files count as large."""
    monkeypatch.setattr("qa.index.manifest.LARGE", 1)
    write(corpus, "云岭县水务局", 2023, "决算", {"差旅费": "8.00"})
    build_index(corpus, index, encoder=encoder, read=read, facts_of=facts_of, progress=False)
    return index


def test_a_changed_large_file_is_refused(large: Path) -> None:
    path = serving(large) / "store.sqlite"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(QaError, match="重新建立索引"):
        Index.open(large)


def test_a_large_file_is_not_read_while_its_time_of_change_is_the_same(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.index.manifest.digest", lambda path: "never the same")
    Index.open(large).close()


def test_a_copied_large_file_is_read_and_found_the_same(large: Path, tmp_path: Path) -> None:
    shutil.copytree(large, tmp_path / "copy", copy_function=shutil.copyfile)
    Index.open(tmp_path / "copy").close()


@pytest.mark.parametrize("name", ["store.sqlite", "vectors.faiss", "manifest.json"])
def test_a_missing_file_is_refused(index: Path, name: str) -> None:
    (serving(index) / name).unlink()
    with pytest.raises(QaError, match="重新建立索引"):
        Index.open(index)


def test_a_damaged_index_is_built_anew(corpus: Path, index: Path, encoder: str) -> None:
    (serving(index) / "store.sqlite").write_bytes(b"nonsense")
    report = build_index(
        corpus, index, encoder=encoder, read=read, facts_of=facts_of, progress=False
    )
    assert len(report.read) == 5
    Index.open(index).close()


def test_another_format_is_refused_with_both_numbers(index: Path) -> None:
    path = serving(index) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")
    with pytest.raises(QaError, match=f"格式版本是 99，本程序用的是 {FORMAT}"):
        Index.open(index)


def test_a_manifest_without_one_of_its_parts_is_refused(index: Path) -> None:
    path = serving(index) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["sizes"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (index / "current").write_text(f"{serving(index).name} {digest}\n", encoding="utf-8")
    with pytest.raises(QaError, match="内容残缺"):
        Index.open(index)


def test_another_encoder_is_refused(index: Path, tmp_path: Path) -> None:
    other = write_encoder(tmp_path / "other", seed=5)
    with pytest.raises(QaError, match="不是同一个"):
        Index.open(index, encoder=other)


def test_a_changed_encoder_is_refused_by_a_search(index: Path, encoder: str) -> None:
    write_encoder(Path(encoder), seed=5)
    with Index.open(index) as opened, pytest.raises(QaError, match="不是同一个"):
        opened.search("差旅费")


def test_an_encoder_folder_that_is_not_there_is_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(QaError, match="没有编码器文件夹"):
        build_index(corpus, tmp_path / "new", encoder=str(tmp_path / "nothing"))


def test_no_index_at_all_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="没有索引"):
        Index.open(tmp_path / "nothing")


def test_a_folder_that_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="不是可用的索引文件夹"):
        Index.open(tmp_path)


def test_nothing_in_an_index_is_a_pickle(index: Path) -> None:
    for path in serving(index).iterdir():
        assert path.suffix in {".sqlite", ".faiss", ".txt", ".npy", ".json"}
        assert not path.read_bytes().startswith((b"\x80\x04", b"\x80\x05"))


def test_opening_imports_nothing_heavy(index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from qa.index import Index;"
        f"Index.open(Path({str(index)!r})).facts();"
        "heavy = {'torch', 'faiss', 'langchain_core', 'sentence_transformers', 'pandas'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
