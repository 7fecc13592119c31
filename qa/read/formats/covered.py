"""Characters of a PDF that something is painted over: a patch, often with another figure on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTImage, LTRect

_Box = Mapping[str, Any]

# Points: patches are looked up by bands of this height; a filled area that is smaller is a rule.
_BAND, _SMALLEST = 12.0, 5.0
# Two characters stand in one place where they share so much of the smaller one's two sides.
_SHARED = 0.4


def painted_over(page: Any) -> tuple[list[_Box], list[_Box]]:
    """The characters of a page of pdfplumber that a filled area or a picture is painted over later.

    The first ones have other characters upon the patch in their place, so that they are covered;
    of the others only the drawn page tells whether the patch lets them shine through.
    """
    order: dict[str, list[int]] = {"char": [], "rect": [], "image": []}
    for number, (kind, _) in enumerate(_painted(page.layout)):
        order[kind].append(number)
    patches = _patches(page.rects, order["rect"]) + _patches(page.images, order["image"], True)
    chars = page.chars
    first = min(order["char"], default=0)
    if len(order["char"]) != len(chars) or not any(at > first for at, _ in patches):
        return [], []
    bands = _bands(patches)
    covered: list[_Box] = []
    maybe: list[_Box] = []
    for at, char in zip(order["char"], chars, strict=True):
        over = _first_over(char, at, bands)
        if over is None or not char["text"].strip():
            continue
        after = chars[bisect_right(order["char"], over) :]
        (covered if any(_in_one_place(char, other) for other in after) else maybe).append(char)
    return covered, maybe


def _painted(container: Any) -> Iterator[tuple[str, Any]]:
    """What a page of pdfminer paints, in its order, as pdfplumber lists it."""
    for one in container._objs:
        if isinstance(one, LTContainer):
            yield from _painted(one)
        elif isinstance(one, LTChar):
            yield "char", one
        elif isinstance(one, LTRect):
            yield "rect", one
        elif isinstance(one, LTImage):
            yield "image", one


def _patches(
    boxes: Sequence[_Box], order: Sequence[int], filled: bool = False
) -> list[tuple[int, _Box]]:
    if len(boxes) != len(order):
        return []
    return [
        (at, box)
        for at, box in zip(order, boxes, strict=True)
        if (filled or box["fill"]) and min(box["width"], box["height"]) > _SMALLEST
    ]


def _bands(patches: Sequence[tuple[int, _Box]]) -> dict[int, list[tuple[int, _Box]]]:
    found: dict[int, list[tuple[int, _Box]]] = {}
    for at, box in patches:
        for band in range(int(box["top"] // _BAND), int(box["bottom"] // _BAND) + 1):
            found.setdefault(band, []).append((at, box))
    return found


def _first_over(char: _Box, at: int, bands: Mapping[int, Sequence[tuple[int, _Box]]]) -> int | None:
    """When the first patch is painted over the middle of a character; ``None``: none is."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for later, box in bands.get(int(down // _BAND), ()):
        within = box["x0"] <= across <= box["x1"] and box["top"] <= down <= box["bottom"]
        if later > at and within:
            return later
    return None


def _in_one_place(one: _Box, other: _Box) -> bool:
    across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    broad = min(one["x1"] - one["x0"], other["x1"] - other["x0"])
    high = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    return bool(across > _SHARED * broad and down > _SHARED * high and other["text"].strip())
