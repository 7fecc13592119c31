"""What a printed cell holds: a figure, a dash, a code, or words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from qa.read.text import REMEMBERED

_FIGURE = re.compile(r"[-−–－+△负(（]?\d[\d,，]*(?:\.\d+)?[)）]?([%％]|[万亿千百]*元)?$")
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_DASH = re.compile(r"[-−–—－/\\]+$")
_CODE = re.compile(r"[A-Za-z]?\d{1,12}[A-Za-z]?$")


@lru_cache(REMEMBERED)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(REMEMBERED)
def is_figure(text: str) -> bool:
    """Whether ``text`` is one number, with a sign, commas, % or a unit of money at most."""
    return bool(text) and bool(_FIGURE.match(_folded(text)))


@lru_cache(REMEMBERED)
def is_number(text: str) -> bool:
    """Whether ``text`` is one number without % or a unit."""
    found = _FIGURE.match(_folded(text))
    return found is not None and not found[1]


def is_year(text: str) -> bool:
    """Whether ``text`` is a bare year such as 2021."""
    return bool(_YEAR.match(_folded(text)))


@lru_cache(REMEMBERED)
def is_dash(text: str) -> bool:
    """Whether ``text`` is a dash or slash that stands for nothing."""
    return bool(_DASH.match(_folded(text)))


@lru_cache(REMEMBERED)
def is_code(text: str) -> bool:
    """Whether ``text`` looks like a classification code (201, 2010350, A02)."""
    return bool(_CODE.match(_folded(text)))


@lru_cache(REMEMBERED)
def amount(text: str) -> Decimal | None:
    """The value of a printed number; ``None`` for words, rates and malformed commas."""
    folded = re.sub("[−–△负]", "-", _folded(text))
    if not is_number(folded):
        return None
    negative = folded.startswith(("-", "("))
    digits = folded.strip("-+()")
    if "," in digits and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return None
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None
    return -value if negative else value
