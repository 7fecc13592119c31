"""Tables in text that was taken out of a PDF: broken lines, page heads, traceless blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.model import Line, Table
from qa.read.flow_find import find_blocks, without_page_numbers
from qa.read.flow_sheet import is_sheet, read_sheet
from qa.read.flow_statement import read_statements
from qa.read.flow_text import squeeze

OWNER = re.compile(
    r"(?:编制|填报|公开|预算|申报)?(?:单位|部门)(?:名称)?[：:](.+?)(?:金额单位.*|单位[：:].*)?"
)


def _units(lines: Sequence[Line]) -> frozenset[str]:
    """The names of units that tables print above themselves."""
    found = set()
    for line in lines:
        owner = OWNER.fullmatch(squeeze(line.text))
        if owner and owner[1]:
            found.add(owner[1])
    return frozenset(found)


def find_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables that ``lines`` print, in printed order.

    Figures that cannot be placed under a label with certainty are left out and counted in
    ``Table.dropped``. ``section`` is empty; ``line`` and ``end_line`` span page heads,
    unit lines and notes.
    """
    kept = without_page_numbers(lines)
    blocks = find_blocks(kept)
    sheets = [block for block in blocks if is_sheet(block)]
    statements = [block for block in blocks if block not in sheets]
    tables = [*read_statements(statements, _units(kept)), *map(read_sheet, sheets)]
    return tuple(sorted(tables, key=lambda table: table.line))
