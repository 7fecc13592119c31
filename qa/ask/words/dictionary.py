"""The words of the general language: jieba's own dictionary, read when first asked."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files

#: Words of more characters than this are not looked for.
LONGEST = 4
#: Tags of names: of places, people and bodies.
NAMES = ("ns", "nr", "nt")
#: Tags of words that say what is done, those of one character before a noun (干) included.
VERBS = ("v", "vg")
#: Beginnings of the tags of words that name things, and of activities used as such.
NOUNS = ("n", "vn", "an", "j", "l")


@cache
def _lines() -> list[str]:
    """Each word with how often it stands and its tag, sorted, as the file nearly is: a few words
    of a question are looked up sooner than all are taken apart."""
    return sorted((files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines())


def _tag(word: str) -> str | None:
    """The tag of a word; ``None`` for what is none."""
    lines = _lines()
    place = bisect_left(lines, f"{word} ")
    found = lines[place].split(" ") if place < len(lines) else [""]
    return found[-1] if found[0] == word else None


def is_word(text: str) -> bool:
    """Whether the general language has the word."""
    return _tag(text) is not None


def begins_long_word(text: str) -> bool:
    """Whether ``text`` begins with a word of three characters or more; what looks like one of two
    may be the end of one and the beginning of another (政府采购中|服务)."""
    return any(is_word(text[:size]) for size in range(3, LONGEST + 1))


def is_name(word: str) -> bool:
    """Whether it is the name of a place, a person or a body."""
    return _tag(word) in NAMES


def is_noun(word: str) -> bool:
    """Whether it names a thing; so does every word that the dictionary does not hold."""
    return (_tag(word) or "n").startswith(NOUNS)


def is_verb(word: str) -> bool:
    """Whether it is known to say what is done."""
    return _tag(word) in VERBS


def is_particle(word: str) -> bool:
    """Whether it is grammar that stands behind other words (过, 着, 了)."""
    return (_tag(word) or "").startswith("u")


def words_of(run: str) -> list[str]:
    """A run of Chinese characters cut into the longest words of the dictionary, left to right."""
    words = []
    while run:
        sizes = range(min(LONGEST, len(run)), 1, -1)
        size = next((n for n in sizes if is_word(run[:n])), 1)
        words.append(run[:size])
        run = run[size:]
    return words
