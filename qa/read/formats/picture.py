"""The picture of a page: set straight, and its drawn rules found. Places are in dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.read.formats.strokes import Stroke

#: The corners of a line of words, from the top left one clockwise: across and down.
Box = tuple[tuple[float, float], ...]

# A rule that lies flat is at least so long, one that stands upright so high, and at most so thick.
_SHORTEST, _LOWEST, _THICKEST = 60, 40, 10
# A shorter gap in a rule is worn print; a rule that is not quite straight is off by so much.
_WORN = 3
# A dot that is darker than its neighbourhood by so much is printed.
_DARKER, _NEIGHBOURHOOD = 15, 31
# Lines that are so much wider than high tell the slope of the page.
_LONG = 4.0
# Of the width of a page: a rule so long tells its slope better. The median of so many is enough.
_LONG_RULE, _ENOUGH = 0.2, 15
# A part that is cut out is at least so wide and high.
_LEAST = 3
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as dots: ``colours`` has the shape (height, width, 3)."""

    colours: NDArray[np.uint8]

    @classmethod
    def of(cls, image: Any) -> Picture:
        """The picture of an image of Pillow."""
        return cls(np.asarray(image.convert("RGB")))

    def rotated(self, quarters: int) -> Picture:
        """The picture turned to the left by so many quarters."""
        return Picture(np.ascontiguousarray(np.rot90(self.colours, quarters)))

    def straightened(self, boxes: Sequence[Box]) -> tuple[Picture, list[Box]]:
        """The picture turned about its middle until its rules lie flat, or where there are none
        the lines of words in ``boxes``; and the boxes where they are then."""
        import cv2

        slopes = self._slopes() or [slope for box in boxes for slope in _slope(box)]
        height, width = self.colours.shape[:2]
        degrees = math.degrees(median(slopes)) if slopes else 0.0
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        white = (_WHITE, _WHITE, _WHITE)
        flat = cv2.warpAffine(self.colours, matrix, (width, height), borderValue=white)
        (a, b, c), (d, e, f) = matrix.tolist()
        moved = [tuple((a * x + b * y + c, d * x + e * y + f) for x, y in box) for box in boxes]
        return Picture(np.asarray(flat, dtype=np.uint8)), moved

    def _slopes(self) -> list[float]:
        """By how much the longest rules that nearly lie flat fall to the right, in radians."""
        labels, boxes = _bars(self._printed(), True)
        least = self.colours.shape[1] * _LONG_RULE
        long = sorted((width, n) for n, (_, _, width, _) in boxes.items() if width >= least)
        slopes: list[float] = []
        for _, number in long[-_ENOUGH:]:
            left, top, width, height = boxes[number]
            down, across = np.nonzero(labels[top : top + height, left : left + width] == number)
            slopes.append(math.atan(float(np.polyfit(across, down, 1)[0])))
        return slopes

    def rules(self) -> tuple[Stroke, ...]:
        """The straight lines that lie flat or stand upright."""
        dark = self._printed()
        found: list[Stroke] = []
        for across in (True, False):
            for left, top, width, height in _bars(dark, across)[1].values():
                if (height if across else width) > _THICKEST:
                    continue
                if across:
                    found.append(Stroke(True, top + height / 2, left, left + width))
                else:
                    found.append(Stroke(False, left + width / 2, top, top + height))
        return tuple(found)

    def _printed(self) -> NDArray[np.uint8]:
        """The dots that are darker than their neighbourhood as white on black."""
        import cv2

        grey = cv2.cvtColor(self.colours, cv2.COLOR_RGB2GRAY)
        dark = cv2.adaptiveThreshold(
            grey, _WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, _DARKER
        )
        return np.asarray(dark, dtype=np.uint8)

    def without(self, rules: Iterable[Stroke]) -> Picture:
        """The picture with ``rules`` painted over."""
        colours = self.colours.copy()
        for rule in rules:
            across = slice(max(0, round(rule.at) - _WORN), round(rule.at) + _WORN)
            along = slice(max(0, round(rule.start)), round(rule.end))
            colours[(across, along) if rule.across else (along, across)] = _WHITE
        return Picture(colours)

    def part(self, left: float, top: float, right: float, bottom: float) -> NDArray[np.uint8]:
        """The dots between these edges."""
        x, y = max(0, round(left)), max(0, round(top))
        return self.colours[y : max(round(bottom), y + _LEAST), x : max(round(right), x + _LEAST)]


def _bars(
    printed: NDArray[np.uint8], across: bool
) -> tuple[NDArray[np.int32], dict[int, tuple[int, int, int, int]]]:
    """What runs straight along: each dot's number (0: none), and left, top, width and height of
    each number."""
    import cv2

    length = _SHORTEST if across else _LOWEST
    # The gaps of a rule are closed, its strays taken along, and what is short is left out.
    lines = cv2.morphologyEx(printed, cv2.MORPH_CLOSE, _bar(_WORN, across))
    lines = cv2.dilate(lines, _bar(_WORN, not across))
    lines = cv2.morphologyEx(lines, cv2.MORPH_OPEN, _bar(length, across))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(lines)
    # The first number is the ground.
    found = {n: (x, y, wide, high) for n, (x, y, wide, high, _) in enumerate(boxes.tolist()) if n}
    return np.asarray(labels, dtype=np.int32), found


def _bar(length: int, across: bool) -> NDArray[np.uint8]:
    return np.ones((1, length) if across else (length, 1), np.uint8)


def _slope(box: Box) -> Iterator[float]:
    """By how much a long line falls to the right, in radians."""
    (x0, y0), (x1, y1), _, (_, y3) = box
    if x1 - x0 >= _LONG * (y3 - y0) > 0:
        yield math.atan2(y1 - y0, x1 - x0)
