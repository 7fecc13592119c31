"""The lines around a table: its number, title, owner, unit of measure and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.model import Line
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import heading_depth, plain, squeeze, tight

# A longer line is a sentence, whatever it ends with.
_LONGEST_TITLE = 60
# Title, number, owner, period and unit of measure: more lines never stand above a head.
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Preamble:
    """What the lines above a table say; ``lines`` are those that belong to it."""

    title: str = ""
    number: str | None = None
    owner: str | None = None
    unit: str | None = None
    period: str | None = None
    lines: tuple[Line, ...] = ()


def read_preamble(lines: Sequence[Line]) -> Preamble:
    """The preamble at the end of ``lines``, which stand between two tables.

    Reads upwards until a line that can be no part of it. Without a title the lines of
    measure and owner alone are a preamble too.
    """
    taken: list[Line] = []
    parts: dict[str, str] = {}
    for line in reversed(lines[-_MOST_LINES:]):
        kind, value = _line_kind(plain(line.text))
        if kind == "" or (kind in parts and kind != "page"):
            break
        if kind == "title" and "number" in parts:
            break
        if kind == "title" and not _is_title(line.text, value):
            break
        taken.append(line)
        if kind in ("measure", "owner"):
            owner, unit = _owner_and_unit(plain(line.text))
            parts |= {"owner": owner} if owner else {}
            parts |= {"measure": unit} if unit else {}
            continue
        number, rest = split_number(value) if kind == "title" else (None, value)
        if number:
            parts["number"] = number
        parts[kind] = rest
    while taken and _line_kind(plain(taken[-1].text))[0] == "page":
        taken.pop()
    return Preamble(
        title=parts.get("title", ""),
        number=parts.get("number"),
        owner=parts.get("owner"),
        unit=parts.get("measure"),
        period=parts.get("period"),
        lines=tuple(reversed(taken)),
    )


def split_number(text: str) -> tuple[str | None, str]:
    """A table's number (``3`` of 表 3, ``公开01表`` as printed) and what follows it."""
    text = text.strip()
    found = pattern("reading", "title", "numbers").match(text)
    if not found:
        return None, clean_title(text)
    printed = squeeze(found.group(0))
    number = (
        printed.removeprefix("附").removeprefix("表") if not printed.endswith("表") else printed
    )
    return number, clean_title(text[found.end() :])


def clean_title(text: str) -> str:
    """A title without heading marks, numbering, inner spaces and outer colons."""
    text = squeeze(plain(text)).strip(":：")
    found = numbering(text)
    if found and found.rest:
        text = found.rest
    return text.strip(":：")


def is_preamble_line(text: str) -> bool:
    """Whether the line can only stand above a table: its number, owner or measure."""
    kind, value = _line_kind(plain(text))
    return kind in ("number", "measure", "owner") or (kind == "title" and _is_title(text, value))


def is_note(text: str) -> bool:
    """Whether the line is a note below a table."""
    return matches("reading", "lines", "note", plain(text))


def is_note_more(text: str) -> bool:
    """Whether the line goes on with the note above it."""
    return matches("reading", "lines", "note_more", plain(text))


def _line_kind(text: str) -> tuple[str, str]:
    text = text.strip()
    if matches("reading", "lines", "note", text):
        return "", text
    if matches("reading", "lines", "measure", text):
        return "measure", text
    if matches("reading", "lines", "page", text):
        return "page", text
    if pattern("reading", "lines", "owner").match(text) and len(text) <= _LONGEST_TITLE:
        return "owner", text
    if matches("reading", "lines", "period", text):
        return "period", text
    number, rest = split_number(text)
    if number and not rest:
        return "number", number
    return "title", text


def _owner_and_unit(text: str) -> tuple[str | None, str | None]:
    measure = pattern("reading", "lines", "measure").search(text)
    unit = measure.group(1) if measure else None
    rest = text[: measure.start()] if measure else text
    owner = pattern("reading", "lines", "owner").search(rest)
    return (squeeze(owner.group(1)) if owner else None), unit


def _is_title(printed: str, text: str) -> bool:
    number, rest = split_number(text)
    if not rest or len(rest) > _LONGEST_TITLE or matches("reading", "title", "excludes", rest):
        return False
    found = numbering(text)
    if found and found.rank is Rank.PART:
        return False
    named = matches("reading", "title", "endings", tight(rest))
    return named or bool(number) or (heading_depth(printed) > 0 and not found)
