"""Tables that are set with tabs in paragraphs: a line is a row, a tab parts its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.read.figures import is_figure
from qa.read.text import tight
from qa.read.titles import is_preamble_line

# A head and two rows: what is shorter may be anything that is set side by side.
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines: rows of a table with tabs between their cells, or lines without tabs.

    ``unread`` tells of lines that look like a table with figures, of which nothing tells the
    columns.
    """

    lines: tuple[str, ...]
    table: bool = False
    unread: bool = False


def runs_of(texts: Sequence[str]) -> Iterator[Run]:
    """Lines with tabs as tables and as other lines.

    How far a tab reaches depends on the words before it: only where every row has a cell in each
    column is a cell's place known by its number.
    """
    for tabbed, group in groupby(texts, key=lambda text: "\t" in text.strip()):
        run = list(group)
        rows = [tuple(filter(str.strip, text.rstrip().split("\t"))) for text in run]
        start = _head(run) if tabbed else 0
        end = next((at for at in range(len(rows), 0, -1) if is_figure(rows[at - 1][-1])), 0)
        body = rows[start:end]
        if not tabbed or len(body) < _FEWEST_ROWS or not _looks_like_table(body):
            yield _plain(run)
        elif len({len(row) for row in body}) > 1:
            yield _plain(run, unread=True)
        else:
            yield _plain(run[:start])
            yield Run(tuple("\t".join(cell.rstrip() for cell in row) for row in body), table=True)
            yield _plain(run[end:])


def _plain(run: Sequence[str], *, unread: bool = False) -> Run:
    return Run(tuple(text.replace("\t", "  ").rstrip() for text in run), unread=unread)


def _head(run: Sequence[str]) -> int:
    """The first line that is not title, owner or unit of the table below it."""
    lines = enumerate(text.replace("\t", "  ") for text in run)
    return next((at for at, text in lines if not is_preamble_line(text)), len(run))


def _looks_like_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether heads stand over rows most of which end with a figure."""
    head, *body = rows
    named = len({tight(cell) for cell in head}) == len(head) > 1
    figures = sum(is_figure(row[-1]) for row in body)
    return named and not any(map(is_figure, head)) and 2 * figures > len(body)
