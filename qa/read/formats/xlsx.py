"""An Excel file becomes lines: every sheet a page, its rows with tabs, figures as shown."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.model import QaError
from qa.read.formats.source import Source
from qa.read.formats.workbook import (
    MOST_COLUMNS,
    MOST_INDENT,
    MOST_ROWS,
    cell_text,
    hidden_sheets,
    source_of,
)


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
        formulas = load_workbook(path, read_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    sheets: list[tuple[int, list[list[str]]]] = []
    hidden: list[str] = []
    blank = 0
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        sheets.append((number, _grid(sheet)))
        blank += _never_computed(sheet, formulas[sheet.title])
    formulas.close()
    notices = list(hidden_sheets(hidden))
    if blank:
        notices.append(f"有{blank}个公式没有保存计算结果，按空白读入：请用Excel打开、保存后再读。")
    return source_of(sheets, len(book.worksheets), notices, path.name)


def _grid(sheet: Any) -> list[list[str]]:
    """The texts of a sheet's visible rows and columns; one blank row stands for all in a place."""
    hidden = {
        at
        for column in sheet.column_dimensions.values()
        if column.hidden
        for at in range(column.min or 0, min(column.max or 0, MOST_COLUMNS) + 1)
    }
    width = min(sheet.max_column, MOST_COLUMNS)
    shown = [at for at in range(1, width + 1) if at not in hidden]
    texts: dict[int, dict[int, str]] = {}
    # Only what the file holds: a stray cell in the last row would make a million rows of others.
    for (row, column), cell in sorted(sheet._cells.items()):
        if row <= MOST_ROWS and not sheet.row_dimensions[row].hidden:
            texts.setdefault(row, {})[column] = _text(cell)
    rows: list[list[str]] = []
    for before, row in pairwise((0, *texts)):
        rows += [[]] if row > before + 1 else []
        rows.append([texts[row].get(column, "") for column in shown])
    return rows


def _text(cell: Any) -> str:
    indent = round(cell.alignment.indent) if isinstance(cell.value, str) else 0
    return cell_text(cell.value, cell.number_format, min(max(indent, 0), MOST_INDENT))


def _never_computed(values: Any, formulas: Any) -> int:
    """How many cells hold a formula, and no value that was saved with it."""
    return sum(
        cell.data_type == "f" and values.cell(cell.row, cell.column).value is None
        for row in formulas.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for cell in row
        if cell.value is not None
    )
