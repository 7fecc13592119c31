"""``qa index`` killed at any moment, on a full disk, without permission, over bad files."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from durability_fixtures import KINDS, UNIT, YEARS, Runner, write_disclosure
from index_fixtures import write_encoder

from qa.index import Index
from qa.model import QaError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits of Linux")

#: Kills at random moments: of the first build, and of builds over an index that serves.
FIRST_KILLS, LATER_KILLS = 12, 40
#: Nobody, who may not write to what root owns.
NOBODY = 65534


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory, encoder: str) -> Iterator[Runner]:
    """Commands, with all that a build loads loaded."""
    folder = tmp_path_factory.mktemp("runner")
    (folder / "corpus").mkdir()
    write_disclosure(folder / "corpus", "txt")
    started = Runner(folder)
    index = str(folder / "index")
    started.share("index", str(folder / "corpus"), "--index", index, "--encoder", encoder)
    yield started
    started.close()


@pytest.fixture
def kinds() -> tuple[str, ...]:
    """The formats of the corpus."""
    return KINDS


@pytest.fixture
def corpus(tmp_path: Path, kinds: tuple[str, ...]) -> Path:
    """A disclosure in every format of ``kinds``."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for kind in kinds:
        write_disclosure(folder, kind)
    return folder


only_text = pytest.mark.parametrize("kinds", [("txt",)])


@pytest.fixture
def build(corpus: Path, tmp_path: Path, encoder: str) -> tuple[str, ...]:
    """The command that indexes ``corpus`` in ``tmp_path / "index"``."""
    return "index", str(corpus), "--index", str(tmp_path / "index"), "--encoder", encoder


def figure_of(index: Path, kind: str, searched: bool = True) -> str | None:
    """The figure that the disclosure of one format prints, after a look at all of the index."""
    with Index.open(index) as opened:
        assert not searched or opened.search("收入预算", k=1)
        facts = opened.facts([f"{YEARS[kind]}年{UNIT}部门预算"])
        return next(fact.text for fact in facts if fact.row == ("一般公共预算拨款",))


def test_a_first_build_killed_at_random_leaves_no_index_or_a_whole_one(
    runner: Runner, build: tuple[str, ...], tmp_path: Path
) -> None:
    index = tmp_path / "index"
    started = time.monotonic()
    assert runner.run(*build).status == 0
    whole = time.monotonic() - started
    moments = random.Random(11)
    ends = []
    for _ in range(FIRST_KILLS):
        shutil.rmtree(index)
        ends.append(runner.run(*build, kill_after=moments.uniform(0, whole)).status)
        index.mkdir(exist_ok=True)
        if (index / "current").exists():
            assert figure_of(index, "pdf") == "48.00"
        else:
            with pytest.raises(QaError, match="qa index"):
                Index.open(index)
    assert ends.count(-signal.SIGKILL) > FIRST_KILLS / 2
    assert runner.run(*build).status == 0
    assert figure_of(index, "pdf") == "48.00"


def test_a_later_build_killed_at_random_leaves_the_last_good_index(
    runner: Runner, build: tuple[str, ...], corpus: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    assert runner.run(*build).status == 0
    # Text is read at once; of the other formats one stands for all that are read apart.
    kinds = ("txt", "txt", "html")
    whole = {}
    for kind in kinds:
        write_disclosure(corpus, kind, "47.00")
        started = time.monotonic()
        assert runner.run(*build).status == 0
        whole[kind] = time.monotonic() - started
    moments = random.Random(12)
    ends = []
    possible = {kind: {"47.00"} for kind in kinds}
    for number in range(LATER_KILLS):
        kind, figure = kinds[number % len(kinds)], f"{number}.50"
        write_disclosure(corpus, kind, figure)
        possible[kind].add(figure)
        ends.append(runner.run(*build, kill_after=moments.uniform(0, whole[kind])).status)
        assert figure_of(index, kind) in possible[kind]
    assert ends.count(-signal.SIGKILL) > LATER_KILLS / 2
    assert runner.run(*build).status == 0
    assert figure_of(index, kinds[(LATER_KILLS - 1) % len(kinds)]) == f"{LATER_KILLS - 1}.50"
    assert not (index / "building").exists()
    assert len(list(index.glob("generation-*"))) <= 2


@only_text
def test_a_build_killed_before_any_step_on_the_disk_leaves_the_last_good_index(
    runner: Runner, build: tuple[str, ...], corpus: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    assert runner.run(*build).status == 0
    before = figure_of(index, "txt")
    for step in range(1000):
        write_disclosure(corpus, "txt", f"{step}.25")
        end = runner.run(*build, index=str(index), dies_at=step)
        found = figure_of(index, "txt", searched=False)
        assert found in (before, f"{step}.25"), step
        before = found
        if end.status == 0:
            break
        assert end.status == -signal.SIGKILL
    assert found == f"{step}.25"
    assert step > 20  # files, database, switch: all of them were steps


def test_of_two_builds_at_once_one_may_be_killed(
    runner: Runner, build: tuple[str, ...], tmp_path: Path, encoder: str
) -> None:
    other = Runner(tmp_path)
    try:
        with ThreadPoolExecutor() as pool:
            dying = pool.submit(other.run, *build, kill_after=3.0)
            assert runner.run(*build).status == 0
            assert dying.result().status in (0, -signal.SIGKILL)
    finally:
        other.close()
    assert figure_of(tmp_path / "index", "docx") == "48.00"


@only_text
# The first is too little for a copy of the old database, the second for a new one.
@pytest.mark.parametrize(("old", "most_bytes"), [(True, 1_000), (False, 60_000)])
def test_a_full_disk_is_one_line_and_leaves_nothing_behind(
    runner: Runner, build: tuple[str, ...], corpus: Path, tmp_path: Path, old: bool, most_bytes: int
) -> None:
    index = tmp_path / "index"
    if old:
        assert runner.run(*build).status == 0
        write_disclosure(corpus, "txt", "51.00")
    end = runner.run(*build, most_bytes=most_bytes)
    assert end.status == 2
    assert re.fullmatch(f"索引文件夹“{index}”写不进去（磁盘.*）：请.*磁盘.*。\n", end.said)
    assert not (index / "building").exists()
    if old:
        assert figure_of(index, "txt") == "48.00"
    assert runner.run(*build).status == 0
    assert figure_of(index, "txt") == ("51.00" if old else "48.00")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_folder_without_permission_is_one_line(
    runner: Runner, build: tuple[str, ...], corpus: Path
) -> None:
    # The folders of the tests are root's own: what nobody may look into is no test.
    with tempfile.TemporaryDirectory() as name:
        open_folder = Path(name)
        open_folder.chmod(0o755)
        for source, target in ((corpus, "corpus"), (Path(build[-1]), "encoder")):
            copied = Path(shutil.copytree(source, open_folder / target))
            for path in (copied, *copied.iterdir()):
                path.chmod(0o755)
        index = open_folder / "index"
        command = ("index", str(open_folder / "corpus"), "--index", str(index), "--encoder")
        end = runner.run(*command, str(open_folder / "encoder"), user=NOBODY)
    assert end.status == 2
    assert end.said == (
        f"索引文件夹“{index}”写不进去（没有写入权限）："
        "请改权限，或用 --index 换一个可写的文件夹。\n"
    )


@only_text
@pytest.mark.parametrize("name", ["current", "manifest.json", "store.sqlite", "vectors.faiss"])
def test_a_damaged_file_is_one_line_and_the_next_build_mends_it(
    runner: Runner, build: tuple[str, ...], tmp_path: Path, name: str
) -> None:
    index = tmp_path / "index"
    assert runner.run(*build).status == 0
    path = next(path for path in index.rglob(name))
    path.write_bytes(path.read_bytes()[:-40])
    end = runner.run("ask", "2021年收入预算是多少", "--index", str(index))
    assert end.status == 2
    assert re.fullmatch("[^\n]*(损坏|残缺|不一致|不是可用)[^\n]*qa index[^\n]*\n", end.said)
    assert runner.run(*build).status == 0
    assert figure_of(index, "txt") == "48.00"
