"""Prints blocks as a PDF file: text in lines, tables ruled, head rows again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, SimpleDocTemplate
from reportlab.platypus import PageBreak as Turn
from reportlab.platypus import Paragraph as Printed

from eval.generate.blocks import Block, Contents, Heading, PageBreak, Paragraph, spaced
from eval.generate.pdftext import wrap
from eval.generate.sheet import Sheet, head_cells
from eval.generate.style import Style

#: A font that every viewer has and no file has to hold.
FONT = "STSong-Light"
#: Points: the paper's margins, the size of prose, the largest and the least of tables, the
#: white beside a cell's text.
MARGIN, PROSE, LARGEST, LEAST, PADDING = 18 * mm, 12.0, 9.0, 5.0, 3.0
#: Characters after which a label wraps.
LABEL = 16
_BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=PROSE, leading=20, firstLineIndent=2 * PROSE, wordWrap="CJK"
)
_HEADING = ParagraphStyle("heading", parent=_BODY, firstLineIndent=0, spaceBefore=6, spaceAfter=6)
_CENTRED = ParagraphStyle("centred", parent=_HEADING, alignment=1, fontSize=16, leading=24)


def as_paper(blocks: Sequence[Block], style: Style, rng: Random) -> bytes:
    """The whole document as a PDF file; the same blocks give the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    wide = any(isinstance(block, Sheet) and len(block.columns) > 9 for block in blocks)
    size = landscape(A4) if wide else A4
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    template = SimpleDocTemplate(file, pagesize=size, invariant=1, **margins)
    width = size[0] - 2 * MARGIN - 2 * 6  # a frame pads its sides
    flow = [part for block in blocks for part in _parts(block, style, rng, width)]
    template.build(flow)
    return file.getvalue()


def _parts(block: Block, style: Style, rng: Random, width: float) -> Iterator[Any]:
    if isinstance(block, PageBreak):
        yield Turn()
    elif isinstance(block, Heading):
        kind = _CENTRED if block.level == 1 else _HEADING
        yield Printed(spaced(block.text, rng, style.spaced), kind)
    elif isinstance(block, Paragraph):
        yield Printed(spaced(block.text, rng, style.spaced), _BODY)
    elif isinstance(block, Contents):
        yield from (Printed(line, _HEADING) for line in ("目 录", *block.lines))
    elif isinstance(block, Sheet):
        yield Turn()
        above = (block.number, block.title, *block.before, block.owner)
        said = [line for line in (*above, style.dialect.unit.format(u=block.unit)) if line]
        yield from (Printed(line, _CENTRED if line == block.title else _HEADING) for line in said)
        yield _table(block, width)
        yield from (Printed(note, _HEADING) for note in block.notes)
    else:
        raise TypeError(f"{type(block).__name__} is printed as text only")


def _table(sheet: Sheet, width: float) -> LongTable:
    depth = max(len(column.path) for column in sheet.columns)
    grid = [[""] * len(sheet.columns) for _ in range(depth)]
    spans = []
    for cell in head_cells(sheet.columns):
        grid[cell.row][cell.column] = cell.text
        end = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
        spans.append(("SPAN", (cell.column, cell.row), end))
    rows = [*grid, *(list(row.cells) for row in sheet.rows)]
    natural = [_widest([row[place] for row in rows[depth:]]) for place in range(len(grid[0]))]
    heads = [max(2.0, min(4.0, _ems(column.path[-1]))) for column in sheet.columns]
    ems = [max(pair) for pair in zip(natural, heads, strict=True)]
    size = max(LEAST, min(LARGEST, (width - 2 * PADDING * len(ems)) / sum(ems)))
    room = [size * em + 2 * PADDING for em in ems]
    scaled = [one * min(1.0, width / sum(room)) for one in room]
    wrapped = [
        ["\n".join(wrap(text, sum(ems[place : _end(spans, place, line)]))) for place, text in row]
        for line, row in enumerate(map(list, map(enumerate, rows)))
    ]
    looks = [
        ("FONT", (0, 0), (-1, -1), FONT, size, size * 1.25),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        *spans,
    ]
    return LongTable(wrapped, colWidths=scaled, repeatRows=depth, style=looks)


def _end(spans: Sequence[Any], place: int, line: int) -> int:
    """The column after the cell that begins at ``place`` of ``line``."""
    ends = [end[0] + 1 for _, start, end in spans if start == (place, line)]
    return ends[0] if ends else place + 1


def _widest(texts: Sequence[str]) -> float:
    """How wide a column's longest cell is, in full-width characters; a figure never wraps."""
    figures = [_ems(text) for text in texts if text.isascii()]
    labels = [min(LABEL, _ems(text)) for text in texts if not text.isascii()]
    return max([*figures, *labels], default=0.0) + 0.2


def _ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)
