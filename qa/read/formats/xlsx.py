"""An Excel file becomes lines: every sheet a page, its rows with tabs, figures as shown."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.model import QaError
from qa.read.formats.sheet_shown import hides, paper_coloured
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

# A row, in points, or a column, in characters, that is smaller shows nothing.
_LEAST = 0.1


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
        # By its name alone a workbook that is called x.et or x.xls would not be opened.
        with path.open("rb") as file:
            book = load_workbook(file, data_only=True)
        formulas = load_workbook(BytesIO(path.read_bytes()), read_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    sheets: list[Sheet] = []
    hidden: list[str] = []
    blank = unseen = 0
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        rows, count = _grid(sheet)
        sheets.append(Sheet(number, sheet.title, rows))
        unseen += count
        blank += _never_computed(sheet, formulas[sheet.title])
    formulas.close()
    notices = [*hidden_sheets(hidden), *unseen_cells(unseen)]
    pictured = [sheet.title for sheet in book.worksheets if sheet._images]
    if pictured:
        names = "、".join(f"“{name}”" for name in pictured)
        notices.append(f"工作表{names}有图片，图片里的文字和表格没有读入，请核对原件。")
    if blank:
        notices.append(f"有{blank}个公式没有保存计算结果，按空白读入：请用Excel打开、保存后再读。")
    return source_of(sheets, len(book.worksheets), notices, path.name)


def _grid(sheet: Any) -> tuple[list[list[str]], int]:
    """The texts of a sheet's visible rows and columns, and how many cells in them are not seen;
    one blank row stands for all in a place."""
    hidden = {
        at
        for column in sheet.column_dimensions.values()
        if column.hidden or column.width < _LEAST
        for at in range(column.min or 0, min(column.max or 0, MOST_COLUMNS) + 1)
    }
    width = min(sheet.max_column, MOST_COLUMNS)
    shown = [at for at in range(1, width + 1) if at not in hidden]
    unseen = _unseen(sheet)
    texts: dict[int, dict[int, str]] = {}
    count = 0
    # Only what the file holds: a stray cell in the last row would make a million rows of others.
    for (row, column), cell in sorted(sheet._cells.items()):
        if row <= MOST_ROWS and not _is_hidden(sheet, row) and cell.value is not None:
            taken = column not in hidden and unseen(cell)
            count += taken and cell.value != 0
            texts.setdefault(row, {})[column] = "" if taken else _text(cell)
    rows: list[list[str]] = []
    for before, row in pairwise((0, *texts)):
        rows += [[]] if row > before + 1 else []
        rows.append([texts[row].get(column, "") for column in shown])
    return rows, count


def _is_hidden(sheet: Any, row: int) -> bool:
    """Whether a row is hidden, by itself or as all are of which nothing else is said."""
    if row not in sheet.row_dimensions:
        return bool(sheet.sheet_format.zeroHeight)
    told = sheet.row_dimensions[row]
    return bool(told.hidden) or (told.height is not None and told.height < _LEAST)


def _unseen(sheet: Any) -> Callable[[Any], bool]:
    """Tells of a cell whether the sheet shows nothing of its value."""
    on_paper = paper_coloured(sheet)
    no_zeros = sheet.sheet_view.showZeros is False

    def unseen(cell: Any) -> bool:
        value = cell.value
        zero = no_zeros and not isinstance(value, bool | str) and value == 0
        return zero or hides(cell.number_format, value) or on_paper(cell)

    return unseen


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
