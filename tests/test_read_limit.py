"""No file, of whatever format, takes more time than any disclosure does."""

from __future__ import annotations

import signal
import threading
import time
from itertools import count
from pathlib import Path

import pytest
from durability_fixtures import write_disclosure

from qa.model import QaError
from qa.read import disclosure, limit, read


def _forever(*_: object) -> None:
    for _number in count():
        pass


@pytest.mark.parametrize("kind", ["txt", "html"])
@pytest.mark.parametrize("step", ["read_profile", "find_drafts", "read_outline"])
def test_a_file_that_no_end_is_found_of_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, step: str
) -> None:
    path = write_disclosure(tmp_path, kind)
    monkeypatch.setattr(disclosure, step, _forever)
    monkeypatch.setattr(limit, "MOST_SECONDS", 0.2)
    with pytest.raises(QaError, match="占用的时间超过限度，没有读入：请检查文件是否正常。"):
        read(path)


def test_what_ends_in_time_is_not_disturbed_later(tmp_path: Path) -> None:
    with limit.within_limit("x.txt", 0.05):
        pass
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_a_thread_reads_without_a_limit(tmp_path: Path) -> None:
    path, found = write_disclosure(tmp_path, "txt"), []
    thread = threading.Thread(target=lambda: found.append(read(path).profile.year))
    thread.start()
    thread.join()
    assert found == [2021]
