"""The tables of a text: those with tabs between their cells, and those without.

Where cells were lost, tabs tell as little as blanks do: such a table is read as text without tabs
is, by the words of its head and by its sums. What these do not tell is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.model import Line, Table
from qa.read.drafts import Draft
from qa.read.figures import is_figure
from qa.read.flow.find import Block
from qa.read.flow.gridded import contradicted, statement_of
from qa.read.flow.pages import Statement
from qa.read.flow.statement import unread
from qa.read.flow.tables import find_tables
from qa.read.grid import GridRow, head_height
from qa.read.lost import has_lost_head, has_moved, keeps_blanks, keeps_head_blanks, short_rows
from qa.read.tabs import tab_tables

_UNTOLD = "这些表分不清数字属于哪一列，没有读入其中的数字：{}；请换原来的Word、Excel或PDF文件。"
_PARTLY = (
    "这些表有的行丢了空白单元格，分不清其中一些数字属于哪一列，没有读入这些数字：{}；"
    "请换原来的Word、Excel或PDF文件。"
)
# One row of a whole text may well have its only blank cell at its end.
_MOST_ENDS = 1


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Tables of which a cell's number does not tell its column, by their first lines: as lines
    whose head is not sure either (``blocks``), or under their heads (``known``). ``doubtful``
    are all of them, ``known`` has others too, which may tell something of these."""

    doubtful: frozenset[int]
    blocks: Mapping[int, Block]
    known: Mapping[int, Statement]
    filled_up: bool = False


def find_text_tables(
    lines: Sequence[Line], drafts: Sequence[Draft], filled_up: bool = False
) -> tuple[Table, ...]:
    """The tables of a text: ``drafts``, those with tabs, and what else ``lines`` hold.

    A figure of which nothing tells the column is left out and counted in ``Table.dropped``.
    ``filled_up`` tells that rows that lost a blank cell may have been given one at their end.
    """
    doubts = _doubts(drafts, filled_up)
    blocks, known = tuple(doubts.blocks.values()), tuple(doubts.known.values())
    found = find_tables(tuple(_outside(lines, drafts)), blocks, known)
    own = doubts.blocks.keys() | doubts.known.keys()
    told = {table.line: table for table in found if table.line in own}
    tables = [table for table in found if table.line not in own]
    for draft, table in zip(drafts, tab_tables(drafts), strict=True):
        if draft.line in doubts.doubtful:
            flow = told.get(draft.line) or unread(_block(draft))
            table = _told(draft, table, flow, doubts.filled_up)
        tables.append(table)
    return tuple(tables)


def _doubts(drafts: Sequence[Draft], filled_up: bool) -> _Doubts:
    whole = any(keeps_blanks(draft.rows) for draft in drafts)
    lost = {draft.line for draft in drafts if _is_lost(draft, whole)}
    known: dict[int, Statement] = {}
    ended = frozenset[int]()
    if filled_up or not whole:
        rows = {draft.line: short_rows(draft.rows, filled_up=True) for draft in drafts}
        ended = frozenset(line for line, short in rows.items() if short)
    if ended:
        grids = [draft for draft in drafts if draft.line not in lost and not draft.sheet]
        found = {draft.line: statement_of(_block(draft), draft.rows) for draft in grids}
        known = {line: one for line, one in found.items() if one}
        own = [draft for draft in drafts if draft.line in ended]
        few = sum(len(rows[draft.line]) for draft in own) <= _MOST_ENDS
        heads = few and all(keeps_head_blanks(draft.rows) for draft in own)
        moved = any(has_moved(draft.rows) for draft in own)
        kept = whole or heads or not filled_up
        if kept and not moved and not contradicted(tuple(known.values())):
            ended, known = frozenset(), {}
    sheets = {draft.line for draft in drafts if draft.sheet} if ended else set()
    doubtful = frozenset(lost | ended | sheets)
    blocks = {
        draft.line: _block(draft)
        for draft in drafts
        if draft.line in doubtful and draft.line not in known and not draft.sheet
    }
    return _Doubts(doubtful, blocks, known, bool(ended))


def untold(tables: Sequence[Table], filled_up: bool = False) -> tuple[str, ...]:
    """A notice of the tables of which no figure could be placed, if any, and one of those of
    which some could not, where rows were ``filled_up`` with blank cells."""
    lost = [table for table in tables if table.dropped]
    told = [any(cell.text for row in table.rows for cell in row.cells) for table in lost]
    none = [table for table, some in zip(lost, told, strict=True) if not some]
    partly = [table for table, some in zip(lost, told, strict=True) if some and filled_up]
    return tuple(
        notice.format("、".join(map(_place, those)))
        for notice, those in ((_UNTOLD, none), (_PARTLY, partly))
        if those
    )


def _place(table: Table) -> str:
    return f"“{table.title}”（第{table.line}行）" if table.title else f"第{table.line}行"


def _is_lost(draft: Draft, whole: bool) -> bool:
    """Whether a cell's number does not tell its column; ``whole``: the text keeps blank cells."""
    if draft.sheet:
        return not whole and len({len(row.cells) for row in draft.rows}) > 1
    return has_lost_head(draft.rows) or (not whole and bool(short_rows(draft.rows)))


def _block(draft: Draft) -> Block:
    """The table as lines: each one is a row, two tabs stand around a blank cell. A merged cell of
    the head that is printed in each of its fields is printed once."""
    height = head_height(draft.rows)
    rows = tuple(
        Line(
            row.line,
            "\t".join(_once(draft.rows, at) if at < height else row.cells).strip(),
            False,
            row.page,
        )
        for at, row in enumerate(draft.rows)
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


def _once(rows: Sequence[GridRow], at: int) -> Iterator[str]:
    """The cells of a row of a head, blank where one repeats that at its left or above it."""
    cells = rows[at].cells
    for place, cell in enumerate(cells):
        left = place and cells[place - 1] == cell
        above = at and rows[at - 1].cell(place) == cell
        yield "" if left or above else cell


def _told(draft: Draft, table: Table, flow: Table, filled_up: bool) -> Table:
    """The table as ``flow`` tells it; where that tells nothing, the rows of ``table`` that are
    whole, if its head is."""
    if flow.rows or draft.sheet or has_lost_head(draft.rows):
        return replace(flow, end_line=max(flow.end_line, draft.end_line))
    short = {row.line for row in short_rows(draft.rows, filled_up)}
    lost = [row for row in table.rows if row.line in short]
    dropped = sum(is_figure(cell.text or "") for row in lost for cell in row.cells)
    kept = tuple(row for row in table.rows if row.line not in short)
    return replace(table, rows=kept, dropped=table.dropped + dropped)


def _outside(lines: Iterable[Line], drafts: Iterable[Draft]) -> Iterator[Line]:
    taken = {number for draft in drafts for number in range(draft.line, draft.end_line + 1)}
    return (line for line in lines if line.number not in taken)
