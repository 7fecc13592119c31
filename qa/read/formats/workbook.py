"""Sheets of a workbook, whatever its format: rows become lines, figures are as shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from qa.model import Line, QaError
from qa.read.formats.source import Source
from qa.read.text import indent_of

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
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\\\.|;.*', re.DOTALL)


def source_of(
    sheets: Sequence[tuple[int, list[list[str]]]], count: int, notices: Sequence[str], name: str
) -> Source:
    """The visible sheets, each by its number and the texts of its rows, as lines.

    Raises ``QaError`` where they hold nothing; ``name`` is the file's, ``count`` how many sheets
    it has.
    """
    lines: list[Line] = []
    for number, rows in sheets:
        lines += _lines(_trimmed(rows), number, len(lines))
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
        return _figure(figure, _LITERAL.sub("", shown_as))
    if isinstance(value, date | datetime):
        return value.strftime("%Y年%m月%d日")
    text = str(value)
    words = " ".join(text.split())
    return " " * (indent_of(text) + _STEP * indent) + words if words else ""


def _figure(value: Decimal, shown_as: str) -> str:
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
    else:
        value = value.quantize(Decimal("1e-10")).normalize()
    grouped = "," in (shown_as[: thousands.start(1)] if thousands else shown_as)
    return (f"{value:,f}" if grouped else f"{value:f}") + ("%" if percent else "")
