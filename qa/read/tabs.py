"""Tables printed as tab-separated lines, their continued pages joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.model import Line, Table
from qa.read.drafts import Draft, find_drafts
from qa.read.figures import is_figure
from qa.read.grid import head_height
from qa.read.hierarchy import CodeBook, code_book
from qa.read.rows import read_grid
from qa.read.sheets import read_sheet
from qa.read.text import plain, tight


def find_tab_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables of ``lines`` whose cells are parted by tabs.

    A table's ``line`` and ``end_line`` enclose everything that belongs to it: title and
    unit lines above, notes below. ``section`` is left empty, and so is ``title`` where no
    line above names the table.
    """
    return tab_tables(find_drafts(lines))


def tab_tables(drafts: Sequence[Draft]) -> tuple[Table, ...]:
    """Each of ``drafts`` as a table."""
    book = code_book(_coded_labels(drafts))
    owners: dict[str, str | None] = {}
    tables: list[Table] = []
    for draft in drafts:
        title, owner = tight(draft.preamble.title), draft.preamble.owner
        first = owners.setdefault(title, owner)
        tables.append(_table(draft, book, owner if owner != first else None))
    return tuple(tables)


def _coded_labels(drafts: Iterable[Draft]) -> list[tuple[str, str]]:
    """Codes and the names beside them, wherever a table prints both."""
    found: list[tuple[str, str]] = []
    for draft in drafts:
        for row in draft.rows:
            for code, label in zip(row.cells, row.cells[1:], strict=False):
                if code.isdigit() and len(code) in (3, 5, 7) and label and not is_figure(label):
                    found.append((tight(code), label))
    return found


def _table(draft: Draft, book: CodeBook, owner: str | None) -> Table:
    """The table; ``owner`` tells it from that of another unit with the same title."""
    preamble = draft.preamble
    subject, header = owner, ""
    if draft.sheet:
        sheet = read_sheet(draft.rows, preamble.unit, book)
        body, subject = sheet.body, sheet.subject or owner
    else:
        body = read_grid(draft.rows, preamble.unit, book)
        heads = draft.rows[: head_height(draft.rows)]
        header = "\n".join(row.quote for row in heads if row.quote)
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
