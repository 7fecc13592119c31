"""Cutting prose into what can be quoted alone: numbering, sentences, enumerations."""

from __future__ import annotations

import re
from functools import cache

from qa.lexicon import alternatives, load
from qa.numerals import NUMERALS

_NUMERAL = f"{NUMERALS}百"
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
    rf"(?:(?<=[。；;：:，,！!\n是])|^)\s*(?:[{_NUMERAL}]是|[（(]\d{{1,2}}[）)]|\d{{1,2}}[.、．](?!\d))"
)
_OPENING, _CLOSING = "（(“「『《【", "）)”」』》】"
_STOPS = "。！？!?\n"
_HALF_STOPS = "；;"
#: What may follow the last member of a list: how many there are, 等, what they do.
_AFTER = re.compile(
    rf"(?:等(?!级)|(?<=.)[{_NUMERAL}\d]+\s*[{load('narrative')['measure']['kinds']}](?![人月])).*$"
)
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
#: Letters that count things (台, 辆, 家), as a class of a pattern.
MEASURES = f"[{load('narrative')['measure']['pieces']}]"
_QUANTITY = re.compile(rf"\d\s*{MEASURES}$")


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
    """Spans of the numbered items inside ``text``; fewer than two are no enumeration. A number
    that comes again right behind (1.…主要原因是1.…；2.…) is that of the whole."""
    found = [*_INNER.finditer(text)]
    if len(found) > 2 and found[0][0].strip() == found[1][0].strip():
        found = found[1:]
    starts = [m.start() for m in found]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if len(starts) > 1 else []


def listed(text: str) -> tuple[str, ...]:
    """The things that a sentence lists: numbered items, else what stands between 、.

    The words before the list (“…分别为：”) and after it (“等项目”, “三家公司”) are left out; of
    several lists the longest counts.
    """
    spans = inner_items(text)
    if spans:
        return tuple(text[a:b].strip(" \n；;") for a, b in spans)
    clauses = _split(text, "，,；;。\n")
    quantities = [clause.strip() for clause in clauses if _QUANTITY.search(clause)]
    if quantities:
        quantities[0] = _without_lead(quantities[0])
    lists = [*map(_between_marks, clauses), quantities]
    longest = max(lists, key=len)
    return tuple(longest) if len(longest) > 1 else ()


def first_clause(text: str) -> str:
    """``text`` up to its first mark that stands outside brackets and figures."""
    return _split(text, "，,；;。：:\n")[0]


def _split(text: str, marks: str) -> list[str]:
    """``text`` cut at ``marks`` that stand outside brackets."""
    parts = [""]
    depth = 0
    for i, character in enumerate(text):
        depth = max(0, depth + (character in _OPENING) - (character in _CLOSING))
        if character in marks and not depth and not _THOUSANDS.match(text, max(0, i - 1)):
            parts.append("")
        else:
            parts[-1] += character
    return parts


@cache
def _words(key: str) -> str:
    return alternatives(load("narrative")["enumeration"][key])


def _without_lead(text: str) -> str:
    """A list's first member without the words that lead to it."""
    bare = re.sub(rf"^.*(?:{_words('leads')})(?=.)", "", text)
    return re.sub(rf"^.+(?:{_words('copulas')})(?=.)", "", bare).strip()


def _between_marks(clause: str) -> list[str]:
    """What stands between the 、 of a clause; 及 and 和 join the last two."""
    parts = _split(clause, "、")
    if len(parts) < 2:
        return []
    last = _AFTER.sub("", parts[-1])
    pair = re.split(rf"(?<=[\u4e00-\u9fff）)”])(?:{_words('joints')})(?=[\u4e00-\u9fff“])", last)
    ends = pair if len(pair) == 2 else [last]
    named = (_without_lead(parts[0]), *parts[1:-1], *ends)
    return [part.strip() for part in named if part.strip()]
