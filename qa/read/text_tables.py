"""The tables of a text: those with tabs between their cells, and those without.

Where cells were lost, tabs tell as little as blanks do: such a table is read as text without tabs
is, by the words of its head and by its sums. What these do not tell is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.model import Line, Table
from qa.read.drafts import Draft
from qa.read.figures import is_figure
from qa.read.flow.find import Block
from qa.read.flow.statement import unread
from qa.read.flow.tables import find_tables
from qa.read.lost import has_lost_head, keeps_blanks, short_rows
from qa.read.tabs import tab_tables

_UNTOLD = "这些表分不清数字属于哪一列，没有读入其中的数字：{}；请换原来的Word、Excel或PDF文件。"


def find_text_tables(lines: Sequence[Line], drafts: Sequence[Draft]) -> tuple[Table, ...]:
    """The tables of a text: ``drafts``, those with tabs, and what else ``lines`` hold.

    A figure of which nothing tells the column is left out and counted in ``Table.dropped``.
    """
    whole = any(keeps_blanks(draft.rows) for draft in drafts)
    blocks = {draft.line: _block(draft) for draft in drafts if _is_lost(draft, whole)}
    found = find_tables(tuple(_outside(lines, drafts)), tuple(blocks.values()))
    told = {table.line: table for table in found if table.line in blocks}
    tables = [table for table in found if table.line not in blocks]
    for draft, table in zip(drafts, tab_tables(drafts), strict=True):
        block = blocks.get(draft.line)
        tables.append(
            _told(draft, table, told.get(draft.line) or unread(block)) if block else table
        )
    return tuple(tables)


def untold(tables: Sequence[Table]) -> tuple[str, ...]:
    """A notice of the tables of which no figure could be placed, if any."""
    places = [
        f"“{table.title}”（第{table.line}行）" if table.title else f"第{table.line}行"
        for table in tables
        if table.dropped and not any(cell.text for row in table.rows for cell in row.cells)
    ]
    return (_UNTOLD.format("、".join(places)),) if places else ()


def _is_lost(draft: Draft, whole: bool) -> bool:
    """Whether a cell's number does not tell its column; ``whole``: the text keeps blank cells."""
    if draft.sheet:
        return False
    return has_lost_head(draft.rows) or (not whole and bool(short_rows(draft.rows)))


def _block(draft: Draft) -> Block:
    """The table as lines: each one is a row, two tabs stand around a blank cell."""
    rows = tuple(
        Line(row.line, "\t".join(row.cells).strip(), False, row.page)
        for row in draft.rows
        if row.filled
    )
    above = draft.preamble
    return Block(
        title=above.title,
        number=above.number,
        unit=above.unit,
        body=(*rows, *draft.notes),
        line=draft.line,
        end_line=draft.end_line,
        page=draft.rows[0].page,
    )


def _told(draft: Draft, table: Table, flow: Table) -> Table:
    """The table as ``flow`` tells it; where that tells nothing, the rows of ``table`` that are
    whole, if its head is."""
    if flow.rows or has_lost_head(draft.rows):
        return replace(flow, end_line=max(flow.end_line, draft.end_line))
    short = {row.line for row in short_rows(draft.rows)}
    lost = [row for row in table.rows if row.line in short]
    dropped = sum(is_figure(cell.text or "") for row in lost for cell in row.cells)
    kept = tuple(row for row in table.rows if row.line not in short)
    return replace(table, rows=kept, dropped=table.dropped + dropped)


def _outside(lines: Iterable[Line], drafts: Iterable[Draft]) -> Iterator[Line]:
    taken = {number for draft in drafts for number in range(draft.line, draft.end_line + 1)}
    return (line for line in lines if line.number not in taken)
