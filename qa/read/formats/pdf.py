"""A PDF with a text layer becomes lines: prose as printed, tables with tabs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.formats.above import unwrapped
from qa.read.formats.cells import Grid, grid_of
from qa.read.formats.doubtful import pointless_marked
from qa.read.formats.printed import Word, indented, lines_of, margin_of, words_of
from qa.read.formats.ruled import ruled_tables
from qa.read.formats.running import without_running
from qa.read.formats.scan import Scanner, drawn_rules, is_picture, spans
from qa.read.formats.source import Source
from qa.read.formats.spread import Item, Piece, Text, join_pieces
from qa.read.formats.strokes import Stroke, rules_of, strokes_of
from qa.read.formats.undrawn import grown, undrawn_tables

# The longest disclosures of a department with all its units have some hundred pages.
_MOST_PAGES = 2000


def read_pdf(path: Path) -> Source:
    """The lines of a PDF, each with its page; a table's row is a line with tabs.

    Raises ``QaError`` where the library is missing, the file is damaged or locked, has too
    many pages, or holds pictures of text only.
    """
    try:
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        from qa.read.formats.layers import hidden_layers
        from qa.read.formats.unseen import as_seen
    except ImportError as error:
        raise QaError("读PDF需要另装组件：请运行 pip install 'disclosure-qa[pdf]'。") from error
    pages: list[list[Item]] = []
    scanner = Scanner()
    unseen: dict[str, list[int]] = {}
    layered: list[int] = []
    try:
        with pdfplumber.open(path) as document:
            _check_length(len(document.pages), path)
            hidden = hidden_layers(document)
            for number, page in enumerate(document.pages, start=1):
                seen = as_seen(page, hidden)
                pages.append(page_items(seen.page, number, scanner, _last_undrawn(pages)))
                layered += [number] if seen.layered else []
                for reason in seen.unseen:
                    unseen.setdefault(reason, []).append(number)
                page.close()
    except PdfminerException as error:
        raise _unreadable(path, error) from error
    if not any(pages):
        remedy = scanner.missing or "请换一份带文字的文件。"
        raise QaError(f"“{path.name}”没有文字，只有图片（扫描件）：{remedy}")
    # Tables that are printed without rules have to be found in the text, so it is not parted.
    lines = _lines(join_pieces(without_running(pages)))
    notices = (*scanner.notices, *_layered(layered), *_unseen(unseen))
    return Source(lines, notices=notices, pages=len(pages), scanned=tuple(scanner.read))


def _layered(pages: Sequence[int]) -> Iterable[str]:
    if pages:
        yield f"第{spans(pages)}页是扫描图片，按文件自带的识别文字读入，请核对原件。"


def _unseen(pages: Mapping[str, Sequence[int]]) -> Iterable[str]:
    for reason, numbers in sorted(pages.items()):
        yield f"第{spans(numbers)}页有看不见的文字（{reason}），没有读入。"


def _check_length(pages: int, path: Path) -> None:
    if pages > _MOST_PAGES:
        raise QaError(f"“{path.name}”有{pages}页，超过{_MOST_PAGES}页的限度：请拆成几份。")


def _unreadable(path: Path, error: Exception) -> QaError:
    """Why a PDF cannot be opened, as pdfminer's own exception inside ``error`` tells it."""
    reason = type(error.args[0]).__name__ if error.args else ""
    if "Password" in reason or "Encrypt" in reason:
        return QaError(f"“{path.name}”加了密码：请换一份不加密的文件。")
    return QaError(f"“{path.name}”不是完好的PDF：请换一份能正常打开的文件。")


def _lines(pages: Sequence[Sequence[Item]]) -> tuple[Line, ...]:
    """The items as lines; a gap stands before every table that is a new one and behind it.

    A running head counts as a line and is none.
    """
    lines: list[Line] = []
    numbers = count(1)
    for number, items in enumerate(pages, start=1):
        gap = True
        for item in items:
            piece = isinstance(item, Piece)
            rows = item.grid.lines if isinstance(item, Piece) else (item.text,)
            gap = not item.continues if isinstance(item, Piece) else gap
            for row, at in zip(rows, numbers, strict=False):
                lines += [Line(at, row, gap, number)] if row else []
                gap = False
            gap = piece
    return tuple(lines)


def page_items(page: Any, number: int, scanner: Scanner, before: Grid | None = None) -> list[Item]:
    """What a page of pdfplumber prints, from top to bottom; a picture is given to ``scanner``.

    ``before`` is an undrawn table that the page before ends with.
    """
    words = list(words_of(page))
    if not is_picture(page, words):
        return items_of(words, strokes_of(page) or drawn_rules(page, words), before)
    scan = scanner.scan(number, page)
    if scan is None:
        return items_of(words, (), before)
    items = items_of(scan.besides(words), scan.strokes, before)
    return [
        replace(item, grid=pointless_marked(item.grid)) if isinstance(item, Piece) else item
        for item in items
    ]


def items_of(
    words: list[Word], strokes: Iterable[Stroke], before: Grid | None = None
) -> list[Item]:
    """Words as tables and prose, from top to bottom."""
    items: list[Item] = []
    strokes = tuple(strokes)
    tables = ruled_tables(strokes)
    for table in tables:
        grid, inside, rest = grid_of(table, words)
        if grid.is_table and not grid.figures_in():
            end = min((o.rows[0] for o in tables if o.rows[0] >= table.rows[-1]), default=math.inf)
            below = lines_of(word for word in rest if word.middle < end)
            grid, inside, rest = grid_of(grown(table, below), words)
        if grid.is_table:
            items.append(Piece(grid))
        words = rest if grid.is_table else rest + inside
    rules = (
        ()
        if items
        else [rule.at for rule in rules_of(stroke for stroke in strokes if stroke.across)]
    )
    for table in undrawn_tables(lines_of(words), before, rules):
        grid, _, words = grid_of(table, words)
        items.append(Piece(grid, undrawn=True))
    prose = unwrapped(lines_of(words), [item.top for item in items])
    margin = margin_of(prose)
    items += [Text(line.top, indented(line, margin)) for line in prose]
    return sorted(items, key=lambda item: item.top)


def _last_undrawn(pages: Sequence[Sequence[Item]]) -> Grid | None:
    """The undrawn table that the last page ends with, but for a page number."""
    ends = [item for item in (pages[-1][-2:] if pages else ()) if isinstance(item, Piece)]
    return ends[-1].grid if ends and ends[-1].undrawn else None
