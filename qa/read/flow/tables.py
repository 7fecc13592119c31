"""Tables in text that was taken out of a PDF: broken lines, page heads, traceless blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.model import Line, Table
from qa.read.flow.feet import without_page_numbers
from qa.read.flow.find import Block, find_blocks
from qa.read.flow.pages import Statement
from qa.read.flow.sheet import is_sheet, read_sheet
from qa.read.flow.statement import read_statements, unread
from qa.read.flow.text import squeeze
from qa.read.patterns import pattern


def _units(lines: Sequence[Line]) -> frozenset[str]:
    """The names of units that tables print above themselves."""
    found = set()
    for line in lines:
        owner = pattern("flow", "line", "owner").fullmatch(squeeze(line.text))
        if owner and owner["name"].count("（") == owner["name"].count("）"):
            found.add(owner["name"])
    return frozenset(found)


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether a text prints its lines one by one, a blank line after each."""
    return sum(line.gap for line in lines) * 2 > len(lines)


def _normalised(lines: Sequence[Line]) -> list[Line]:
    """``lines`` in the manner that the readers know.

    There a blank line follows nearly every line, a missing one tells that a cell begins,
    and the first line of a page is indented. In texts without blank lines a missing one
    tells nothing; pages that were counted start as they should.
    """
    spaced = _is_spaced(lines)
    found = list(lines[:1])
    for above, line in pairwise(lines):
        if line.page is not None and line.page != above.page:
            line = replace(line, text=f" {line.text}", gap=False)
        elif not spaced and not line.gap:
            line = replace(line, gap=True)
        found.append(line)
    return found


def find_tables(
    lines: Sequence[Line], others: Sequence[Block] = (), known: Sequence[Statement] = ()
) -> tuple[Table, ...]:
    """The tables that ``lines`` print, and the statements ``others`` and ``known`` (those whose
    columns are), in printed order.

    Figures that cannot be placed under a label with certainty are left out and counted in
    ``Table.dropped``; so are sheets in texts that print the lines of neighbouring cells
    mixed. ``section`` is empty; ``line`` and ``end_line`` span page heads, unit lines and
    notes.
    """
    spaced = _is_spaced(lines)
    kept = without_page_numbers(_normalised(lines))
    blocks = find_blocks(kept)
    sheets = [block for block in blocks if is_sheet(block)]
    statements = [block for block in blocks if block not in sheets]
    statements = sorted((*statements, *others), key=lambda block: block.line)
    tables = [
        *read_statements(statements, _units(kept), known, by_height=not spaced),
        *map(read_sheet if spaced else unread, sheets),
    ]
    return tuple(sorted(tables, key=lambda table: table.line))
