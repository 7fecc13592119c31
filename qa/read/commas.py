"""Tables saved as CSV (RFC 4180), as the lines with tabs that are read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from qa.model import Line
from qa.read.figures import is_figure

# The comma first: it may stand in amounts, too.
_DELIMITERS = (",", ";")
# Lines of prose have commas too, but not the same number of them line by line.
_FEWEST_CELLS, _FEWEST_ROWS, _MOST_OTHERS = 3, 3, 0.5
# Nor does a sentence have a number alone between two of them.
_FEWEST_FIGURES = 2
# What quotes enclose is one cell; outside of them no amount of a CSV file has commas of its own.
_QUOTED = re.compile(r'"[^"]*"')
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])")


def with_tabs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with tabs between the cells, if they are those of a CSV file; else as they are.

    Most rows of such a file have the same number of cells, and none has more; rows of one cell
    are its title and notes.
    """
    if any("\t" in line.text for line in lines):
        return tuple(lines)
    grouped = any(_GROUPED.search(_QUOTED.sub("", line.text)) for line in lines)
    for delimiter in _DELIMITERS[grouped:]:
        rows = _rows(lines, delimiter)
        if rows:
            return rows
    return tuple(lines)


def _rows(lines: Sequence[Line], delimiter: str) -> tuple[Line, ...]:
    """The rows of a file whose cells ``delimiter`` parts; none where it does not."""
    counts = Counter(line.text.count(delimiter) for line in lines)
    if sum(counts.values()) - counts[0] < _FEWEST_ROWS:
        return ()
    found: list[Line] = []
    sizes: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    reader = csv.reader((line.text for line in lines), delimiter=delimiter, strict=True)
    start = 0
    try:
        for cells in reader:
            text = "\t".join(" ".join(cell.split()) for cell in cells)
            found.append(replace(lines[start], text=text))
            sizes[len(cells)] += 1
            figures[len(cells)] += any(map(is_figure, cells))
            start = reader.line_num
    except csv.Error:
        return ()
    widest = max(sizes)
    even = sizes[widest] >= max(_FEWEST_ROWS, _MOST_OTHERS * len(found))
    table = widest >= _FEWEST_CELLS and figures[widest] >= _FEWEST_FIGURES
    return tuple(found) if even and table else ()
