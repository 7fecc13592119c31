"""Which characters are typed for one another: those that sound or look alike."""

from __future__ import annotations

from functools import lru_cache

from qa.lexicon import load


def is_alike(typed: str, read: str, k: int) -> bool:
    """Whether two stretches that differ at ``k`` sound alike, or the characters there look so."""
    if typed[k] == read[k]:
        return False
    heard = (sounds(typed[k])[0], sounds(typed)[k])
    return looks_alike(typed[k], read[k]) or sounds(read)[k] in heard


def looks_alike(one: str, other: str) -> bool:
    """Whether two characters are in one group of those that are taken for each other."""
    return any(one in group and other in group for group in load("spelling")["lookalikes"])


@lru_cache(maxsize=65536)
def sounds(text: str) -> tuple[str, ...]:
    """The pinyin of each character of ``text``, as it is read there, without tones."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text))
