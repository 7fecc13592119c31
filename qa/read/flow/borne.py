"""Which head of a table its rows bear out, where a text does not print the order of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from qa.read.flow.find import Block
from qa.read.flow.halves import rows_of_halves
from qa.read.flow.head import is_stacked, stacked_heads
from qa.read.flow.lines import prints_ends
from qa.read.flow.pages import Pages, Statement, page_under, read_page
from qa.read.flow.place import amount, holding_sums
from qa.read.flow.rows import RawRow, rows_of
from qa.read.flow.tree import Half

#: So many rows with more figures than columns are no slips: the head is not understood.
TOO_FULL = 2

_Cells = list[tuple[int, tuple[str, ...], str]]


def read_rows(pages: Pages, units: frozenset[str], by_height: bool = False) -> Statement:
    """The rows of a statement under its head."""
    marks = prints_ends(pages.block.body)
    halves = pages.head.halves
    if len(halves) > 1:
        return Statement(pages, rows_of_halves(halves, pages.lines, marks, by_height))
    return Statement(pages, rows_of(halves[0], pages.lines, marks, units))


def is_understood(statement: Statement) -> bool:
    """Whether the rows bear out the columns of the head.

    They do not where several have more figures than there are columns, or where the head is
    doubtful and none has a figure in every column.
    """
    head = statement.pages.head
    for number, half in enumerate(head.halves):
        counts = [len(row.figures) for row in statement.rows if row.half == number]
        if sum(count > half.figures for count in counts) >= TOO_FULL:
            return False
        if head.doubtful and half.figures not in counts:
            return False
    return True


def choose_page(block: Block, last: Pages | None, units: frozenset[str]) -> Pages | None:
    """The page of ``block`` in a text that prints every height of the page as one line.

    Of the orders in which its columns may stand, those that the rows add up under; ``None``
    where they place a figure under different labels.
    """
    page = read_page(block, last)
    if is_stacked(block.body):
        page = None
    elif page and is_understood(read_rows(page, units, True)):
        return page
    pages = [page] if page else []
    pages += [page_under(block, head) for head in stacked_heads(block.body)]
    read = [read_rows(one, units, True) for one in pages]
    if len(read) == 1 and not page and is_understood(read[0]):
        return pages[0]
    fitting = [one for one in read if is_understood(one) and _adds_up(one)]
    cells = [_full_cells(one) for one in fitting]
    alike = bool(cells) and all(sorted(other) == sorted(cells[0]) for other in cells)
    return fitting[-1].pages if alike else None


def _full(half: Half, rows: Sequence[RawRow]) -> list[RawRow]:
    return [row for row in rows if row.figures and len(row.figures) == half.figures]


def _adds_up(statement: Statement) -> bool:
    """Whether each half of a table has whole rows, and these keep its sums."""
    for number, half in enumerate(statement.pages.head.halves):
        rows = [row for row in statement.rows if row.half == number]
        full = _full(half, rows)
        sums = holding_sums(half, rows)
        if not full or sums is None or len(sums) < len(half.sums):
            return False
        if not half.sums and half.figures > 1:
            return False
    return True


def _full_cells(statement: Statement) -> _Cells:
    """The amounts of the whole rows, each with its row's line and its column."""
    found: _Cells = []
    for number, half in enumerate(statement.pages.head.halves):
        rows = [row for row in statement.rows if row.half == number]
        columns = [column for at, column in enumerate(half.columns) if at not in half.words]
        for row in _full(half, rows):
            for column, figure in zip(columns, row.figures, strict=True):
                value = amount(figure.text)
                found.append((row.line, column.path, str(value)))
    return found
