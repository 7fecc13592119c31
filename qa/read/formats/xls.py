"""An Excel file of before 2007 becomes lines, as one of today does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qa.model import QaError
from qa.read.formats.sheet_shown import hides, is_light
from qa.read.formats.source import Source
from qa.read.formats.workbook import (
    MOST_COLUMNS,
    MOST_INDENT,
    MOST_ROWS,
    Sheet,
    cell_text,
    hidden_sheets,
    source_of,
    unseen_cells,
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
    shown: list[Sheet] = []
    unseen = 0
    for number, sheet in numbered:
        if not sheet.visibility:
            rows, count = _grid(book, sheet)
            shown.append(Sheet(number, sheet.name, rows))
            unseen += count
    hidden = [sheet.name for _, sheet in numbered if sheet.visibility]
    notices = (*hidden_sheets(hidden), *unseen_cells(unseen))
    return source_of(shown, book.nsheets, notices, path.name)


def _grid(book: Any, sheet: Any) -> tuple[list[list[str]], int]:
    """The texts of a sheet's visible rows and columns, and how many cells in them are not seen."""
    width = min(sheet.ncols, MOST_COLUMNS)
    columns = [at for at in range(width) if not _is_hidden(sheet.colinfo_map, at, "width")]
    rows: list[list[str]] = []
    count = 0
    for row in range(min(sheet.nrows, MOST_ROWS)):
        if _is_hidden(sheet.rowinfo_map, row, "height"):
            continue
        texts: list[str] = []
        for column in columns:
            text = _text(book, sheet, row, column)
            taken = bool(text) and _is_unseen(book, sheet, row, column)
            count += taken and sheet.cell_value(row, column) != 0
            texts.append("" if taken else text)
        rows.append(texts)
    return rows, count


def _is_hidden(kept: Any, at: int, size: str) -> bool:
    return at in kept and (bool(kept[at].hidden) or getattr(kept[at], size) == 0)


def _is_unseen(book: Any, sheet: Any, row: int, column: int) -> bool:
    """Whether the sheet shows nothing of a cell."""
    value = sheet.cell_value(row, column)
    if value == 0 and not sheet.show_zero_values:
        return True
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    if hides(book.format_map[style.format_key].format_str, value):
        return True
    ground = style.background
    if ground.fill_pattern > 1 or (
        ground.fill_pattern and not _is_paper(book, ground.pattern_colour_index)
    ):
        return False
    return _is_paper(book, book.font_list[style.font_index].colour_index)


def _is_paper(book: Any, colour: int) -> bool:
    """Whether the colour of this number cannot be told from paper; that of the window is told
    by no file ([MS-XLS] 2.5.161)."""
    told = book.colour_map.get(colour)
    return told is not None and is_light(*told)


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
