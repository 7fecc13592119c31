"""Labels of tables side by side that run over the lines above and below their figures.

A text that prints every height of the page as one line prints between the two ends of such a
label what stands beside it: the figures of its own row, and the row of the other table.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.read.flow.draft import Draft
from qa.read.flow.lines import is_numbered
from qa.read.flow.sides import side_of
from qa.read.flow.tree import Half

#: So many rows at least are counted, so that what is not is no row of its own.
FEWEST_COUNTED = 3


def with_labels_around(drafts: Sequence[Draft], halves: Sequence[Half]) -> list[Draft]:
    """The rows of two tables with the ends of their labels; where rows are counted and coded by
    nothing else."""
    counted = sum(_is_counted(draft) and bool(draft.figures) for draft in drafts)
    if len(halves) != 2 or counted < FEWEST_COUNTED:
        return list(drafts)
    found: list[Draft] = []
    for draft in drafts:
        if not _is_end(draft) or not _joins(found, draft, halves):
            found.append(draft)
    return found


def _joins(above: list[Draft], end: Draft, halves: Sequence[Half]) -> bool:
    """Whether the end of a label finds its beginning among the rows ``above``, which takes it."""
    line = end.lines[0].number
    beside = [draft for draft in above[-2:] if draft.lines[-1].number < line]
    row = beside[-1] if beside else None
    if row is None or not _is_counted(row) or not row.figures:
        return False
    if len(row.lines) > 1:
        # Its figures stand on a line of their own, below the beginning of its label.
        row.texts += end.texts
        row.see(end.lines[0])
        return True
    same = [draft for draft in above if draft.lines[0].number == row.lines[0].number]
    start = above[-len(same) - 1] if len(above) > len(same) else None
    if start is None or not _is_counted(start) or start.figures:
        return False
    at = len(above) - len(same) - 1
    label = _label(start) + _label(end)
    sides = [side_of(label, None, halves), side_of(_label(row), None, halves)]
    if len(same) == 1 and sides == [1, None] and len(row.figures) > halves[0].figures:
        room = halves[0].figures
        start.figures, row.figures = row.figures[room:], row.figures[:room]
        above[at:] = [row, start]
    elif sides[1] != 1 or sides[0] == 1:
        return False
    start.texts += end.texts
    start.lines = list(row.lines)
    return True


def _label(draft: Draft) -> str:
    return "".join(piece.text for piece in draft.texts)


def _is_counted(draft: Draft) -> bool:
    return bool(draft.texts) and is_numbered(draft.texts[0].text)


def _is_end(draft: Draft) -> bool:
    """Whether a row is nothing but words that are not counted."""
    bare = not (draft.figures or draft.code or draft.words)
    return bare and len(draft.texts) == 1 and draft.texts[0].last and not _is_counted(draft)
