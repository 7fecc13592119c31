"""Documents made by code: PDF pages with text and tables drawn in the ways of real producers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from qa.model import Table
from qa.read.formats.pdf import read_pdf
from qa.read.pages import without_page_marks
from qa.read.tabs import find_tab_tables

# A font that every viewer has and no file has to hold.
FONT = "STSong-Light"
SIZE = 9.0
LEADING = 12.0
LEFT = 60.0

Span = tuple[int, int, int, int]
Draw = Callable[["Page", float, float, float, float], None]


class Page:
    """One page, measured in points from its top left corner."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size

    def text(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        """Prints one line whose type ends near ``top + size``."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - top - size * 0.88, text)

    def prose(self, top: float, *lines: str, x: float = LEFT) -> float:
        """Prints lines below each other; returns where the next one would stand."""
        for number, line in enumerate(lines):
            self.text(x, top + number * LEADING, line)
        return top + len(lines) * LEADING

    def table(
        self,
        top: float,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        spans: Sequence[Span] = (),
        draw: Draw | None = None,
        row_height: float = 18.0,
        x: float = LEFT,
    ) -> float:
        """Draws a table; returns its lower edge.

        ``spans`` are merged cells: left, top, right, bottom, the last ones included. A cell's
        text is printed line by line, a figure at the cell's right edge.
        """
        columns = [x + at for at in accumulate(widths, initial=0.0)]
        heights = [row_height * max(cell.count("\n") + 1 for cell in row) for row in rows]
        edges = [top + at for at in accumulate(heights, initial=0.0)]
        merged = {(a, b): (c, d) for a, b, c, d in spans}
        hidden = {
            (i, j)
            for a, b, c, d in spans
            for i in range(a, c + 1)
            for j in range(b, d + 1)
            if (i, j) != (a, b)
        }
        for j, row in enumerate(rows):
            for i in range(len(widths)):
                if (i, j) in hidden:
                    continue
                right, bottom = merged.get((i, j), (i, j))
                box = (columns[i], edges[j], columns[right + 1], edges[bottom + 1])
                (draw or outline)(self, *box)
                self._cell(box, row[i] if i < len(row) else "")
        return edges[-1]

    def _cell(self, box: tuple[float, float, float, float], text: str) -> None:
        left, top, right, bottom = box
        lines = text.split("\n") if text else []
        start = (top + bottom) / 2 - len(lines) * LEADING / 2 + (LEADING - SIZE) / 2
        for number, line in enumerate(lines):
            width = pdfmetrics.stringWidth(line, FONT, SIZE)
            figure = line.replace(",", "").replace(".", "").replace("-", "").isdecimal()
            self.text(right - 2 - width if figure else left + 2, start + number * LEADING, line)


def outline(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    """A cell drawn as the outline of a rectangle."""
    page.canvas.rect(left, page.height - bottom, right - left, bottom - top, stroke=1, fill=0)


def strokes(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    """A cell drawn as Word does: white ground, thin black bars, squares in the corners."""
    canvas, y = page.canvas, page.height
    canvas.setFillGray(1)
    canvas.rect(left + 1, y - bottom + 1, right - left - 2, bottom - top - 2, stroke=0, fill=1)
    canvas.setFillGray(0)
    for x, from_top, width, height in (
        (left, top, right - left, 0.5),
        (left, bottom, right - left, 0.5),
        (left, top, 0.5, bottom - top),
        (right, top, 0.5, bottom - top),
        (left, top, 0.5, 0.5),
    ):
        canvas.rect(x, y - from_top - height, width, height, stroke=0, fill=1)


def no_sides(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    """A cell whose left and right sides are drawn only inside the table's margins."""
    canvas, y = page.canvas, page.height
    canvas.line(left, y - top, right, y - top)
    canvas.line(left, y - bottom, right, y - bottom)
    if left > LEFT:
        canvas.line(left, y - top, left, y - bottom)


def make_pdf(
    path: Path,
    *pages: Callable[[Page], object],
    size: tuple[float, float] = A4,
    rotated: bool = False,
    password: str | None = None,
) -> Path:
    """Writes a PDF whose pages are drawn by the functions ``pages``."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=size, encrypt=password, invariant=1)
    for draw in pages:
        if rotated:
            # The page is printed upright on paper that is turned by a quarter.
            canvas.setPageSize((size[1], size[0]))
            canvas.setPageRotation(90)
            canvas.translate(size[1], 0)
            canvas.rotate(90)
        draw(Page(canvas, size))
        canvas.showPage()
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    """The lines of a PDF as text."""
    return [line.text for line in read_pdf(path).lines]


def tables_in(path: Path) -> tuple[Table, ...]:
    """The tables of a PDF."""
    return find_tab_tables(without_page_marks(read_pdf(path).lines))


def cells_of(table: Table) -> Mapping[tuple[str, str], str | None]:
    """Every cell of the table by the words of its row and column, joined by a slash."""
    return {
        ("/".join(row.labels), "/".join(table.columns[cell.column].path)): cell.text
        for row in table.rows
        for cell in row.cells
    }
