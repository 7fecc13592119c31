"""Whether a few characters are a short form of a body's name.

A short form keeps the order of the full name's characters and ends with its last one:
大数据中心, 政数局 and 福田数据中心 are all found by that one rule, and so is any
abbreviation of a unit that nobody has heard of yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from qa.ask.question.unit_names import any_of, body_of, is_short_form, places
from qa.ask.words.likeness import is_alike
from qa.lexicon import alternatives, load

#: A short form names more than places by so many characters.
MIN_OWN_PART = 2


def exact(short: str, matches: Sequence[str]) -> list[str]:
    """The names that ``short`` gives in full, but for the ranks of places (上海财政局) or for the
    formal words of a name."""
    return [name for name in matches if name == short] or [
        name for name in matches if _without_ranks(name) == _without_ranks(short)
    ]


@lru_cache(maxsize=65536)
def _without_ranks(name: str) -> str:
    return re.sub(rf"(?<=..)(?:{any_of('ranks')})", "", body_of(name))


def fits(short: str, name: str, fuzzy: bool) -> bool:
    """Whether ``short`` abbreviates ``name``, with a slip of the pen in it where ``fuzzy``.

    What is left without the wrong character must tell ``name`` from its neighbours: without 财
    a 深圳市财政局 would pass for every body of that city with 政 in its name.
    """
    if short == name:
        return not fuzzy
    if not _keeps_places(short, name):
        return False
    is_right = is_short_form(short, name)
    if is_right or not fuzzy:
        return is_right and not fuzzy
    of_places = str.maketrans("", "", "".join(places(name)))
    return any(
        is_short_form(right := short[:i] + short[i + 1 :], name)
        and is_distinctive(right.translate(of_places))
        and _is_slip(short, i, name)
        for i in range(1, len(short) - 1)
    )


def _is_slip(short: str, i: int, name: str) -> bool:
    """Whether the character at ``i`` got into a short form of ``name`` by mistake: one that sounds
    or looks like the right one, one typed twice, or an 和 too many.

    Any other character makes another body's name: among thousands of units a court is one
    character from a hospital, and a city from another.
    """
    if short[i] in (short[i - 1], short[i + 1], *load("units")["linking"]):
        return True
    mended = (short[:i] + right + short[i + 1 :] for right in dict.fromkeys(name))
    return any(is_short_form(read, name) and is_alike(short, read, i) for read in mended)


@lru_cache(maxsize=65536)
def _keeps_places(short: str, name: str) -> bool:
    """Whether ``short`` leaves the places of ``name`` whole. It does not begin in the middle of one
    (海市会 is no form of 上海市…会), it does not drop the narrower of two (上海市商务委 is not the
    上海市普陀区商务委), it names no other place (宁县 is not 宁陵县), and more than places.
    """
    held = places(name)
    if not _is_of_these_places(short, name):
        return False
    if any(place in short for place in held) and held[-1] not in short:
        return False
    torn = any(short.startswith(place[1:]) for place in held if place not in short)
    if torn and re.match(rf".{{1,3}}?(?:{any_of('ranks')})", short):
        return False
    own = re.sub(alternatives(held) or "(?!)", "", short)
    return len(re.sub(any_of("ranks"), "", own)) >= MIN_OWN_PART


def _is_of_these_places(short: str, name: str) -> bool:
    """Whether the places that ``short`` begins with, each with its rank, stand in ``name``: whole,
    or as one shortens a long one (甘孜州 for 甘孜藏族自治州, 高新区)."""
    position = 0
    while match := _ranked_place().match(short, position):
        place, rank = match[1], match[2]
        for whole in places(name) if place + rank not in name else ():
            place = place.removeprefix(whole)
        if place and place + rank not in name:
            long = (m[0] for m in _long_places().finditer(name))
            if not any(is_short_form(place + rank, one) for one in long):
                return False
        position = match.end()
    return True


@cache
def _ranked_place() -> re.Pattern[str]:
    """A place of up to four characters before the word of its rank."""
    return re.compile(rf"(.{{1,4}}?)([{_ranks()}])")


@cache
def _long_places() -> re.Pattern[str]:
    """Places of so many characters that nobody says them all."""
    return re.compile(rf"[^{_ranks()}]{{5,}}[{_ranks()}]")


@cache
def _ranks() -> str:
    """The ranks of one character."""
    return "".join(rank for rank in load("units")["ranks"] if len(rank) == 1)


@lru_cache(maxsize=65536)
def is_distinctive(short: str) -> bool:
    """Whether two characters or more are left without ranks, endings and words many share; the
    second character of a place's name is no rank (秦州, 费县). The office of a council
    (省委办公厅) is told by its rank."""
    shared, ranks = _shared_words()
    if _of_a_council().fullmatch(short):
        return True
    return len(ranks.sub("", shared.sub("", short))) > 1


@cache
def _shared_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that many bodies share, and ranks that are no part of a place's name."""
    words = f"{any_of('generic')}|{any_of('bodies')}"
    return re.compile(words), re.compile(rf"(?:^|(?<=..))(?:{any_of('ranks')})")


@cache
def _of_a_council() -> re.Pattern[str]:
    return re.compile("".join(f"(?:{any_of(k)})" for k in ("ranks", "councils", "bodies")))
