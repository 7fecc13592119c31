"""Tables of HTML that stand in plain text, as programs that turn pages to Markdown write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from qa.model import Line
from qa.read.formats.spans import Span, claimed, is_ragged, one_cell, spread

_TABLE = re.compile(r"(?i)(<table\b.*?</table\s*>)", re.DOTALL)
# What may stand around such a table on its lines and prints nothing.
_AROUND = re.compile(r"(?i)</?(?:html|body|div|center|p)\b[^>]*>")
_BLANKS = re.compile(r"[ \t\r\n]+")
# A table that is not closed within so many lines is left as it is.
_MOST_LINES = 5_000


def with_marked_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with the rows of such tables as lines with tabs; where there are any, lines are
    counted anew, for a table may stand in one."""
    if not any(_opens(line.text) for line in lines):
        return tuple(lines)
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at) if _opens(lines[at].text) else at + 1
        if end == at + 1 and not _opens(lines[at].text):
            found.append(lines[at])
        else:
            found += _lines(lines[at:end])
        at = end
    return tuple(
        Line(number, line.text, line.gap, line.page) for number, line in enumerate(found, start=1)
    )


def lost_cells(lines: Sequence[Line]) -> bool:
    """Whether the rows of such a table do not end at one column."""
    if not any(_opens(line.text) for line in lines):
        return False
    tables = _TABLE.finditer("\n".join(line.text for line in lines))
    return any(is_ragged(_parsed(table[0]).rows) for table in tables)


def _parsed(table: str) -> _Table:
    parser = _Table()
    parser.feed(table)
    return parser


def _opens(text: str) -> bool:
    return "<table" in text or "<TABLE" in text


def _end(lines: Sequence[Line], start: int) -> int:
    """The line behind the one that closes the table which the line ``start`` opens."""
    for at in range(start, min(start + _MOST_LINES, len(lines))):
        if "</table" in lines[at].text.lower():
            return at + 1
    return start + 1


def _lines(lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of the tables of some lines, and what stands around them."""
    first = lines[0]
    gap = first.gap
    for piece in _TABLE.split("\n".join(line.text for line in lines)):
        if _TABLE.fullmatch(piece):
            gap = True
            for cells in spread(_parsed(piece).rows):
                if any(cells):
                    yield Line(first.number, "\t".join(cells), gap, first.page)
                    gap = False
            gap = True
            continue
        for text in _AROUND.sub("", piece).splitlines():
            if text.strip():
                yield Line(first.number, text, gap, first.page)
                gap = False


class _Table(HTMLParser):
    """The cells of one table row by row; those of a table within it are words of its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Span]] = []
        self._words: list[str] | None = None
        self._size = (1, 1)
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a row or a cell; a break within a cell parts its words."""
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag in ("tr", "td", "th"):
            self._close()
            if tag == "tr" or not self.rows:
                self.rows.append([])
            if tag != "tr":
                said = dict(attrs)
                self._size = claimed(said.get("colspan")), claimed(said.get("rowspan"))
                self._words = []
        elif self._words is not None and tag in ("br", "p", "div", "li"):
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends a cell."""
        self._depth -= tag == "table"
        if tag in ("td", "th", "tr") and self._depth <= 1:
            self._close()

    def handle_data(self, data: str) -> None:
        """Takes the words of a cell."""
        if self._words is not None:
            self._words.append(_BLANKS.sub(" ", data))

    def _close(self) -> None:
        if self._words is not None:
            self.rows[-1].append(Span(one_cell("".join(self._words).split("\n")), *self._size))
            self._words = None
