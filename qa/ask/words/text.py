"""One spelling for questions and labels, so that they can be compared character by character."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache, partial

from opencc import OpenCC

from qa.ask.words.wordlist import WordList
from qa.lexicon import alternatives, load
from qa.numerals import YEAR_DIGITS, in_digits
from qa.visible import visible

#: Marks that never tell two labels apart: quotation marks, spaces, list stars.
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉*＊`]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PUNCTUATION = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%≥≤<>]|_")
_CHINESE_YEAR = re.compile(rf"(?:二[〇零○])?[{YEAR_DIGITS}]{{2}}(?=年)")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """``text`` with traditional characters in their simplified form."""
    return str(_simplifier().convert(text))


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """``text`` in NFKC without control and invisible characters, quotes and white space.

    Brackets become the half-width ones, thousands commas go, years in Chinese numerals
    (二〇二一年) become digits.
    """
    text = unicodedata.normalize("NFKC", visible(text)).replace("\n", " ")
    text = _THOUSANDS.sub("", _NOISE.sub("", text)).lower()
    return _CHINESE_YEAR.sub(lambda year: in_digits(year[0]), text)


@cache
def _synonyms() -> tuple[WordList, dict[str, str]]:
    pairs = {
        clean(word): clean(standard)
        for standard, words in load("synonyms")["standard"].items()
        for word in words
    }
    # A standard term shields itself: 公务用车 must not become 公务公务用车 by way of 用车.
    pairs |= {standard: standard for standard in pairs.values()}
    pairs |= {clean(word): clean(word) for word in load("synonyms")["shielded"]["words"]}
    return WordList(pairs), pairs


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """``clean`` text with every colloquial or variant term in the field's standard form."""
    words, pairs = _synonyms()
    bare = clean(text)
    return words.replaced(bare, pairs, partial(_may_stand, bare))


def _may_stand(text: str, at: int, word: str) -> bool:
    """Whether a term may stand there: some only where no Chinese character goes before."""
    standing = load("synonyms")["standing"]
    if not at or word not in standing["words"]:
        return True
    return not "\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] in standing["behind"]


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """``canonical`` text reduced to its characters: no punctuation but a decimal point."""
    return _PUNCTUATION.sub("", canonical(text))


@cache
def _tail() -> re.Pattern[str]:
    tails = alternatives(load("questions")["grammar"]["tails"])
    return re.compile(rf"(?:{tails})(?=(?:[(（][^()（）]*[)）])?$)")


def without_tail(name: str) -> str:
    """``name`` without the word at its end, before brackets there may be, that tells no other
    thing: 政府投资项目 is 政府投资, 云平台项目（二期） is 云平台（二期）."""
    return _tail().sub("", name) or name


@lru_cache(maxsize=65536)
def grams(text: str) -> frozenset[str]:
    """The character bigrams of ``text``'s skeleton; the skeleton itself if it is one character."""
    bare = skeleton(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) or frozenset(
        (bare,) if bare else ()
    )
