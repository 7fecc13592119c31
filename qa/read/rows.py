"""The rows of a grid: each half's labels, code and cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.model import Cell, Column, Row
from qa.read.align import align_rows
from qa.read.crossed import with_subjects_ordered
from qa.read.figures import is_figure, is_year
from qa.read.grid import GridRow, Path, column_paths, head_height, is_index_row, pad, part_heads
from qa.read.hierarchy import STEP, CodeBook, Item, label_paths, standard_codes
from qa.read.labels import clean_label
from qa.read.layout import Half, Role, halves, label_columns, roles, told_apart
from qa.read.patterns import matches, pattern
from qa.read.rowlabels import row_labels
from qa.read.text import REMEMBERED, strip_markup, tight


@dataclass(frozen=True, slots=True)
class Body:
    """Columns and rows of a grid; ``dropped`` counts figures that no label names."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Printed:
    """A row of one half before its path is known."""

    item: Item
    cells: tuple[Cell, ...]
    source: GridRow


def read_grid(rows: Sequence[GridRow], unit: str | None, book: CodeBook) -> Body:
    """The columns and rows of a grid whose head is printed on its first rows.

    ``unit`` is the table's unit of measure, used where a column names none.
    """
    rows = pad(rows)
    if not rows:
        return Body((), ())
    rows, height = part_heads(rows, head_height(rows))
    body = [row for row in rows[height:] if row.filled and not is_index_row(row)]
    paths, merged = column_paths(rows[:height], len(rows[0].cells))
    merged = _parted(merged, body)
    targets = {at: target for at, target in enumerate(merged) if target != at}
    body = [_unmerge(row, targets) for row in body] if targets else body
    kinds = roles(paths, body, merged)
    body = align_rows(join_broken(body, label_columns(kinds)), kinds)
    parts = halves(paths, kinds)
    body = [_with_totals_moved(row, parts) for row in body] if len(parts) > 1 else body
    paths = told_apart(paths, parts)
    parts = tuple(with_subjects_ordered(half, kinds, body) for half in parts)
    wanted = [
        i for half in parts for i in half.values if merged[i] == i and _holds(paths[i], kinds[i])
    ]
    columns = tuple(
        Column(
            _unmeasured(paths[i]), None if kinds[i] is Role.TEXT else column_unit(paths[i], unit)
        )
        for i in wanted
    )
    index = {position: number for number, position in enumerate(wanted)}
    found: list[Row] = []
    dropped = 0
    for half in parts:
        printed, lost = _half_rows(body, half, index)
        dropped += lost
        labels = label_paths([entry.item for entry in printed], book)
        found += [_row(entry, path) for entry, path in zip(printed, labels, strict=True)]
    found.sort(key=lambda row: row.line)
    if not rows[height:] and not label_columns(kinds):
        found = [_blank_row(rows[height - 1], len(columns))]
    return Body(columns, tuple(found), dropped)


def _holds(path: Path, kind: Role) -> bool:
    """Whether a column has a label that may stand above what it holds."""
    if not path:
        return False
    return kind is not Role.FIGURE or not matches("reading", "head", "never_figures", path[-1])


def _blank_row(head: GridRow, width: int) -> Row:
    """The row of a table without labels that prints nothing below its head."""
    cells = tuple(Cell(number, None, head.line) for number in range(width))
    return Row((), cells, head.line, head.quote, page=head.page)


def column_unit(path: Path, unit: str | None) -> str | None:
    """The unit of measure of a column: its own, none where it holds no money, else ``unit``."""
    for label in reversed(path):
        found = pattern("reading", "measure", "units").search(label) or _measure(label)
        if found:
            printed = next(group for group in found.groups() if group)
            return printed.replace("％", "%")
    if path and matches("reading", "measure", "plain", path[-1]):
        return None
    return unit


def _measure(label: str) -> re.Match[str] | None:
    """The unit of measure that a label is, with nothing else in it (单位：万元)."""
    return pattern("reading", "lines", "measure").fullmatch(label)


def _unmeasured(path: Path) -> Path:
    """The labels of a column without a unit of measure that stands among its heads."""
    return tuple(label for label in path if not _measure(label)) or path


def join_broken(rows: Iterable[GridRow], labels: Collection[int]) -> list[GridRow]:
    """The rows, with the rest of a cell that a page break cut put back into its row.

    Such a rest stands alone in the first row of a page. In a label column (one of the
    positions ``labels``) it would be a row of its own, unless it makes a known label whole.
    """
    joined: list[GridRow] = []
    rows = list(rows)
    for row in rows:
        target = _cut_cell(joined[-1], row, labels) if joined and row.opens else None
        if target is None and joined and row.opens:
            target = _cut_label(joined[-1], row, rows)
        if target is None:
            joined.append(row)
            continue
        last = joined[-1]
        rest = row.cells[row.filled[0]]
        cells = (*last.cells[:target], last.cells[target] + rest, *last.cells[target + 1 :])
        joined[-1] = replace(last, cells=cells, quote=last.quote + rest)
    return joined


def _cut_label(last: GridRow, row: GridRow, rows: Sequence[GridRow]) -> int | None:
    """The position of the label of ``last`` that the lone text of ``row`` makes a known one:
    that of a 科目, or one that the table prints elsewhere."""
    if len(row.filled) != 1:
        return None
    position = row.filled[0]
    above, rest = last.cells[position], row.cells[position]
    whole = tight(above + rest)
    if not above or tight(rest) in standard_codes():
        return None
    printed = any(tight(other.cell(position)) == whole for other in rows)
    return position if printed or whole in standard_codes() else None


def _cut_cell(last: GridRow, row: GridRow, labels: Collection[int]) -> int | None:
    """The position of the cell of ``last`` that the lone text of ``row`` continues."""
    if len(row.filled) != 1 or row.filled[0] in labels or is_figure(row.cells[row.filled[0]]):
        return None
    position = row.filled[0]
    texts = [i for i in last.filled if i not in labels and not is_figure(last.cells[i])]
    if position in texts:
        return position
    return texts[-1] if texts else None


def _parted(merged: Sequence[int], body: Sequence[GridRow]) -> tuple[int, ...]:
    """The merged columns but for those of words of their own: one head may stand over a
    column of groups and one of their items."""
    return tuple(
        position if target != position and _holds_items(position, target, body) else target
        for position, target in enumerate(merged)
    )


def _holds_items(position: int, target: int, body: Sequence[GridRow]) -> bool:
    """Whether both columns print words in one row."""
    pairs = [(row.cells[target], row.cells[position]) for row in body]
    return any(
        group and item and not is_figure(group) and not is_figure(item) for group, item in pairs
    )


def _unmerge(row: GridRow, targets: Mapping[int, int]) -> GridRow:
    """The row with the cells of merged columns in the column that they belong to (``targets``); a
    text that stands in a later column of them is indented."""
    cells, indents = list(row.cells), list(map(row.indent, range(len(row.cells))))
    for position, target in targets.items():
        if cells[position] and not cells[target]:
            cells[target], cells[position] = cells[position], ""
            indents[target] = indents[position] + STEP * (position - target)
    return replace(row, cells=tuple(cells), indents=tuple(indents) if any(indents) else ())


def _with_totals_moved(row: GridRow, parts: Sequence[Half]) -> GridRow:
    """The row with a total's label beside its figure: a merged cell holds it where it spans
    the labels of one half, whose figures stay blank, and those of the next."""
    for left, right in pairwise(parts):
        label = left.labels[-1] if left.labels else None
        if label is None or not right.labels or not _is_sum(row.cells[label]):
            continue
        between = [row.cells[i] for i in (*left.values, *right.labels, *right.codes)]
        if not any(between) and any(_is_amount(row.cells[i]) for i in right.values):
            cells = list(row.cells)
            cells[right.labels[-1]], cells[label] = cells[label], ""
            row = replace(row, cells=tuple(cells))
    return row


def _is_sum(cell: str) -> bool:
    return matches("reading", "body", "sum", clean_label(cell))


def _half_rows(
    body: Sequence[GridRow], half: Half, index: dict[int, int]
) -> tuple[list[_Printed], int]:
    """The rows of one half, and how many figures stand beside no label."""
    items = row_labels(body, half)
    labelled = any(items)
    values = [i for i in half.values if i in index]
    unnamed = [i for i in half.values if i not in index]
    printed: list[_Printed] = []
    dropped = 0
    for row, item in zip(body, items, strict=True):
        dropped += sum(is_figure(row.cells[i]) for i in unnamed)
        if item is None and labelled:
            dropped += sum(_is_amount(row.cells[i]) for i in (*half.labels, *values))
        elif item is not None or any(row.cells[i] for i in values):
            cells = tuple(Cell(index[i], cell_text(row.cells[i]), row.line) for i in values)
            printed.append(_Printed(item or Item(""), cells, row))
    return printed, dropped


def _is_amount(cell: str) -> bool:
    return is_figure(cell) and not is_year(cell)


def _row(entry: _Printed, path: Path) -> Row:
    source = entry.source
    labels = tuple(label for label in path if label)
    return Row(labels, entry.cells, source.line, source.quote, entry.item.code, source.page)


@lru_cache(REMEMBERED)
def cell_text(printed: str) -> str | None:
    """The words or figure of a cell without markup; ``None`` where it is blank."""
    text = strip_markup(printed)
    if is_figure(text):
        # A figure that is broken over two lines of its cell is one figure.
        return "".join(text.split())
    return text if tight(text) else None
