"""Characters in a PDF that no eye can see: those of the colour of what they stand on, those of no
ink, those of hidden layers, and those that something is painted over.

A white character may stand on a dark ground, and invisible type over the picture of a scanned
page, so the page is drawn and looked at. What stands beside the paper is no such thing: a sheet
that is larger than its paper is cut there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.read.formats.aside import aside
from qa.read.formats.covered import painted_over
from qa.read.formats.layers import Paint, paints
from qa.read.formats.scan import is_covered

# Type as light as this is not told from paper.
_LIGHT = 0.94
# Dots an inch in which the page is looked at, and points.
_DOTS, _POINTS = 72, 72
# Of 255 steps of grey a place where nothing is drawn has no less, and on a ground of one colour
# the steps differ by no more.
_PAPER, _EVEN = 240, 24
# Points: a filled area that is smaller is a rule.
_SMALLEST_GROUND = 5.0
# Spaces of colour in which one number tells how light it is, not how much ink there is.
_GREYS = ("DeviceGray", "CalGray", "ICCBased", "G")

_Char = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of pdfplumber as an eye sees it; ``unseen`` says why something was taken out of it.
    ``layered`` where words were read that stand unpainted over the picture of the page."""

    page: Any
    unseen: frozenset[str] = frozenset()
    layered: bool = False


def as_seen(page: Any, hidden: frozenset[int]) -> Seen:
    """The page of pdfplumber without what cannot be seen; ``hidden`` are the hidden layers."""
    how = paints(page, hidden) or [Paint.INK] * len(page.chars)
    painted = [char for char, paint in zip(page.chars, how, strict=True) if paint is Paint.INK]
    unpainted = [char for char, paint in zip(page.chars, how, strict=True) if paint is Paint.NONE]
    light = [char for char in painted if _is_light(char)]
    covered, maybe = painted_over(page)
    even = _on_their_colour(painted, [rect for rect in page.rects if _is_ground(rect)])
    found = {
        "与纸同色": _not_drawn(page, light, _is_paper),
        "与底色相同": _not_drawn(page, even, _is_even),
        "不着墨": _not_drawn(page, unpainted, _is_paper) if is_covered(page) else unpainted,
        "被遮盖": covered + _not_drawn(page, maybe, _is_even),
        "在隐藏的图层里": [c for c, p in zip(page.chars, how, strict=True) if p is Paint.HIDDEN],
    }
    taken = {id(char) for chars in (*found.values(), aside(page.chars)) for char in chars}
    if not taken:
        return Seen(page, layered=_prints(unpainted))
    left = [char for char in unpainted if id(char) not in taken]
    reasons = frozenset(reason for reason, chars in found.items() if _prints(chars))
    return Seen(page.filter(lambda one: id(one) not in taken), reasons, _prints(left))


def _prints(chars: Sequence[_Char]) -> bool:
    return any(char["text"].strip() for char in chars)


def _is_light(char: _Char) -> bool:
    color = char.get("non_stroking_color")
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return all(part <= 1 - _LIGHT for part in parts)
    return all(part >= _LIGHT for part in parts) and (len(parts) == 3 or char["ncs"] in _GREYS)


def _is_ground(rect: _Char) -> bool:
    """Whether a filled area is one that words may stand on."""
    return bool(rect["fill"]) and min(rect["width"], rect["height"]) > _SMALLEST_GROUND


def _on_their_colour(chars: Sequence[_Char], grounds: Sequence[_Char]) -> list[_Char]:
    """The characters within a ground of their own colour."""
    colours = {_mixed(char["non_stroking_color"]) for char in chars} - {None}
    same: dict[tuple[float, ...] | None, list[_Char]] = {}
    for ground in grounds:
        if (colour := _mixed(ground["non_stroking_color"])) in colours:
            same.setdefault(colour, []).append(ground)
    if not same:
        return []
    return [
        char
        for char in chars
        if any(_lies_on(char, at) for at in same.get(_mixed(char["non_stroking_color"]), ()))
    ]


def _lies_on(char: _Char, ground: _Char) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    within = ground["x0"] <= across <= ground["x1"]
    return bool(within and ground["top"] <= down <= ground["bottom"])


def _mixed(color: Any) -> tuple[float, ...] | None:
    """A colour in hundredths of red, green and blue; ``None`` for a pattern."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    return tuple(round(float(part), 2) for part in (parts * 3 if len(parts) == 1 else parts))


def _is_paper(part: NDArray[np.uint8]) -> bool:
    return int(part.min()) >= _PAPER


def _is_even(part: NDArray[np.uint8]) -> bool:
    return int(part.max()) - int(part.min()) <= _EVEN


def _not_drawn(
    page: Any, chars: Sequence[_Char], nothing: Callable[[NDArray[np.uint8]], bool]
) -> list[_Char]:
    """Those of the characters at whose place the page shows ``nothing``."""
    if not chars:
        return []
    drawn = np.asarray(page.to_image(resolution=_DOTS).original.convert("L"))
    left, top = page.bbox[:2]
    scale = _DOTS / _POINTS
    found = []
    for char in chars:
        x0, x1 = (int((char[side] - left) * scale) for side in ("x0", "x1"))
        y0, y1 = (int((char[side] - top) * scale) for side in ("top", "bottom"))
        part = drawn[max(y0, 0) : y1 + 1, max(x0, 0) : x1 + 1]
        if not part.size or nothing(part):
            found.append(char)
    return found
