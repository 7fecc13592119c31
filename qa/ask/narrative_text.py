"""Cutting prose into what can be quoted alone: numbering, sentences, enumerations."""

from __future__ import annotations

import re
from functools import cache

from qa.lexicon import load

_NUMERAL = "一二三四五六七八九十百"
#: Numberings from the outermost to the innermost; the position is the level of an item.
_LEVELS = tuple(
    map(
        re.compile,
        (
            rf"第[{_NUMERAL}\d]+(?:部分|章|节|篇)\s*[:：、]?",
            rf"[{_NUMERAL}]+\s*[、.．]",
            rf"[（(]\s*[{_NUMERAL}]+\s*[）)][、.．]?",
            r"\d{1,2}\s*[.、．](?!\d)",
            r"[（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)]",
            r"[①-⑳]",
            r"[-*•●◆■]\s*",
        ),
    )
)
#: An enumeration inside a sentence or a cell: “一是…；二是…”, “1.…；2.…”, “（1）…”.
_INNER = re.compile(
    rf"(?:(?<=[。；;：:，,！!\n])|^)\s*(?:[{_NUMERAL}]是|[（(]\d{{1,2}}[）)]|\d{{1,2}}[.、．](?!\d))"
)
_OPENING, _CLOSING = "（(“「『《【", "）)”」』》】"
_STOPS = "。！？!?\n"
_HALF_STOPS = "；;"
_COUNT = re.compile(r"[\s，,]*共(?:计)?\s*[\d" + _NUMERAL + r"]+\s*(?:个|家|项|名)?[^、]{0,6}$")


def level(text: str) -> int | None:
    """How deep the numbering at the start of ``text`` stands; ``None`` where there is none."""
    bare = text.lstrip()
    return next((i for i, mark in enumerate(_LEVELS) if mark.match(bare)), None)


def unnumbered(text: str) -> str:
    """``text`` without its numbering."""
    bare = text.strip()
    depth = level(bare)
    return bare if depth is None else _LEVELS[depth].sub("", bare, count=1).strip()


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text``; a semicolon outside brackets ends one as well."""
    spans: list[tuple[int, int]] = []
    start = depth = 0
    for i, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _STOPS or (character in _HALF_STOPS and not depth):
            depth = 0
            start = _append(spans, text, start, i + 1)
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> int:
    """Adds a span, closing quotes that follow the stop included; returns where it ends."""
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    if text[start:end].strip(" 　\n"):
        spans.append((start, end))
    return end


def inner_items(text: str) -> list[tuple[int, int]]:
    """Spans of the numbered items inside ``text``; fewer than two are no enumeration."""
    starts = [m.start() for m in _INNER.finditer(text)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if len(starts) > 1 else []


def listed(text: str) -> tuple[str, ...]:
    """The things that a sentence lists: numbered items, else what stands between 、.

    The words before the list (“…分别为：”) and a closing count (“共6个部门”) are left out.
    """
    spans = inner_items(text)
    if spans:
        return tuple(text[a:b].strip(" \n；;") for a, b in spans)
    longest: list[str] = []
    for start, end in sentences(text):
        parts = _between_marks(_COUNT.sub("", text[start:end].strip(" \n。；;")))
        if len(parts) > len(longest):
            longest = parts
    return tuple(longest) if len(longest) > 1 else ()


@cache
def _words(key: str) -> str:
    words = sorted(load("narrative")["enumeration"][key], key=len, reverse=True)
    return "|".join(map(re.escape, words))


def _between_marks(sentence: str) -> list[str]:
    """What stands between the 、 of a sentence, outside brackets; 及 and 和 join the last two."""
    parts = [""]
    depth = 0
    for character in sentence:
        depth += (character in _OPENING) - (character in _CLOSING)
        if character == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    if len(parts) < 2:
        return []
    first = re.sub(rf"^.*(?:{_words('leads')})(?=.)", "", parts[0]).split("，")[-1]
    last = re.split(r"[，,；;。]", parts[-1])[0]
    joined = re.split(rf"(?<=[\u4e00-\u9fff）)”])(?:{_words('joints')})(?=[\u4e00-\u9fff“])", last)
    ends = joined if len(joined) == 2 else [last]
    return [part.strip() for part in (first, *parts[1:-1], *ends) if part.strip()]
