"""Tables that are drawn by rules: which cells they part, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from qa.read.formats.strokes import Rule, Stroke, rules_of

# Two cells are apart where a rule covers more of their common side than this.
_PARTED = 0.6
# Strokes as near as this touch.
_TOUCH = 3.0
# A table side that is not drawn lies where the rules across end.
_OPEN = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid: columns ``left`` to ``right`` and rows ``top`` to ``bottom``, the
    last ones included."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A drawn table: the places of its rules, ascending, and its cells.

    ``open_above`` and ``open_below`` are the columns where no rule ends the table: a page
    break cuts the cell there.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the table."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]


def ruled_tables(strokes: Iterable[Stroke]) -> tuple[Ruled, ...]:
    """The drawn tables of a page from top to bottom; a box around a text is none."""
    found = [table for group in _connected(_merged(tuple(strokes))) if (table := _ruled(group))]
    return tuple(sorted(found, key=lambda table: table.bounds[1]))


def _merged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes with the pieces of one line put together."""
    return [
        Stroke(across, rule.at, start, end)
        for across in (True, False)
        for rule in rules_of(stroke for stroke in strokes if stroke.across is across)
        for start, end in rule.spans
    ]


def _connected(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that belong together: they touch, directly or through others."""
    across = [stroke for stroke in strokes if stroke.across]
    down = [stroke for stroke in strokes if not stroke.across]
    parent = {id(stroke): id(stroke) for stroke in strokes}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for line in across:
        for other in down:
            if _touch(line, other):
                parent[root(id(line))] = root(id(other))
    for one, other in combinations(down, 2):
        if _same_extent(one, other):
            parent[root(id(one))] = root(id(other))
    groups: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        groups.setdefault(root(id(stroke)), []).append(stroke)
    return list(groups.values())


def _touch(line: Stroke, other: Stroke) -> bool:
    return (
        line.start - _TOUCH <= other.at <= line.end + _TOUCH
        and other.start - _TOUCH <= line.at <= other.end + _TOUCH
    )


def _same_extent(one: Stroke, other: Stroke) -> bool:
    """Whether two upright rules part cells of the same height: they may touch no other rule
    where a page break cuts the cells above and below."""
    return abs(one.start - other.start) <= _TOUCH and abs(one.end - other.end) <= _TOUCH


def _ruled(strokes: Sequence[Stroke]) -> Ruled | None:
    across = rules_of(stroke for stroke in strokes if stroke.across)
    down = rules_of(stroke for stroke in strokes if not stroke.across)
    if not across or not down:
        return None
    columns = _with_sides([rule.at for rule in down], across)
    rows = _with_sides([rule.at for rule in across], down)
    if len(columns) < 3 or len(rows) < 2:
        return None
    boxes = _boxes(columns, rows, down, across)
    columns, rows, boxes = _without_empty(columns, rows, boxes)
    if len(boxes) < 2 or len(columns) < 3:
        return None
    above, below = (_open(columns, place, across) for place in (rows[0], rows[-1]))
    return Ruled(tuple(columns), tuple(rows), tuple(boxes), above, below)


def _open(columns: Sequence[float], place: float, across: Sequence[Rule]) -> frozenset[int]:
    """The columns without a rule at ``place``; none where no column has one."""
    rule = next((rule for rule in across if rule.at == place), None)
    sides = enumerate(pairwise(columns))
    found = frozenset(i for i, (left, right) in sides if not _parts(rule, left, right))
    return found if len(found) < len(columns) - 1 else frozenset()


def _with_sides(places: Sequence[float], others: Sequence[Rule]) -> list[float]:
    """The places with the outer sides that only the rules of the other direction show."""
    start = min(rule.spans[0][0] for rule in others)
    end = max(rule.spans[-1][1] for rule in others)
    found = list(places)
    if start < found[0] - _OPEN:
        found.insert(0, start)
    if end > found[-1] + _OPEN:
        found.append(end)
    return found


def _boxes(
    columns: Sequence[float], rows: Sequence[float], down: Sequence[Rule], across: Sequence[Rule]
) -> list[Box]:
    """The cells: elementary fields joined wherever no rule parts them."""
    width, height = len(columns) - 1, len(rows) - 1
    vertical = {rule.at: rule for rule in down}
    horizontal = {rule.at: rule for rule in across}
    owner = {(x, y): (x, y) for y in range(height) for x in range(width)}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while owner[key] != key:
            owner[key] = owner[owner[key]]
            key = owner[key]
        return key

    for y in range(height):
        for x in range(width):
            right, below = vertical.get(columns[x + 1]), horizontal.get(rows[y + 1])
            if x + 1 < width and not _parts(right, rows[y], rows[y + 1]):
                owner[root((x + 1, y))] = root((x, y))
            if y + 1 < height and not _parts(below, columns[x], columns[x + 1]):
                owner[root((x, y + 1))] = root((x, y))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field in owner:
        groups.setdefault(root(field), []).append(field)
    return [box for group in groups.values() for box in _rectangles(group)]


def _parts(rule: Rule | None, start: float, end: float) -> bool:
    return rule is not None and rule.covered(start, end) > _PARTED


def _rectangles(fields: Sequence[tuple[int, int]]) -> list[Box]:
    """The joined fields as one cell, or row by row where they form no rectangle."""
    columns, rows = [x for x, _ in fields], [y for _, y in fields]
    box = Box(min(columns), min(rows), max(columns), max(rows))
    if len(fields) == (box.right - box.left + 1) * (box.bottom - box.top + 1):
        return [box]
    found: list[Box] = []
    for y in sorted(set(rows)):
        run: list[int] = []
        for x in sorted(x for x, row in fields if row == y):
            if run and x != run[-1] + 1:
                found.append(Box(run[0], y, run[-1], y))
                run = []
            run.append(x)
        found.append(Box(run[0], y, run[-1], y))
    return found


def _without_empty(
    columns: Sequence[float], rows: Sequence[float], boxes: Sequence[Box]
) -> tuple[list[float], list[float], list[Box]]:
    """The grid without rules at which no cell starts or ends."""
    used_x = sorted({box.left for box in boxes} | {box.right + 1 for box in boxes})
    used_y = sorted({box.top for box in boxes} | {box.bottom + 1 for box in boxes})
    at_x = {place: number for number, place in enumerate(used_x)}
    at_y = {place: number for number, place in enumerate(used_y)}
    moved = [
        Box(at_x[box.left], at_y[box.top], at_x[box.right + 1] - 1, at_y[box.bottom + 1] - 1)
        for box in boxes
    ]
    return [columns[i] for i in used_x], [rows[i] for i in used_y], moved
