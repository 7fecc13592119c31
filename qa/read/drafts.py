"""Lines with tabs become tables in the rough: which rows, pages and titles belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.model import Line
from qa.read.align import align_page
from qa.read.figures import is_figure
from qa.read.grid import GridRow, head_height, is_index_row, same_row, with_bare_index
from qa.read.labels import Rank, numbering
from qa.read.levels import with_levels
from qa.read.patterns import matches
from qa.read.sheets import is_sheet
from qa.read.text import REMEMBERED, indent_of, squeeze, strip_markup, tight
from qa.read.titles import (
    Preamble,
    is_note,
    is_note_more,
    is_number_cell,
    is_preamble_line,
    merge,
    read_preamble,
    read_title_row,
    with_unit,
)

# A row of one cell, or a caption inside a sheet, is a short line without tab.
_LONGEST_BARE_ROW = 30
# Blanks in front of a cell's text.
_INDENT = re.compile(r"\t[ \u3000]+(?=\S)")
# A mark that refers to a note: no digit, which would be one of the figure.
_FOOTNOTE = re.compile(r"\s*(?:[*＊†①-⑳]|[\[［【（(]注\s*\d?[\]］】）)])+$")
# 1'234.56, as some countries print it.
_APOSTROPHES = re.compile(r"[-(（]?\d{1,3}(?:['\u2019]\d{3})+(?:\.\d+)?[)）]?")
# A row that tells something in a sentence is this long or longer.
_SHORTEST_SENTENCE = 30
# So many rows of a table tell what its columns hold.
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class _Block:
    """Adjoining table lines under the lines that name them; ``apart`` where prose parts
    them from the table before."""

    rows: tuple[GridRow, ...]
    preamble: Preamble
    apart: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A table whose pages are joined, before its head and rows are told apart.

    ``sheet`` tells a stack of zones from one grid.
    """

    preamble: Preamble
    rows: tuple[GridRow, ...]
    sheet: bool
    notes: tuple[Line, ...] = ()

    @property
    def line(self) -> int:
        """The first line that belongs to the table."""
        return min([line.number for line in self.preamble.lines] + [self.rows[0].line])

    @property
    def end_line(self) -> int:
        """The last line that belongs to the table."""
        return max([line.number for line in self.notes] + [row.line for row in self.rows])


def find_drafts(lines: Sequence[Line]) -> list[Draft]:
    """The tables of ``lines`` in the rough, in printed order, continued pages joined."""
    drafts: list[Draft] = []
    start = 0
    position = 0
    while position < len(lines):
        if "\t" not in lines[position].text:
            position += 1
            continue
        first = _block_start(lines, position, start)
        end = _block_end(lines, position)
        preamble = read_preamble(lines[start:first])
        between = lines[start : first - len(preamble.lines)]
        apart = any(not is_note(line.text) for line in between)
        parts = _parts(lines[first:end], preamble)
        told = 0 if not parts or is_sheet(parts[-1].rows) else _told_inside(lines[first:end])
        if told:
            parts = _parts(lines[first : end - told], preamble)
        if not parts:
            # The run holds nothing but title and unit: they stand above the next one.
            position = end
            continue
        for part in parts:
            _add(drafts, replace(part, apart=apart))
            apart = False
        below = _notes(lines, end)
        if measured := _measure_below(lines, end):
            drafts[-1] = replace(drafts[-1], preamble=with_unit(drafts[-1].preamble, measured))
        notes = (*map(_without_tabs, lines[end - told : end]), *below)
        if notes:
            drafts[-1] = replace(drafts[-1], notes=drafts[-1].notes + notes)
        start = position = end + len(below)
    return [replace(draft, rows=with_levels(with_bare_index(draft.rows))) for draft in drafts]


def _parts(lines: Sequence[Line], preamble: Preamble) -> list[_Block]:
    """The tables of one run of lines: a title may be printed inside the grid."""
    blocks: list[_Block] = []
    rows: list[GridRow] = []
    listing = _lists_tables(lines)
    for line in lines:
        row = _grid_row(line, line.page != rows[-1].page if rows else line.gap)
        own = None if listing else read_title_row(row.cells, line)
        if own is None:
            rows.append(row)
            continue
        if rows:
            blocks.append(_Block(tuple(rows), preamble, False))
            rows, preamble = [], Preamble()
        preamble = merge(preamble, own)
    if rows:
        blocks.append(_Block(tuple(rows), preamble, False))
    return blocks


def _lists_tables(lines: Sequence[Line]) -> bool:
    """Whether the rows name one table each, as a list of all tables does."""
    numbered = [is_number_cell(line.text.split("\t", 1)[0]) for line in lines]
    return any(one and other for one, other in pairwise(numbered))


def _block_start(lines: Sequence[Line], position: int, start: int) -> int:
    """The start of the run of table lines: a head of one merged cell may print no tab."""
    before = position - 1
    adjoins = before >= start and not lines[position].gap
    text = lines[before].text if adjoins else ""
    bare = adjoins and _is_bare_row(text) and not numbering(text) and not is_note(text)
    return before if bare else position


def _block_end(lines: Sequence[Line], start: int) -> int:
    """The end of the run of table lines.

    A row whose other cells are blank, and a caption inside a sheet, may print no tab: such
    lines belong to the run where no blank line parts them from it.
    """
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if line.gap or not ("\t" in line.text or _is_bare_row(line.text)):
            break
        end += 1
    return end


def _is_bare_row(text: str) -> bool:
    """Whether a line without tab may be the only cell of a row."""
    found = numbering(text)
    part = found is not None and found.rank is Rank.PART
    clause = matches("reading", "title", "excludes", text)
    return not (part or clause or len(text) > _LONGEST_BARE_ROW or is_preamble_line(text))


def _grid_row(line: Line, opens: bool) -> GridRow:
    printed = line.text.split("\t")
    cells = tuple(map(_cell, printed))
    indents = tuple(map(indent_of, printed))
    quote = _INDENT.sub("\t", line.text.strip())
    return GridRow(cells, line.number, quote, opens, line.page, indents if any(indents) else ())


@lru_cache(REMEMBERED)  # blank cells, noughts and labels come back in every table
def _cell(printed: str) -> str:
    """A cell without markup: a figure without the mark of a footnote behind it, and with commas
    where apostrophes part its thousands."""
    cell = strip_markup(printed.strip(" \u3000"))
    if _APOSTROPHES.fullmatch(cell):
        return cell.replace("'", ",").replace("\u2019", ",")
    figure = _FOOTNOTE.sub("", cell)
    return figure if figure != cell and is_figure(figure) else cell


def _notes(lines: Sequence[Line], start: int) -> tuple[Line, ...]:
    end = start
    while end < len(lines):
        text = lines[end].text
        if "\t" in text:
            break
        if not (is_note(text) or (end > start and is_note_more(text))):
            break
        end += 1
    return tuple(lines[start:end])


def _measure_below(lines: Sequence[Line], at: int) -> Preamble | None:
    """The unit of measure that stands alone right below a table, no other table behind it."""
    if at >= len(lines) or lines[at].gap:
        return None
    if at + 1 < len(lines) and ("\t" in lines[at + 1].text or is_preamble_line(lines[at + 1].text)):
        return None
    found = read_preamble(lines[at : at + 1])
    return found if found.unit and not (found.names_table or found.owner) else None


def _told_inside(lines: Sequence[Line]) -> int:
    """How many of the last rows are sentences across the whole table: notes inside its border."""
    count = 0
    for line in reversed(lines[1:]):
        first, *others = (cell.strip() for cell in line.text.split("\t"))
        if any(others) or len(first) < _SHORTEST_SENTENCE or "。" not in first:
            break
        count += 1
    return count


def _without_tabs(line: Line) -> Line:
    return replace(line, text=line.text.strip())


def _add(drafts: list[Draft], block: _Block) -> None:
    """Join the block to the last table where it continues it, else start a new one."""
    sheet = is_sheet(block.rows)
    last = drafts[-1] if drafts else None
    rest = _continued(last, block, sheet) if last else None
    if last is None or rest is None:
        drafts.append(Draft(block.preamble, block.rows, sheet))
        return
    preamble = with_unit(last.preamble, block.preamble)
    drafts[-1] = Draft(preamble, last.rows + rest, last.sheet or sheet, last.notes)


def _continued(draft: Draft, block: _Block, sheet: bool) -> tuple[GridRow, ...] | None:
    """The rows that the block adds to the table; ``None`` where it is another table."""
    above, own = draft.preamble, block.preamble
    if own.names_table and (_other_name(own, above) or _other_owner(own, above)):
        return None
    if not own.names_table and (block.apart or draft.notes):
        return None
    if draft.sheet or sheet:
        new = own.names_table and _same_start(draft, block)
        return None if new else _without_head(draft, block)
    repeated = _without_head(draft, block)
    if len(repeated) < len(block.rows):
        return repeated
    sample = draft.rows[:_SAMPLE]
    return align_page(block.rows, sample) if _is_headless(block.rows, sample) else None


def _other_owner(own: Preamble, above: Preamble) -> bool:
    """Whether both name a unit, and not the same: the table of another unit."""
    return bool(own.owner and above.owner) and own.owner != above.owner


def _other_name(own: Preamble, above: Preamble) -> bool:
    """Whether title or number is another one; a continued page may leave its number out."""
    if tight(own.title) != tight(above.title):
        return True
    return own.number != above.number and not (own.title and own.number is None)


def _same_start(draft: Draft, block: _Block) -> bool:
    """Whether the block starts with the label that the sheet starts with: a new sheet."""
    first, other = draft.rows[0], block.rows[0]
    return bool(first.filled and other.filled) and tight(first.cells[first.filled[0]]) == tight(
        other.cells[other.filled[0]]
    )


def _without_head(draft: Draft, block: _Block) -> tuple[GridRow, ...]:
    """The block's rows without the head, and the first total, that it prints again."""
    height = head_height(draft.rows)
    head = [row for row in draft.rows[:height] if not is_index_row(row)]
    rows = block.rows
    if not head or len(rows) < len(head) or not all(map(same_row, head, rows)):
        return rows
    rest = rows[len(head) :]
    while rest and is_index_row(rest[0]):
        rest = rest[1:]
    total = draft.rows[height : height + 1]
    if rest and total and same_row(rest[0], total[0]) and _is_total(total[0]):
        rest = rest[1:]
    return (replace(rest[0], opens=True), *rest[1:]) if rest else ()


def _is_total(row: GridRow) -> bool:
    return any(matches("reading", "body", "total", squeeze(row.cells[i])) for i in row.filled)


def _is_headless(rows: Sequence[GridRow], before: Sequence[GridRow]) -> bool:
    """Whether the rows go on without a head: figures at once, or the rest of a cut cell."""
    first = rows[0]
    if len(first.cells) > max(len(row.cells) for row in before) + 1:
        return False
    return len(first.filled) == 1 or any(is_figure(first.cells[i]) for i in first.filled)
