"""Tables of Markdown, their cells parted by bars, as the lines with tabs that are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qa.model import Line

#: | --- | :---: |, the row that parts head and body (github.github.com/gfm/#delimiter-row).
_DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
#: A bar that is no part of a cell (``\|`` is: github.github.com/gfm/#example-200).
_BAR = re.compile(r"(?<!\\)\|")
#: Head, row and row: two lines with bars may be links or a list.
_FEWEST_ROWS = 3


def with_tabs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with the rows of tables parted by tabs, and without their delimiter rows.

    A table is a run of lines that all have the same number of cells, two at least, whose head is
    filled. Where merged cells were lost (heads of fewer cells, blanks in a head) nothing tells
    which figure stands below which label: such lines stay as they are.
    """
    found: list[Line] = []
    for barred, group in groupby(lines, key=_is_barred):
        run = tuple(group)
        found += _rows(run) if barred else run
    return tuple(found)


def _is_barred(line: Line) -> bool:
    return "|" in line.text and "\t" not in line.text


def _rows(run: Sequence[Line]) -> Iterator[Line]:
    rows = [line for line in run if not _DELIMITERS.fullmatch(line.text.strip())]
    cells = [_cells(line.text) for line in rows]
    even = len({len(row) for row in cells}) == 1 and all(cells[0]) and len(cells[0]) > 1
    if len(rows) < _FEWEST_ROWS or not even:
        return iter(run)
    return (replace(line, text="\t".join(row)) for line, row in zip(rows, cells, strict=True))


def _cells(text: str) -> list[str]:
    """The cells of a row; a bar before the first and behind the last one parts nothing."""
    row = text.strip().removeprefix("|")
    row = row[:-1] if _BAR.search(row[-2:]) and row.endswith("|") else row
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(row)]
