"""Labels: their numbering, and what is left of them without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from qa.numerals import NUMERALS, number_of
from qa.read.text import REMEMBERED, squeeze, strip_markup

_NUMERAL = f"[{NUMERALS}百零〇]{{1,4}}"


class Rank(IntEnum):
    """Kinds of numbering, the widest first."""

    PART = 1  # 第一部分
    CHINESE = 2  # 一、
    CHINESE_BRACKETS = 3  # （一）
    ARABIC = 4  # 1.
    ARABIC_BRACKETS = 5  # （1）
    CIRCLED = 6  # ①


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number in front of a heading, an item or a row label."""

    rank: Rank
    ordinal: int
    rest: str


_PATTERNS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.PART, re.compile(rf"第\s*({_NUMERAL}|\d{{1,2}})\s*(?:部分|章|篇)\s*[:：、.]?\s*")),
    (Rank.CHINESE, re.compile(rf"({_NUMERAL})\s*[、．.]\s*")),
    (
        Rank.CHINESE_BRACKETS,
        re.compile(rf"[(（]\s*({_NUMERAL})\s*[)）]\s*[、.．]?\s*|([㈠-㈩])\s*"),
    ),
    (Rank.ARABIC, re.compile(r"(\d{1,2})\s*(?:[、．]|[.](?!\d))\s*|([⒈-⒛])\s*")),
    (Rank.ARABIC_BRACKETS, re.compile(r"(?:[(（]\s*(\d{1,2})\s*[)）]|(\d{1,2})[)）]|([⑴-⒇]))\s*")),
    (Rank.CIRCLED, re.compile(r"([①-⑳])\s*")),
)
#: 其中：（一）因公出国（境）费
_AMONG = re.compile(r"其中[:：]")
#: What every numbering begins with.
_OPENS = re.compile(rf"[第(（\d①-⑳⑴-⒛㈠-㈩]|{_NUMERAL}")


@lru_cache(REMEMBERED)
def numbering(text: str) -> Numbering | None:
    """The numbering that ``text`` starts with, and the text behind it."""
    text = text.lstrip()
    if not text or not _OPENS.match(text):
        return None
    for rank, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        ordinal = number_of(next(group for group in found.groups() if group))
        if ordinal is None:
            return None
        return Numbering(rank, ordinal, text[found.end() :])
    return None


@lru_cache(REMEMBERED)
def clean_label(text: str) -> str:
    """A row label without numbering, markup, line breaks and inner spaces."""
    text = squeeze(strip_markup(text))
    among = _AMONG.match(text)
    lead = among[0] if among else ""
    found = numbering(text[len(lead) :])
    if found and found.rank is not Rank.PART and found.rest:
        return lead + found.rest.strip()
    return text


def clean_head(text: str) -> str:
    """A column label: without markup, line breaks and inner spaces, otherwise as printed."""
    return squeeze(strip_markup(text))
