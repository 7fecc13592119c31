"""What the reader of a format hands over, and its way through a pipe."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from qa.model import Line, QaError
from qa.visible import one_line

# Ten times what the largest disclosures hold.
_MOST_LINES, _MOST_CHARACTERS = 300_000, 20_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as lines. ``parted`` tells that the cells of every table are parted by tabs, so
    that a line without tabs is prose; ``notices`` say what could not be read. ``pages`` counts
    those of the file (sheets of a workbook), 0 where it has none; ``scanned`` are those that were
    read by recognition, each with its confidence from 0 to 1. ``filled_up`` tells that rows of
    tables that lost a blank cell may have been given one at their end."""

    lines: tuple[Line, ...]
    parted: bool = False
    notices: tuple[str, ...] = ()
    pages: int = 0
    scanned: tuple[tuple[int, float], ...] = ()
    filled_up: bool = False


def cleaned(source: Source, name: str) -> Source:
    """The source without what cannot be seen, and without the lines that then print nothing.

    Raises ``QaError`` where it is larger than any disclosure; ``name`` is the file's.
    """
    length = sum(len(line.text) for line in source.lines)
    if len(source.lines) > _MOST_LINES or length > _MOST_CHARACTERS:
        raise QaError(
            f"“{name}”有{len(source.lines)}行、{length}字，超过限度，没有读入：请拆成几份。"
        )
    lines: list[Line] = []
    gap = False
    for line in source.lines:
        text = one_line(line.text)
        gap = gap or line.gap
        if text.strip():
            as_is = text == line.text and gap == line.gap
            lines.append(line if as_is else Line(line.number, text, gap, line.page))
            gap = False
    return replace(source, lines=tuple(lines))


def to_json(source: Source) -> str:
    """The source as one line of JSON."""
    lines = [[line.number, line.text, line.gap, line.page] for line in source.lines]
    return json.dumps({**asdict(source), "lines": lines})


def from_json(text: str) -> Source:
    """The source that ``to_json`` wrote."""
    raw: dict[str, Any] = json.loads(text)
    return Source(
        tuple(Line(*entry) for entry in raw["lines"]),
        raw["parted"],
        tuple(raw["notices"]),
        raw["pages"],
        tuple((page, confidence) for page, confidence in raw["scanned"]),
        raw["filled_up"],
    )
