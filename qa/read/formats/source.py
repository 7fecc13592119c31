"""What the reader of a format hands over, and its way through a pipe."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qa.model import Line


@dataclass(frozen=True, slots=True)
class Source:
    """A file as lines. ``parted`` tells that the cells of every table are parted by tabs, so
    that a line without tabs is prose; ``notices`` say what could not be read."""

    lines: tuple[Line, ...]
    parted: bool = False
    notices: tuple[str, ...] = ()


def to_json(source: Source) -> str:
    """The source as one line of JSON."""
    lines = [[line.number, line.text, line.gap, line.page] for line in source.lines]
    return json.dumps({"lines": lines, "parted": source.parted, "notices": source.notices})


def from_json(text: str) -> Source:
    """The source that ``to_json`` wrote."""
    raw: dict[str, Any] = json.loads(text)
    lines = tuple(Line(*entry) for entry in raw["lines"])
    return Source(lines, raw["parted"], tuple(raw["notices"]))
