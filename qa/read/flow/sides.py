"""Which of two tables side by side a row belongs to, by its words or its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qa import lexicon
from qa.read.flow.text import key
from qa.read.flow.tree import Half
from qa.read.labels import clean_label


@dataclass(frozen=True, slots=True)
class SideWords:
    ends: tuple[str, ...]
    codes: tuple[str, ...]


@cache
def _side_words() -> dict[str, SideWords]:
    words: dict[str, SideWords] = {}
    for half in lexicon.load("flow")["half"]:
        known = SideWords(tuple(map(key, half["ends"])), tuple(half.get("codes", ())))
        words |= {key(head): known for head in half["heads"]}
    return words


def side_of(label: str, code: str | None, halves: Sequence[Half]) -> int | None:
    """Which half a row belongs to by its code or label; ``None`` where they do not say."""
    known = words_of(halves)
    if code is not None:
        by_code = [at for at, w in enumerate(known) if w and code.startswith(w.codes or ("-",))]
        return by_code[0] if len(by_code) == 1 else None
    text = key(clean_label(label))
    longest = [
        max((len(end) for end in w.ends if text.endswith(end)), default=0) if w else 0
        for w in known
    ]
    best = max(longest)
    if not best or longest.count(best) > 1:
        return None
    return longest.index(best)


def words_of(halves: Sequence[Half]) -> list[SideWords | None]:
    """For each half the words that its labels end with and how its codes begin, if known."""
    return [_side_words().get(key(half.head or "")) for half in halves]
