"""A rectangular grid of printed cells: where its head ends and what its columns are called.

Nothing here knows where the grid came from: tabs, HTML, a spreadsheet and drawn lines of a
page all end as rows of cells, ``""`` where a cell is blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.read.figures import is_dash, is_figure, is_year
from qa.read.labels import clean_head
from qa.read.patterns import matches
from qa.read.text import REMEMBERED, tight

Path = tuple[str, ...]

# More rows than this are no head.
_TALLEST_HEAD = 12
_SMALL_INTEGER = re.compile(r"\d{1,3}$")


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row. ``opens`` marks the first row after a page break.

    ``indents`` tell how far the cells' texts start from their left edge, in half characters;
    where none does, they are left out.
    """

    cells: tuple[str, ...]
    line: int
    quote: str
    opens: bool = False
    page: int | None = None
    indents: tuple[int, ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        """The positions of the cells that are not blank."""
        return _filled(self.cells)

    def cell(self, position: int) -> str:
        """The cell at ``position``, blank beyond the row's end."""
        return self.cells[position] if 0 <= position < len(self.cells) else ""

    def indent(self, position: int) -> int:
        """How far the text at ``position`` is indented, in half characters."""
        return self.indents[position] if position < len(self.indents) else 0


@lru_cache(REMEMBERED)  # every rule of reading asks, and most rows fill the cells that others do
def _filled(cells: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(i for i, cell in enumerate(cells) if cell)


def pad(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """The rows, all as wide as the widest."""
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(
        replace(row, cells=row.cells + ("",) * (width - len(row.cells)))
        if len(row.cells) < width
        else row
        for row in rows
    )


def same_row(one: GridRow, other: GridRow) -> bool:
    """Whether two rows print the same, white space aside."""
    return [tight(cell) for cell in one.cells if cell] == [
        tight(cell) for cell in other.cells if cell
    ]


def is_index_row(row: GridRow) -> bool:
    """Whether the row numbers the columns (栏次 1 2 3): its integers are no figures."""
    numbers: list[int] = []
    words = False
    for cell in row.cells:
        if not cell or is_dash(cell):
            continue
        if _SMALL_INTEGER.match(text := tight(cell)):
            numbers.append(int(text))
        elif matches("reading", "head", "index", text):
            words = True
        else:
            return False
    if not numbers:
        return words
    steps = all(b - a == 1 for a, b in pairwise(numbers))
    # Where one column holds figures, its 1 may stand alone, beside no label.
    several = words or len(numbers) > 1 or (numbers == [1] and not row.cells[0])
    return steps and numbers[0] in (0, 1) and several


def with_bare_index(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """The rows of a table; the one that numbers its columns is without the words of merged cells
    above it that it prints once more."""
    for at, (above, row) in enumerate(pairwise(rows[:_TALLEST_HEAD]), start=1):
        again = any(cell and cell == above.cell(place) for place, cell in enumerate(row.cells))
        if again and row.filled and _SMALL_INTEGER.match(tight(row.cells[row.filled[-1]])):
            cells = tuple(
                "" if cell == above.cell(place) else cell for place, cell in enumerate(row.cells)
            )
            bare = replace(row, cells=cells)
            if len(bare.filled) > 1 and is_index_row(bare):
                return (*rows[:at], bare, *rows[at + 1 :])
    return rows


def head_height(rows: Sequence[GridRow]) -> int:
    """How many of the first rows are the head, an index row below it included."""
    rows = pad(rows[:_TALLEST_HEAD])
    height = 0
    for number, row in enumerate(rows):
        if number and is_index_row(row):
            height = number + 1
            continue
        if not row.filled:
            height += 1 if height == number else 0
            continue
        if not _is_head_row(row, rows[:number]):
            break
        height = number + 1
    return height


def _is_head_row(row: GridRow, above: Sequence[GridRow]) -> bool:
    if any(is_figure(row.cells[i]) and not is_year(row.cells[i]) for i in row.filled):
        return False
    if not above:
        return True
    if is_index_row(above[-1]):
        return False
    return all(_is_below(row, above, i) for i in row.filled)


def _is_below(row: GridRow, above: Sequence[GridRow], position: int) -> bool:
    """Whether a cell may be a head cell below ``above``: under a blank or a merged cell, or
    the head of a label column.

    A merged cell whose text is printed in each of its fields is below itself. A total under the
    head of a label column is in the first row of the body, unless that head
    is merged over the total and the words beside it (支出 over 合计 and 基本支出); and so is a year
    under that of years.
    """
    cell = row.cells[position]
    if cell == above[-1].cell(position) and len(row.filled) > 1:
        return True
    parents = [clean_head(line.cell(position)) for line in above if line.cell(position)]
    is_total = matches("reading", "body", "total", clean_head(cell))
    grouped = _spans(above[-1], position) and above[-1].cell(position) and row.cell(position + 1)
    if parents and is_total and not grouped and matches("reading", "head", "label", parents[-1]):
        return False
    if parents and is_year(cell) and matches("reading", "head", "period", parents[-1]):
        return False
    named = not is_total and matches("reading", "head", "label", clean_head(cell))
    return not above[-1].cell(position) or _spans(above[-1], position) or named


def _spans(row: GridRow, position: int) -> bool:
    """Whether the cell at ``position`` is merged with blank cells at its right, or is one of those
    that were merged and are printed one by one."""
    right = position + 1
    if right < len(row.cells) and row.cells[right] in ("", row.cells[position]):
        return True
    return (
        position > 0
        and bool(row.cells[position])
        and row.cells[position - 1] == row.cells[position]
    )


def column_paths(head: Sequence[GridRow], width: int) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    """The label path of every column, and for each the column that it is merged into.

    A head cell spans the blank cells at its right up to the next cell of its row, but
    never beyond the cells that stand above it. A column without a head cell of its own
    in any row is merged into the one at its left.
    """
    rows = [row for row in head if row.filled and not is_index_row(row)]
    owners: list[list[int | None]] = []
    for row in rows:
        owner: list[int | None] = []
        for position in range(width):
            if row.cell(position):
                owner.append(position)
            elif position and all(above[position - 1] == above[position] for above in owners):
                owner.append(owner[position - 1])
            else:
                owner.append(None)
        owners.append(owner)
    paths: list[Path] = []
    merged: list[int] = []
    for position in range(width):
        chain = [owner[position] for owner in owners]
        labels = [
            clean_head(row.cell(at)) for row, at in zip(rows, chain, strict=True) if at is not None
        ]
        paths.append(_without_repeats(labels))
        own = any(at == position for at in chain)
        left = merged[position - 1] if position and not own and labels else position
        same = left != position and paths[left] == paths[position]
        merged.append(left if same else position)
    return tuple(paths), tuple(merged)


def part_heads(rows: Sequence[GridRow], height: int) -> tuple[tuple[GridRow, ...], int]:
    """The rows, and how many of them are the head, its lowest heads in a row of their own.

    Some forms print the heads below a merged one in the row of the total, beside its label:
    ``合计 | | 合计 | 基本支出 | 项目支出``.
    """
    if not 0 < height < len(rows):
        return tuple(rows), height
    row = rows[height]
    if not any(matches("reading", "body", "total", clean_head(row.cells[i])) for i in row.filled):
        return tuple(rows), height
    heads = _heads_beside_total(row, *column_paths(rows[:height], len(row.cells)))
    if not heads:
        return tuple(rows), height
    cells = enumerate(row.cells)
    upper, lower = zip(
        *(((cell, "") if i in heads else ("", cell)) for i, cell in cells), strict=True
    )
    parted = (replace(row, cells=upper), replace(row, cells=lower))
    return (*rows[:height], *parted, *rows[height + 1 :]), height + 1


def _heads_beside_total(
    row: GridRow, paths: Sequence[Path], merged: Sequence[int]
) -> frozenset[int]:
    """The positions at which the row prints words below merged heads that name no rows; none
    where no label of a total stands beside them."""
    found: set[int] = set()
    for start in set(merged):
        group = [i for i, at in enumerate(merged) if at == start]
        cells = {row.cells[i] for i in group}
        named = matches("reading", "head", "label", "".join(paths[start][-1:]))
        words = "" not in cells and not any(map(is_figure, cells))
        if len(cells) == len(group) > 1 and words and not named:
            found.update(group)
    rest = [clean_head(row.cells[i]) for i in row.filled if i not in found]
    is_total = any(matches("reading", "body", "total", cell) for cell in rest)
    return frozenset(found if is_total else ())


def _without_repeats(labels: Sequence[str]) -> Path:
    """A label that a merged cell prints in every head row counts once."""
    path: list[str] = []
    for label in labels:
        if not path or path[-1] != label:
            path.append(label)
    return tuple(path)
