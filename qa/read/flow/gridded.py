"""Statements whose head is known cell by cell, while their rows may have lost blank cells.

Programs that write tables of Markdown give each row as many cells as its head: where they let go
of a blank one, they add another at the row's end. What stands behind the lost one is then too far
left, never too far right; a row whose last cell is filled lost none.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Line
from qa.read.figures import is_code, is_dash, is_figure, is_year
from qa.read.flow.draft import Figure
from qa.read.flow.find import Block
from qa.read.flow.head import Head
from qa.read.flow.pages import Pages, Statement
from qa.read.flow.rows import RawRow
from qa.read.flow.solve import Solver
from qa.read.flow.tree import half_of
from qa.read.grid import GridRow, Path, column_paths, head_height, is_index_row, pad
from qa.read.layout import Role, roles
from qa.read.patterns import matches
from qa.read.rows import column_unit

_LABELS = (Role.LABEL, Role.CODE)


def statement_of(block: Block, rows: Sequence[GridRow]) -> Statement | None:
    """The statement that the grid ``rows`` prints; ``None`` where it is another kind of table:
    one of two halves, of words, or with numbered rows."""
    rows = pad(rows)
    height = head_height(rows)
    body = [row for row in rows[height:] if row.filled and not is_index_row(row)]
    if not height or not body:
        return None
    paths, merged = column_paths(rows[:height], len(rows[0].cells))
    kinds = roles(paths, body, merged)
    stub = _first_figures(paths, kinds)
    figures = range(stub, len(paths))
    if not stub or len(figures) < 2 or any(merged[at] != at or not paths[at] for at in figures):
        return None
    if any(kinds[at] is not Role.FIGURE for at in figures):
        return None
    coded = sum(kinds[at] is Role.CODE for at in range(stub))
    found = [_row(row, stub, coded) for row in body]
    raw = tuple(row for row in found if row is not None)
    if len(raw) < len(found):
        return None
    units = [column_unit(paths[at], block.unit) for at in figures]
    half = half_of([paths[at] for at in figures], units, ("code", "name") if coded else ("name",))
    header = "\n".join(row.quote for row in rows[:height])
    pages = Pages(block, Head((half,), height, True, header), (), (), block.end_line)
    return Statement(pages, raw)


def contradicted(statements: Sequence[Statement]) -> bool:
    """Whether sums tell that a figure stands in another column than its cell says."""
    ways = Solver(statements).solve()
    return any(
        left and row.fixed is None and row.least not in left
        for statement, found in zip(statements, ways, strict=True)
        for row, left in zip(statement.rows, found, strict=True)
    )


def _first_figures(paths: Sequence[Path], kinds: Sequence[Role]) -> int:
    """The first column behind those that name the rows: a figure that moved into one of them does
    not make it a column of figures."""
    for at, (path, kind) in enumerate(zip(paths, kinds, strict=True)):
        leaf = path[-1] if path else ""
        named = any(matches("reading", "head", word, leaf) for word in ("label", "code"))
        if kind is Role.INDEX or not (named or kind in _LABELS):
            return 0 if kind is Role.INDEX else at
    return 0


def _row(row: GridRow, stub: int, coded: int) -> RawRow | None:
    """The row with its figures behind its labels; ``None`` where words stand behind a figure."""
    code, labels = "", list[str]()
    places = list(row.filled)
    while places and len(labels) < stub:
        cell = row.cells[places[0]]
        if coded and not labels and is_code(cell) and len(code) < 7:
            code += cell
        elif is_dash(cell) or (is_figure(cell) and (coded or not is_year(cell))):
            break
        else:
            labels.append(cell)
        places.pop(0)
    if not all(is_figure(row.cells[at]) or is_dash(row.cells[at]) for at in places):
        return None
    least = tuple(max(number, at - stub) for number, at in enumerate(places))
    return RawRow(
        labels=tuple(labels) or ((code,) if code else ()),
        code=code or None,
        figures=tuple(Figure(row.cells[at], row.line) for at in places),
        words=(),
        lines=(Line(row.line, row.quote, False, row.page),),
        least=least,
        fixed=least if not places or places[-1] == len(row.cells) - 1 else None,
    )
