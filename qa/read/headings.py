"""Which lines are headings and which are items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa import lexicon
from qa.model import Line
from qa.read.labels import Numbering, Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import display_width, heading_depth, plain, squeeze
from qa.read.unitname import unit_name

# A heading that is broken at the page's edge fills its line to this share at least.
_FULL = 0.88
# Lines that a broken heading may take.
_MOST_LINES = 3
# Consecutive lines are one or two numbers apart; more means that a table stood between.
_FAR = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words as they stand in a path, and the lines that it takes."""

    text: str
    lines: int
    depth: int = 0


def is_item(text: str) -> bool:
    """Whether the line starts with a number, as items and headings do."""
    return numbering(plain(text)) is not None


def is_plain_heading(text: str) -> bool:
    """Whether the line is one of the headings that are printed without a number."""
    words = squeeze(plain(text))
    of_unit = pattern("outline", "heading", "plain_of_unit").search(words)
    named = of_unit is not None and bool(unit_name(words[: of_unit.start()]))
    return named or matches("outline", "heading", "plain", words)


def heading_title(text: str) -> str:
    """A heading without its numbering, as a title for what stands below it."""
    found = numbering(text)
    return found.rest if found and found.rest else text


def heading_at(lines: Sequence[Line], position: int, width: int | None) -> Heading | None:
    """The heading that starts at ``position``, ``None`` where an item or prose does.

    ``width`` is the full width of a line where lines are broken at the page's edge. A
    numbered line is a heading where it holds no stop and something stands below it.
    """
    line = lines[position]
    text = plain(line.text)
    depth = heading_depth(line.text)
    if matches("outline", "heading", "annex", text):
        return _annex(lines, position)
    found = numbering(text)
    if found is not None and found.rank is Rank.PART:
        return _part(lines, position, depth)
    if is_plain_heading(text):
        return Heading(squeeze(text), 1, depth)
    if found is None or not found.rest:
        stopped = matches("outline", "heading", "stops", text[-1:])
        return Heading(squeeze(text), 1, depth) if depth and not stopped else None
    whole, used = _whole(lines, position, width)
    if not whole:
        return None
    kept = whole.rstrip("。：:")
    following = lines[position + used] if position + used < len(lines) else None
    if _is_long_item(found, kept):
        return None
    if not depth and not _has_content(found, lines[position + used - 1], following):
        return None
    if kept != whole and not _is_stopped_heading(kept):
        return None
    return Heading(_as_path(kept), used, depth)


def _part(lines: Sequence[Line], position: int, depth: int) -> Heading | None:
    """第一部分 …, which large print may break over lines; ``None`` inside a sentence."""
    whole, used = plain(lines[position].text), 1
    for line in lines[position + 1 : position + _MOST_LINES]:
        rest = heading_title(whole)
        text = plain(line.text)
        done = rest != whole and matches("outline", "heading", "part_ending", squeeze(rest))
        if done or is_item(text) or matches("outline", "heading", "stops", text):
            break
        joined = squeeze(heading_title(whole + text))
        if rest != whole and not matches("outline", "heading", "part_ending", joined):
            break
        whole, used = whole + text, used + 1
    bare = _is_bare(heading_title(whole).rstrip(":："))
    return Heading(_as_path(whole), used, depth) if bare else None


def is_heading(text: str) -> bool:
    """Whether the line, taken alone, reads like a numbered heading."""
    found = numbering(plain(text))
    return found is not None and bool(found.rest) and _is_bare(found.rest)


def _length(key: str) -> int:
    return int(lexicon.load("outline")["length"][key])


def _is_bare(rest: str) -> bool:
    """Whether the words behind the number hold no stop and no figure at their end."""
    return (
        len(rest) <= _length("heading")
        and not matches("outline", "heading", "stops", rest)
        and not matches("outline", "heading", "not_ending", rest)
    )


def _is_long_item(found: Numbering, text: str) -> bool:
    """Whether a line with a small number is too long for a heading."""
    rest = heading_title(text)
    long = found.rank >= Rank.ARABIC and len(rest) > _length("small_heading")
    return long and not matches("outline", "heading", "named_ending", rest)


def _is_stopped_heading(text: str) -> bool:
    """Whether a numbered line that ends with a stop is a heading all the same."""
    rest = heading_title(text)
    return (
        len(rest) <= _length("stopped_heading")
        and matches("outline", "heading", "named_ending", rest)
        and not matches("outline", "heading", "task", rest)
    )


def _whole(lines: Sequence[Line], position: int, width: int | None) -> tuple[str, int]:
    """The heading with the lines that it is broken over; empty where it is none."""
    text = plain(lines[position].text)
    if width is None or display_width(text) < width * _FULL:
        return (text, 1) if _is_bare(heading_title(text).rstrip("。：:")) else ("", 0)
    whole, used = text, 1
    for line in lines[position + 1 : position + _MOST_LINES]:
        if is_item(line.text) or line.text.startswith("  "):
            break
        whole += plain(line.text)
        used += 1
        if display_width(line.text.strip()) < width * _FULL:
            break
    if _is_bare(heading_title(whole)):
        return whole, used
    found = numbering(text)
    rest = heading_title(text)
    named = matches("outline", "heading", "named_ending", rest)
    return (text, 1) if found and _is_bare(rest) and named else ("", 0)


def _has_content(own: Numbering, last: Line, following: Line | None) -> bool:
    """Whether anything stands below the heading: prose, a deeper number or a table."""
    if following is None or following.number - last.number >= _FAR:
        return True
    below = numbering(plain(following.text))
    if below is None or below.rank > own.rank:
        return True
    # 一、文字部分 above 第一部分 is the one wide heading that may stand above a wider one.
    return own.rank is Rank.CHINESE and below.rank is Rank.PART and below.ordinal == 1


def _as_path(text: str) -> str:
    """The heading in one piece, with one space behind 第一部分."""
    found = numbering(text)
    if found is None or found.rank is not Rank.PART:
        return squeeze(text)
    number = re.sub(r"[\s:：、.]+$", "", text[: len(text) - len(found.rest)])
    return f"{squeeze(number)} {squeeze(found.rest)}".strip()


def _annex(lines: Sequence[Line], position: int) -> Heading:
    """附件1, with the title that is printed below it."""
    text = squeeze(plain(lines[position].text)).rstrip(":：")
    for line in lines[position + 1 : position + 2]:
        title = squeeze(plain(line.text))
        if matches("outline", "heading", "annex_title", title) and not is_item(title):
            return Heading(f"{text} {title}", 2)
    return Heading(text, 1)
