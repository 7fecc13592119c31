"""Characters of a PDF that are no part of its text: watermarks across it, raised marks of notes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

_Char = Mapping[str, Any]

# Degrees: lines of text lie nearer than this to the edges of the page, scanned ones too.
_ASLANT = 15.0
# Type so many times as large as usual, and as what it lies upon, is a watermark.
_LARGE = 2.0
# In sizes of the type before it: a raised mark is smaller, higher and nearer than this.
_SMALL, _HIGHER, _NEAR = 0.75, 0.12, 0.35
# Points: characters are looked up by bands of this height.
_BAND = 15.0
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def aside(chars: Sequence[_Char]) -> list[_Char]:
    """Those of the characters that an eye does not read with the text."""
    return [*_aslant(chars), *_across(chars), *_raised(chars)]


def _aslant(chars: Sequence[_Char]) -> Iterator[_Char]:
    for char in chars:
        a, b = char["matrix"][:2]
        turned = math.degrees(math.atan2(b, a)) % 90
        if _ASLANT < turned < 90 - _ASLANT:
            yield char


def _across(chars: Sequence[_Char]) -> list[_Char]:
    """Large type that is printed over, or under, the middle of small type."""
    if not chars:
        return []
    usual = median(char["size"] for char in chars)
    large = [char for char in chars if char["size"] >= _LARGE * usual and char["text"].strip()]
    kinds = {_kind(one) for one in large if any(_lies_upon(one, other) for other in chars)}
    return [char for char in large if _kind(char) in kinds]


def _kind(char: _Char) -> tuple[str, int]:
    return char["fontname"], round(char["size"])


def _lies_upon(large: _Char, other: _Char) -> bool:
    across, down = (other["x0"] + other["x1"]) / 2, (other["top"] + other["bottom"]) / 2
    return bool(
        large["size"] >= _LARGE * other["size"]
        and large["x0"] < across < large["x1"]
        and large["top"] < down < large["bottom"]
        and other["text"].strip()
    )


def _raised(chars: Sequence[_Char]) -> Iterator[_Char]:
    """Small digits that stand high behind a figure or a Chinese word."""
    usual = median(char["size"] for char in chars) if chars else 0.0
    marks = [char for char in chars if _is_mark(char)]
    marks = [char for char in marks if char["size"] < usual or char["text"] in _CIRCLED]
    if not marks:
        return
    bands: dict[int, list[_Char]] = {}
    for char in chars:
        bands.setdefault(int(char["top"] // _BAND), []).append(char)
    bases: dict[int, _Char] = {}
    for char in sorted(marks, key=lambda char: char["x0"]):
        band = int(char["top"] // _BAND)
        for before in (one for at in (-1, 0, 1) for one in bands.get(band + at, ())):
            base = bases.get(id(before), before)
            if before is not char and _follows(before, char) and _stands_high(base, char):
                bases[id(char)] = base
                yield char
                break


def _is_mark(char: _Char) -> bool:
    text = char["text"]
    return len(text) == 1 and (text in _CIRCLED or (text.isascii() and text.isdigit()))


def _stands_high(base: _Char, char: _Char) -> bool:
    word = base["text"].isdigit() or "\u3400" <= base["text"][:1] <= "\u9fff"
    higher = (base["top"] + base["bottom"]) / 2 - (char["top"] + char["bottom"]) / 2
    return bool(word and char["size"] <= _SMALL * base["size"] and higher >= _HIGHER * base["size"])


def _follows(before: _Char, char: _Char) -> bool:
    gap = char["x0"] - before["x1"]
    level = char["top"] < before["bottom"] and before["top"] < char["bottom"]
    return bool(level and abs(gap) <= _NEAR * before["size"])
