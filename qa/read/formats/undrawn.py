"""Tables that are printed without upright rules: their columns are where their words stand.

A table is taken only where everything fits: one line of heads below a line with owner or unit,
as many heads as columns, no word over two columns, every line below in one row. Any other is left
to the reader of plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.read.figures import is_dash, is_figure
from qa.read.formats.cells import Grid
from qa.read.formats.doubtful import unmarked
from qa.read.formats.printed import PrintedLine, Word
from qa.read.formats.ruled import Box, Ruled
from qa.read.patterns import words
from qa.read.text import tight
from qa.read.titles import is_preamble_line

# Points between two columns, and by which a word may stand over the middle between them.
_GAP, _SLACK = 3.0, 1.0
# In sizes of the type: the gaps that may part two heads, the widest first.
_HEAD_GAPS = (3.0, 2.0, 1.5, 1.0, 0.5)
# In sizes of the type: the next line of a table is not farther.
_PITCH = 3.6
# Of the distance of two rows: what is nearer is one row. In sizes of the type: how near to the end
# of the longest line in its column one ends that goes on.
_SAME_ROW, _FULL = 0.72, 1.6
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2
# Lines above a table that goes on: marks of the page, its head.
_MOST_ABOVE = 4
# Every other head is so many times farther from the words of a column, and a character more.
_FARTHER = 2.0

#: Left and right, in points.
_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a row, and the middle of the line that its figures stand on."""

    words: tuple[Word, ...]
    top: float
    bottom: float


def undrawn_tables(lines: Sequence[PrintedLine], before: Grid | None = None) -> tuple[Ruled, ...]:
    """The tables among the lines of a page, from top to bottom.

    ``before`` is such a table at the end of the page before, which may go on.
    """
    found: list[Ruled] = []
    at = 0
    if before and (going := _going_on(lines, before)):
        table, at = going
        found.append(table)
    while at < len(lines):
        if made := _table(lines, at):
            table, at = made
            found.append(table)
        else:
            at += 1
    return tuple(found)


def grown(head: Ruled, lines: Sequence[PrintedLine]) -> Ruled:
    """A drawn table that holds nothing but heads with the rows that stand undrawn below it, where
    all of the ``lines`` below it up to the next table fit its columns."""
    bottom = head.rows[-1]
    start = next((at for at, line in enumerate(lines) if line.bottom > bottom), len(lines))
    if start == len(lines) or lines[start].top - bottom > _PITCH * lines[start].size:
        return head
    body = lines[start : _end(lines, start)]
    rows = _rows(body, head.columns)
    if sum(bool(_amounts(line)) for line in body) < _FEWEST_ROWS or not rows:
        return head
    below = _ruled(head.columns, rows)
    deep = len(head.rows) - 1
    boxes = [Box(one.left, one.top + deep, one.right, one.bottom + deep) for one in below.boxes]
    return Ruled(head.columns, (*head.rows, *below.rows[1:]), (*head.boxes, *boxes))


def _is_amount(word: Word) -> bool:
    """Whether a word is a figure with decimals: numbers of rows, codes and years have none."""
    return is_figure(unmarked(word.text)) and "." in word.text


def _amounts(line: PrintedLine) -> list[Word]:
    return [word for word in line.words if _is_amount(word)]


def _going_on(lines: Sequence[PrintedLine], before: Grid) -> tuple[Ruled, int] | None:
    """The part of the table ``before`` that the page begins with, below marks of the page and the
    table's head where it is printed again; and the line behind it."""
    start = next((at for at, line in enumerate(lines[:_MOST_ABOVE]) if _amounts(line)), None)
    if start is None or any(is_preamble_line(line.text) for line in lines[:start]):
        return None
    first: list[_Row] = []
    for line in lines[:start]:
        if tight(line.text) == tight("".join(before.cells[0])):
            first = [_Row(line.words, line.top, line.bottom)]
        elif len(line.parts) > 1:
            return None
    for end in range(_end(lines, start), start, -1):
        if rows := _rows(lines[start:end], before.columns):
            return _ruled(before.columns, [*first, *rows]), end
    return None


def _table(lines: Sequence[PrintedLine], at: int) -> tuple[Ruled, int] | None:
    """The table whose head is the line ``at``, and the line behind it."""
    head = lines[at]
    above = at and is_preamble_line(lines[at - 1].text)
    if not above or is_preamble_line(head.text) or any(is_figure(w.text) for w in head.words):
        return None
    end = _end(lines, at + 1)
    body = lines[at + 1 : end]
    if sum(bool(_amounts(line)) for line in body) < _FEWEST_ROWS:
        return None
    columns = _columns(head, body)
    rows = _rows(body, columns) if columns else []
    if not columns or not rows:
        return None
    first = _Row(head.words, head.top, head.bottom)
    return _ruled(columns, [first, *rows]), end


def _end(lines: Sequence[PrintedLine], start: int) -> int:
    """The line behind the last one with a figure that may belong to the lines at ``start``."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at]
        far = at > 0 and line.top - lines[at - 1].top > _PITCH * line.size
        if (far and at > start) or is_preamble_line(line.text):
            break
        if _amounts(line):
            end = at + 1
    # A label may go on below its figures.
    if end < len(lines) and end > start and _goes_on_below(lines[end - 1], lines[end]):
        end += 1
    return end


def _goes_on_below(line: PrintedLine, below: PrintedLine) -> bool:
    return below.top - line.bottom < 0 and len(below.parts) == 1


def _columns(head: PrintedLine, body: Sequence[PrintedLine]) -> tuple[float, ...] | None:
    """The borders of the columns, where heads and words agree on them."""
    spans = _spans(word for line in body for word in line.words)
    for gap in _HEAD_GAPS:
        heads = _grouped(head.words, gap * head.size)
        if len(heads) < max(_FEWEST_COLUMNS, len(spans)):
            continue
        columns = _matched(heads, spans, head.size)
        if columns is not None:
            return columns
    return None


def _spans(words: Iterator[Word]) -> list[_Span]:
    """What words cover of the breadth of the page, in pieces that are apart."""
    found: list[_Span] = []
    for left, right in sorted((word.left, word.right) for word in words):
        if found and left - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _grouped(words: Sequence[Word], gap: float) -> list[_Span]:
    groups: list[_Span] = []
    for word in words:
        if groups and word.left - groups[-1][1] <= gap:
            groups[-1] = (groups[-1][0], word.right)
        else:
            groups.append((word.left, word.right))
    return groups


def _matched(
    heads: Sequence[_Span], spans: Sequence[_Span], size: float
) -> tuple[float, ...] | None:
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
    return (wide[0][0] - _GAP, *middles, wide[-1][1] + _GAP)


def _apart(head: _Span, span: _Span) -> float:
    """How far two pieces of the breadth of the page are from each other; 0 where they overlap."""
    return max(0.0, head[0] - span[1], span[0] - head[1])


def _rows(body: Sequence[PrintedLine], columns: Sequence[float]) -> list[_Row]:
    """The lines put together to rows; none where a word or a line belongs to no one place."""
    fields = [[_field(word, columns) for word in line.words] for line in body]
    if any(field is None for line in fields for field in line):
        return []
    amounts = [bool(_amounts(line)) for line in body]
    money = {
        field
        for line, where in zip(body, fields, strict=True)
        for word, field in zip(line.words, where, strict=True)
        if _is_amount(word)
    }
    for line, where in zip(body, fields, strict=True):
        for word, field in zip(line.words, where, strict=True):
            if field in money and not _fills_money(word.text):
                return []
    owner = _owners(body, amounts, columns)
    if owner is None:
        return []
    rows: list[_Row] = []
    for number in sorted(set(owner)):
        own = [line for line, row in zip(body, owner, strict=True) if row == number]
        words = tuple(word for line in own for word in line.words)
        rows.append(_Row(words, min(w.top for w in words), max(w.bottom for w in words)))
    return rows if all(b.top >= a.top and b.bottom >= a.bottom for a, b in pairwise(rows)) else []


def _fills_money(text: str) -> bool:
    """Whether a column of money may hold these words: a figure, or what stands for none."""
    text = unmarked(text)
    return is_figure(text) or is_dash(text) or text in words("reading", "body", "placeholders")


def _owners(
    body: Sequence[PrintedLine], amounts: Sequence[bool], columns: Sequence[float]
) -> list[int] | None:
    """The number of the row of every line, which is that of its first line; ``None`` where one
    may belong to two rows."""
    middles = [(line.top + line.bottom) / 2 for line in body]
    lines = [at for at, filled in enumerate(amounts) if filled]
    apart = [middles[b] - middles[a] for a, b in pairwise(lines)]
    if not apart:
        return list(range(len(body))) if all(amounts) else None
    near = _SAME_ROW * min(apart)
    owner = [at if filled else -1 for at, filled in enumerate(amounts)]
    for at, filled in enumerate(amounts):
        if filled:
            continue
        rows = [row for row in lines if abs(middles[row] - middles[at]) <= near]
        if len(rows) > 1:
            return None
        if rows:
            owner[at] = rows[0]
        elif _may_go_on(body, at, columns):
            return None
        else:
            owner[at] = at
    return owner


def _may_go_on(body: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a line without figures may be the rest of the one above, which is as long as any,
    or go on below itself."""
    widest: dict[int | None, float] = {}
    for line in body:
        for word in line.words:
            field = _field(word, columns)
            widest[field] = max(widest.get(field, 0.0), word.right)
    return any(
        not is_figure(word.text) and widest[_field(word, columns)] - word.right < _FULL * word.size
        for line in body[max(at - 1, 0) : at + 1]
        for word in line.words
    )


def _field(word: Word, columns: Sequence[float]) -> int | None:
    """The column that holds all of a word."""
    for number, (left, right) in enumerate(pairwise(columns)):
        if left - _SLACK <= word.left and word.right <= right + _SLACK:
            return number
    return None


def _ruled(columns: Sequence[float], rows: Sequence[_Row]) -> Ruled:
    middles = [(above.bottom + below.top) / 2 for above, below in pairwise(rows)]
    places = (rows[0].top, *middles, rows[-1].bottom)
    boxes = tuple(Box(x, y, x, y) for y in range(len(rows)) for x in range(len(columns) - 1))
    return Ruled(tuple(columns), places, boxes)
