"""Tables that are printed without upright rules: their columns are where their words stand.

A table is taken only where everything fits: heads below a line with owner or unit, as many as
columns, no word over two columns, every line below in one row. Any other is left to the reader of
plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.read.figures import is_code, is_dash, is_figure
from qa.read.formats.cells import Grid
from qa.read.formats.doubtful import unmarked
from qa.read.formats.printed import PrintedLine, Word
from qa.read.formats.ruled import Box, Ruled
from qa.read.formats.undrawn_head import Head, Span, head_of, spans_of
from qa.read.patterns import matches, words
from qa.read.text import tight
from qa.read.titles import is_preamble_line

# Points by which a word may stand over the middle between two columns.
_SLACK = 1.0
# In sizes of the type: the next line of a table is not farther.
_PITCH = 3.6
# Of the distance of two rows: what is nearer is one row. In sizes of the type: how near to the end
# of the longest line in its column one ends that goes on.
_SAME_ROW, _FULL = 0.72, 1.6
_FEWEST_ROWS = 2
# Digits: a shorter number is that of a column.
_CODE = 3
# A head has so many lines: groups, heads, and those that stand in the middle beside both.
_MOST_HEAD = 4
# Lines above a table that goes on: marks of the page, its head.
_MOST_ABOVE = 4


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
    known = {tight(cell) for row in before.cells[:_MOST_HEAD] for cell in row if cell}
    again = [
        line
        for line in lines[:start]
        if all(any(tight(word.text) in cell for cell in known) for word in line.words)
    ]
    if any(len(line.parts) > 1 and line not in again for line in lines[:start]):
        return None
    for end in range(_end(lines, start), start, -1):
        if rows := _rows(lines[start:end], before.columns):
            return _again(again, lines[start:end], before.columns, rows), end
    return None


def _again(
    heads: Sequence[PrintedLine],
    body: Sequence[PrintedLine],
    columns: tuple[float, ...],
    rows: Sequence[_Row],
) -> Ruled:
    """The rows of a table that goes on, under the head that is printed again above them."""
    head = head_of(heads, _spans(body)) if heads else None
    if head is None or len(head.columns) != len(columns):
        return _ruled(columns, rows)
    return _under(replace(head, columns=columns), rows)


def _table(lines: Sequence[PrintedLine], at: int) -> tuple[Ruled, int] | None:
    """The table whose head begins with the line ``at``, and the line behind it."""
    if not at or not is_preamble_line(lines[at - 1].text) or is_preamble_line(lines[at].text):
        return None
    start = at
    while start < len(lines) and not any(is_figure(word.text) for word in lines[start].words):
        start += 1
    if not at < start <= at + _MOST_HEAD or any(map(_is_preamble, lines[at:start])):
        return None
    end = _end(lines, start)
    if sum(bool(_amounts(line)) for line in lines[start:end]) < _FEWEST_ROWS:
        return None
    # The body may begin with a row of no figures.
    for first in (start, start - 1):
        body = lines[first:end]
        if first == at or (first < start and len(body[0].parts) > 1):
            break
        head = head_of(lines[at:first], _spans(body))
        if head and (rows := _rows(body, head.columns)):
            return _under(head, rows), end
    return None


def _spans(body: Sequence[PrintedLine]) -> list[Span]:
    """What the words of a table cover; the numbers of its columns stand in their middle."""
    return spans_of(word for line in body if not _numbers_columns(line) for word in line.words)


def _numbers_columns(line: PrintedLine) -> bool:
    small = [word for word in line.words if word.text.isdecimal() and len(word.text) < _CODE]
    return len(small) > 1 and len(small) >= len(line.words) - 1


def _is_preamble(line: PrintedLine) -> bool:
    return is_preamble_line(line.text)


def _under(head: Head, rows: Sequence[_Row]) -> Ruled:
    """The rows of a table under its head."""
    below = _ruled(head.columns, rows)
    deep = len(head.rows)
    boxes = [Box(one.left, one.top + deep, one.right, one.bottom + deep) for one in below.boxes]
    return Ruled(head.columns, (*head.rows, *below.rows), (*head.boxes, *boxes))


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
    coded = _coded(body, amounts)
    for at, filled in enumerate(amounts):
        if filled:
            continue
        rows = [row for row in lines if abs(middles[row] - middles[at]) <= near]
        if len(rows) > 1:
            return None
        if rows:
            owner[at] = rows[0]
        elif (whole := _row_of_rest(body, at, amounts, coded, columns)) is not None:
            owner[at] = whole
        elif (coded and not _begins_with_code(body[at])) or _may_go_on(body, at, columns):
            return None
        else:
            owner[at] = at
    return owner


def _coded(body: Sequence[PrintedLine], amounts: Sequence[bool]) -> bool:
    """Whether every row with figures, but for sums, begins with a code."""
    rows = [line for line, filled in zip(body, amounts, strict=True) if filled]
    coded = [line for line in rows if _begins_with_code(line)]
    sums = [line for line in rows if matches("reading", "body", "sum", line.words[0].text)]
    return bool(coded) and len(coded) + len(sums) == len(rows)


def _begins_with_code(line: PrintedLine) -> bool:
    return is_code(line.words[0].text)


def _row_of_rest(
    body: Sequence[PrintedLine],
    at: int,
    amounts: Sequence[bool],
    coded: bool,
    columns: Sequence[float],
) -> int | None:
    """The row that a line without figures belongs to, at the distance of two rows: the one above
    or below where a bracket is open between them, and where each row has a code but this line.

    Between two rows with codes the longer of the two lines goes on.
    """
    above = at - 1 if at and amounts[at - 1] else None
    below = at + 1 if at + 1 < len(body) and amounts[at + 1] else None
    if above is not None and _is_open(body[above]) and _closes(body[at]):
        return above
    if below is not None and _is_open(body[at]) and _closes(body[below]):
        return below
    if not coded or _begins_with_code(body[at]) or len(body[at].words) > 1:
        return None
    if above is None or not _begins_with_code(body[above]):
        return None
    full = [_may_end_full(body, line, columns) for line in (above, at)]
    return above if full == [True, False] else None


def _is_open(line: PrintedLine) -> bool:
    text = tight(line.text)
    return text.count("(") > text.count(")")


def _closes(line: PrintedLine) -> bool:
    text = tight(line.text)
    return text.count(")") > text.count("(")


def _may_end_full(body: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a label of a line ends as far right as any in its column."""
    labels = [
        (_field(word, columns), word)
        for line in body
        for word in line.words
        if not is_figure(unmarked(word.text))
    ]
    widest: dict[int | None, float] = {}
    for field, word in labels:
        widest[field] = max(widest.get(field, 0.0), word.right)
    own = {id(word) for word in body[at].words}
    return any(
        widest[field] - word.right < _FULL * word.size for field, word in labels if id(word) in own
    )


def _may_go_on(body: Sequence[PrintedLine], at: int, columns: Sequence[float]) -> bool:
    """Whether a line without figures may be the rest of the one above, which is as long as any,
    or go on below itself; one that numbers the columns never does."""
    if _numbers_columns(body[at]):
        return False
    lines = range(max(at - 1, 0), at + 1)
    return any(_may_end_full(body, line, columns) for line in lines)


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
