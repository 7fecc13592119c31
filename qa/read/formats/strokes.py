"""The strokes that a page draws, brought to a few straight lines.

Producers draw the border of one cell as lines, as thin filled rectangles, as outlines of
rectangles or as curves, often in many pieces; here all of them are rules. Lengths and
places are in points, measured from the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# A filled rectangle that is not thicker is a line.
_THICKEST = 3.0
# A shorter stroke is the square in a corner or a dot.
_SHORTEST = 2.5
# Strokes as near as this are one rule, and gaps as short are none.
_NEAR = 2.5
# Fills as light as this cannot be seen.
_WHITE = 0.99


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: ``at`` is its place across, ``start`` to ``end`` its extent along."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rule:
    """All strokes on one line of the page: ``spans`` are its drawn parts, apart, ascending."""

    at: float
    spans: tuple[tuple[float, float], ...]

    def covered(self, start: float, end: float) -> float:
        """The share of ``start`` to ``end`` that is drawn."""
        inside = sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.spans)
        return inside / (end - start) if end > start else 0.0


def strokes_of(page: Any) -> tuple[Stroke, ...]:
    """The visible straight strokes of a page of pdfplumber."""
    found: list[Stroke] = []
    for line in page.lines:
        found += _of_box(line, thickest=1.0)
    for rect in page.rects:
        found += _of_rect(rect)
    for curve in page.curves:
        if _is_visible(curve):
            found += _of_points(curve["pts"])
    return tuple(found)


def rules_of(strokes: Iterable[Stroke]) -> tuple[Rule, ...]:
    """Strokes of one direction as rules, in the order of their places."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if groups and stroke.at - groups[-1][-1].at <= _NEAR:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return tuple(_rule(group) for group in groups)


def _rule(group: Sequence[Stroke]) -> Rule:
    length = sum(stroke.end - stroke.start for stroke in group)
    at = sum(stroke.at * (stroke.end - stroke.start) for stroke in group) / length
    spans: list[tuple[float, float]] = []
    for start, end in sorted((stroke.start, stroke.end) for stroke in group):
        if spans and start - spans[-1][1] <= _NEAR:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return Rule(at, tuple(spans))


def _of_rect(rect: Mapping[str, Any]) -> Iterator[Stroke]:
    if not _is_visible(rect):
        return
    thin = min(rect["width"], rect["height"]) <= _THICKEST
    if thin:
        yield from _of_box(rect, thickest=_THICKEST)
    elif rect["stroke"]:
        left, right, top, bottom = rect["x0"], rect["x1"], rect["top"], rect["bottom"]
        yield Stroke(True, top, left, right)
        yield Stroke(True, bottom, left, right)
        yield Stroke(False, left, top, bottom)
        yield Stroke(False, right, top, bottom)


def _of_box(box: Mapping[str, Any], thickest: float) -> Iterator[Stroke]:
    width, height = box["x1"] - box["x0"], box["bottom"] - box["top"]
    if max(width, height) < _SHORTEST or min(width, height) > thickest:
        return
    if width >= height:
        yield Stroke(True, (box["top"] + box["bottom"]) / 2, box["x0"], box["x1"])
    else:
        yield Stroke(False, (box["x0"] + box["x1"]) / 2, box["top"], box["bottom"])


def _of_points(points: Sequence[tuple[float, float]]) -> Iterator[Stroke]:
    """The sides of a drawn path that run along the page's edges."""
    if len(points) > 2 and points[0] != points[-1]:
        points = [*points, points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        box = {"x0": min(x0, x1), "x1": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
        yield from _of_box(box, thickest=1.0)


def _is_visible(drawn: Mapping[str, Any]) -> bool:
    return bool(drawn["stroke"]) or (bool(drawn["fill"]) and not _is_white(drawn))


def _is_white(drawn: Mapping[str, Any]) -> bool:
    color = drawn.get("non_stroking_color")
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return all(part <= 1 - _WHITE for part in parts)
    return all(part >= _WHITE for part in parts)
