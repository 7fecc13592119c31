"""The benchmark itself: parts run alone, aims are judged, an interruption loses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import bench
from eval.benches.measured import Measured, Setting, spread


def fast(setting: Setting) -> Iterator[Measured]:
    """Two numbers, one of them within its aim."""
    yield Measured("fast", "one", 3.0, "ms", 4.0)
    yield Measured("fast", "many", 3.0, "documents/s", 4.0, True, "under load")


def broken_off(setting: Setting) -> Iterator[Measured]:
    """A number before Ctrl-C."""
    yield Measured("off", "before", 1.0, "s")
    raise KeyboardInterrupt


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "PARTS", {"fast": fast, "off": broken_off})


def results(path: Path) -> dict[str, bool | None]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return {one["what"]: one["holds"] for one in told["results"]}


def test_a_part_alone_is_written_with_machine_and_commit(parts: None, tmp_path: Path) -> None:
    bench.main(["--only", "fast", "--report", str(tmp_path / "bench.md")])
    told = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert {"machine", "commit", "python", "date", "mode"} <= set(told)
    assert re.fullmatch(r"\d+ ms before fast", told["a plain loop"])
    assert results(tmp_path / "bench.json") == {"one": True, "many": False}
    page = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "| many | 3 | documents/s | ≥ 4 **missed** | under load |" in page


def test_an_aim_that_is_missed_fails(parts: None, tmp_path: Path) -> None:
    assert bench.main(["--only", "fast", "--report", str(tmp_path / "bench.md")]) == 1


def test_what_was_measured_before_an_interruption_is_written(parts: None, tmp_path: Path) -> None:
    assert bench.main(["--only", "off", "--report", str(tmp_path / "bench.md")]) == 0
    assert results(tmp_path / "bench.json") == {"before": None}


def test_times_are_told_by_median_and_95th_percentile() -> None:
    found = list(spread("warm", "lookup", [float(n) for n in range(1, 102)], p95=90.0))
    assert [(one.what, one.value, one.holds) for one in found] == [
        ("lookup, p50", 51.0, None),
        ("lookup, p95", 96.0, False),
    ]
