"""Prints blocks as text with tab-separated tables and, in some, markdown-like headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from eval.generate.blocks import Block, Contents, Heading, Paragraph, spaced
from eval.generate.form import Form
from eval.generate.sheet import Row, Sheet, head_cells
from eval.generate.style import Style

#: Paragraphs longer than this may be broken by the end of a page.
_LONG = 90


def as_tabs(blocks: Sequence[Block], style: Style, rng: Random) -> str:
    """The whole document; a blank line stands between blocks."""
    lines = ["", ""]
    for block in blocks:
        for chunk in _chunks(block, style, rng):
            lines.extend([*chunk, ""])
    return "\n".join(lines)


def _chunks(block: Block, style: Style, rng: Random) -> Iterator[list[str]]:
    """Groups of lines without a blank line between them."""
    if isinstance(block, Heading):
        yield [_marked(spaced(block.text, rng, style.spaced), block.level, style, rng)]
    elif isinstance(block, Paragraph):
        text = spaced(block.text, rng, style.spaced)
        if len(text) > _LONG and rng.random() < 0.1:
            cut = rng.randrange(_LONG // 2, len(text) - 10)
            yield [text[:cut].rstrip()]
            text = text[cut:].lstrip()
        yield [text]
    elif isinstance(block, Contents):
        yield [_marked("目 录", 1, style, rng)]
        yield [f"- {line}" for line in block.lines]
    elif isinstance(block, Sheet):
        yield from _table(block, style, rng)
    elif isinstance(block, Form):
        yield [_marked(block.title, 2, style, rng)]
        yield ["\t".join(cells).rstrip("\t") for cells in block.rows]


def _marked(text: str, level: int, style: Style, rng: Random) -> str:
    if not style.marks:
        return text
    bold = "**" if level > 1 and rng.random() < 0.2 else ""
    return f"{'#' * min(level, 3)} {bold}{text}{bold}"


def _table(sheet: Sheet, style: Style, rng: Random) -> Iterator[list[str]]:
    """The table page by page, with what the style prints again on a continued page."""
    size = max(8, style.page - 12)
    pages = [sheet.rows[start : start + size] for start in range(0, len(sheet.rows), size)]
    for number, rows in enumerate(pages or [()]):
        if number == 0 or style.repeat == "all":
            yield from ([line] for line in _above(sheet, style, rng, number > 0))
        yield [*head_lines(sheet), *map(_line, rows)]
    yield from ([note] for note in sheet.notes)


def _above(sheet: Sheet, style: Style, rng: Random, again: bool) -> Iterator[str]:
    if sheet.number:
        yield sheet.number
    mark = style.dialect.continued if again else ""
    yield _marked(sheet.title + mark, 2, style, rng)
    yield from sheet.before
    if sheet.owner:
        yield sheet.owner
    yield style.dialect.unit.format(u=sheet.unit)


def head_lines(sheet: Sheet) -> list[str]:
    """One line for each head row; a merged cell prints in its first column only."""
    depth = max(len(column.path) for column in sheet.columns)
    grid = [[""] * len(sheet.columns) for _ in range(depth)]
    for cell in head_cells(sheet.columns):
        grid[cell.row][cell.column] = cell.text
    return ["\t".join(line).rstrip("\t") for line in grid]


def _line(row: Row) -> str:
    return "\t".join(row.cells).rstrip("\t")
