"""The tables of a web page: their cells, and the blanks and marks in them, as rows of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from qa.read.figures import is_figure
from qa.read.formats.spans import Span, claimed, is_ragged, one_cell, spread
from qa.read.text import indent_of

_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_INDENT = re.compile(
    r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(em|px|pt)", re.I
)
# How many half characters of usual type (16 px, 12 pt) go into each measure.
_HALVES = {"em": 2.0, "px": 1 / 8, "pt": 1 / 6}
_DEEPEST = 60
# What begins a line of its own within a cell.
_LINES = frozenset(("p", "div", "br", "li"))
_BREAKING = re.compile(r"[ \t\r\n]+")


def is_grid(table: Any) -> bool:
    """Whether a table holds cells side by side and no other table: else it lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))


def table_rows(table: Any) -> list[str]:
    """The rows of a table, cells parted by tabs."""
    return ["\t".join(cells) for cells in spread(_spans(table))]


def lost_cells(table: Any) -> bool:
    """Whether the rows of a table do not end at one column."""
    return is_grid(table) and is_ragged(_spans(table))


def _spans(table: Any) -> list[list[Span]]:
    """The cells row by row; none reaches out of its head, body or foot
    (html.spec.whatwg.org/multipage/tables.html, “ends a row group”)."""
    rows: list[list[Span]] = []
    for _, group in groupby(table.iter("tr"), key=lambda row: row.getparent()):
        own = [
            [
                Span(cell_text(cell), claimed(cell.get("colspan")), claimed(cell.get("rowspan")))
                for cell in row.iter("td", "th")
            ]
            for row in group
        ]
        rows += [
            [Span(span.text, span.columns, min(span.rows, len(own) - at)) for span in row]
            for at, row in enumerate(own)
        ]
    return rows


def cell_text(cell: Any) -> str:
    """The text of a cell, with blanks in front of it as wide as it is indented.

    A figure is without the raised number of a footnote behind it.
    """
    words = one_cell(_lines(cell, raised=True))
    level = one_cell(_lines(cell, raised=False)).strip()
    if level != words.strip() and is_figure(level):
        return level
    shown = _indent_of(cell) + indent_of(words)
    return " " * min(shown, _DEEPEST) + words.lstrip() if words else ""


def _lines(element: Any, *, raised: bool) -> list[str]:
    return "".join(_pieces(element, raised=raised)).split("\n")


def _pieces(element: Any, *, raised: bool) -> Iterator[str]:
    """The texts of an element, a line feed where one of its lines begins; without what is
    ``raised`` above the others if that is not wanted."""
    lifted = element.tag == "sup" or _RAISED.search(element.get("style", "") or "")
    if lifted and not raised:
        return
    if element.tag in _LINES:
        yield "\n"
    # A browser shows of these blanks only the ones that do not break a line.
    yield _BREAKING.sub(" ", element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, raised=raised)
            if child.tag in _LINES:
                yield "\n"
        yield _BREAKING.sub(" ", child.tail or "")


def _indent_of(cell: Any) -> int:
    """By how many half characters the styles of a cell and of what it begins with indent it."""
    width = 0.0
    inner = cell
    while inner is not None and isinstance(inner.tag, str):
        for amount, unit in _INDENT.findall(inner.get("style", "")):
            width += float(amount) * _HALVES[unit.lower()]
        inner = inner[0] if len(inner) and not (inner.text or "").strip() else None
    return round(width)
