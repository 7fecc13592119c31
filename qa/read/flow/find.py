"""Where tables begin and end in text that was taken out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.model import Line
from qa.read.flow.text import key, pieces_of, squeeze, starts_page
from qa.read.flow.words import vocabulary
from qa.read.flow.zones import sheet_words
from qa.read.titles import split_number

#: A table's title is one short line; longer lines that end in 表 are prose.
LONGEST_TITLE = 45
#: Unit line, year and head follow a title closely.
REACH = 12

NUMBERS = "0-9一二三四五六七八九十"
TITLE = re.compile(r"[^，。；！？《》|]*表(?:[（(][^（()）]*[)）])?")
# The number of a table ends where 一般公共预算 begins.
_OF_TABLE = r"附?表(?:\d+|[一二三四五六七八九十]+(?!般))[-－.、：:]?"
LEAD = re.compile(rf"(?:{_OF_TABLE}|[（(]?[{NUMBERS}]+[)）]?[、.．])")
AMOUNT = re.compile(r"\d,\d{3}|\d\.\d\d")
CONTINUED = re.compile(r"^续表[:：]?|[（(]续表?[0-9一二三四五六七八九十]*[）)]$")
_NUMBER = r"(?:[A-Z]?\d+|[一二三四五六七八九十]+)(?:[-－.]\d+)*"
NUMBER_LINE = re.compile(
    rf"(?:附件|附表|(?:.{{0,6}}公开|预算|决算|财决|附)?表)(?P<a>{_NUMBER})[：:]?"
    rf"|.{{0,6}}?(?P<b>{_NUMBER})表[：:]?"
)
UNIT = re.compile(r"单位[：:]?(?:人民币)?[（(]?(亿元|万元|千元|百元|元)[）)]?$")
#: A lone attachment holds several tables: its number is not a table's.
ATTACHMENT = re.compile(rf"附件[{NUMBERS}]+[：:]?")
PREAMBLE = re.compile(
    r"(?:[（(]?\d{4}年度?[）)]?|(?:编制|填报|公开|预算|申报)?(?:单位|部门)(?:名称)?[：:].*|.*金额单位.*)"
)
PART = re.compile(rf"第[{NUMBERS}]+部分.*")
PAGE_NUMBER = re.compile(
    r"\d{1,4}|[-－—–] ?\d{1,4} ?[-－—–]|\d{1,4} ?/ ?\d{1,4}"
    r"|第 ?\d{1,4} ?页(?:[ ，,]?共 ?\d{1,4} ?页)?"
)
#: Two printed lines are two file lines apart; a foot of the page stands farther off.
FAR = 2
#: Pages without a number, or whose end was not seen, between two numbers of pages.
MOST_PAGES_BETWEEN = 4


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


def _feet(lines: Sequence[Line]) -> set[int]:
    """The lone numbers above the start of a page that count on from page to page."""
    found = [
        (at, int(line.text))
        for at, (line, below) in enumerate(pairwise(lines))
        if line.text.strip().isdigit() and line.gap and starts_page(below)
    ]
    chains: list[list[tuple[int, int]]] = []
    for at, number in found:
        fitting = [chain for chain in chains if 0 < number - chain[-1][1] <= MOST_PAGES_BETWEEN]
        if fitting:
            max(fitting, key=len).append((at, number))
        else:
            chains.append([(at, number)])
    longest = max(chains, key=len, default=[])
    counts = len(longest) > 1 or (len(longest) == 1 and len(found) == 1 and longest[0][1] > 0)
    return {at for at, _ in longest} if counts else set()


def without_page_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` less the lone numbers that are printed at the foot of a page."""
    kept = []
    feet = _feet(lines)
    for at, line in enumerate(lines):
        text = " ".join(line.text.split())
        if at in feet:
            continue
        if PAGE_NUMBER.fullmatch(text):
            before = line.number - lines[at - 1].number if at else FAR
            after = lines[at + 1].number - line.number if at + 1 < len(lines) else FAR
            worded = not text.isdigit()
            if worded or before > FAR or (after > FAR and not line.gap):
                continue
        kept.append(line)
    return tuple(kept)


def _is_title(text: str) -> bool:
    fits = 3 <= len(text) <= LONGEST_TITLE and TITLE.fullmatch(text) is not None
    return fits and not AMOUNT.search(text)


def _known_words(line: Line) -> int:
    known = vocabulary().keys | sheet_words("form", "labels") | sheet_words("sheet", "heads")
    return sum(key(piece.text).lstrip("*") in known for piece in pieces_of(line))


def _has_head(lines: Sequence[Line], start: int) -> bool:
    """Whether a unit line or words of a head follow before prose or another title."""
    known = 0
    for line in lines[start : start + REACH]:
        text = squeeze(line.text)
        if UNIT.search(text):
            return True
        if "。" in text or PART.fullmatch(text) or (_is_title(text) and len(text) > 4):
            return False
        known += _known_words(line)
        if known >= 2:
            return True
    return False


def _number(text: str) -> str | None:
    found = None if ATTACHMENT.fullmatch(text) else NUMBER_LINE.fullmatch(text)
    return (found["a"] or found["b"]).lstrip("0") if found else None


def _clean_title(text: str) -> tuple[str, str | None]:
    text = CONTINUED.sub("", text)
    lead = LEAD.match(text)
    if not lead:
        number, title = split_number(text)
        return (title, number) if title else (text, None)
    digits = re.sub(rf"[^{NUMBERS}]", "", lead[0])
    return text[lead.end() :], digits if "表" in lead[0] else None


@dataclass(frozen=True, slots=True)
class _Start:
    first: int
    body: int
    title: str
    number: str | None
    unit: str | None


def _start_at(lines: Sequence[Line], at: int) -> _Start | None:
    text = squeeze(lines[at].text)
    if not _is_title(text) or not _has_head(lines, at + 1):
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
    for offset in range(at + 1, min(at + 5, len(lines))):
        below = squeeze(lines[offset].text)
        measured = UNIT.search(below)
        printed = _number(below)
        named = PREAMBLE.fullmatch(below) or ATTACHMENT.fullmatch(below)
        if measured or named or printed is not None:
            body = offset + 1
            unit = unit or (measured[1] if measured else None)
            number = number or printed
        else:
            break
    above = lines[first - 1] if first else None
    if unit is None and above is not None and starts_page(above):
        measured = UNIT.fullmatch(squeeze(above.text))
        first, unit = (first - 1, measured[1]) if measured else (first, None)
    return _Start(first, body, title, number, unit)


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
        blocks.append(
            Block(
                title=start.title,
                number=start.number,
                unit=start.unit,
                body=tuple(lines[start.body : end]),
                line=lines[start.first].number,
                end_line=lines[end - 1].number,
                page=lines[start.first].page,
            )
        )
    return tuple(blocks)
