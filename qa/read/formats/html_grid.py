"""Tables of a web page that are made of boxes side by side, without any element for tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from qa.read.figures import is_figure
from qa.read.formats.html_cells import cell_text

_CELLS = frozenset(("div", "li", "dd", "dt", "p"))
# Inline elements that a style sets side by side.
_SIDE_BY_SIDE = re.compile(r"display\s*:\s*(?:inline-block|table-cell)|float\s*:\s*left", re.I)
# A head and two rows: what is shorter may be anything that stands side by side.
_FEWEST_ROWS = 3
# Characters: a longer text is no cell of a table of money.
_LONGEST = 60


def grids_among(children: Sequence[Any]) -> dict[Any, list[list[str]]]:
    """The grids that neighbouring elements make: for the first element of each its rows, for the
    others none.

    The elements are rows of one and as many boxes each, below heads; one box at least is a figure.
    """
    found: dict[Any, list[list[str]]] = {}
    for wide, group in groupby(children, key=_width):
        run = list(group)
        if wide < 2 or len(run) < _FEWEST_ROWS:
            continue
        rows = [[cell_text(cell) for cell in row] for row in run]
        if _is_table(rows):
            found |= {element: [] for element in run} | {run[0]: rows}
    return found


def _width(element: Any) -> int:
    """How many boxes an element holds side by side and nothing else; 0 where it is no row."""
    if not isinstance(element.tag, str) or (element.text or "").strip() or _tail(element):
        return 0
    return len(element) if len(element) > 1 and all(map(_is_box, element)) else 0


def _is_box(element: Any) -> bool:
    if not isinstance(element.tag, str) or _tail(element):
        return False
    if element.tag not in _CELLS and not _SIDE_BY_SIDE.search(element.get("style", "")):
        return False
    return sum(1 for _ in element.iter(*_CELLS)) <= 2 and element.find(".//table") is None


def _tail(element: Any) -> str:
    return (element.tail or "").strip()


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    head, *body = rows
    if not all(head) or any(map(is_figure, head)) or len(set(head)) < len(head):
        return False
    short = all(len(cell) <= _LONGEST for row in rows for cell in row)
    return short and any(is_figure(cell) for row in body for cell in row[1:])
