"""What a sheet of a workbook shows of a cell: hidden formats, type of the colour of its paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# Of 255 steps of each colour, a type with no less cannot be told from paper.
_LIGHT = 240
# A part of a number format: what stands in quotation marks, brackets or behind a backslash has
# no meaning in it ([ECMA-376-1] 18.8.31).
_PIECE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].|;|[^;]', re.DOTALL)
# What of a part prints nothing: colours, empty literals, blanks as wide as a character.
_NOTHING = re.compile(r'""|\[[^\]<>=]*\]|_.|\*\s|\s', re.DOTALL)
_CONDITION = re.compile(r"\[[<>=]")
#: The theme's first colour is that of the paper ([ECMA-376-1] 18.8.3).
_PAPER = 0


def hides(shown_as: str, value: object) -> bool:
    """Whether the part of a number format that is meant for ``value`` prints nothing."""
    parts = [""]
    for piece in _PIECE.findall(shown_as):
        parts = [*parts, ""] if piece == ";" else [*parts[:-1], parts[-1] + piece]
    if len(parts) < 2 or _CONDITION.search(shown_as):
        return False
    if isinstance(value, bool | date | datetime) or not isinstance(value, int | float | Decimal):
        at = 3 if isinstance(value, str) else 0
    else:
        at = 0 if value > 0 else 1 if value < 0 else 2
    if at >= len(parts):
        # Without a part of their own zeros are shown as figures above it, words as they are.
        return at == 2 and not _NOTHING.sub("", parts[0])
    return not _NOTHING.sub("", parts[at])


def is_light(red: int, green: int, blue: int) -> bool:
    """Whether a colour, in steps from 0 to 255, cannot be told from paper."""
    return min(red, green, blue) >= _LIGHT


def paper_coloured(sheet: Any) -> Callable[[Any], bool]:
    """Tells of a cell of a sheet of openpyxl whether its type has the colour of its paper.

    Cells that a table's style or a condition may give another ground are not judged.
    """
    grounds = [format.cells for format in sheet.conditional_formatting]
    grounds += [_cells(table.ref) for table in sheet.tables.values()]

    def unseen(cell: Any) -> bool:
        color, fill = cell.font.color, cell.fill
        if color is None or not _is_paper(color):
            return False
        if fill.fill_type is not None and not (
            fill.fill_type == "solid" and _is_paper(fill.fgColor)
        ):
            return False
        return not any(cell.coordinate in ground for ground in grounds)

    return unseen


def _cells(reference: str) -> Any:
    from openpyxl.worksheet.cell_range import MultiCellRange

    return MultiCellRange(reference)


def _is_paper(color: Any) -> bool:
    """Whether a colour of openpyxl is that of paper, or so nearly that no eye tells them apart."""
    if color.type == "theme":
        return bool(color.theme == _PAPER and 255 * (1 + min(color.tint or 0.0, 0.0)) >= _LIGHT)
    code = color.rgb
    if color.type == "indexed":
        from openpyxl.styles.colors import COLOR_INDEX

        code = COLOR_INDEX[color.indexed] if color.indexed < len(COLOR_INDEX) else ""
    try:
        parts = bytes.fromhex(code)[-3:]
    except (TypeError, ValueError):
        return False
    return len(parts) == 3 and is_light(*parts)
