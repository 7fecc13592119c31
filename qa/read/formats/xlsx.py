"""An Excel file becomes lines: every sheet a page, its rows with tabs, figures as shown."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.formats.source import Source

# More filled fields than this hold no disclosure.
_MOST_ROWS, _MOST_COLUMNS = 50_000, 500
_DECIMALS = re.compile(r"0\.(0+)")


def read_xlsx(path: Path) -> Source:
    """The lines of a workbook with the values that it was saved with; ``page`` counts sheets.

    Raises ``QaError`` where the library is missing, or the file is damaged or empty.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise QaError(
            "读Excel需要另装组件：请运行 pip install 'disclosure-qa[office]'。"
        ) from error
    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    lines: list[Line] = []
    hidden: list[str] = []
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        lines += _lines(_grid(sheet), number, len(lines))
    if not lines:
        raise QaError(f"“{path.name}”没有内容：请换一份含有报表的文件。")
    names = "、".join(f"“{name}”" for name in hidden)
    notices = (f"隐藏的工作表{names}没有读入。",) if hidden else ()
    return Source(tuple(lines), parted=True, notices=notices)


def _grid(sheet: Any) -> list[list[str]]:
    """The texts of a sheet's visible rows and columns."""
    rows: list[list[str]] = []
    hidden = {name for name, column in sheet.column_dimensions.items() if column.hidden}
    height, width = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    for row in sheet.iter_rows(max_row=height, max_col=width):
        if row and sheet.row_dimensions[row[0].row].hidden:
            continue
        shown = [cell for cell in row if getattr(cell, "column_letter", "") not in hidden]
        rows.append([_text(cell.value, cell.number_format) for cell in shown])
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
        text = filled[0] if alone else "\t".join(row)
        lines.append(Line(before + len(lines) + 1, text, gap or alone, page))
        gap = alone
    return lines


def _text(value: object, shown_as: str) -> str:
    """A cell as the sheet shows it."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float | Decimal):
        return _figure(
            Decimal(repr(value)) if isinstance(value, float) else Decimal(value), shown_as
        )
    if isinstance(value, date | datetime):
        return value.strftime("%Y年%m月%d日")
    return " ".join(str(value).split())


def _figure(value: Decimal, shown_as: str) -> str:
    percent = "%" in shown_as
    value = value * 100 if percent else value
    decimals = _DECIMALS.search(shown_as)
    if decimals:
        value = round(value, len(decimals.group(1)))
    elif shown_as in ("0", "#,##0"):
        value = round(value, 0)
    else:
        value = value.quantize(Decimal("1e-10")).normalize()
    return f"{value:,f}%" if percent else (f"{value:,f}" if "," in shown_as else f"{value:f}")
