"""A Word file becomes lines: paragraphs as they stand, tables with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.figures import is_figure
from qa.read.formats.source import Source
from qa.read.formats.spans import one_cell
from qa.read.formats.tabbed import Run, runs_of
from qa.read.formats.word_boxes import pictures, with_boxes
from qa.read.formats.word_numbers import with_numbers
from qa.read.formats.word_shown import keep_shown
from qa.read.text import indent_of

# Styles of headings, also by their name in a Chinese Word.
_HEADING = re.compile(r"(?:Heading|标题) ?([1-6])")
# A table that says it is wider is broken or hostile.
_MOST_COLUMNS = 1000
# Half a character of usual type (12 points) in the measure of Word files.
_HALF_CHARACTER = 6 * 12_700
_DEEPEST = 60
# Indents in hundredths of a character ([ECMA-376-1] 17.3.1.12), which go before those in points.
_INDENTS = "./w:pPr/w:ind/@w:leftChars | ./w:pPr/w:ind/@w:firstLineChars"
# Documents with macros and templates are the same, by other names ([ECMA-376-1] 15.2, [MS-OFFMACRO]
# 2.2.1); the macros in them are not looked at.
_KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_UNSEEN = "文中有看不见的文字（隐藏、与纸同色或极小），没有读入。"
_PICTURES = "文中有{}处图片或嵌入的文件，其中的文字和表格没有读入，请核对原件。"
_TABBED = (
    "文中有{}处用制表符排成的表，缺格的行分不清数字属于哪一列，没有按表读入："
    "请改成表格或换PDF文件。"
)
_ONLY_PICTURES = "只有图片，没有文字：请另存为PDF，再由文字识别读入。"


def read_docx(path: Path) -> Source:
    """The lines of a Word file; headings are marked with ``#``.

    Raises ``QaError`` where the library is missing, or the file is damaged or empty.
    """
    try:
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise QaError("读Word需要另装组件：请运行 pip install 'disclosure-qa[office]'。") from error
    try:
        document = _document(path)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    unseen = keep_shown(document)
    with_boxes(document.element.body)
    with_numbers(document)
    lines: list[Line] = []
    tabbed = 0
    for run in _runs(document):
        tabbed += run.unread
        below = bool(lines) and "\t" in lines[-1].text
        for number, text in enumerate(run.lines):
            opens = not number and (run.table or below or not lines)
            lines.append(Line(len(lines) + 1, text, opens))
    unread = pictures(document.element.body)
    if not lines:
        why = _ONLY_PICTURES if unread else "没有文字：请换一份含有正文的文件。"
        raise QaError(f"“{path.name}”{why}")
    notices = [_UNSEEN] if unseen else []
    notices += [_PICTURES.format(unread)] if unread else []
    notices += [_TABBED.format(tabbed)] if tabbed else []
    return Source(tuple(lines), parted=True, notices=tuple(notices))


def _document(path: Path) -> Any:
    """The document of python-docx, which itself opens only files without macros."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in _KINDS:
        PartFactory.part_type_for[kind] = DocumentPart
    part: Any = Package.open(str(path)).main_document_part
    return part.document


def _runs(document: Any) -> Iterator[Run]:
    """The paragraphs and tables of a document, in printed order."""
    from docx.table import Table

    for table, blocks in groupby(_blocks(document), key=lambda block: isinstance(block, Table)):
        if table:
            yield from (Run(tuple(_rows(block)), table=True) for block in blocks)
        else:
            yield from runs_of([text for block in blocks for text in _paragraph(block)])


def _paragraph(paragraph: Any) -> list[str]:
    """The lines of a paragraph with their tabs; that of a heading is marked."""
    found = _HEADING.fullmatch(paragraph.style.name or "") if paragraph.style is not None else None
    mark = "#" * int(found.group(1)) + " " if found else ""
    return [mark + text.rstrip() for text in paragraph.text.split("\n") if text.strip()]


def _blocks(story: Any) -> Iterator[Any]:
    """The paragraphs and tables of a document or cell in printed order.

    A table that mostly holds other tables only lays out the page: what stands in its cells counts.
    Other tables within a table follow it.
    """
    from docx.table import Table, _Cell

    for block in story.iter_inner_content():
        if not isinstance(block, Table):
            yield block
            continue
        inner = [table for table in block._tbl.iterdescendants(block._tbl.tag) if _is_grid(table)]
        if 2 * sum(map(_cell_count, inner)) > _cell_count(block._tbl):
            for row in block._tbl.tr_lst:
                for field in row.tc_lst:
                    yield from _blocks(_Cell(field, block))
            continue
        yield block
        yield from (Table(table, block) for table in inner)


def _is_grid(table: Any) -> bool:
    return _cell_count(table) > 1


def _cell_count(table: Any) -> int:
    """How many cells a table holds, those of tables in it included."""
    return sum(1 for _ in table.iter(table.tag.replace("}tbl", "}tc")))


def _rows(table: Any) -> list[str]:
    """The rows of a table; a merged cell's text stands in its first field."""
    from docx.table import _Cell

    rows: list[str] = []
    for row in table.rows:
        cells: list[str] = [""] * min(row.grid_cols_before, _MOST_COLUMNS)
        for field in row._tr.tc_lst:
            goes_on = field.vMerge == "continue"
            text = "" if goes_on else _text(_Cell(field, table))
            cells += [text] + [""] * (min(field.grid_span, _MOST_COLUMNS) - 1)
        if any(cells):
            rows.append("\t".join(cells))
    return rows


def _text(cell: Any) -> str:
    """The text of a cell, with blanks in front of it as wide as its first line is indented.

    A figure is without the raised number of a footnote behind it.
    """
    paragraphs = [*cell.paragraphs, *_framed(cell)]
    words = one_cell(line for one in paragraphs for line in one.text.split("\n")).strip()
    runs = [run for one in paragraphs for run in one.runs]
    level = "".join(run.text for run in runs if not run.font.superscript).strip()
    if level != words and is_figure(level) and any(run.font.superscript for run in runs):
        return level
    first = next((one for one in cell.paragraphs if one.text.strip()), None)
    if first is None:
        return words
    form = first.paragraph_format
    width = sum(int(indent) for indent in (form.left_indent, form.first_line_indent) if indent)
    characters = sum(int(count) for count in first._p.xpath(_INDENTS) if count.isdecimal())
    steps = indent_of(first.text) + (2 * characters // 100 or width // _HALF_CHARACTER)
    return " " * min(max(steps, 0), _DEEPEST) + words


def _framed(cell: Any) -> list[Any]:
    """The paragraphs of tables of one cell within a cell: a frame around its text."""
    return [
        paragraph
        for table in cell.tables
        if not _is_grid(table._tbl)
        for inner in table.rows
        for one in inner.cells
        for paragraph in one.paragraphs
    ]
