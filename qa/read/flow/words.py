"""The words of tables' heads, from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qa import lexicon
from qa.read.flow.text import REMEMBERED, key

#: What stands before a word (a mark, 其中：, a year) and behind it (a unit of measure).
PREFIX = re.compile(r"\*?(?:其中：?)?(?:\d{4}年度?)?")
SUFFIX = re.compile(r"（(亿元|万元|千元|元|%)）")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of heads, normalised.

    ``keys`` are all of them. ``roles`` tells what label columns hold; ``heads`` gives the
    numbers of the groups that a word heads and ``parts`` the words that may stand under
    each group, ``repeated`` the groups whose words must be printed several times. ``words``
    are columns of words, ``totals`` columns of sums, ``dated`` words that follow a year.
    ``halves`` head tables side by side, ``bare`` those that are no column themselves, and
    ``over`` stand above several label columns. ``adding`` names columns of which the first is
    the sum of the others.
    """

    keys: frozenset[str]
    roles: dict[str, str]
    heads: dict[str, list[int]]
    parts: tuple[frozenset[str], ...]
    words: frozenset[str]
    totals: frozenset[str]
    dated: frozenset[str]
    halves: frozenset[str]
    repeated: frozenset[int]
    over: frozenset[str]
    bare: frozenset[str]
    adding: tuple[tuple[str, ...], ...]


@cache
def vocabulary() -> Vocabulary:
    """The lexicon's table words, normalised."""
    data = lexicon.load("flow")
    stubs = data["stub"].items()
    roles = {key(word): role for role, words in stubs if role != "over" for word in words}
    heads: dict[str, list[int]] = {}
    for at, group in enumerate(data["group"]):
        for word in group["heads"]:
            heads.setdefault(key(word), []).append(at)
    parts = tuple(frozenset(map(key, group["parts"])) for group in data["group"])
    columns = data["column"]
    totals = frozenset(map(key, data["sums"]["total"]))
    halves = frozenset(key(head) for half in data["half"] for head in half["heads"])
    dated = frozenset(map(key, columns["dated"]))
    words = frozenset(map(key, columns["words"]))
    keys = frozenset(roles) | frozenset(heads) | frozenset().union(*parts) | totals | halves
    keys |= frozenset(map(key, columns["figure"])) | words | dated
    repeated = frozenset(at for at, g in enumerate(data["group"]) if g.get("repeated"))
    over = frozenset(map(key, data["stub"]["over"]))
    keys |= over
    adding = tuple(tuple(map(key, row)) for row in data["sums"]["of"])
    bare = halves - frozenset(map(key, columns["figure"]))
    return Vocabulary(
        keys, roles, heads, parts, words, totals, dated, halves, repeated, over, bare, adding
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a head as printed; ``row`` is the line (in the head) where it begins.

    ``split`` tells that it and its neighbour are printed as one, without a space.
    """

    text: str
    core: str
    known: bool
    row: int
    unit: str | None
    split: bool = False

    @property
    def role(self) -> str | None:
        return vocabulary().roles.get(self.core)


@lru_cache(maxsize=REMEMBERED)
def core_of(printed: str, words: frozenset[str]) -> tuple[str, str | None]:
    """A printed label reduced to one of ``words``, and the unit of measure it names.

    Marks (*), 其中： and a year before it and the unit behind it are taken off as far as
    needed; a label that is none of the words comes back without its unit only.
    """
    plain = key(printed).rstrip("：")
    suffix = SUFFIX.search(plain)
    unit = suffix[1] if suffix and suffix.end() == len(plain) else None
    core = plain[: suffix.start()] if suffix and unit else plain
    prefix = PREFIX.match(core)
    bare = core[prefix.end() :] if prefix else core
    for option in (core, core.lstrip("*"), bare):
        if option in words:
            return option, unit
    return core, unit
