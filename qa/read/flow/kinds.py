"""What a text in a table of indicators looks like: a value, a class, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from qa.lexicon import alternatives
from qa.read.flow.text import REMEMBERED, Piece, key
from qa.read.flow.zones import sheet_words
from qa.read.indicators import is_class

LONGEST_CLASS_PIECES = 5

NUMBER = r"\d[\d,]*(?:\.\d+)?"
SIGN = r"[≥≤＞＜>=<≦≧±]"
UNIT = r"(?:[%‰％]|[^\s，。；\d%‰％]{0,7})"


@lru_cache(maxsize=REMEMBERED)
def is_value(text: str) -> bool:
    """Whether ``text`` is a value in figures."""
    return _value_pattern().fullmatch(text) is not None


@cache
def _value_pattern() -> re.Pattern[str]:
    """A value in figures: a bound, a number, a short unit, perhaps twice (≥50万PV，≥10万UV) or
    with what is measured before the bound (离职率≤20%); or a date."""
    bound = rf"(?:{SIGN}{{1,2}}|{alternatives(sheet_words('sheet', 'bounds'))})"
    deadline = alternatives(sheet_words("sheet", "deadlines"))
    return re.compile(
        rf"(?:[^\s\d]{{0,6}}{SIGN}|{bound}?)\s*{NUMBER}\s*{UNIT}"
        rf"(?:[，、；~～\-至]?\s*{bound}?{NUMBER}\s*{UNIT})?"
        rf"|\d{{4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:{deadline})?"
    )


@lru_cache(maxsize=REMEMBERED)
def is_value_word(text: str) -> bool:
    """Whether ``text`` is a usual value in words (及时, 有效)."""
    return key(text) in sheet_words("sheet", "values")


@lru_cache(maxsize=REMEMBERED)
def is_any_class(text: str) -> bool:
    """Whether ``text`` is a class of indicators of either level."""
    return is_class(text, "first") or is_class(text, "second")


@cache
def _name_ends() -> tuple[str, ...]:
    return tuple(sheet_words("sheet", "ends"))


@lru_cache(maxsize=REMEMBERED)
def ends_like_name(text: str) -> bool:
    """Whether ``text`` ends the way names of indicators do (…率, …数量)."""
    return key(text).endswith(_name_ends())


def class_pieces(pieces: Sequence[Piece]) -> set[int]:
    """The pieces that spell classes of indicators, whole or broken over lines."""
    found: set[int] = set()
    for at in range(len(pieces)):
        text = ""
        for end in range(at, min(at + LONGEST_CLASS_PIECES, len(pieces))):
            if end > at and not pieces[end].first:
                break
            text += pieces[end].text
            if is_any_class(text):
                found |= set(range(at, end + 1))
    return found


def is_placeholder(text: str) -> bool:
    """Whether ``text`` says that there is no indicator (不涉及)."""
    return key(text) in sheet_words("sheet", "placeholders")
