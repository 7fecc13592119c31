"""All parts of a disclosure, one after the other, from the lines of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qa.model import Disclosure, Line, Profile, QaError, Table
from qa.numerals import number_of
from qa.read.contents import without_contents
from qa.read.cover import find_title
from qa.read.drafts import Draft, find_drafts
from qa.read.figures import is_figure
from qa.read.formats import read_source
from qa.read.formats.source import Source
from qa.read.headings import heading_title
from qa.read.labels import numbering
from qa.read.limit import within_limit
from qa.read.one_line import apart
from qa.read.outline import Outline, read_outline
from qa.read.pages import without_page_marks, without_running_heads
from qa.read.patterns import matches
from qa.read.profile import read_profile, told_profile
from qa.read.tabs import tab_tables
from qa.read.text_tables import find_text_tables, untold
from qa.read.tied import with_tied_units
from qa.read.titles import clean_title
from qa.visible import shown_name


def disclosure_in(path: Path, told: Profile | None = None) -> Disclosure:
    """See ``qa.read.read``."""
    with within_limit(path.name):
        return _understood(read_source(path), shown_name(path.stem), told)


def _understood(source: Source, doc: str, told: Profile | None) -> Disclosure:
    lines = tuple(apart(source.lines))
    printed = lines if source.parted else without_running_heads(lines)
    profile, notices = told_profile(told, lines) if told else read_profile(lines, doc)
    drafts = find_drafts(without_page_marks(printed))
    read, unread = _tables(source, printed, drafts)
    tables, lists = _parted(read)
    title_lines = find_title(lines)[1]
    rest = [line for line in _listed(_outside(lines, tables), lists) if line not in title_lines]
    outline = read_outline(without_page_marks(without_contents(rest)))
    if not outline.paragraphs and not tables:
        why = "".join((*source.notices, *unread))
        raise QaError(f"“{doc}”里没有正文也没有表格：请确认文件内容完整。{why}")
    if not _has_amount(outline, tables):
        why = "".join((*source.notices, *unread))
        raise QaError(f"“{doc}”里没有一个金额，像是通知或下载页：请放入公开的正文或报表。{why}")
    placed, unmeasured = with_tied_units(
        _placed(tables, outline), (paragraph.text for paragraph in outline.paragraphs)
    )
    return Disclosure(
        doc=doc,
        profile=profile,
        sections=outline.sections,
        paragraphs=outline.paragraphs,
        tables=placed,
        notices=source.notices + unread + notices + unmeasured,
        pages=source.pages,
        scanned=source.scanned,
    )


def _tables(
    source: Source, lines: Sequence[Line], drafts: Sequence[Draft]
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables, and notices of the figures in them that nothing places."""
    if source.parted and not source.filled_up:
        return tab_tables(drafts), ()
    tables = find_text_tables(() if source.parted else lines, drafts, source.filled_up)
    return tables, untold(tables, source.filled_up)


def _parted(tables: Iterable[Table]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """The tables, and those that hold nothing but labels, and no amount among them: lists that are
    printed in cells."""
    every = tuple(tables)
    lists = tuple(
        table
        for table in every
        if table.rows
        and not table.columns
        and not any(matches("reading", "measure", "amount", row.quote) for row in table.rows)
    )
    return tuple(table for table in every if table not in lists), lists


def _listed(lines: Iterable[Line], lists: Iterable[Table]) -> Iterator[Line]:
    """The lines with the rows of ``lists`` as items of a sentence, and without their heads."""
    items = {row.line: row.quote for table in lists for row in table.rows}
    within = {at for table in lists for at in range(table.line, table.end_line + 1)}
    for line in lines:
        if line.number not in within or "\t" not in line.text:
            yield line
        elif line.number in items:
            yield replace(line, text=_item(items[line.number].split("\t")))


def _item(cells: Iterable[str]) -> str:
    """The cells of a row as an item behind its number, if it has one."""
    first, *others = filter(None, cells)
    rest = "，".join(others)
    if first.isdecimal():
        return f"{first}.{rest}"
    if number_of(first) is not None:
        return f"（{first}）{rest}"
    numbered = numbering(f"{first}{rest}") is not None
    return first + rest if numbered or not rest else f"{first}，{rest}"


def _has_amount(outline: Outline, tables: Sequence[Table]) -> bool:
    """Whether a paragraph or a table prints any figure of money, be it one left out."""
    if any(table.unit and table.dropped for table in tables):
        return True
    cells = (cell.text for table in tables for row in table.rows for cell in row.cells)
    return any(cell is not None and is_figure(cell) for cell in cells) or any(
        matches("reading", "measure", "amount", paragraph.text) for paragraph in outline.paragraphs
    )


def _outside(lines: Sequence[Line], tables: Iterable[Table]) -> tuple[Line, ...]:
    """The lines that belong to no table."""
    taken = {number for table in tables for number in range(table.line, table.end_line + 1)}
    return tuple(line for line in lines if line.number not in taken)


def _placed(tables: Iterable[Table], outline: Outline) -> tuple[Table, ...]:
    """The tables in printed order, each with its section; it names those without a title."""
    placed: list[Table] = []
    for table in sorted(tables, key=lambda table: table.line):
        section = outline.path_at(table.line)
        if section and matches("outline", "heading", "without_tables", section[-1]):
            section = section[:-1]
        title = table.title or (clean_title(heading_title(section[-1])) if section else "")
        placed.append(replace(table, section=section, title=title))
    return tuple(placed)
