"""What stands behind a citation: the table with the cell marked, or the paragraph of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.index import DocParagraph, Index, TableInfo
from qa.model import Citation, Fact

#: A table longer than this is shown as the rows around the marked one.
MOST_ROWS = 40
#: How many documents' tables and paragraphs are kept at hand.
KEPT_DOCUMENTS = 64


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of a table's head: its words, how many columns and how many lines it spans."""

    text: str
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a row prints under a column; ``text`` is ``None`` for blank, ``is_words`` says that it
    is no figure."""

    text: str | None
    is_words: bool = False
    lit: bool = False
    marked: bool = False

    @property
    def kind(self) -> str:
        """How it is shown, in the words of the style sheet."""
        state = "marked" if self.marked else "lit" if self.lit else ""
        return " ".join(filter(None, ("words" if self.is_words else "", state)))


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid; ``depth`` counts the labels above its own."""

    label: str
    depth: int
    code: str | None
    line: int
    cells: tuple[GridCell, ...]
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the rows of it around a marked cell, with the head above the columns.

    ``above`` and ``below`` count the rows that are left out.
    """

    name: str
    unit: str | None
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[GridRow, ...]
    above: int = 0
    below: int = 0

    @property
    def coded(self) -> bool:
        """Whether any row has a code."""
        return any(row.code for row in self.rows)

    @property
    def labelled(self) -> bool:
        """Whether any row has a label; a sheet of one row may do without."""
        return any(row.label for row in self.rows)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, cut so that ``quoted`` is what a citation quotes of it."""

    before: str
    quoted: str
    after: str


class Sources:
    """Finds the places of citations in one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tables = lru_cache(KEPT_DOCUMENTS)(self._read_tables)
        self._paragraphs = lru_cache(KEPT_DOCUMENTS)(self._read_paragraphs)

    def place(self, citation: Citation) -> Grid | Passage:
        """The table around a cited cell or row, or the paragraph around a quoted sentence.

        Where neither is found the citation's own quote stands for its paragraph.
        """
        cited = self._cited(citation)
        if cited is not None:
            table, facts, rows, columns = cited
            return grid(table, facts, rows, columns)
        for one in self._paragraphs(citation.doc):
            before, found, after = one.paragraph.text.partition(citation.quote)
            near = one.paragraph.line <= citation.line <= one.paragraph.line_at(len(before))
            if found and near:
                return Passage(before, citation.quote, after)
        return Passage("", citation.quote, "")

    def tables(self, doc: str) -> tuple[TableInfo, ...]:
        """The tables of a document in printed order."""
        return tuple(table for table, _ in self._tables(doc).values())

    def table(self, doc: str, table_id: int) -> Grid | None:
        """A whole table of a document; ``None`` for one that it does not have."""
        found = self._tables(doc).get(table_id)
        return grid(*found, most=None) if found else None

    def _cited(
        self, citation: Citation
    ) -> tuple[TableInfo, tuple[Fact, ...], frozenset[int], frozenset[int]] | None:
        """The table of a citation with the rows and the columns that it names."""
        if citation.table is None:
            return None
        for table, facts in self._tables(citation.doc).values():
            here = [f for f in facts if f.table == citation.table and f.line == citation.line]
            row = [f for f in here if f.row == citation.row] or here
            if row:
                cells = [f for f in row if citation.column and f.column == citation.column]
                rows = frozenset(fact.row_id for fact in cells or row)
                return table, facts, rows, frozenset(fact.column_id for fact in cells)
        return None

    def _read_tables(self, doc: str) -> dict[int, tuple[TableInfo, tuple[Fact, ...]]]:
        cells: dict[int, list[Fact]] = {}
        for fact in self._index.facts([doc]):
            cells.setdefault(fact.table_id, []).append(fact)
        tables = self._index.tables([doc])
        return {one.table_id: (one, tuple(cells.get(one.table_id, ()))) for one in tables}

    def _read_paragraphs(self, doc: str) -> tuple[DocParagraph, ...]:
        return self._index.paragraphs([doc])


def grid(
    table: TableInfo,
    facts: Sequence[Fact],
    rows: frozenset[int] = frozenset(),
    columns: frozenset[int] = frozenset(),
    most: int | None = MOST_ROWS,
) -> Grid:
    """A table out of its facts, with ``rows`` and ``columns`` lit and the cells where they meet
    marked; of a longer one, the ``most`` rows around the first marked one."""
    by_row: dict[int, dict[int, Fact]] = {}
    for fact in facts:
        by_row.setdefault(fact.row_id, {})[fact.column_id] = fact
    order = sorted(by_row)
    first = order.index(min(rows)) if rows else 0
    start = 0 if most is None else max(0, min(first - most // 2, len(order) - most))
    chosen = order[start:] if most is None else order[start : start + most]
    width = len(table.columns)
    return Grid(
        table.name,
        table.unit,
        heads([column.path for column in table.columns]),
        tuple(_row(by_row[number], width, number in rows, columns) for number in chosen),
        above=start,
        below=len(order) - start - len(chosen),
    )


def _row(cells: dict[int, Fact], width: int, lit: bool, columns: frozenset[int]) -> GridRow:
    some = next(iter(cells.values()))
    return GridRow(
        label=some.row[-1] if some.row else "",
        depth=max(0, len(some.row) - 1),
        code=some.code,
        line=some.line,
        cells=tuple(
            _cell(cells.get(number), lit or number in columns, lit and number in columns)
            for number in range(width)
        ),
        lit=lit,
    )


def _cell(fact: Fact | None, lit: bool, marked: bool) -> GridCell:
    if fact is None:
        return GridCell(None, False, lit, marked)
    is_words = fact.value is None and any(map(str.isalpha, fact.text or ""))
    return GridCell(fact.text, is_words, lit, marked)


def heads(paths: Sequence[tuple[str, ...]]) -> tuple[tuple[Head, ...], ...]:
    """The lines of a table's head over columns of these ``paths``: a group's name spans its
    columns, a short path's leaf the lines below it. Empty where no column has a name."""
    depth = max((len(path) for path in paths), default=0)
    lines = []
    for level in range(depth):
        line: list[Head] = []
        for number, path in enumerate(paths):
            is_leaf = level == len(path) - 1
            if level >= len(path):
                # A shorter path's leaf reaches down here; a path that is empty has no head.
                if not path and level == 0:
                    line.append(Head("", 1, depth))
                continue
            before = paths[number - 1] if number else ()
            grouped = not is_leaf and len(before) > level + 1
            if grouped and before[: level + 1] == path[: level + 1]:
                line[-1] = Head(path[level], line[-1].columns + 1, 1)
            else:
                line.append(Head(path[level], 1, depth - level if is_leaf else 1))
        lines.append(tuple(line))
    return tuple(lines)
