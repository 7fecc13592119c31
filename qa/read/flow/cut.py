"""The fragments of a head, joined without spaces, cut into words again.

The cheapest cut is taken: few words, words of the lexicon, and cuts where the print
breaks anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.read.flow.text import Piece, key
from qa.read.flow.words import PREFIX, SUFFIX, Label, core_of, vocabulary

LONGEST_WORD = 24
# A head is cut into words where that costs least, all costs added up.
#: A word of the lexicon, and one that is none (and 1 more for each of its characters).
KNOWN, UNKNOWN = 1.0, 6.0
#: A cut where nothing is printed between two characters.
INSIDE = 2.0
#: A word that runs over a space, over one beside Latin letters or digits, over the end of a line,
#: and over that of a line less than a full line higher, which is mostly another cell's.
SPACE, LOOSE_SPACE, WRAP, JUMP = 3.0, 0.4, 0.1, 1.0
#: No way to cut was found.
NEVER = 1e9


def _cost_inside(breaks: dict[int, float], start: int, end: int) -> float:
    return sum(breaks.get(at, 0.0) for at in range(start + 1, end))


@dataclass(frozen=True, slots=True)
class _Text:
    printed: str
    plain: str
    breaks: dict[int, float]
    rows: tuple[int, ...]


def _spans(lines: Sequence[tuple[Piece, ...]], row: int) -> bool:
    """Whether the line above is 其中： alone, over all the words of this line."""
    above = lines[row - 1] if row else ()
    return len(above) == 1 and key(above[0].text).endswith("：") and len(lines[row]) > 1


def _join(lines: Sequence[tuple[Piece, ...]]) -> _Text:
    printed = ""
    breaks: dict[int, float] = {}
    rows: list[int] = []
    for row, pieces in enumerate(lines):
        for piece in pieces:
            if piece.first and _spans(lines, row):
                breaks[len(printed)] = SPACE
            elif piece.first:
                breaks[len(printed)] = WRAP if piece.line.gap else JUMP
            else:
                digits = printed[-1].isascii() or piece.text[0].isascii()
                breaks[len(printed)] = LOOSE_SPACE if digits else SPACE
            printed += piece.text
            rows += [row] * len(piece.text)
    plain = key(printed)
    breaks[len(printed)] = WRAP
    return _Text(printed, plain, breaks, tuple(rows))


def _word_ends(text: str, start: int) -> list[int]:
    """Where words of the lexicon that begin at ``start`` may end."""
    words = vocabulary()
    prefix = PREFIX.match(text, start)
    starts = {start, start + int(text.startswith("*", start))}
    if prefix:
        starts.add(prefix.end())
    dated = bool(prefix and prefix[0].endswith(("年", "年度")))
    ends = []
    for begin in starts:
        allowed = words.dated if dated and prefix and begin == prefix.end() else words.keys
        for end in range(begin + 1, min(begin + LONGEST_WORD, len(text)) + 1):
            if text[begin:end] in allowed:
                ends += [end, end + int(text.startswith("：", end))]
                suffix = SUFFIX.match(text, end)
                if suffix:
                    ends.append(suffix.end())
    return ends


def _cut(text: _Text) -> list[tuple[int, int, bool]]:
    """The cheapest way to cut a head into words: (start, end, known)."""
    size = len(text.plain)
    best: list[tuple[float, int, bool]] = [(0.0, -1, True)] + [(NEVER, -1, True)] * size
    for start in range(size):
        cost = best[start][0]
        if cost >= NEVER:
            continue
        edge = 0.0 if start in text.breaks or start == 0 else INSIDE
        for end in _word_ends(text.plain, start):
            price = cost + edge + KNOWN + _cost_inside(text.breaks, start, end)
            if price < best[end][0]:
                best[end] = (price, start, True)
        if start in text.breaks:
            for end in sorted(at for at in text.breaks if start < at <= start + LONGEST_WORD):
                price = cost + UNKNOWN + (end - start)
                if price < best[end][0]:
                    best[end] = (price, start, False)
    cuts: list[tuple[int, int, bool]] = []
    end = size
    while end > 0:
        _, start, known = best[end]
        if start < 0:
            return []
        cuts.append((start, end, known))
        end = start
    return cuts[::-1]


def _label(text: _Text, start: int, end: int, known: bool, split: bool) -> Label:
    core, unit = core_of(text.plain[start:end], vocabulary().keys)
    return Label(text.printed[start:end], core, known, text.rows[start], unit, split)


def _splits(text: _Text, cuts: Sequence[tuple[int, int, bool]]) -> list[bool]:
    """For each word whether it and its neighbour are cut out of one and the same piece."""
    found = [False] * len(cuts)
    for at, ((start, _, _), (_, end, _)) in enumerate(pairwise(cuts)):
        if not any(place in text.breaks for place in range(start + 1, end)):
            found[at] = found[at + 1] = True
    return found


@lru_cache(maxsize=256)
def labels_of(lines: tuple[tuple[Piece, ...], ...]) -> tuple[Label, ...]:
    """The words that the lines of a head print, in reading order."""
    text = _join(lines)
    cuts = _cut(text)
    return tuple(
        _label(text, *cut, split) for cut, split in zip(cuts, _splits(text, cuts), strict=True)
    )
