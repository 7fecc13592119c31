"""How far the words in the columns of a drawn table are indented."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qa.read.figures import is_figure
from qa.read.formats.cells import Grid, Start

# Words start at one step where they start as near to each other as this, in sizes of the type.
_SAME = 0.3
# Steps are at least so wide; a column with more of them is no outline.
_NARROWEST, _MOST_STEPS = 0.9, 5
# A step that fewer words start at is chance: words set to the middle, a stray blank.
_FEWEST = 2

#: A piece of the table and a row in it, and what starts there.
Place = tuple[int, int]
Step = dict[Place, Start]


def indented(grids: Sequence[Grid]) -> list[Grid]:
    """The pieces of one table, with blanks in front of the words that are indented.

    Columns whose words are set to the middle, or at random, stay as they are.
    """
    found = list(grids)
    for column in range(max(len(grid.columns) for grid in grids) - 1):
        starts = {
            (number, row): start
            for number, grid in enumerate(grids)
            for (row, at), start in grid.starts.items()
            if at == column and grid.cells[row][at] and not is_figure(grid.cells[row][at])
        }
        for (number, row), blanks in _blanks(starts).items():
            found[number] = _with_blanks(found[number], row, column, blanks)
    return found


def _with_blanks(grid: Grid, row: int, column: int, blanks: int) -> Grid:
    cells = list(grid.cells[row])
    cells[column] = " " * blanks + cells[column]
    return replace(grid, cells=(*grid.cells[:row], tuple(cells), *grid.cells[row + 1 :]))


def _blanks(starts: Mapping[Place, Start]) -> dict[Place, int]:
    """How many half characters the words of a column are indented, where they are."""
    if len(starts) < 2 * _FEWEST:
        return {}
    size = max(start.size for start in starts.values())
    steps = _steps(starts, size)
    lefts = [[start.left for start in step.values()] for step in steps]
    apart = all(min(b) - max(a) >= _NARROWEST * size for a, b in pairwise(lefts))
    if not 1 < len(steps) <= _MOST_STEPS or not apart or _is_centred(steps, size):
        return {}
    return {
        place: round(2 * (start.left - lefts[0][0]) / size)
        for step in steps[1:]
        if len(step) >= _FEWEST and not all(start.hangs for start in step.values())
        for place, start in step.items()
    }


def _steps(starts: Mapping[Place, Start], size: float) -> list[Step]:
    """What starts at one place, from the leftmost."""
    steps: list[Step] = []
    last = -math.inf
    for place, start in sorted(starts.items(), key=lambda entry: entry[1].left):
        if start.left - last > _SAME * size:
            steps.append({})
        steps[-1][place] = start
        last = start.left
    return steps


def _is_centred(steps: Sequence[Step], size: float) -> bool:
    """Whether most words, from several steps, have one middle."""
    found = [sorted((start.left + start.right) / 2 for start in step.values()) for step in steps]
    for step in found:
        near = [len(other) for other in found if _most_near(step[len(step) // 2], other, size)]
        if len(near) > 1 and 2 * sum(near) > sum(map(len, found)):
            return True
    return False


def _most_near(middle: float, middles: Sequence[float], size: float) -> bool:
    return 2 * sum(abs(other - middle) <= _SAME * size for other in middles) > len(middles)
