"""Statements: tables whose rows are labels and figures, from blocks of lines to Tables."""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Cell, Row, Table
from qa.read.flow.borne import choose_page, is_understood, read_rows
from qa.read.flow.find import Block
from qa.read.flow.pages import Pages, Statement, cut, join_pages, read_page
from qa.read.flow.place import Way, agreed
from qa.read.flow.rows import RawRow
from qa.read.flow.solve import Solver
from qa.read.flow.text import pieces_of
from qa.read.flow.tree import Half
from qa.read.hierarchy import Item, code_book, label_paths
from qa.read.patterns import matches

#: A table of which more figures than these, and most of all, fit no column in any way was
#: not understood: what is left of it may stand under wrong labels.
MOST_LOST = 12
#: Where so many of its lines hold one cell each, a table has a line for each cell.
_ALONE = 0.95


def _cells(row: RawRow, half: Half, ways: Sequence[Way], offset: int) -> tuple[Cell, ...]:
    figures = [at for at in range(len(half.columns)) if at not in half.words]
    certain = agreed(row, ways, figures)
    cells = []
    for at in range(len(half.columns)):
        if at in half.words:
            printed = row.mark if "mark" in half.stubs else None
            if printed is None and row.words:
                text = "".join(word.text for word in row.words)
                cells.append(Cell(offset + at, text, row.words[0].line))
            else:
                cells.append(Cell(offset + at, printed.text if printed else None, row.line))
        elif at in certain:
            number = certain[at]
            figure = row.figures[number] if number is not None else None
            line = figure.line if figure else row.line
            cells.append(Cell(offset + at, figure.text if figure else None, line))
    return tuple(cells)


def _paths(rows: Sequence[RawRow], halves: int) -> list[tuple[str, ...]]:
    """The label path of every row: rows of one half stand under each other."""
    book = code_book((row.code, row.labels[-1]) for row in rows if row.code and row.labels)
    paths: list[tuple[str, ...]] = [()] * len(rows)
    for half in range(halves):
        at = [i for i, row in enumerate(rows) if row.half == half and row.labels]
        items = [Item(rows[i].labels[-1], rows[i].code, rows[i].labels[:-1]) for i in at]
        for i, path in zip(at, label_paths(items, book), strict=True):
            paths[i] = path
    return paths


def _rows(statement: Statement, ways: Sequence[Sequence[Way]]) -> tuple[list[Row], int]:
    """The rows with their cells, and how many figures found no certain place."""
    halves = statement.pages.head.halves
    offsets = [sum(len(half.columns) for half in halves[:at]) for at in range(len(halves))]
    paths = _paths(statement.rows, len(halves))
    rows, dropped = [], 0
    for row, path, found in zip(statement.rows, paths, ways, strict=True):
        half = halves[row.half]
        cells = _cells(row, half, found, offsets[row.half])
        spoken = {offsets[row.half] + at for at in half.words}
        placed = [c for c in cells if c.text is not None and c.column not in spoken]
        dropped += len(row.figures) - len(placed)
        if cells:
            rows.append(Row(path, cells, row.line, row.quote, row.code, row.lines[0].page))
    return rows, dropped


def _end_line(statement: Statement) -> int:
    """The last line of the table: its last note, else its last row, else its head."""
    pages = statement.pages
    if pages.notes or not statement.rows:
        return pages.end_line
    return max(line.number for row in statement.rows for line in row.lines)


def build(statement: Statement, ways: Sequence[Sequence[Way]]) -> Table:
    """The table of a statement whose figures are settled; without rows if hardly any is."""
    pages = statement.pages
    rows, dropped = _rows(statement, ways)
    found = sum(len(row.figures) for row in statement.rows)
    lost = sum(len(row.figures) for row, left in zip(statement.rows, ways, strict=True) if not left)
    if lost * 2 > found and lost > MOST_LOST:
        rows, dropped = [], found
    return Table(
        title=pages.block.title,
        columns=tuple(column for half in pages.head.halves for column in half.columns),
        rows=tuple(rows),
        section=(),
        line=pages.block.line,
        end_line=_end_line(statement),
        number=pages.block.number,
        unit=pages.block.unit,
        header=pages.head.text,
        notes=pages.notes,
        dropped=dropped,
        page=pages.block.page,
    )


def unread(block: Block) -> Table:
    """A table that cannot be read with certainty: its place, and how much was left out."""
    lines, notes, end = cut(block.body, 0)
    lost = sum(piece.kind == "figure" for line in lines for piece in pieces_of(line))
    return Table(
        title=block.title,
        columns=(),
        rows=(),
        section=(),
        line=block.line,
        end_line=max(end, block.line),
        number=block.number,
        unit=block.unit,
        notes=notes,
        dropped=lost,
        page=block.page,
    )


def _numbers_apart(block: Block) -> bool:
    """Whether every cell has a line of its own and rows or columns are numbered: nothing tells
    such numbers from figures."""
    lines, _, _ = cut(block.body, 0)
    pieces = [pieces_of(line) for line in lines]
    alone = sum(len(found) == 1 for found in pieces) >= _ALONE * len(pieces)
    return alone and any(
        matches("reading", "head", "index", piece.text) for found in pieces for piece in found
    )


def read_statements(
    blocks: Sequence[Block],
    units: frozenset[str],
    known: Sequence[Statement] = (),
    by_height: bool = False,
) -> list[Table]:
    """The tables of ``blocks``, settled together, and with those of ``known`` heads.

    One whose head is not understood keeps its place where it prints a unit of measure;
    without one it may not be a table at all. ``by_height``: the text may print every height of
    the page as one line.
    """
    pages: list[Pages] = []
    tables: list[Table] = []
    for block in blocks:
        last = pages[-1] if pages else None
        page = None
        if not _numbers_apart(block):
            page = choose_page(block, last, units) if by_height else read_page(block, last)
        if page:
            pages.append(page)
        elif block.unit:
            tables.append(unread(block))
    read = [read_rows(page, units, by_height) for page in join_pages(pages)]
    statements = sorted(
        (*(statement for statement in read if is_understood(statement)), *known),
        key=lambda statement: statement.pages.block.line,
    )
    tables += [unread(one.pages.block) for one in read if not is_understood(one)]
    ways = Solver(statements).solve()
    built = [build(statement, found) for statement, found in zip(statements, ways, strict=True)]
    return [*tables, *built]
