"""Statements: tables whose rows are labels and figures, from blocks of lines to Tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.model import Cell, Line, Row, Table
from qa.read.flow_find import Block
from qa.read.flow_halves import rows_of_halves
from qa.read.flow_head import Half, Head, read_head
from qa.read.flow_known import (
    Split,
    by_known_amounts,
    by_own_label,
    by_splits,
    empty_columns,
    empty_sources,
    meaning,
    row_key,
    source_of,
    splits_of,
)
from qa.read.flow_lines import NOTE, ends_table, is_index_row, prints_ends
from qa.read.flow_parts import narrow_by_largest, narrow_by_parts, wholes_and_parts
from qa.read.flow_place import Way, agreed, amount, by_traces, settle_rows
from qa.read.flow_rows import RawRow, rows_of
from qa.read.flow_text import squeeze
from qa.read.hierarchy import Item, code_book, label_paths

#: Tables settle each other: what one finds helps the next, three times around is enough.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Pages:
    """The printed pages of one statement: title and head of the first, lines of all."""

    block: Block
    head: Head
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    end_line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as read, its figures not yet under columns."""

    pages: Pages
    rows: tuple[RawRow, ...]


def _cut(body: Sequence[Line], start: int) -> tuple[list[Line], tuple[str, ...], int]:
    """The lines of rows, the notes below them, and the line that the table ends on.

    ``start`` lines are the head; pages may print it again.
    """
    rows: list[Line] = []
    size = start - bool(start and is_index_row(body[start - 1]))
    head = [squeeze(line.text) for line in body[:size]]
    at = start
    while at < len(body) and not ends_table(body[at]):
        if head and [squeeze(line.text) for line in body[at : at + size]] == head:
            at += size
            continue
        rows.append(body[at])
        at += 1
    notes: list[str] = []
    while at < len(body) and (notes or NOTE.fullmatch(squeeze(body[at].text))):
        if notes and not body[at].gap:
            break
        notes.append(" ".join(body[at].text.split()))
        at += 1
    last = body[at - 1].number if at else 0
    return rows, tuple(notes), last


def _head(block: Block, last: Pages | None) -> Head | None:
    """The head of a page: the same as on the page before where the same lines are printed."""
    if last and last.block.title == block.title:
        above = last.block.body[: last.head.length]
        below = block.body[: last.head.length]
        if [squeeze(line.text) for line in above] == [squeeze(line.text) for line in below]:
            return last.head
        counted = bool(above) and is_index_row(above[-1])
        size = last.head.length - bool(counted)
        alike = [squeeze(line.text) for line in above[:size]]
        if counted and alike == [squeeze(line.text) for line in below[:size]]:
            return replace(last.head, length=size)
    return read_head(block.body)


def _page(block: Block, last: Pages | None) -> Pages | None:
    """One printed page, or ``None`` where its head is not understood."""
    head = _head(block, last)
    if head is None or not head.certain or not head.halves:
        return None
    lines, notes, end = _cut(block.body, head.length)
    return Pages(block, head, tuple(lines), notes, max(end, block.line))


def _repeats(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether a page prints the row of totals again that the first page begins with."""
    return bool(lines and above) and squeeze(lines[0].text) == squeeze(above[0].text)


def join_pages(pages: Sequence[Pages]) -> list[Pages]:
    """Statements with their continued pages: the same title, number and head again."""
    joined: list[Pages] = []
    for page in pages:
        last = joined[-1] if joined else None
        if (
            last is None
            or (last.block.title, last.block.number) != (page.block.title, page.block.number)
            or last.head.halves != page.head.halves
        ):
            joined.append(page)
            continue
        lines = page.lines[1:] if _repeats(page.lines, last.lines) else page.lines
        joined[-1] = replace(
            last,
            lines=(*last.lines, *lines),
            notes=(*last.notes, *page.notes),
            end_line=page.end_line,
        )
    return joined


def _read(pages: Pages, units: frozenset[str]) -> Statement:
    marks = prints_ends(pages.block.body)
    halves = pages.head.halves
    if len(halves) > 1:
        return Statement(pages, rows_of_halves(halves, pages.lines, marks))
    return Statement(pages, rows_of(halves[0], pages.lines, marks, units))


class Solver:
    """Settles the figures of one document's statements together."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.empty = empty_sources(self._income())
        self.amounts: dict[tuple[str, str], Decimal] = {}
        self.splits: dict[int, dict[str, Split]] = {}
        self.ways = [self._first(statement) for statement in statements]
        self.spaced = False
        self._follow_traces()

    def _income(self) -> list[list[tuple[str, Decimal | None]]]:
        found = []
        for statement in self.statements:
            if len(statement.pages.head.halves) < 2 or statement.pages.head.halves[0].figures != 1:
                continue
            found.append(
                [
                    (row.labels[-1], amount(row.figures[0].text) if row.figures else None)
                    for row in statement.rows
                    if row.half == 0
                ]
            )
        return found

    def _first(self, statement: Statement) -> list[list[Way]]:
        ways: list[list[Way]] = [[] for _ in statement.rows]
        for number, half in enumerate(statement.pages.head.halves):
            at = [i for i, row in enumerate(statement.rows) if row.half == number]
            rows = [statement.rows[i] for i in at]
            empty = empty_columns(half.columns, self.empty)
            for i, found in zip(at, settle_rows(half, rows, empty), strict=True):
                ways[i] = found
        return ways

    def _follow_traces(self) -> None:
        """Believe the spaces around blank cells where every table that has some fits them."""
        traced: list[tuple[list[list[Way]], list[int], list[list[Way]]]] = []
        for statement, ways in zip(self.statements, self.ways, strict=True):
            for number in range(len(statement.pages.head.halves)):
                at = [i for i, row in enumerate(statement.rows) if row.half == number]
                rows = [statement.rows[i] for i in at]
                found = by_traces(rows, [ways[i] for i in at])
                spaced = any(figure.skipped for row in rows for figure in row.figures)
                if found is None and spaced:
                    return
                if found is not None:
                    traced.append((ways, at, found))
                self.spaced = self.spaced or spaced
        if self.spaced:
            for ways, at, found in traced:
                for i, left in zip(at, found, strict=True):
                    ways[i] = left

    def _narrow(self, number: int) -> None:
        statement, ways = self.statements[number], self.ways[number]
        splits = [table for at, table in self.splits.items() if at != number]
        for side, half in enumerate(statement.pages.head.halves):
            at = [i for i, row in enumerate(statement.rows) if row.half == side]
            rows = [statement.rows[i] for i in at]
            inner = []
            for i, row in zip(at, rows, strict=True):
                left = by_known_amounts(row, ways[i], half.columns, self.amounts)
                left = by_own_label(row, left, half.columns)
                inner.append(by_splits(row, left, half, splits))
            for whole, parts in wholes_and_parts(rows):
                narrow_by_parts(rows, inner, whole, parts)
            narrow_by_largest(rows, inner)
            for i, found in zip(at, inner, strict=True):
                ways[i] = found

    def _learn(self, number: int) -> None:
        statement, ways = self.statements[number], self.ways[number]
        halves = statement.pages.head.halves
        if len(halves) == 1:
            self.splits[number] = splits_of(halves[0], statement.rows, ways)
            self._learn_source(statement, self.splits[number])
        for row, found in zip(statement.rows, ways, strict=True):
            if not row.labels or row.code:
                continue
            half = halves[row.half]
            for column, figure in agreed(row, found, range(len(half.columns))).items():
                value = amount(row.figures[figure].text) if figure is not None else None
                if value is not None:
                    place = (meaning(row.labels[-1]), meaning(half.columns[column].path[-1]))
                    self.amounts.setdefault(place, value)

    def _learn_source(self, statement: Statement, splits: Mapping[str, Split]) -> None:
        """The totals of a table of one source are that source's amounts elsewhere."""
        source = source_of(statement.pages.block.title)
        labels = [meaning(row.labels[-1]) for row in statement.rows if row.labels]
        for row in statement.rows:
            split = splits.get(row_key(row))
            if source and split and row.code and labels.count(meaning(row.labels[-1])) == 1:
                self.amounts.setdefault((meaning(row.labels[-1]), source), split.total)

    def solve(self) -> list[list[list[Way]]]:
        """For each statement and row the ways that are left."""
        for _ in range(ROUNDS):
            for number in range(len(self.statements)):
                self._narrow(number)
                self._learn(number)
        return self.ways


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


def build(statement: Statement, ways: Sequence[Sequence[Way]]) -> Table:
    """The table of a statement whose figures are settled."""
    pages = statement.pages
    rows, dropped = _rows(statement, ways)
    return Table(
        title=pages.block.title,
        columns=tuple(column for half in pages.head.halves for column in half.columns),
        rows=tuple(rows),
        section=(),
        line=pages.block.line,
        end_line=pages.end_line,
        number=pages.block.number,
        unit=pages.block.unit,
        header=pages.head.text,
        notes=pages.notes,
        dropped=dropped,
        page=pages.block.page,
    )


def read_statements(blocks: Sequence[Block], units: frozenset[str]) -> list[Table]:
    """The tables of ``blocks``, settled together."""
    pages: list[Pages] = []
    for block in blocks:
        page = _page(block, pages[-1] if pages else None)
        if page:
            pages.append(page)
    statements = [_read(page, units) for page in join_pages(pages)]
    ways = Solver(statements).solve()
    return [build(statement, found) for statement, found in zip(statements, ways, strict=True)]
