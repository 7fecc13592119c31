"""Several attributes of one thing asked for in one breath (得分和执行率, 预算数、执行数和得分)."""

from __future__ import annotations

import re
from functools import cache

from qa.ask.question.asked import one_of
from qa.lexicon import alternatives, load


def attributes_apart(typed: str) -> str:
    """``typed`` with a question of its own for each attribute (得分是多少,执行率是多少), where it
    asks for several that are told in different places of a document: points, versions, rates.
    Versions alone are set side by side, and stay as they are."""
    match = _row().search(typed)
    if match is None:
        return typed
    kinds = {kind: re.compile(alternatives(words)) for kind, words in _kinds().items()}
    asked = re.findall(_any(), match[1])
    found = [next(k for k, words in kinds.items() if words.fullmatch(one)) for one in asked]
    if not set(found) - {"version"}:
        return typed
    asks = load("questions")["attribute_asked"]
    each = (f"{one}{asks.get(kind, asks['other'])}" for one, kind in zip(asked, found, strict=True))
    return f"{typed[: match.start()]}{','.join(each)}?"


def _kinds() -> dict[str, list[str]]:
    return dict(load("questions")["attribute"])


@cache
def _any() -> str:
    return alternatives(word for words in _kinds().values() for word in words)


@cache
def _row() -> re.Pattern[str]:
    """Two attributes and more at the end of a question, with the words that ask for them."""
    joint = rf"(?:{one_of('in_a_row')}|{one_of('before_last')})"
    asking = r"(?:分别|各自|各)?(?:是|为|有)?(?:多少|几)?(?:呢)?[?。!]*"
    return re.compile(rf"((?:{_any()})(?:{joint}(?:{_any()}))+){asking}$")
