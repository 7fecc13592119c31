"""Tables printed as tab-separated lines, their continued pages joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.model import Line, Table
from qa.read.align import align_page
from qa.read.figures import is_figure
from qa.read.grid import GridRow, head_height, is_index_row, same_row
from qa.read.hierarchy import CodeBook, code_book
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches
from qa.read.rows import read_grid
from qa.read.sheets import is_sheet, read_sheet
from qa.read.text import plain, squeeze, strip_markup, tight
from qa.read.titles import (
    Preamble,
    is_note,
    is_note_more,
    is_preamble_line,
    merge,
    read_preamble,
    read_title_row,
)

# A row of one cell, or a caption inside a sheet, is a short line without tab.
_LONGEST_BARE_ROW = 30


@dataclass(frozen=True, slots=True)
class _Block:
    """Adjoining table lines, with the lines above that name them."""

    rows: tuple[GridRow, ...]
    preamble: Preamble
    apart: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A table whose pages are joined, before its head and rows are told apart."""

    preamble: Preamble
    rows: tuple[GridRow, ...]
    notes: tuple[Line, ...] = ()

    @property
    def line(self) -> int:
        return min(line.number for line in (*self.preamble.lines, *self._row_lines()))

    @property
    def end_line(self) -> int:
        return max(line.number for line in (*self.notes, *self._row_lines()))

    def _row_lines(self) -> tuple[Line, ...]:
        return tuple(Line(row.line, row.quote) for row in self.rows)


def find_tab_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables of ``lines`` whose cells are parted by tabs.

    A table's ``line`` and ``end_line`` enclose everything that belongs to it: title and
    unit lines above, notes below. ``section`` is left empty, and so is ``title`` where no
    line above names the table.
    """
    drafts = _drafts(lines)
    book = code_book(_coded_labels(drafts))
    return tuple(_table(draft, book) for draft in drafts)


def _drafts(lines: Sequence[Line]) -> list[_Draft]:
    drafts: list[_Draft] = []
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
        if not parts:
            # The run holds nothing but title and unit: they stand above the next one.
            position = end
            continue
        for part in parts:
            _add(drafts, replace(part, apart=apart))
            apart = False
        notes = _notes(lines, end)
        if notes:
            drafts[-1] = replace(drafts[-1], notes=drafts[-1].notes + notes)
        start = position = end + len(notes)
    return drafts


def _parts(lines: Sequence[Line], preamble: Preamble) -> list[_Block]:
    """The tables of one run of lines: a title may be printed inside the grid."""
    blocks: list[_Block] = []
    rows: list[GridRow] = []
    for line in lines:
        row = _grid_row(line, not rows)
        own = read_title_row(row.cells, line)
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
    cells = tuple(strip_markup(cell.strip(" \u3000")) for cell in line.text.split("\t"))
    return GridRow(cells, line.number, line.text.strip(), opens and line.gap, line.page)


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


def _add(drafts: list[_Draft], block: _Block) -> None:
    """Join the block to the last table where it continues it, else start a new one."""
    rest = _continued(drafts[-1], block) if drafts else None
    if rest is None:
        drafts.append(_Draft(block.preamble, block.rows))
        return
    drafts[-1] = replace(drafts[-1], rows=drafts[-1].rows + rest)


def _continued(draft: _Draft, block: _Block) -> tuple[GridRow, ...] | None:
    """The rows that the block adds to the table; ``None`` where it is another table."""
    above, own = draft.preamble, block.preamble
    named = own.names_table
    if named and (_key(own) != _key(above) or own.owner != above.owner):
        return None
    if not named and (block.apart or draft.notes):
        return None
    if is_sheet((*draft.rows, *block.rows)):
        return None if named and _same_start(draft, block) else _without_head(draft, block)
    repeated = _without_head(draft, block)
    if len(repeated) < len(block.rows):
        return repeated
    return align_page(block.rows, draft.rows) if _is_headless(block.rows, draft) else None


def _key(preamble: Preamble) -> tuple[str, str]:
    return tight(preamble.title), preamble.number or ""


def _same_start(draft: _Draft, block: _Block) -> bool:
    """Whether the block starts with the label that the sheet starts with: a new sheet."""
    first, other = draft.rows[0], block.rows[0]
    return bool(first.filled and other.filled) and tight(first.cells[first.filled[0]]) == tight(
        other.cells[other.filled[0]]
    )


def _without_head(draft: _Draft, block: _Block) -> tuple[GridRow, ...]:
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


def _is_headless(rows: Sequence[GridRow], draft: _Draft) -> bool:
    """Whether the rows go on without a head: figures at once, or the rest of a cut cell."""
    first = rows[0]
    width = max(len(row.cells) for row in draft.rows)
    if len(first.cells) > width + 1:
        return False
    return len(first.filled) == 1 or any(is_figure(first.cells[i]) for i in first.filled)


def _coded_labels(drafts: Iterable[_Draft]) -> list[tuple[str, str]]:
    """Codes and the names beside them, wherever a table prints both."""
    found: list[tuple[str, str]] = []
    for draft in drafts:
        for row in draft.rows:
            for code, label in zip(row.cells, row.cells[1:], strict=False):
                if code.isdigit() and len(code) in (3, 5, 7) and label and not is_figure(label):
                    found.append((code, label))
    return found


def _table(draft: _Draft, book: CodeBook) -> Table:
    preamble = draft.preamble
    subject: str | None = None
    if is_sheet(draft.rows):
        sheet = read_sheet(draft.rows, preamble.unit, book)
        body, subject = sheet.body, sheet.subject
        header = ""
    else:
        body = read_grid(draft.rows, preamble.unit, book)
        header = "\n".join(row.quote for row in draft.rows[: head_height(draft.rows)])
    return Table(
        title=preamble.title,
        columns=body.columns,
        rows=body.rows,
        section=(),
        line=draft.line,
        end_line=draft.end_line,
        number=preamble.number,
        unit=preamble.unit,
        subject=subject,
        header=header,
        notes=tuple(plain(line.text) for line in draft.notes),
        dropped=body.dropped,
        page=draft.rows[0].page,
    )
