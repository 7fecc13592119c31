"""Prints blocks as text taken out of a PDF.

The text of a page is what a drawing program put there, piece by piece: the lines of a
cell one after the other, then the next cell of the row. Pieces at the same height come
out on one line; a step of about half a line gives a line break; a larger step gives a
blank line. So a label that wraps over two lines breaks its row into three, and a blank
cell leaves no trace. The first line of a page has no blank line before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eval.generate.blocks import Block, Contents, Heading, PageBreak, Paragraph, spaced
from eval.generate.form import Form
from eval.generate.sheet import Column, Sheet, head_cells
from eval.generate.style import Style

#: Steps in height, in lines: less is the same line, more leaves a blank line.
_SAME, _STEP = 0.25, 0.75
_WORD = re.compile(r"[0-9A-Za-z.,%+\-]+|\s|[“（《]?.[，。；：、）”》！？]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text at a height, counted in lines from the top of its table."""

    text: str
    height: float


@dataclass(slots=True)
class _Page:
    """Lines printed so far: each with whether a blank line comes before it."""

    style: Style
    lines: list[tuple[str, bool]]
    used: float = 0
    number: int = 1

    def add(self, text: str, gap: bool = True, height: float = 1) -> None:
        """Prints one line of the current page."""
        first = self.used == 0
        self.lines.append((f" {text}" if first and self.lines else text, gap and not first))
        self.used += height

    def turn(self) -> None:
        """Begins a new page, with the number of the old one where the style prints it."""
        if not self.used:
            return
        if self.style.page_numbers:
            self.lines.append((self.style.dialect.page.format(p=self.number), True))
        self.number += 1
        self.used = 0


def as_pdf_text(blocks: Sequence[Block], style: Style, rng: Random) -> str:
    """The whole document as text."""
    page = _Page(style, [])
    for block in blocks:
        if isinstance(block, PageBreak):
            page.turn()
        elif isinstance(block, Sheet):
            _print_table(page, block, rng)
        elif isinstance(block, Form):
            _print_form(page, block)
        else:
            for line in _prose_lines(block, style, rng):
                if page.used >= style.page:
                    page.turn()
                page.add(line)
    return "".join(("\n\n" if gap else "\n") + text for text, gap in page.lines).lstrip("\n") + "\n"


def _prose_lines(block: Block, style: Style, rng: Random) -> Iterator[str]:
    if isinstance(block, Contents):
        yield from (_ended([line], style)[0] for line in ("目 录", *block.lines))
    elif isinstance(block, Heading):
        yield from _ended(wrap(spaced(block.text, rng, style.spaced), style.width), style)
    elif isinstance(block, Paragraph):
        lines = wrap(spaced(block.text, rng, style.spaced), style.width, indent=2)
        yield from _ended(lines, style)


def wrap(text: str, width: float, indent: float = 0) -> list[str]:
    """``text`` in lines of ``width`` full-width characters, the first one shorter by
    ``indent``; numbers stay whole and closing punctuation stays on its line."""
    lines, used = [""], indent
    for match in _WORD.finditer(text):
        word = match[0]
        size = sum(0.5 if ord(char) < 256 else 1 for char in word.rstrip("，。；：、）”》"))
        if used + size > width and lines[-1]:
            lines.append("")
            used = 0
        lines[-1] += word
        used += size
    return [line.strip() for line in lines if line.strip()]


def _print_table(page: _Page, sheet: Sheet, rng: Random) -> None:
    """The table from the top of a page, continued on as many as it needs."""
    style = page.style
    if page.used > style.page * 0.4 or rng.random() < 0.8:
        page.turn()
    together = rng.random() < 0.8
    above = _above(sheet, style, together, "")
    head, head_height = _head_pieces(sheet, style)
    _print_above(page, above)
    _print_pieces(page, head, head_height)
    for row in sheet.rows:
        pieces, height = row_pieces(sheet.columns, row.cells, style)
        if page.used + height > style.page:
            page.turn()
            if style.repeat == "all":
                _print_above(page, _above(sheet, style, together, style.dialect.continued))
            if style.repeat != "none":
                _print_pieces(page, head, head_height)
        _print_pieces(page, pieces, height)
    for note in sheet.notes:
        for line in _ended(wrap(note, max(style.width, 40)), style):
            page.add(line)


def _print_form(page: _Page, form: Form) -> None:
    """The form from the top of a page; its cells wrap and nothing is printed again."""
    page.turn()
    _print_above(page, [form.title])
    for cells in form.rows:
        columns = [Column(("",), "words", width) for width in form.widths]
        if len(cells) == 2 + 4 and cells[2] == "":
            columns[1] = columns[5] = Column(("",), "words", 22)
        pieces, height = row_pieces(columns, cells, page.style)
        if page.used + height > page.style.page:
            page.turn()
        _print_pieces(page, pieces, height)


def _above(sheet: Sheet, style: Style, together: bool, mark: str) -> list[str]:
    """Number, title, owner and unit of measure, the last two usually on one line."""
    title = sheet.title + mark
    lines = [text for text in (sheet.number, title, *sheet.before) if text]
    unit = style.dialect.unit.format(u=sheet.unit)
    if sheet.owner and together:
        return [*lines, f"{sheet.owner} {unit}"]
    return [*lines, *([sheet.owner] if sheet.owner else []), unit]


def _print_above(page: _Page, lines: Sequence[str]) -> None:
    for line in lines:
        page.add(_ended([line], page.style)[0])


def _print_pieces(page: _Page, pieces: Sequence[Piece], height: float) -> None:
    """Joins pieces into lines by the steps between their heights."""
    line, gap, last = "", True, None
    for piece in pieces:
        step = _STEP if last is None else abs(piece.height - last)
        if last is not None and step < _SAME:
            line += piece.text if page.style.ends else f" {piece.text}"
        else:
            if line.strip():
                page.add(line, gap, 0.01)
            line, gap = piece.text, last is None or step > _STEP
        last = piece.height
    if line.strip():
        page.add(line, gap, 0.01)
    page.used += height


def _head_pieces(sheet: Sheet, style: Style) -> tuple[list[Piece], float]:
    """The head's pieces and its height; a row is as high as its tallest cell."""
    cells = []
    for cell in head_cells(sheet.columns):
        spanned = sheet.columns[cell.column : cell.column + cell.columns]
        width = style.fit * sum(column.width for column in spanned)
        cells.append((cell, _ended(wrap(cell.text, max(2, width)), style)))
    depth = max(cell.row + cell.rows for cell, _ in cells)
    heights = [
        max([1, *(len(lines) for cell, lines in cells if cell.row == level and cell.rows == 1)])
        for level in range(depth)
    ]
    for cell, lines in cells:
        room = sum(heights[cell.row : cell.row + cell.rows])
        heights[cell.row + cell.rows - 1] += max(0, len(lines) - room)
    pieces: list[Piece] = []
    for cell, lines in cells:
        top = sum(heights[: cell.row])
        middle = top + sum(heights[cell.row : cell.row + cell.rows]) / 2
        pieces.extend(_centred(lines, middle))
    return pieces, sum(heights)


def row_pieces(
    columns: Sequence[Column], row: Sequence[str], style: Style
) -> tuple[list[Piece], float]:
    """The pieces of a body row and its height in lines."""
    cells = [_cell_lines(text, column, style) for text, column in zip(row, columns, strict=False)]
    height = max([1, *map(len, cells)])
    return [piece for lines in cells for piece in _centred(lines, height / 2)], height


def _cell_lines(text: str, column: Column, style: Style) -> list[str]:
    """The lines of a body cell: labels wrap, figures do not; a blank one may leave a space."""
    if not text:
        return [""] if style.blank_space and not style.ends else _ended([""], style)
    if column.role in ("label", "words"):
        return _ended(wrap(text, column.width * style.fit), style)
    if style.dialect.tight and column.width * style.fit < len(text) / 2:
        cut = int(column.width * style.fit * 2)
        return _ended([text[:cut], text[cut:]], style)
    return _ended([text], style)


def _ended(lines: list[str], style: Style) -> list[str]:
    """The lines of a paragraph or a cell with the space that ends it, if any."""
    if not style.ends:
        return [line for line in lines if line]
    return [*lines[:-1], lines[-1] + " "]


def _centred(lines: Sequence[str], middle: float) -> Iterator[Piece]:
    first = middle - (len(lines) - 1) / 2
    return (Piece(text, first + index) for index, text in enumerate(lines))
