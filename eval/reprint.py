"""Prints the disclosures of a folder as PDF, Word and Excel, reads them back, compares figures.

``python -m eval.reprint [FOLDER]`` prints how many figures come back under the same table, row and
column, in the same unit, per document and format. Tables with tabs are printed cell by cell as they
stand; tables of plain text by what was read of them (forms, whose zones have no common columns, are
left out).
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from qa.facts import facts_of
from qa.model import Disclosure, Row
from qa.model import Table as Read
from qa.read import read
from qa.read.drafts import Draft, find_drafts
from qa.read.figures import is_year
from qa.read.pages import without_page_marks
from qa.read.patterns import matches
from qa.read.source import read_lines
from qa.read.text import plain, tight

FONT, SIZE = "STSong-Light", 8.0
#: Points: sheets as large as plotters print, so that no table is cut by a margin.
PAPER, MARGIN = (2400.0, 1600.0), 36.0
#: A cell of more characters than this is broken over lines.
WIDEST = 24
_TEXT = ParagraphStyle("text", fontName=FONT, fontSize=SIZE, leading=SIZE * 1.3, wordWrap="CJK")

Grid = tuple[tuple[str, ...], ...]
Block = str | Grid
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many figures a document prints, and how many came back, came back wrong, and did not."""

    cells: int
    right: int
    wrong: int

    @property
    def missing(self) -> int:
        """Figures that were printed and not read."""
        return self.cells - self.right


def blocks_of(path: Path) -> tuple[Block, ...]:
    """What the document in ``path`` prints: lines of text, and grids of cells."""
    found = read(path)
    text = (found.profile.title, *(part.text for part in found.paragraphs))
    drafts = find_drafts(without_page_marks(read_lines(path)))
    if drafts:
        named = zip(drafts, found.tables, strict=True)
        return (*text, *(block for draft, table in named for block in _draft(draft, table.title)))
    return (*text, *(block for table in found.tables for block in _table(table)))


def _draft(draft: Draft, title: str) -> Iterator[Block]:
    """A table with tabs, its pages joined, as it stands; its section may give it its title."""
    if not draft.preamble.title:
        yield title
    for line in draft.preamble.lines:
        yield from filter(None, re.split(r"\s{2,}|\t", plain(line.text).strip()))
    yield _padded(_typed(row.cells) for row in draft.rows)


def _typed(cells: Sequence[str]) -> list[str]:
    """A row as a typist would have it: two paragraphs of one cell beside a blank in two cells."""
    found = list(cells)
    for number, (cell, after) in enumerate(pairwise(cells)):
        if "\n" in cell and not after:
            found[number], found[number + 1] = cell.split("\n", 1)
    return found


def _table(table: Read) -> Iterator[Block]:
    """A table as title, unit and grid, its halves side by side; nothing for a form."""
    if not table.rows or is_form(table):
        return
    yield table.title
    if table.unit:
        yield f"单位：{table.unit}"
    halves = dict.fromkeys(tuple(cell.column for cell in row.cells) for row in table.rows)
    parts = [_half(table, half) for half in halves]
    tallest = max(len(part) for part in parts)
    sides = [(*part, *([("",) * len(part[0])] * (tallest - len(part)))) for part in parts]
    yield tuple(tuple(cell for row in rows for cell in row) for rows in zip(*sides, strict=True))


def _half(table: Read, half: tuple[int, ...]) -> Grid:
    """The head and the rows that print the columns ``half``, the levels of labels in columns."""
    own = [row for row in table.rows if tuple(cell.column for cell in row.cells) == half]
    depth = max(1, *(len(row.labels) for row in own))
    height = max(len(column.path) for column in table.columns)
    heads = [(table.columns[i].path + ("",) * height)[:height] for i in half]
    rows = list(zip(*_merged(heads), strict=True))
    named = tuple(_label_head(own, level) for level in range(depth))
    blank = ("",) * depth
    # The group of a half stands over its labels, too: 收入 | | over 项目 | 预算数.
    grouped = height > 1 and len({head[0] for head in heads}) == 1
    shown = [(named if level == grouped else blank, row) for level, row in enumerate(rows)]
    if grouped:
        shown[0] = ((rows[0][0], *blank[1:]), ("",) * len(half))
    for row in own:
        labels = row.labels + ("",) * (depth - len(row.labels))
        shown.append((labels, tuple(cell.text or "" for cell in row.cells)))
    return tuple((*left, *right) for left, right in shown)


def _label_head(rows: Sequence[Row], level: int) -> str:
    labels = [row.labels[level] for row in rows if len(row.labels) > level]
    if labels and all(map(is_year, labels)):
        return "年度"
    return "" if level else "项目"


def is_form(table: Read) -> bool:
    """Whether the table is a stack of zones without common columns, or has a group of one column
    beside others, which only a merged cell shows."""
    halves = {tuple(cell.column for cell in row.cells) for row in table.rows}
    alone = False
    for half in halves:
        paths = [table.columns[i].path for i in half]
        groups = Counter(path[0] for path in paths if len(path) > 1)
        alone |= 1 in groups.values() and len({path[:1] for path in paths}) > 1
    return bool(table.subject) or alone or not all(column.path for column in table.columns)


def _merged(heads: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The heads with those blank that a merged cell at their left prints."""
    shown = [heads[0]]
    for left, head in pairwise(heads):
        pairs = list(zip(left, head, strict=True))
        same = next((i for i, (one, other) in enumerate(pairs) if one != other), 0)
        shown.append((*[""] * same, *head[same:]))
    return shown


def _padded(rows: Iterable[Sequence[str]]) -> Grid:
    found = [tuple(cell.strip() for cell in row) for row in rows]
    width = max(len(row) for row in found)
    return tuple(row + ("",) * (width - len(row)) for row in found)


def as_pdf(blocks: Sequence[Block], path: Path) -> None:
    """Prints the blocks as a PDF whose cells are ruled."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    template = SimpleDocTemplate(str(path), pagesize=PAPER, invariant=1, **margins)
    ruled = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    flow = []
    for block in blocks:
        if isinstance(block, str):
            flow.append(Paragraph(_escaped(block), _TEXT))
            continue
        widths = [
            (min(max(len(cell) for cell in column), WIDEST) + 2) * SIZE
            for column in zip(*block, strict=True)
        ]
        cells = [[Paragraph(_escaped(cell), _TEXT) for cell in row] for row in block]
        flow.append(Table(cells, widths, style=ruled, hAlign="LEFT"))
    template.build(flow)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_word(blocks: Sequence[Block], path: Path) -> None:
    """Prints the blocks as a Word file."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))


def as_excel(blocks: Sequence[Block], path: Path) -> None:
    """Prints the blocks as a workbook, each table with the text above it on a sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    ended = False
    for block in blocks:
        if ended:
            sheet, ended = book.create_sheet(), False
        for row in ((block,),) if isinstance(block, str) else block:
            sheet.append([cell or None for cell in row])
        ended = not isinstance(block, str)
    book.save(path)


FORMATS: dict[str, Callable[[Sequence[Block], Path], None]] = {
    "pdf": as_pdf,
    "docx": as_word,
    "xlsx": as_excel,
}


def score(path: Path, ending: str, folder: Path) -> Score:
    """What comes back of the document in ``path`` printed in one of the formats."""
    printed = folder / f"{path.stem}.{ending}"
    FORMATS[ending](blocks_of(path), printed)
    source = read(path)
    tabbed = bool(find_drafts(read_lines(path)))
    forms = {i for i, table in enumerate(source.tables) if not tabbed and is_form(table)}
    wanted, found = _cells(source, forms), _cells(read(printed))
    right = sum((wanted & found).values())
    titles = {key[0] for key in wanted}
    wrong = sum(count for key, count in (found - wanted).items() if key[0] in titles)
    return Score(sum(wanted.values()), right, wrong)


def _cells(disclosure: Disclosure, left_out: Collection[int] = ()) -> Counter[Key]:
    """The figures of the tables by table, row and column, white space inside words aside.

    A table that its section names, not a line above it, has no name here.
    """
    return Counter(
        (_name(fact.table), fact.row, fact.column, fact.value, tight(fact.text or ""), fact.unit)
        for fact in facts_of(disclosure)
        if fact.source == "table" and fact.value is not None and fact.table_id not in left_out
    )


def _name(title: str | None) -> str:
    return title if title and matches("reading", "title", "endings", title) else ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line a document and format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    folder = parser.parse_args(arguments).folder
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(folder.glob("*.txt")):
            for ending in FORMATS:
                got = score(path, ending, Path(scratch))
                print(f"{path.stem} {ending} {got.right}/{got.cells} 错{got.wrong} 缺{got.missing}")


if __name__ == "__main__":
    main()
