"""Tables that are printed without upright rules: their columns are where their words stand.

A table is taken only where everything fits: heads below a line with owner or unit, as many as
columns, no word over two columns, every line below in one row. Any other is left to the reader of
plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.read.figures import is_figure
from qa.read.formats.cells import Grid
from qa.read.formats.printed import PrintedLine
from qa.read.formats.ruled import Box, Ruled
from qa.read.formats.undrawn_head import Head, Span, head_of, spans_of
from qa.read.formats.undrawn_rows import Row, amounts_of, numbers_columns, rows_by_length, rows_of
from qa.read.text import tight
from qa.read.titles import is_preamble_line

# In sizes of the type: the next line of a table is not farther.
_PITCH = 3.6
_FEWEST_ROWS = 2
# A head has so many lines: groups, heads, and those that stand in the middle beside both.
_MOST_HEAD = 4
# Lines above a table that goes on: marks of the page, its head.
_MOST_ABOVE = 4


def undrawn_tables(
    lines: Sequence[PrintedLine], before: Grid | None = None, rules: Sequence[float] = ()
) -> tuple[Ruled, ...]:
    """The tables among the lines of a page, from top to bottom.

    ``before`` is such a table at the end of the page before, which may go on; ``rules`` are the
    heights of the rules across the page, in points.
    """
    found: list[Ruled] = []
    at = 0
    if before and (going := _going_on(lines, before, rules)):
        table, at = going
        found.append(table)
    while at < len(lines):
        if made := _table(lines, at, rules):
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
    rows = rows_of(body, head.columns)
    if sum(bool(amounts_of(line)) for line in body) < _FEWEST_ROWS or not rows:
        return head
    below = _ruled(head.columns, rows, len(head.rows) - 1)
    return Ruled(head.columns, (*head.rows, *below.rows[1:]), (*head.boxes, *below.boxes))


def _going_on(
    lines: Sequence[PrintedLine], before: Grid, rules: Sequence[float]
) -> tuple[Ruled, int] | None:
    """The part of the table ``before`` that the page begins with, below marks of the page and the
    table's head where it is printed again; and the line behind it."""
    start = next((at for at, line in enumerate(lines[:_MOST_ABOVE]) if amounts_of(line)), None)
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
    for end in range(_end(lines, start, rules), start, -1):
        if rows := rows_of(lines[start:end], before.columns, rules):
            return _again(again, lines[start:end], before.columns, rows), end
    return None


def _again(
    heads: Sequence[PrintedLine],
    body: Sequence[PrintedLine],
    columns: tuple[float, ...],
    rows: Sequence[Row],
) -> Ruled:
    """The rows of a table that goes on, under the head that is printed again above them."""
    head = head_of(heads, _spans(body)) if heads else None
    if head is None or len(head.columns) != len(columns):
        return _ruled(columns, rows)
    return _under(replace(head, columns=columns), rows)


def _table(
    lines: Sequence[PrintedLine], at: int, rules: Sequence[float]
) -> tuple[Ruled, int] | None:
    """The table whose head begins with the line ``at``, and the line behind it."""
    if not at or not is_preamble_line(lines[at - 1].text) or is_preamble_line(lines[at].text):
        return None
    start = at
    while start < len(lines) and not any(is_figure(word.text) for word in lines[start].words):
        start += 1
    if not at < start <= at + _MOST_HEAD or any(
        is_preamble_line(line.text) for line in lines[at:start]
    ):
        return None
    end = _end(lines, start, rules)
    if sum(bool(amounts_of(line)) for line in lines[start:end]) < _FEWEST_ROWS:
        return None
    # The body may begin with a row of no figures.
    for first in (start, start - 1):
        body = lines[first:end]
        if first == at or (first < start and len(body[0].parts) > 1):
            break
        head = head_of(lines[at:first], _spans(body))
        if head and (rows := rows_of(body, head.columns, rules)):
            return _under(head, rows), end
        if head:
            rows, below = rows_by_length(lines, first, end, head.columns)
            if rows:
                return _under(head, rows), below
    return None


def _spans(body: Sequence[PrintedLine]) -> list[Span]:
    """What the words of a table cover; the numbers of its columns stand in their middle."""
    return spans_of(word for line in body if not numbers_columns(line) for word in line.words)


def _under(head: Head, rows: Sequence[Row]) -> Ruled:
    """The rows of a table under its head."""
    below = _ruled(head.columns, rows, len(head.rows))
    return Ruled(head.columns, (*head.rows, *below.rows), (*head.boxes, *below.boxes))


def _end(lines: Sequence[PrintedLine], start: int, rules: Sequence[float] = ()) -> int:
    """The line behind the last one with a figure that may belong to the lines at ``start``."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at]
        far = at > 0 and line.top - lines[at - 1].top > _PITCH * line.size
        if (far and at > start) or is_preamble_line(line.text):
            break
        if amounts_of(line):
            end = at + 1
    # A label may go on below its figures.
    if end < len(lines) and end > start and _goes_on_below(lines[end - 1], lines[end]):
        end += 1
    # So it does above the rule that closes its row.
    for at in range(end, len(lines)) if end > start else ():
        above = [rule for rule in rules if lines[end - 1].bottom < rule < lines[at].bottom]
        if above or is_preamble_line(lines[at].text):
            break
        if any(0 <= rule - lines[at].bottom < lines[at].size for rule in rules):
            return at + 1
    return end


def _goes_on_below(line: PrintedLine, below: PrintedLine) -> bool:
    return below.top - line.bottom < 0 and len(below.parts) == 1


def _ruled(columns: Sequence[float], rows: Sequence[Row], above: int = 0) -> Ruled:
    """The rows as cells that are not joined, ``above`` of their table's rows standing over them."""
    middles = [(above.bottom + below.top) / 2 for above, below in pairwise(rows)]
    places = (rows[0].top, *middles, rows[-1].bottom)
    down, across = range(above, above + len(rows)), range(len(columns) - 1)
    boxes = tuple(Box(x, y, x, y) for y in down for x in across)
    return Ruled(tuple(columns), places, boxes)
