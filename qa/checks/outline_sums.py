"""Sums down the outline of a table without codes: a row is what stands below it, 合计 the rest.

Whether a table is made so is not printed: a row below another may say what it is 其中, or on what
it depends. The table itself settles it: only where most of its rows come out so, one that does
not is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from qa.checks.figures import measured, total
from qa.checks.grid import Cells, Grid, GridRow, is_whole
from qa.checks.lists import list_sums
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import Path, is_total, listed
from qa.model import Fact

RULE = "上级等于其下各行之和"
#: So many sums must come out for each one that does not.
_SETTLED = 2
_SHOWN = 6

_Placed = Mapping[Path, Fact]


def outline_sums(grid: Grid) -> Iterator[Outcome]:
    """The sum below every row of ``grid``, where its outline is one of sums."""
    if grid.subject or not grid.kinds.isdisjoint(listed("outline", "others")):
        return
    if any(row.code for row in grid.rows):
        return
    as_list = list(list_sums(grid))
    if any(isinstance(outcome, Trial) for outcome in as_list):
        return  # Its levels are known: all of it is one list.
    tried = [trial for amounts in grid.amounts for trial in _column(amounts, grid)]
    tried = [trial for trial in tried if not _holds_levels(trial)]
    off = [trial for trial in tried if trial.verdict == "off"]
    # One wrong amount puts out both the sum that it is and the sum that it is part of.
    wrong = [one for one in off if not any(one.found in other.terms for other in off)]
    if off and len(tried) - len(off) < _SETTLED * len(wrong):
        if not as_list:
            yield Hurdle(RULE, f"《{grid.name}》各行的层级不明")
    else:
        yield from tried


def _column(amounts: Cells, grid: Grid) -> list[Trial]:
    cells: dict[Path, Fact] = {}
    for row, cell in amounts:
        if cell.value is not None:
            if _path(row) in cells:
                return []  # Two rows of one name: what is below them cannot be told apart.
            cells[_path(row)] = cell
    below: dict[Path, list[Fact]] = {}
    for path, cell in cells.items():
        if path and not path[-1].startswith("其中"):
            below.setdefault(_parent(path, cells), []).append(cell)
    sums = [(cells[path], parts) for path, parts in below.items() if path in cells]
    return [_trial(found, parts, grid) for found, parts in sums if _is_sum(found, parts)]


def _path(row: GridRow) -> Path:
    """The place of a row in the outline; the whole table's is empty, a group's 小计 the group's."""
    if is_whole(row):
        return ()
    return row.labels[:-1] if is_total(row.label) else row.labels


def _parent(path: Path, cells: _Placed) -> Path:
    """The nearest row above that has a figure."""
    return next((path[:n] for n in range(len(path) - 1, 0, -1) if path[:n] in cells), ())


def _is_sum(found: Fact, parts: Sequence[Fact]) -> bool:
    """Whether there is something to add: one part is rather the same thing again."""
    return bool(found.value) and sum(bool(part.value) for part in parts) > 1


def _holds_levels(trial: Trial) -> bool:
    """Whether a sum exceeds by what some of its rows in a run make up: one of two levels of them,
    printed without a sign that the one stands below the other.
    """
    parts = [measured(part) for part in trial.terms]
    over = trial.expected - trial.actual
    runs = (total(parts[a:b]) - over for a, b in combinations(range(len(parts) + 1), 2))
    return trial.verdict == "off" and any(abs(run.value) <= run.slack for run in runs)


def _trial(found: Fact, parts: Sequence[Fact], grid: Grid) -> Trial:
    counted = tuple(part for part in parts if part.value)
    shown = [f"{part.row[-1]} {part.text}" for part in counted[:_SHOWN]]
    how = " ＋ ".join(shown) + (f" 等{len(counted)}项" if len(counted) > _SHOWN else "")
    return Trial(RULE, found, total(map(measured, counted)), counted, how, place=grid.name)
