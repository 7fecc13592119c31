"""Characters in a PDF that no eye can see: white ones on white paper.

A white character may stand on a dark ground, so the page is drawn and looked at. What stands
beside the paper is no such thing: a sheet that is larger than its paper is cut there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

# Type as light as this is not told from paper.
_LIGHT = 0.94
# Dots an inch in which the page is looked at, and points.
_DOTS, _POINTS = 72, 72
# Of 255 steps of grey a place where nothing is drawn has no less.
_PAPER = 240
# Spaces of colour in which one number tells how light it is, not how much ink there is.
_GREYS = ("DeviceGray", "CalGray", "ICCBased", "G")


def without_unseen(page: Any) -> tuple[Any, int]:
    """The page of pdfplumber without what cannot be seen, and how many characters that are."""
    light = [char for char in page.chars if _is_light(char)]
    unseen = {id(char) for char in _not_drawn(page, light)}
    if not unseen:
        return page, 0
    count = sum(bool(char["text"].strip()) for char in page.chars if id(char) in unseen)
    return page.filter(lambda one: id(one) not in unseen), count


def _is_light(char: Mapping[str, Any]) -> bool:
    color = char.get("non_stroking_color")
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return all(part <= 1 - _LIGHT for part in parts)
    return all(part >= _LIGHT for part in parts) and (len(parts) == 3 or char["ncs"] in _GREYS)


def _not_drawn(page: Any, chars: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of the characters that stand on nothing darker than themselves."""
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
        if not part.size or int(part.min()) >= _PAPER:
            found.append(char)
    return found
