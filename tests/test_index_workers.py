"""Several processes make the same index as one, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from eval.generate.corpus import Corpus
from qa.index import Index, build_index
from qa.index.workers import Workers, processors
from qa.model import QaError

_BUILD = """
import sys
from pathlib import Path
from qa.index import build_index
build_index(Path(sys.argv[1]), Path(sys.argv[2]), progress=False, processes=2)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    list(Corpus(3).write(folder, 8))
    (folder / "别的.txt").write_text("无关的内容\n", encoding="utf-8")
    return folder


def files(index: Path) -> dict[str, bytes]:
    folder = index / (index / "current").read_text(encoding="utf-8").split()[0]
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_processes_make_the_index_that_one_makes(corpus: Path, tmp_path: Path) -> None:
    for name, processes in (("one", 1), ("two", 2)):
        report = build_index(corpus, tmp_path / name, progress=False, processes=processes)
        assert [failure.path for failure in report.failed] == ["别的.txt"]
        assert report.documents == 8
    with Index.open(tmp_path / "one") as one, Index.open(tmp_path / "two") as two:
        assert one.facts() == two.facts()
        assert one.passages() == two.passages()
    searched = ("bm25-weights.npy", "bm25-rows.npy", "bm25-times.npy", "vectors.faiss")
    first, second = files(tmp_path / "one"), files(tmp_path / "two")
    assert all(first[name] == second[name] for name in searched)


def test_work_comes_back_in_the_order_in_which_it_went_out() -> None:
    with Workers(2) as workers:
        assert list(workers.map(abs, range(-40, 0))) == list(range(40, 0, -1))


def test_one_process_works_only_when_its_result_is_wanted() -> None:
    seen: list[int] = []
    results = Workers(1).map(seen.append, range(5))
    next(results)
    assert seen == [0]


def test_a_process_that_is_ended_is_told_of() -> None:
    with Workers(2) as workers, pytest.raises(QaError, match="--processes 1"):
        list(workers.map(os._exit, range(3)))


def test_a_program_that_builds_while_it_is_loaded_is_told_how_to_call(
    corpus: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(_BUILD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program, corpus, tmp_path / "index"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "请把 build_index 放在 if __name__ == '__main__': 之下" in done.stderr


def test_there_is_a_processor() -> None:
    assert processors() >= 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_a_killed_build_takes_its_processes_along(corpus: Path, tmp_path: Path) -> None:
    root = str(Path(__file__).parent.parent)
    child = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(corpus), str(tmp_path / "index")],
        env={**os.environ, "PYTHONPATH": root},
        start_new_session=True,
    )
    while child.poll() is None and len(_of_session(child.pid)) < 4:
        time.sleep(0.02)
    assert child.poll() is None, "the build was over before its processes were seen"
    child.send_signal(signal.SIGKILL)
    child.wait()
    until = time.monotonic() + 30
    while _of_session(child.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert _of_session(child.pid) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_ctrl_c_while_the_processes_are_loading_is_told_by_the_build_alone(
    corpus: Path, tmp_path: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "qa", "index", corpus, "--index", tmp_path / "i", "--processes=2"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while child.poll() is None and len(_of_session(child.pid)) < 3:
        time.sleep(0.01)
    assert child.poll() is None, "the build was over before its processes were seen"
    time.sleep(0.15)  # in the middle of what they load
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in said


def _of_session(leader: int) -> list[int]:
    """The living processes of a session (``man 5 proc``, stat: state, …, session)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_what_nobody_wants_any_more_is_not_waited_for() -> None:
    def things() -> Iterator[int]:
        yield from (60, 60)
        raise QaError("……")

    others = set(active_children())
    with pytest.raises(QaError), Workers(2) as workers:
        for _ in workers.map(time.sleep, things()):
            pass
    for process in set(active_children()) - others:
        process.join(30)
        assert process.exitcode is not None
