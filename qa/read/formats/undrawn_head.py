"""The head of a table without upright rules: one line of heads, or heads below those of groups.

Nothing shows how far the head of a group reaches but that it stands in the middle over its columns:
a head is taken only where one way to put the groups over the columns fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from qa.read.formats.printed import PrintedLine, Word
from qa.read.formats.ruled import Box
from qa.read.patterns import matches

# Points between two columns.
GAP = 3.0
# In sizes of the type: the gaps that may part two heads, the widest first.
_HEAD_GAPS = (3.0, 2.0, 1.5, 1.0, 0.5)
# Every other head is so many times farther from the words of a column, and a character more.
_FARTHER = 2.0
# In sizes of the type: how far from the middle over its columns the head of a group may stand.
_OFF_MIDDLE = 1.0
# In sizes of the type: words of one level stand no higher than this above the lowest.
_LEVEL = 0.3
_FEWEST_COLUMNS = 2
# Of the breadth of the narrower of two heads: below each other they share so much.
_SHARED = 0.3

#: Left and right, in points.
Span = tuple[float, float]
#: The first and the last column below the head of a group.
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """The borders of the columns, the places of the rows of the head, the bottom left out, and
    its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a head that belong together; ``low`` where all of them stand on its last line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    low: bool

    @property
    def span(self) -> Span:
        return self.left, self.right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def head_of(lines: Sequence[PrintedLine], spans: Sequence[Span]) -> Head | None:
    """The head that the ``lines`` print over columns whose words cover ``spans``; ``None`` where
    they do not agree, or agree in two ways."""
    for gap in _HEAD_GAPS:
        if found := _head(lines, spans, gap * lines[-1].size):
            return found
    return None


def spans_of(words: Iterator[Word]) -> list[Span]:
    """What words cover of the breadth of the page, in pieces that are apart."""
    found: list[Span] = []
    for left, right in sorted((word.left, word.right) for word in words):
        if found and left - found[-1][1] <= GAP:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _head(lines: Sequence[PrintedLine], spans: Sequence[Span], gap: float) -> Head | None:
    size = lines[-1].size
    lowest = max(word.middle for word in lines[-1].words) - _LEVEL * size
    *above, last = [_pieces(line, gap, lowest) for line in lines]
    heads, groups = list(last), list[_Piece]()
    lower = list(last)
    for line in reversed(above):
        for piece in line:
            below = [at for at, head in enumerate(heads) if _is_below(head, piece)]
            if len(below) == 1 and not _is_over_more(piece, heads[below[0]], lower):
                heads[below[0]] = _joined(piece, heads[below[0]])
            else:
                groups.append(piece)
        lower += line
    # A head of one line stands beside those of two where no other is over its column.
    alone: list[_Piece] = []
    for one in sorted(groups, key=lambda group: -group.bottom):
        if any(_is_nearest(one, span, [*heads, *alone], size) for span in spans):
            alone.append(one)
    groups = [one for one in groups if one not in alone]
    heads = sorted([*heads, *alone], key=lambda head: head.left)
    if len(heads) < max(_FEWEST_COLUMNS, len(spans)):
        return None
    columns = _matched([head.span for head in heads], spans, size)
    if columns is None or _is_in_doubt(heads, size):
        return None
    top = min(piece.top for piece in (*heads, *groups))
    if not groups:
        if len({head.text for head in heads}) < len(heads):
            return None
        boxes = tuple(Box(at, 0, at, 0) for at in range(len(heads)))
        return Head(columns, (top,), boxes)
    return _grouped(heads, groups, columns, top, size)


def _pieces(line: PrintedLine, gap: float, lowest: float) -> list[_Piece]:
    found: list[_Piece] = []
    for word in line.words:
        low = word.middle >= lowest
        own = _Piece(word.text, word.left, word.right, word.top, word.bottom, low)
        if found and own.left - found[-1].right <= gap:
            found[-1] = _joined(found[-1], own)
        else:
            found.append(own)
    return found


def _joined(one: _Piece, other: _Piece) -> _Piece:
    return _Piece(
        one.text + other.text,
        min(one.left, other.left),
        max(one.right, other.right),
        min(one.top, other.top),
        max(one.bottom, other.bottom),
        one.low and other.low,
    )


def _is_below(head: _Piece, piece: _Piece) -> bool:
    shared = min(head.right, piece.right) - max(head.left, piece.left)
    return shared > _SHARED * min(head.right - head.left, piece.right - piece.left)


def _is_over_more(piece: _Piece, head: _Piece, lower: Sequence[_Piece]) -> bool:
    """Whether the words over a head are broader than its column, which ends half way to the words
    beside it on the lines below, or name a group."""
    left = max((one.right for one in lower if one.right <= head.left), default=None)
    right = min((one.left for one in lower if one.left >= head.right), default=None)
    broad = (left is not None and piece.left < (left + head.left) / 2) or (
        right is not None and piece.right > (head.right + right) / 2
    )
    return broad or matches("reading", "head", "group", piece.text)


def _is_nearest(piece: _Piece, span: Span, heads: Sequence[_Piece], size: float) -> bool:
    """Whether words that belong to no head stand below a piece."""
    nearest = min(_apart(head.span, span) for head in heads)
    return nearest >= _FARTHER * _apart(piece.span, span) + size


def _is_in_doubt(heads: Sequence[_Piece], size: float) -> bool:
    """Whether a head of two lines may be one below a group of three columns, its neighbours
    being those beside it."""
    return any(
        not head.low
        and (left.low and right.low)
        and abs(head.middle - (left.middle + right.middle) / 2) <= _OFF_MIDDLE * size
        for left, head, right in zip(heads, heads[1:], heads[2:], strict=False)
    )


def _grouped(
    heads: Sequence[_Piece],
    groups: Sequence[_Piece],
    columns: tuple[float, ...],
    top: float,
    size: float,
) -> Head | None:
    """The head with ``groups`` over its columns, and groups of them above, where they fit in one
    way and tell apart columns of the same name."""
    groups = sorted(groups, key=lambda group: group.left)
    level = min(group.top for group in groups) + size / 2
    below = [group for group in groups if group.top > level]
    upper = [group for group in groups if group.top <= level] if below else []
    way = _way([list(_runs(group, heads, size)) for group in below or groups])
    if way is None:
        return None
    whole = _way([list(_wholes(group, heads, way, size)) for group in upper])
    if whole is None:
        return None
    names = [(head.text, _group_at(at, way), _group_at(at, whole)) for at, head in enumerate(heads)]
    if len(set(names)) < len(names):
        return None
    levels = [level for level in (upper, below or groups) if level]
    within = {at for first, last in way for at in range(first, last + 1)}
    edges = [max(group.bottom for group in level) for level in levels]
    starts = [min(group.top for group in level) for level in levels[1:]]
    starts.append(min(heads[at].top for at in within))
    if any(edge > start + GAP for edge, start in zip(edges, starts, strict=True)):
        return None
    places = ((edge + start) / 2 for edge, start in zip(edges, starts, strict=True))
    deep = len(levels)
    boxes = [Box(first, 0, last, 0) for first, last in whole]
    boxes += [Box(first, _depth(first, whole), last, deep - 1) for first, last in way]
    boxes += [
        Box(at, deep if at in within else _depth(at, whole), at, deep) for at in range(len(heads))
    ]
    return Head(columns, (top, *places), tuple(boxes))


def _way(runs: Sequence[Sequence[Run]]) -> tuple[Run, ...] | None:
    """The one way to put groups from left to right over columns apart from each other."""
    ways = [
        way
        for way in product(*runs)
        if all(before[1] < after[0] for before, after in pairwise(way))
    ]
    return ways[0] if len(ways) == 1 else None


def _depth(column: int, whole: Sequence[Run]) -> int:
    """The row of the head that begins below the groups of groups over a column."""
    return 0 if _group_at(column, whole) is None else 1


def _wholes(
    group: _Piece, heads: Sequence[_Piece], way: Sequence[Run], size: float
) -> Iterator[Run]:
    """The columns that a group of groups may stand over the middle of; it cuts no group."""
    for first, head in enumerate(heads):
        for last in range(first + 1, len(heads)):
            own = [run for run in way if first <= run[0] and run[1] <= last]
            cut = [run for run in way if run not in own and first <= run[1] and run[0] <= last]
            middle = (head.middle + heads[last].middle) / 2
            lower = all(one.top >= group.bottom - GAP for one in heads[first : last + 1])
            broad = head.left <= group.left + GAP and group.right - GAP <= heads[last].right
            near = abs(middle - group.middle) <= _OFF_MIDDLE * size
            if own and not cut and lower and broad and near:
                yield first, last


def _group_at(column: int, way: Sequence[Run]) -> int | None:
    return next((at for at, (first, last) in enumerate(way) if first <= column <= last), None)


def _runs(group: _Piece, heads: Sequence[_Piece], size: float) -> Iterator[Run]:
    """The columns, first and last, that the head of a group may stand over the middle of."""
    for first, head in enumerate(heads):
        for last in range(first + 1, len(heads)):
            middle = (head.middle + heads[last].middle) / 2
            within = head.left <= group.left + GAP and group.right - GAP <= heads[last].right
            lowest = all(one.low for one in heads[first : last + 1])
            if within and lowest and abs(middle - group.middle) <= _OFF_MIDDLE * size:
                yield first, last


def _matched(heads: Sequence[Span], spans: Sequence[Span], size: float) -> tuple[float, ...] | None:
    """The borders between columns with one head each, some of them blank; ``None`` where a head
    stands over two, or words are not much nearer to one head than to any other."""
    wide = list(heads)
    taken: set[int] = set()
    for span in spans:
        (near, at), *others = sorted((_apart(head, span), at) for at, head in enumerate(heads))
        if at in taken or others[0][0] < _FARTHER * near + size:
            return None
        taken.add(at)
        wide[at] = (min(heads[at][0], span[0]), max(heads[at][1], span[1]))
    if any(second[0] <= first[1] for first, second in pairwise(wide)):
        return None
    middles = [(first[1] + second[0]) / 2 for first, second in pairwise(wide)]
    return (wide[0][0] - GAP, *middles, wide[-1][1] + GAP)


def _apart(head: Span, span: Span) -> float:
    """How far two pieces of the breadth of the page are from each other; 0 where they overlap."""
    return max(0.0, head[0] - span[1], span[0] - head[1])
