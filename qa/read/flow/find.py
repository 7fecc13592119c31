"""Where tables begin and end in text that was taken out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.model import Line
from qa.read.flow.lines import ends_table
from qa.read.flow.text import key, pieces_of, squeeze
from qa.read.flow.words import vocabulary
from qa.read.flow.zones import sheet_words
from qa.read.patterns import fills, matches, pattern
from qa.read.titles import split_number

#: A table's title is one short line; longer lines that end in 表 are prose.
LONGEST_TITLE = 45
#: Unit line, year and head follow a title closely.
REACH = 12

AMOUNT = re.compile(r"\d,\d{3}|\d\.\d\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A title with everything up to the next one.

    ``body`` holds the lines after title, number and unit: head, rows, notes and whatever
    prose follows; the readers of tables decide where the table ends.
    """

    title: str
    number: str | None
    unit: str | None
    body: tuple[Line, ...]
    line: int
    end_line: int
    page: int | None


def _is_title(text: str) -> bool:
    fits = 3 <= len(text) <= LONGEST_TITLE and fills("flow", "line", "title", text)
    return fits and not AMOUNT.search(text)


def _known_words(line: Line) -> int:
    known = vocabulary().keys | sheet_words("form", "labels") | sheet_words("sheet", "heads")
    return sum(key(piece.text).lstrip("*") in known for piece in pieces_of(line))


def _has_head(lines: Sequence[Line], start: int) -> bool:
    """Whether a unit line or words of a head follow before prose or another title."""
    known = 0
    for line in lines[start : start + REACH]:
        text = squeeze(line.text)
        if matches("flow", "line", "measure", text):
            return True
        if "。" in text or fills("flow", "line", "part", text):
            return False
        if _is_title(text) and len(text) > 4 and _number(text) is None:
            return False
        known += _known_words(line)
        if known >= 2:
            return True
    return False


def _number(text: str) -> str | None:
    """The number of a table that a line is, if any."""
    if fills("flow", "line", "attachment", text):
        return None
    found = pattern("flow", "line", "number").fullmatch(text)
    return (found["before"] or found["behind"]).lstrip("0") if found else None


def _clean_title(text: str) -> tuple[str, str | None]:
    """A title without its number, and that."""
    text = pattern("flow", "line", "continued").sub("", text)
    lead = pattern("flow", "line", "title_lead").match(text)
    if not lead:
        number, title = split_number(text)
        return (title, number) if title else (text, None)
    return text[lead.end() :], lead["number"]


@dataclass(frozen=True, slots=True)
class _Start:
    first: int
    body: int
    title: str
    number: str | None
    unit: str | None


def _start_at(lines: Sequence[Line], at: int) -> _Start | None:
    text = squeeze(lines[at].text)
    if not _is_title(text) or fills("flow", "line", "part", text):
        return None
    if not _has_head(lines, at + 1):
        return None
    if _number(text) is not None:
        return None
    first = at
    title, number = _clean_title(text)
    if len(text) <= 3:
        return None
    if at and number is None and (number := _number(squeeze(lines[at - 1].text))) is not None:
        first = at - 1
    body, unit = at + 1, None
    measure = pattern("flow", "line", "measure")
    for offset in range(at + 1, min(at + 5, len(lines))):
        below = squeeze(lines[offset].text)
        measured = measure.search(below)
        printed = _number(below)
        named = any(fills("flow", "line", kind, below) for kind in ("preamble", "attachment"))
        if measured or named or printed is not None:
            body = offset + 1
            unit = unit or (measured[1] if measured else None)
            number = number or printed
        else:
            break
    above = lines[first - 1] if first else None
    if unit is None and above is not None:
        measured = measure.fullmatch(squeeze(above.text))
        first, unit = (first - 1, measured[1]) if measured else (first, None)
    return _Start(first, body, title, number, unit)


def _measured(unit: str | None, body: Sequence[Line]) -> tuple[str | None, tuple[Line, ...]]:
    """The unit of measure of a table and its lines, less those of heads and rows that print it."""
    rest = next((at for at, line in enumerate(body) if ends_table(line)), len(body))
    kept: list[Line] = []
    for line in body[:rest]:
        found = pattern("flow", "line", "measure").fullmatch(squeeze(line.text))
        if found is None or unit not in (None, found[1]):
            kept.append(line)
        else:
            unit = found[1]
    return unit, (*kept, *body[rest:])


def find_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The tables' titles with what follows each, in printed order."""
    starts = []
    at = 0
    while at < len(lines):
        start = _start_at(lines, at)
        if start:
            starts.append(start)
            at = start.body
        else:
            at += 1
    blocks = []
    for start, after in zip(starts, [*starts[1:], None][: len(starts)], strict=True):
        end = after.first if after else len(lines)
        unit, body = _measured(start.unit, lines[start.body : end])
        blocks.append(
            Block(
                title=start.title,
                number=start.number,
                unit=unit,
                body=body,
                line=lines[start.first].number,
                end_line=lines[end - 1].number,
                page=lines[start.first].page,
            )
        )
    return tuple(blocks)
