"""Characters and markup: what a printed cell or line says without its dress."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: How many answers a function of a short text remembers: a document prints its labels in every
#: table, and all documents print the same.
REMEMBERED = 20_000
_PARAGRAPH = re.compile(r"\s*</p>\s*<p>\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|b|strong|em|u|span|div|sup|sub)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING_MARK = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"^\s*[-*•●]\s+(?=\S)")
_SPACE = re.compile(r"[ \t\u00a0\u3000]+")
# A space is kept between two Latin words or two figures only.
_LOOSE_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])|(?<=[A-Za-z])\s+(?=\d)")


def strip_markup(text: str) -> str:
    """``text`` without tags and bold marks; paragraphs inside it are parted by a newline."""
    if "<" in text:
        text = _BREAK.sub("\n", _PARAGRAPH.sub("\n", text))
        text = _TAG.sub("", text)
    return text.replace("**", "").strip()


def heading_depth(text: str) -> int:
    """The number of ``#`` that mark ``text`` as a heading; 0 where there are none."""
    found = _HEADING_MARK.match(text)
    return len(found.group(1)) if found else 0


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """A line of prose without heading marks, bullets, bold marks and outer white space."""
    return strip_markup(_BULLET.sub("", _HEADING_MARK.sub("", text)))


@lru_cache(REMEMBERED)
def squeeze(text: str) -> str:
    """A label in one piece: no line breaks, no spaces but those between Latin words."""
    text = text.strip()
    if not _SPACE.search(text) and "\n" not in text:
        return text
    return _LOOSE_SPACE.sub("", " ".join(text.split()))


@lru_cache(REMEMBERED)
def tight(text: str) -> str:
    """``text`` for comparison: compatibility forms folded, all white space removed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def indent_of(text: str) -> int:
    """How far blanks in front of ``text`` move it to the right, in half characters."""
    if not text[:1].isspace():
        return 0
    blanks = text[: len(text) - len(text.lstrip())]
    return display_width(blanks.replace("\n", "")) if text.strip() else 0


@lru_cache(REMEMBERED)
def display_width(text: str) -> int:
    """Printed width: a Chinese character counts 2, a Latin one 1."""
    return sum(map(_char_width, text))


@lru_cache(REMEMBERED)
def _char_width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
