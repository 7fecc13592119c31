"""An Excel file of before 2007 becomes lines, as one of today does."""

from __future__ import annotations

import os
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


def read_xls(path: Path) -> Source:
    """The lines of a workbook with the values that it was saved with; ``page`` counts sheets.

    Raises ``QaError`` where the library is missing, or the file is damaged, locked or empty.
    """
    try:
        import xlrd
    except ImportError as error:
        raise QaError(
            "读Excel需要另装组件：请运行 pip install 'disclosure-qa[office]'。"
        ) from error
    try:
        # The file's own remarks on its damage go nowhere.
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(str(path), formatting_info=True, logfile=nowhere)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise QaError(f"“{path.name}”加了密码：请换一份不加密的文件。") from error
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    numbered = list(enumerate(book.sheets(), start=1))
    shown = [(number, _grid(book, sheet)) for number, sheet in numbered if not sheet.visibility]
    hidden = [sheet.name for _, sheet in numbered if sheet.visibility]
    return source_of(shown, book.nsheets, hidden_sheets(hidden), path.name)


def _grid(book: Any, sheet: Any) -> list[list[str]]:
    """The texts of a sheet's visible rows and columns."""
    width = min(sheet.ncols, MOST_COLUMNS)
    columns = [at for at in range(width) if not _is_hidden(sheet.colinfo_map, at)]
    rows = [
        at for at in range(min(sheet.nrows, MOST_ROWS)) if not _is_hidden(sheet.rowinfo_map, at)
    ]
    return [[_text(book, sheet, row, column) for column in columns] for row in rows]


def _is_hidden(kept: Any, at: int) -> bool:
    return at in kept and bool(kept[at].hidden)


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    import xlrd

    if column >= sheet.row_len(row):
        return ""
    cell = sheet.cell(row, column)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_BOOLEAN):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code[cell.value])
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_text(xlrd.xldate_as_datetime(cell.value, book.datemode), "")
    style = book.xf_list[cell.xf_index]
    shown_as = book.format_map[style.format_key].format_str
    if isinstance(cell.value, float):
        whole = cell.value.is_integer()
        return cell_text(int(cell.value) if whole else cell.value, shown_as)
    return cell_text(cell.value, shown_as, min(style.alignment.indent_level, MOST_INDENT))
