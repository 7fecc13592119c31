"""What people say around a question (greetings, who they are, thanks), and how they speak."""

from __future__ import annotations

import re
from functools import cache

from qa.lexicon import load

_MARKS = r"[,、:;.!?~]*"


def bare_question(text: str) -> str:
    """``text`` (cleaned) without the courtesies before and after the question; unchanged where
    nothing else would be left."""
    before, after = _patterns()
    bare = after.sub("", before.sub("", text))
    return bare or text


def written(text: str) -> str:
    """``text`` (cleaned) with the words of speech as they are written: 啥 is 什么."""
    pattern, words = _spoken()
    return pattern.sub(lambda m: words[m[0]], text)


@cache
def _spoken() -> tuple[re.Pattern[str], dict[str, str]]:
    by_standard = load("courtesy")["written"]
    words = {word: standard for standard, spoken in by_standard.items() for word in spoken}
    return re.compile(_any(list(words))), words


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("courtesy")
    opening, thanks = _any(words["opening"]), _any(words["thanks"])
    about = f"(?:{_any(words['about_oneself'])})[^,:;.!?]{{1,12}}[,:;.!?]"
    marked = f"(?:{_any(words['opening_before_mark'])})[,:;.!?]"
    before = re.compile(f"^(?:(?:{about}|{marked}|{opening}|{thanks}){_MARKS})+")
    after = re.compile(f"(?:{_MARKS}(?:{thanks}))+{_MARKS}$")
    return before, after


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
