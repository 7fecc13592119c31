"""Sheets of a workbook, whatever its format: rows become lines, figures are as shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from qa.model import Line, QaError
from qa.read.formats.source import Source
from qa.read.text import indent_of
from qa.read.titles import read_title_row

#: More filled fields than this hold no disclosure.
MOST_ROWS, MOST_COLUMNS = 50_000, 500
#: No cell is indented by more steps (three bits of [MS-XLS] 2.5.20 allow as many).
MOST_INDENT = 15
# No printed figure is as large, and none has more decimals.
_LARGEST, _MOST_DECIMALS = Decimal("1e15"), 10
# A step of an indented cell is as wide as so many half characters ([ECMA-376-1] 18.8.1).
_STEP = 3
_DECIMALS = re.compile(r"0\.(0+)")
# Commas behind the last place of a number format: one for every thousand that is left out.
_THOUSANDS = re.compile(r"[0#](,+)(?=[^0#.,]|$)")
# What a format prints in quotation marks or brackets, and its part for figures below zero.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\!].|;.*', re.DOTALL)
# A point that is printed between the last digits of a whole number: 0!.0000 shows 12345 as 1.2345.
_POINT = re.compile(r"[\\!]\.(0+)")
# What such formats, and those that leave thousands out, print behind a figure that is to be taken
# by so much more than it says.
_TIMES = re.compile(r"[万亿千](?!元)")
# What stands before the title in the name of a sheet: 01收入总表.
_ORDINAL = re.compile(r"^\d{1,2}[-_、.．\s]*(?=\D)")
# A title stands in one of so many rows.
_TOPMOST = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: its number in the workbook, its name and the texts of its rows."""

    number: int
    name: str
    rows: list[list[str]]


def source_of(sheets: Sequence[Sheet], count: int, notices: Sequence[str], name: str) -> Source:
    """The visible sheets as lines; one that prints no title has its name for it, if that is one.

    Raises ``QaError`` where they hold nothing; ``name`` is the file's, ``count`` how many sheets
    it has.
    """
    lines: list[Line] = []
    for sheet in sheets:
        rows = _trimmed(sheet.rows)
        named = _ORDINAL.sub("", sheet.name)
        is_name = len(named) > 1 and _is_titled([[named]])  # 表 alone names none
        titled = not any(map(any, rows)) or _is_titled(rows) or not is_name
        for part in _side_by_side(rows if titled else [[named], *rows]):
            lines += _lines(part, sheet.number, len(lines))
    if not lines:
        raise QaError(f"“{name}”没有内容：请换一份含有报表的文件。")
    return Source(tuple(lines), parted=True, notices=tuple(notices), pages=count)


def hidden_sheets(names: Sequence[str]) -> tuple[str, ...]:
    """The notice that sheets of these names were not read, if there are any."""
    told = "、".join(f"“{name}”" for name in names)
    return (f"隐藏的工作表{told}没有读入。",) if names else ()


def unseen_cells(count: int) -> tuple[str, ...]:
    """The notice that so many cells were not read because nobody sees them, if there are any."""
    told = f"有{count}个单元格看不见（字与底同色，或数字格式不显示），没有读入。"
    return (told,) if count else ()


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    width = max((at + 1 for row in rows for at, text in enumerate(row) if text), default=0)
    return [row[:width] for row in rows]


def _side_by_side(rows: list[list[str]]) -> list[list[list[str]]]:
    """The rows as one part, or as several side by side where blank columns part them and each has
    a title of its own."""
    width = max(map(len, rows), default=0)
    filled = [any(at < len(row) and row[at] for row in rows) for at in range(width)]
    starts = [at for at in range(width) if filled[at] and not (at and filled[at - 1])]
    parts = [[row[a:b] for row in rows] for a, b in pairwise([*starts, width])]
    return parts if len(parts) > 1 and all(map(_is_titled, parts)) else [rows]


def _is_titled(rows: list[list[str]]) -> bool:
    cells = (cell for row in rows[:_TOPMOST] for cell in row if cell)
    found = (read_title_row((cell.strip(),), Line(0, cell)) for cell in cells)
    return any(title is not None and title.title for title in found)


def _lines(rows: list[list[str]], page: int, before: int) -> list[Line]:
    """Rows as lines: what stands alone above a table is text, as on a page."""
    lines: list[Line] = []
    gap = table = True
    for row in rows:
        filled = [text for text in row if text]
        if not filled:
            gap = True
            continue
        alone = len(filled) == 1 and (gap or not table)
        table = not alone
        text = filled[0].strip() if alone else "\t".join(row)
        lines.append(Line(before + len(lines) + 1, text, gap or alone, page))
        gap = alone
    return lines


def cell_text(value: object, shown_as: str, indent: int = 0) -> str:
    """A cell as the sheet shows it, ``shown_as`` being its number format; words begin with the
    blanks by which they are indented, ``indent`` being the cell's own steps."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float | Decimal):
        figure = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        form = _LITERAL.sub("", shown_as)
        point = _POINT.search(shown_as)
        text = _figure(figure, form, len(point.group(1)) if point else 0)
        times = _TIMES.search(shown_as) if point or _THOUSANDS.search(form) else None
        return text + times.group() if times else text
    if isinstance(value, date | datetime):
        return value.strftime("%Y年%m月%d日")
    text = str(value)
    words = " ".join(text.split())
    return " " * (indent_of(text) + _STEP * indent) + words if words else ""


def _figure(value: Decimal, shown_as: str, behind_point: int = 0) -> str:
    """A figure in a format without its literals, but for a point before the last digits."""
    if not abs(value) < _LARGEST:
        return str(value)
    percent = "%" in shown_as
    value = value * 100 if percent else value
    if thousands := _THOUSANDS.search(shown_as):
        value /= 1000 ** len(thousands.group(1))
    decimals = _DECIMALS.search(shown_as)
    places = min(len(decimals.group(1)), _MOST_DECIMALS) if decimals else 0
    if decimals or shown_as.rstrip(",_ ") in ("0", "#,##0"):
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif behind_point:
        value = value.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-behind_point)
    else:
        value = value.quantize(Decimal("1e-10")).normalize()
    grouped = "," in (shown_as[: thousands.start(1)] if thousands else shown_as)
    return (f"{value:,f}" if grouped else f"{value:f}") + ("%" if percent else "")
