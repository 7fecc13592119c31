"""A build that somebody stops: what was read is kept, and the next build goes on from there."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa import cli
from qa.index import BuildReport, Index, build_index
from qa.index.stopping import stopping
from qa.model import Disclosure, QaError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

UNIT = "云岭县水务局"
YEARS = range(2019, 2023)
Build = Callable[..., BuildReport]
Read = Callable[[Path], Disclosure]


def _document(year: int) -> str:
    return f"{year}年{UNIT}决算"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for year in YEARS:
        write(folder, UNIT, year, "决算", {"差旅费": f"{year}.50"})
    return folder


@pytest.fixture(params=["folder", "database"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "folder":
        return tmp_path / "index"
    return str(request.getfixturevalue("database"))


@pytest.fixture
def build(tmp_path: Path, corpus: Path, index: Path | str) -> Build:
    encoder = write_encoder(tmp_path / "encoder")

    def run(reading: Read = read, place: Path | str = index) -> BuildReport:
        return build_index(
            corpus, place, encoder=encoder, read=reading, facts_of=facts_of, progress=False
        )

    return run


def _stopped_at(year: int, number: signal.Signals = signal.SIGINT) -> Read:
    """A reader whose program gets a signal while it reads the disclosure of ``year``."""

    def reading(path: Path) -> Disclosure:
        if path.name.startswith(str(year)):
            os.kill(os.getpid(), number)
        return read(path)

    return reading


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_next_build_reads_what_the_stopped_one_has_not(
    build: Build, number: signal.Signals
) -> None:
    with pytest.raises(KeyboardInterrupt, match="读好的 2 份已保存，再次运行 qa index 会接着做"):
        build(_stopped_at(2021, number))
    report = build()
    assert report.reused == (_document(2019), _document(2020))
    assert report.read == (_document(2021), _document(2022))


def test_an_index_that_was_stopped_twice_holds_what_one_made_in_one_go_holds(
    build: Build, index: Path | str, tmp_path: Path
) -> None:
    for year in (2020, 2022):
        with pytest.raises(KeyboardInterrupt):
            build(_stopped_at(year))
    build()
    build(place=tmp_path / "whole")
    with Index.open(index) as stopped, Index.open(tmp_path / "whole") as whole:
        assert stopped.documents == whole.documents
        assert stopped.facts() == whole.facts()
        found, expected = (one.search("差旅费", k=8) for one in (stopped, whole))
        assert found == expected
        assert len(found) == 8


def test_until_a_build_is_done_the_index_answers_as_before(
    build: Build, corpus: Path, index: Path | str
) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(_stopped_at(2021))
    with pytest.raises(QaError, match="qa index"):
        Index.open(index)
    build()
    for year in (2023, 2024):
        write(corpus, UNIT, year, "决算", {"差旅费": "1.00"})
    (corpus / f"{_document(2019)}.txt").unlink()
    with pytest.raises(KeyboardInterrupt):
        build(_stopped_at(2024))
    with Index.open(index) as opened:
        assert [info.profile.year for info in opened.documents] == [*YEARS]
    build()
    with Index.open(index) as opened:
        assert [info.profile.year for info in opened.documents] == [2020, 2021, 2022, 2023, 2024]


def test_a_stopped_build_that_is_taken_back_leaves_the_index_as_it_was(
    build: Build, corpus: Path, index: Path | str
) -> None:
    build()
    for year in (2023, 2024):
        write(corpus, UNIT, year, "决算", {"差旅费": "1.00"})
    with pytest.raises(KeyboardInterrupt):
        build(_stopped_at(2024))
    for year in (2023, 2024):
        (corpus / f"{_document(year)}.txt").unlink()
    for _ in range(2):
        build()
        with Index.open(index) as opened:
            assert [info.profile.year for info in opened.documents] == [*YEARS]


def test_the_file_that_is_being_read_is_not_waited_for(build: Build) -> None:
    ended = []

    def slow(path: Path) -> Disclosure:
        if path.name.startswith("2021"):
            os.kill(os.getpid(), signal.SIGINT)
            ended.append(path)
        return read(path)

    with pytest.raises(KeyboardInterrupt, match="2 份"):
        build(slow)
    assert ended == []


def test_what_was_read_is_put_away_before_the_work_stops() -> None:
    done = []
    with stopping() as stop:
        for thing in stop.until("ab"):
            os.kill(os.getpid(), signal.SIGINT)
            done.append(thing)
    assert done == ["a"]


def test_a_build_stopped_before_anything_was_read_says_nothing_of_saving(build: Build) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        build(_stopped_at(2019))
    assert stopped.value.args == ()
    assert build().read == tuple(map(_document, YEARS))


def test_the_folder_keeps_nothing_of_a_stopped_build_once_the_next_is_done(
    build: Build, tmp_path: Path
) -> None:
    for year in (2020, 2021):
        with pytest.raises(KeyboardInterrupt):
            build(_stopped_at(year), tmp_path / "index")
    build(place=tmp_path / "index")
    left = sorted(path.name for path in (tmp_path / "index").iterdir())
    assert left == [".lock", "current", "generation-000003"]


@pytest.fixture
def heard() -> Iterator[None]:
    """Python's own answer to Ctrl-C: it has none where it was begun in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_a_second_ctrl_c_stops_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), stopping() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.is_asked
        os.kill(os.getpid(), signal.SIGINT)
        pytest.fail("the second one is not heard")


def test_signals_mean_what_they_meant_once_the_work_is_done() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with stopping():
        pass
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_thread_that_hears_no_signals_works_on() -> None:
    seen = []

    def work() -> None:
        with stopping() as stop:
            seen.append(stop.is_asked)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]


@pytest.mark.parametrize(("said", "printed"), [(("已中断：……",), "已中断：……\n"), ((), "")])
def test_the_command_says_what_was_kept_and_ends_as_shells_expect(
    said: tuple[str, ...],
    printed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt(*said)

    monkeypatch.setattr(cli, "main", stopped)
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert (ended.value.code, capsys.readouterr().err) == (130, printed)
