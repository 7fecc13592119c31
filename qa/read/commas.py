"""Tables saved as CSV (RFC 4180), as the lines with tabs that are read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from qa.model import Line
from qa.read.figures import is_figure, is_year

# The comma first: it may stand in amounts, too.
_DELIMITERS = (",", ";")
# Lines of prose have commas too, but not the same number of them line by line.
_FEWEST_CELLS, _FEWEST_ROWS, _MOST_OTHERS = 3, 3, 0.5
# Nor does a sentence have a number alone between two of them.
_FEWEST_FIGURES = 2
# What quotes enclose is one cell; outside of them no amount of a CSV file has commas of its own.
_QUOTED = re.compile(r'"[^"]*"')
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])")
# Amounts that show that a file parts its thousands in quotes only, or nowhere.
_TOLD = re.compile(r'(?:^|,)"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"(?:,|$)')
_WHOLE = re.compile(r"(?:^|,)-?\d{4,}\.\d+(?:,|$)")
# Digits before a comma, with words or a blank before them, and more digits behind it.
_BROKEN = re.compile(r"[\s\u4e00-\u9fff]\d{1,3},\d{3}(?!\d)")
# How a spreadsheet is told that digits are words.
_LITERAL = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file: the line that it begins on, that line as printed, and its cells."""

    line: Line
    cells: tuple[str, ...]


def with_tabs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with tabs between the cells, if they are those of a CSV file; else as they are.

    Most rows of a table have the same number of cells, and none has more; what stands in one cell
    of its row is title, note or text. Where tables are of unlike width, text stands between them.
    """
    if any("\t" in line.text for line in lines):
        return tuple(lines)
    for delimiter in _DELIMITERS[_groups(lines) :]:
        if sum(delimiter in line.text for line in lines) < _FEWEST_ROWS:
            continue
        runs = _runs(_rows(lines, delimiter))
        if any(map(_is_table, runs)):
            return tuple(line for run in runs for line in _told(run))
    return tuple(lines)


def _groups(lines: Sequence[Line]) -> bool:
    """Whether commas part the thousands of amounts outside of quotes.

    Two small cells beside each other look like it: not so where every line has as many commas and
    some have blank cells, or where amounts are quoted or printed without commas and no cell has
    words or blanks beside the digits at its edge.
    """
    bare = [_QUOTED.sub("", line.text) for line in lines]
    if not any(map(_GROUPED.search, bare)):
        return False
    if len({text.count(",") for text in bare}) == 1 and any(",," in text for text in bare):
        return False
    told = any(_TOLD.search(line.text) for line in lines) or any(map(_WHOLE.search, bare))
    return not told or any(map(_BROKEN.search, bare))


def _rows(lines: Sequence[Line], delimiter: str) -> list[_Row]:
    """The rows of a file whose cells ``delimiter`` parts; none where quotes do not pair."""
    found: list[_Row] = []
    reader = csv.reader((line.text for line in lines), delimiter=delimiter, strict=True)
    start = 0
    try:
        for cells in reader:
            found.append(_Row(lines[start], tuple(map(_cell, cells))))
            start = reader.line_num
    except csv.Error:
        return []
    return found


def _cell(text: str) -> str:
    literal = _LITERAL.fullmatch(text)
    return " ".join((literal[1] if literal else text).split())


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Neighbouring rows of one cell, and of several; a blank line parts the latter too."""
    runs: list[list[_Row]] = []
    for several, group in groupby(rows, key=lambda row: len(row.cells) > 1):
        for row in group:
            if not runs or (several and row.line.gap) or (len(runs[-1][0].cells) > 1) != several:
                runs.append([])
            runs[-1].append(row)
    return runs


def _is_table(run: Sequence[_Row]) -> bool:
    """Whether neighbouring rows are those of a table, by themselves."""
    sizes = Counter(len(row.cells) for row in run)
    widest = max(sizes)
    even = sizes[widest] >= max(_FEWEST_ROWS, _MOST_OTHERS * len(run))
    own = [row.cells for row in run if len(row.cells) == widest]
    if widest < _FEWEST_CELLS:
        return even and widest > 1 and _are_items(own)
    return even and sum(any(map(is_figure, cells)) for cells in own) >= _FEWEST_FIGURES


def _are_items(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of two cells are labels with figures, below a head of words."""
    filled = [row for row in rows if all(row)]
    named = all(not is_figure(label) or is_year(label) for label, _ in filled)
    figures = sum(is_figure(figure) for _, figure in filled)
    words = [figure for _, figure in filled if not is_figure(figure)]
    return named and figures >= _FEWEST_FIGURES and len(words) <= figures


def _told(run: Sequence[_Row]) -> Iterator[Line]:
    """The lines of some rows: with tabs where several of their cells are filled."""
    table = any(any(map(is_figure, row.cells)) for row in run) and len(run) > 1
    for row in run:
        filled = [at for at, cell in enumerate(row.cells) if cell]
        if filled in ([], [0]):
            yield replace(row.line, text="".join(row.cells))
        elif table:
            yield replace(row.line, text="\t".join(row.cells))
        else:
            yield row.line
