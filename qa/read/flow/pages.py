"""The printed pages of a statement: head, lines of rows and notes, joined to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.model import Line
from qa.read.flow.find import Block
from qa.read.flow.head import Head, read_head
from qa.read.flow.lines import ends_table, is_index_row, is_note, is_note_more
from qa.read.flow.rows import RawRow
from qa.read.flow.text import squeeze


@dataclass(frozen=True, slots=True)
class Pages:
    """The printed pages of one statement: title and head of the first, lines of all."""

    block: Block
    head: Head
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    end_line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as read, its figures not yet under columns."""

    pages: Pages
    rows: tuple[RawRow, ...]


def cut(body: Sequence[Line], start: int) -> tuple[list[Line], tuple[str, ...], int]:
    """The lines of rows, the notes below them, and the line that the table ends on.

    ``start`` lines are the head; pages may print it again.
    """
    rows: list[Line] = []
    size = start - bool(start and is_index_row(body[start - 1]))
    head = [squeeze(line.text) for line in body[:size]]
    at = start
    while at < len(body) and not ends_table(body[at]):
        if head and [squeeze(line.text) for line in body[at : at + size]] == head:
            at += size
            continue
        rows.append(body[at])
        at += 1
    notes: list[str] = []
    while at < len(body) and (
        is_note_more(body[at], notes[0], notes[-1]) if notes else is_note(squeeze(body[at].text))
    ):
        notes.append(" ".join(body[at].text.split()))
        at += 1
    last = body[at - 1].number if at else 0
    return rows, tuple(notes), last


def _head(block: Block, last: Pages | None) -> Head | None:
    """The head of a page: the same as on the page before where the same lines are printed."""
    if last and last.block.title == block.title:
        above = last.block.body[: last.head.length]
        below = block.body[: last.head.length]
        if [squeeze(line.text) for line in above] == [squeeze(line.text) for line in below]:
            return last.head
        counted = bool(above) and is_index_row(above[-1])
        size = last.head.length - bool(counted)
        alike = [squeeze(line.text) for line in above[:size]]
        if counted and alike == [squeeze(line.text) for line in below[:size]]:
            return replace(last.head, length=size)
    return read_head(block.body)


def read_page(block: Block, last: Pages | None) -> Pages | None:
    """One printed page, or ``None`` where its head is not understood."""
    head = _head(block, last)
    if head is None or not head.certain or not head.halves:
        return None
    return page_under(block, head)


def page_under(block: Block, head: Head) -> Pages:
    """One printed page, read under ``head``."""
    lines, notes, end = cut(block.body, head.length)
    return Pages(block, head, tuple(lines), notes, max(end, block.line))


def _repeats(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether a page prints the row of totals again that the first page begins with."""
    return bool(lines and above) and squeeze(lines[0].text) == squeeze(above[0].text)


def join_pages(pages: Sequence[Pages]) -> list[Pages]:
    """Statements with their continued pages: the same title, number and head again."""
    joined: list[Pages] = []
    for page in pages:
        last = joined[-1] if joined else None
        if (
            last is None
            or (last.block.title, last.block.number) != (page.block.title, page.block.number)
            or last.head.halves != page.head.halves
        ):
            joined.append(page)
            continue
        lines = page.lines[1:] if _repeats(page.lines, last.lines) else page.lines
        joined[-1] = replace(
            last,
            lines=(*last.lines, *lines),
            notes=(*last.notes, *page.notes),
            end_line=page.end_line,
        )
    return joined
