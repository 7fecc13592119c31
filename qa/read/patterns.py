"""The lexicon's patterns, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from qa import lexicon
from qa.read.text import REMEMBERED


@cache
def pattern(file: str, section: str, key: str) -> re.Pattern[str]:
    """The pattern or list of patterns at ``key`` as one regular expression.

    Raises ``KeyError`` for a place that the lexicon does not hold.
    """
    value: Any = lexicon.load(file)[section][key]
    return re.compile(value if isinstance(value, str) else _any_of(value))


@cache
def words(file: str, section: str, key: str) -> frozenset[str]:
    """The list of words at ``key``."""
    return frozenset(lexicon.load(file)[section][key])


@lru_cache(REMEMBERED)  # the same labels are asked about in every table
def matches(file: str, section: str, key: str, text: str) -> bool:
    """Whether the pattern at ``key`` is found in ``text``."""
    return bool(pattern(file, section, key).search(text))


@lru_cache(REMEMBERED)
def fills(file: str, section: str, key: str, text: str) -> bool:
    """Whether the pattern at ``key`` takes the whole of ``text``."""
    return pattern(file, section, key).fullmatch(text) is not None


def _any_of(alternatives: Iterable[str]) -> str:
    return "|".join(f"(?:{alternative})" for alternative in alternatives)
