"""Which questions range over units (哪个区的财政局, 各单位合计), and over which of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from qa.ask.question.asked import mentions
from qa.ask.question.unit_names import any_of, rank_of
from qa.ask.words.text import canonical, clean, simplified
from qa.lexicon import load


@dataclass(frozen=True, slots=True)
class Ranging:
    """A question over units: ``question`` is what it asks of each of them, ``ranks`` are those of
    the places meant (区, 县), none for all."""

    question: str
    ranks: frozenset[str] = frozenset()

    def among(self, units: Iterable[str]) -> tuple[str, ...]:
        """The units meant, as far as their places tell."""
        return tuple(unit for unit in units if not self.ranks or rank_of(unit) in self.ranks)


def ranging(question: str) -> Ranging | None:
    """What ``question`` asks of many units; ``None`` where it does not range over units."""
    text = clean(simplified(question))
    if found := _over_units().search(text):
        ranks = frozenset(re.findall(any_of("ranks"), found["ranks"] or ""))
        return Ranging(text[: found.start()] + text[found.end() :], ranks)
    return Ranging(text) if mentions(canonical(text), "unit_words") else None


@cache
def _over_units() -> re.Pattern[str]:
    """A word for all or for some of them (各, 哪个), and what they are (县, 单位)."""
    words = load("units")["ranging"]
    over = _either((*words["all"], *words["some"]))
    kinds = _either(words["kinds"])
    ranks = rf"(?P<ranks>(?:{any_of('ranks')})+)级?"
    return re.compile(rf"(?:{over})(?:{ranks}(?:{kinds})?|(?:{kinds}))的?")


def _either(words: Collection[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
