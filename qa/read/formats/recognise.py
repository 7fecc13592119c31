"""A picture of a page becomes words and rules, as if it had been printed with a text layer.

The words are found and recognised by RapidOCR (Apache-2.0), whose Chinese models lie in its
package: nothing is fetched. The rules of tables are found in the picture itself; a line of
words that runs over one is cut there first, so that no figure goes to its neighbour's cell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import fmean
from typing import Any

from qa.read.formats.doubtful import all_marked, is_poor, marked
from qa.read.formats.picture import Box, Picture
from qa.read.formats.printed import Word
from qa.read.formats.strokes import Stroke, rules_of

# The type of a table's cells is legible from here on.
_DOTS_PER_INCH = 150
_POINTS_PER_INCH = 72
# Dots of the longer side of the page in which lines of words are looked for.
_LONGEST_SIDE = 1440
# Two threads read a page in 0.6 of the time that one takes; more of them mostly wait.
_THREADS = 2
# A line of words is brought to a picture of so many dots and at least this wide; the usual 320 are
# mostly empty around a figure, in much narrower ones the shortest figures are misread.
_LINE = [3, 48, 160]
# Points by which lines that start at one margin are found apart.
_WAVERING = 4.0
# A page that is read worse than this may stand on its head.
_UPRIGHT = 0.9
# What is recognised with less confidence is no text but a stamp or a stain.
_LEAST = 0.5
# A part of a line that a rule cuts off is no character where it is narrower, in heights.
_NARROWEST = 0.35
# The frame that is found around a line holds so much of its height above and below the type.
_PADDING = 0.125
_HAN = "\u3400-\u9fff"
_WIDE = str.maketrans("(),:;", "（），：；")
_NARROW_MARK = re.compile(f"(?<=[{_HAN}])[(),:;]|[(),:;](?=[{_HAN}])")
_POINTED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+\.\d{1,6}")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a page: places are in points of the upright page.

    ``confidence`` is the mean over the words, from 0 to 1. ``poor`` where so many amounts are
    doubtful that all are marked so.
    """

    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...]
    confidence: float
    poor: bool = False

    def besides(self, marks: Sequence[Word]) -> list[Word]:
        """The words but those that the text layer prints: ``marks`` of a scanning program."""
        return [word for word in self.words if not any(_overlap(word, mark) for mark in marks)]


def _overlap(one: Word, other: Word) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return not apart and one.top < other.bottom and other.top < one.bottom


def pictured(page: Any) -> Picture:
    """A page of pdfplumber as it would be printed."""
    return Picture.of(page.to_image(resolution=_DOTS_PER_INCH).original)


def rules_beside(page: Any, words: Sequence[Word]) -> tuple[Stroke, ...]:
    """The rules in the picture of a page of pdfplumber whose ``words`` lie over it."""
    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    boxes = [
        _box(*(edge * scale for edge in (word.left, word.top, word.right, word.bottom)))
        for word in words
    ]
    return tuple(_scaled(rule) for rule in pictured(page).rules() if _is_rule(rule, boxes))


@cache
def engine() -> Any:
    """What finds and recognises words; raises ``ImportError`` where it is not installed."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "Rec.rec_img_shape": _LINE,
            "Det.limit_type": "max",
            "Det.limit_side_len": _LONGEST_SIDE,
        }
    )


def recognised(engine: Any, picture: Picture) -> Scan | None:
    """What stands on a page that lies straight, on its side or on its head; ``None`` where there
    are no words."""
    boxes = _detected(engine, picture)
    if _lies(boxes):
        picture = picture.rotated(1)
        boxes = _detected(engine, picture)
    scan = _lines_of(engine, picture, boxes)
    if scan is not None and scan.confidence < _UPRIGHT:
        turned = picture.rotated(2)
        other = _lines_of(engine, turned, _detected(engine, turned))
        if other is not None and other.confidence > scan.confidence:
            return other
    return scan


def _detected(engine: Any, picture: Picture) -> list[Box]:
    """The lines of words, each by its four corners, from the top left one clockwise."""
    found = engine(picture.colours, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [_corners(box) for box in found.boxes]


def _corners(box: Any) -> Box:
    return tuple((float(x), float(y)) for x, y in box)


def _lies(boxes: Sequence[Box]) -> bool:
    """Whether most lines run from top to bottom: the page lies on its side."""
    tall = sum(box[3][1] - box[0][1] > box[1][0] - box[0][0] for box in boxes)
    return tall * 2 > len(boxes)


def _lines_of(engine: Any, picture: Picture, boxes: Sequence[Box]) -> Scan | None:
    """What the lines say, read from the page set straight and without its rules."""
    straight, boxes = picture.straightened(boxes)
    rules = [stroke for stroke in straight.rules() if _is_rule(stroke, boxes)]
    clean = straight.without(rules)
    uprights = rules_of(rule for rule in rules if not rule.across)
    parts = [part for box in boxes for part in _parted(box, uprights)]
    words: list[Word] = []
    scores: list[float] = []
    for left, top, right, bottom in map(_edges, parts):
        text, sure = _read(engine, clean.part(left, top, right, bottom))
        if text and fmean(sure) >= _LEAST:
            edge = _PADDING * (bottom - top)
            words.append(_word(marked(text, sure), left, right, top + edge, bottom - edge))
            scores.append(fmean(sure))
    if poor := is_poor(words):
        words = list(all_marked(words))
    strokes = tuple(_scaled(rule) for rule in rules)
    return Scan(_aligned(words), strokes, fmean(scores), poor) if words else None


def _read(engine: Any, line: Any) -> tuple[str, list[float]]:
    """What a line of words says, and the confidence in each of its characters."""
    found = engine(line, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not found.txts or not found.txts[0].strip():
        return "", []
    text, sure = found.txts[0], list(found.word_results[0].confs)
    if len(sure) != len(text):
        sure = [min(sure, default=0.0)] * len(text)
    start = len(text) - len(text.lstrip())
    text = text.strip()
    return _mended(text), sure[start : start + len(text)]


def _aligned(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those that start nearly below each other brought to one margin."""
    found: list[Word] = []
    margin = last = -math.inf
    for word in sorted(words, key=lambda word: word.left):
        if word.left - last > _WAVERING:
            margin = word.left
        last = word.left
        found.append(replace(word, left=margin))
    return tuple(found)


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    """The corners of what lies straight, from the top left one clockwise."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _edges(box: Box) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in box], [y for _, y in box]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rule(stroke: Stroke, boxes: Sequence[Box]) -> bool:
    """Whether a stroke is drawn between the lines of words, and is not one of characters."""
    within = 0.0
    for left, top, right, bottom in map(_edges, boxes):
        if stroke.across:
            edge = _PADDING * (bottom - top)
            if top + edge < stroke.at < bottom - edge:
                within += max(0.0, min(stroke.end, right) - max(stroke.start, left))
        elif left <= stroke.at <= right and top <= stroke.start and stroke.end <= bottom:
            return False
    return within * 2 < stroke.end - stroke.start


def _parted(box: Box, uprights: Sequence[Any]) -> Iterator[Box]:
    """A line cut at the upright rules that run through its middle."""
    left, top, right, bottom = _edges(box)
    middle = (top + bottom) / 2
    cuts = [
        rule.at
        for rule in uprights
        if left < rule.at < right and any(a <= middle <= b for a, b in rule.spans)
    ]
    for start, end in pairwise([left, *cuts, right]):
        if not cuts or end - start >= _NARROWEST * (bottom - top):
            yield _box(start, top, end, bottom)


def _mended(text: str) -> str:
    """``text`` with the marks beside Chinese characters as wide as these, and with commas for
    the points of a figure that has more than one."""
    if _POINTED.fullmatch(text):
        whole, _, rest = text.rpartition(".")
        return whole.replace(".", ",") + "." + rest
    return _NARROW_MARK.sub(lambda found: found.group().translate(_WIDE), text)


def _word(text: str, left: float, right: float, top: float, bottom: float) -> Word:
    scale = _POINTS_PER_INCH / _DOTS_PER_INCH
    return Word(text, left * scale, right * scale, top * scale, bottom * scale)


def _scaled(rule: Stroke) -> Stroke:
    scale = _POINTS_PER_INCH / _DOTS_PER_INCH
    return Stroke(rule.across, rule.at * scale, rule.start * scale, rule.end * scale)
