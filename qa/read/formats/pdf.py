"""A PDF with a text layer becomes lines: prose as printed, tables with tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.formats.cells import grid_of
from qa.read.formats.printed import indented, lines_of, margin_of, words_of
from qa.read.formats.ruled import ruled_tables
from qa.read.formats.source import Source
from qa.read.formats.strokes import strokes_of

# The longest disclosures of a department with all its units have some hundred pages.
_MOST_PAGES = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """A line of prose (one row without tabs) or a table, with its upper edge on the page."""

    top: float
    rows: tuple[str, ...]
    table: bool


def read_pdf(path: Path) -> Source:
    """The lines of a PDF, each with its page; a table's row is a line with tabs.

    Raises ``QaError`` where the library is missing, the file is damaged or locked, has too
    many pages, or holds pictures of text only.
    """
    try:
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise QaError("读PDF需要另装组件：请运行 pip install 'disclosure-qa[pdf]'。") from error
    lines: list[Line] = []
    pictures: list[int] = []
    try:
        with pdfplumber.open(path) as document:
            _check_length(len(document.pages), path)
            for number, page in enumerate(document.pages, start=1):
                before = len(lines)
                _append(lines, page_items(page), number)
                if len(lines) == before and page.images:
                    pictures.append(number)
                page.close()
    except PdfminerException as error:
        raise _unreadable(path, error) from error
    if not lines:
        raise QaError(f"“{path.name}”没有文字，只有图片（扫描件）：请换一份带文字的文件。")
    return Source(tuple(lines), parted=True, notices=_unread(pictures))


def _check_length(pages: int, path: Path) -> None:
    if pages > _MOST_PAGES:
        raise QaError(f"“{path.name}”有{pages}页，超过{_MOST_PAGES}页的限度：请拆成几份。")


def _unreadable(path: Path, error: Exception) -> QaError:
    """Why a PDF cannot be opened, as pdfminer's own exception inside ``error`` tells it."""
    reason = type(error.args[0]).__name__ if error.args else ""
    if "Password" in reason or "Encrypt" in reason:
        return QaError(f"“{path.name}”加了密码：请换一份不加密的文件。")
    return QaError(f"“{path.name}”不是完好的PDF：请换一份能正常打开的文件。")


def _unread(pictures: Sequence[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    pages = "、".join(str(number) for number in pictures)
    return (f"第{pages}页是图片，没有读入。",)


def _append(lines: list[Line], items: Iterable[Item], page: int) -> None:
    gap = True
    for item in items:
        gap = gap or item.table
        for row in item.rows:
            lines.append(Line(len(lines) + 1, row, gap, page))
            gap = False
        gap = item.table


def page_items(page: Any) -> list[Item]:
    """What a page of pdfplumber prints, from top to bottom."""
    words = list(words_of(page))
    items: list[Item] = []
    for table in ruled_tables(strokes_of(page)):
        grid, words = grid_of(table, words)
        if grid.is_table:
            items.append(Item(table.bounds[1], grid.lines, True))
        else:
            words += grid.words
    prose = lines_of(words)
    margin = margin_of(prose)
    items += [Item(line.top, (indented(line, margin),), False) for line in prose]
    return sorted(items, key=lambda item: item.top)
