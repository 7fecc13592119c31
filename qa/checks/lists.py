"""Lists whose total row is the sum of the others: projects, purchases, tasks.

How deep such a list goes is not printed: 一般性项目 may be one project or all of them. Another
column settles it: where one adds up, the next one must add up the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.checks.figures import Measured, measured, total
from qa.checks.grid import Cells, Grid, GridRow, is_whole
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.lexicon import load
from qa.model import Fact

_SHOWN = 6
#: A list has one level, or each amount stands there twice: itself and in the row above it.
_LEVELS = (1, 2)


def list_sums(grid: Grid) -> Iterator[Outcome]:
    """The sum of every column of a list, as far as its levels are known."""
    lexicon = load("checks")["lists"]
    if grid.kinds.isdisjoint(lexicon["kinds"]):
        return
    columns = [found for cells in grid.amounts if (found := _column(cells))]
    settled = [levels for whole, parts in columns for levels in _levels(whole, parts)]
    for whole, parts in columns:
        if not settled:
            yield Hurdle(lexicon["rule"], f"《{grid.name}》各行的层级不明")
        else:
            yield _trial(lexicon["rule"], whole, parts, settled[0], grid)


def _column(amounts: Cells) -> tuple[Fact, list[Fact]] | None:
    """The total of a column and its parts; ``None`` where it has no total or nothing to add."""
    cells = [(row, cell) for row, cell in amounts if cell.value]
    wholes = [cell for row, cell in cells if is_whole(row)]
    parts = [cell for row, cell in cells if not is_whole(row) and not _is_among(row)]
    # 合计 and the unit's own row may both be printed: they are one total.
    if not wholes or len(parts) < 2 or len({cell.value for cell in wholes}) > 1:
        return None
    return wholes[0], parts


def _is_among(row: GridRow) -> bool:
    return row.label.startswith("其中")


def _levels(whole: Fact, parts: Sequence[Fact]) -> Iterator[int]:
    """How often each amount stands in the column, where it adds up that way."""
    for levels in _LEVELS:
        difference = _reckoned(parts, levels) - measured(whole)
        if abs(difference.value) <= difference.slack:
            yield levels


def _reckoned(parts: Sequence[Fact], levels: int) -> Measured:
    found = total(measured(part) for part in parts)
    return Measured(found.value / levels, found.slack)


def _trial(rule: str, whole: Fact, parts: Sequence[Fact], levels: int, grid: Grid) -> Trial:
    shown = [f"{part.row[-1] if part.row else ''} {part.text}" for part in parts[:_SHOWN]]
    how = " ＋ ".join(shown) + (f" 等{len(parts)}项" if len(parts) > _SHOWN else "")
    if levels > 1:
        how += f"，各级合计除以{levels}"
    return Trial(rule, whole, _reckoned(parts, levels), tuple(parts), how, place=grid.name)
