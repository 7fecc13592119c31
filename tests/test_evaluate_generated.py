"""Made-up worlds are drawn, indexed and asked in one run."""

from __future__ import annotations

import pytest

from eval import generated

_SMALL = ["--seed", "3", "--documents", "2", "--units", "1", "--without-hand-written"]


def test_a_world_is_asked_and_its_scores_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert generated.main([*_SMALL, "--min-accuracy", "80"]) == 0
    printed = capsys.readouterr().out
    assert "== seed 3: " in printed
    assert "合计" in printed
    assert "hand-written" not in printed


def test_a_world_under_the_minimum_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    low = generated.Run("seed 3", ())
    monkeypatch.setattr(generated.Run, "accuracy", property(lambda run: 79.9))
    monkeypatch.setattr(generated, "drawn", lambda *arguments: low)
    monkeypatch.setattr(generated, "text_report", lambda results, failures: "")
    assert generated.main([*_SMALL, "--min-accuracy", "80"]) == 1
