"""The words of the general language: jieba's own dictionary, read when first asked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

#: Words of more characters than this are not looked for.
LONGEST = 4
#: Tags of names: of places, people and bodies.
NAMES = ("ns", "nr", "nt")
#: Beginnings of the tags of words that name things, and of activities used as such.
NOUNS = ("n", "vn", "an", "j", "l")


@cache
def _tags() -> dict[str, str]:
    """The tag of each word."""
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split(" ", 2) for line in lines)}


def is_word(text: str) -> bool:
    """Whether the general language has the word."""
    return text in _tags()


def is_name(word: str) -> bool:
    """Whether it is the name of a place, a person or a body."""
    return _tags().get(word, "") in NAMES


def is_noun(word: str) -> bool:
    """Whether it names a thing; so does every word that the dictionary does not hold."""
    return _tags().get(word, "n").startswith(NOUNS)


def words_of(run: str) -> list[str]:
    """A run of Chinese characters cut into the longest words of the dictionary, left to right."""
    words = []
    while run:
        sizes = range(min(LONGEST, len(run)), 1, -1)
        size = next((n for n in sizes if is_word(run[:n])), 1)
        words.append(run[:size])
        run = run[size:]
    return words
