"""How long the stages of an answer took."""

from __future__ import annotations

from collections.abc import Mapping

from qa.ask.flow import Trace
from qa.ask.steps import Stage


def stage_seconds(trace: Trace | None, total: float) -> Mapping[Stage, float]:
    """The seconds of each stage; what is left of ``total`` went into the answer's words."""
    seconds: dict[Stage, float] = {**trace.seconds} if trace else {}
    seconds["compose"] = max(0.0, total - sum(seconds.values()))
    return seconds


def milliseconds(seconds: Mapping[Stage, float]) -> Mapping[str, float]:
    """The same as an answer's ``timings``."""
    return {stage: round(1000 * spent, 3) for stage, spent in seconds.items()}
