"""Tables of Markdown, their cells parted by bars, as the lines with tabs that are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from qa.model import Line
from qa.read.figures import is_figure, is_year

#: | --- | :---: |, the row that parts head and body (github.github.com/gfm/#delimiter-row).
_DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
#: A bar that is no part of a cell (``\|`` is: github.github.com/gfm/#example-200).
_BAR = re.compile(r"(?<!\\)\|")
#: What programs that read tables put for blank cells.
_NOTHING = re.compile(r"(?i:nan)|NaT|None|null|<NA>|Unnamed: \d+(?:_level_\d+)?(?:\.\d+)?")
#: Head, row and row: two lines with bars may be links or a list.
_FEWEST_ROWS = 3


def with_tabs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with the rows of tables parted by tabs, and without their delimiter rows.

    A table is a run of lines that all have the same number of cells, two at least; where no row
    of delimiters tells that it is one, of three rows at least, the first of them filled with words.
    Lines
    of unlike numbers of cells lost some, and nothing tells which: they stay as they are.
    """
    found: list[Line] = []
    for run in _runs(lines):
        found += _rows(run) or run if _is_barred(run[0]) else run
    return tuple(found)


def unread(lines: Sequence[Line]) -> tuple[int, ...]:
    """Where a table of Markdown with figures begins that ``with_tabs`` leaves as it is."""
    runs = (run for run in _runs(lines) if _is_barred(run[0]))
    return tuple(run[0].number for run in runs if _is_delimited(run) and not _rows(run))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Neighbouring lines without bars, and those of each table: a second row of delimiters, with
    the head above it, is that of another."""
    for barred, group in groupby(lines, key=_is_barred):
        run = tuple(group)
        if not barred:
            yield run
            continue
        at = [place for place, line in enumerate(run) if place and _is_delimited((line,))]
        starts = [0, *(place - 1 for place in at[1:])]
        for start, end in pairwise((*starts, len(run))):
            yield run[start:end]


def _is_barred(line: Line) -> bool:
    return "|" in line.text and "\t" not in line.text


def _is_delimited(run: Sequence[Line]) -> bool:
    return any(_DELIMITERS.fullmatch(line.text.strip()) for line in run)


def _rows(run: Sequence[Line]) -> tuple[Line, ...]:
    """The rows of a table with their cells parted by tabs; none where it is not to be read."""
    rows = [line for line in run if not _DELIMITERS.fullmatch(line.text.strip())]
    cells = [_cells(line.text) for line in rows]
    if len(set(map(len, cells))) != 1 or len(cells[0]) < 2:
        return ()
    if not _is_delimited(run[:2]) and not _is_table(cells):
        return ()
    return tuple(
        replace(line, text="\t".join(row))
        for line, row in zip(rows, cells, strict=True)
        if any(row)
    )


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without a row of delimiters are a table's: below a filled head of words."""
    figures = any(is_figure(cell) and not is_year(cell) for cell in rows[0])
    return len(rows) >= _FEWEST_ROWS and all(rows[0]) and not figures


def _cells(text: str) -> list[str]:
    """The cells of a row; a bar before the first and behind the last one parts nothing."""
    row = text.strip().removeprefix("|")
    row = row[:-1] if _BAR.search(row[-2:]) and row.endswith("|") else row
    cells = (cell.replace("\\|", "|").strip() for cell in _BAR.split(row))
    return ["" if _NOTHING.fullmatch(cell) else cell for cell in cells]
