"""A Word file becomes lines: paragraphs as they stand, tables with tabs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.formats.source import Source
from qa.read.formats.word_shown import keep_shown
from qa.read.text import indent_of

_HEADING = "Heading "
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


def read_docx(path: Path) -> Source:
    """The lines of a Word file; headings are marked with ``#``.

    Raises ``QaError`` where the library is missing, or the file is damaged or empty.
    """
    try:
        from docx.opc.exceptions import PackageNotFoundError
        from docx.table import Table
    except ImportError as error:
        raise QaError("读Word需要另装组件：请运行 pip install 'disclosure-qa[office]'。") from error
    try:
        document = _document(path)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    unseen = keep_shown(document)
    lines: list[Line] = []
    for block in document.iter_inner_content():
        gap = isinstance(block, Table)
        for row in _rows(block) if isinstance(block, Table) else _paragraph(block):
            lines.append(Line(len(lines) + 1, row, gap or not lines))
            gap = False
    if not lines:
        raise QaError(f"“{path.name}”没有文字：请换一份含有正文的文件。")
    return Source(tuple(lines), parted=True, notices=(_UNSEEN,) if unseen else ())


def _document(path: Path) -> Any:
    """The document of python-docx, which itself opens only files without macros."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in _KINDS:
        PartFactory.part_type_for[kind] = DocumentPart
    part: Any = Package.open(str(path)).main_document_part
    return part.document


def _paragraph(paragraph: Any) -> list[str]:
    style = paragraph.style.name if paragraph.style is not None else ""
    depth = style.removeprefix(_HEADING) if style.startswith(_HEADING) else ""
    mark = "#" * int(depth) + " " if depth.isdecimal() and int(depth) <= 6 else ""
    texts = [text.replace("\t", "  ").rstrip() for text in paragraph.text.split("\n")]
    return [mark + text for text in texts if text.strip()]


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
    """The text of a cell, with blanks in front of it as wide as its first line is indented."""
    words = " ".join(cell.text.split())
    first = next((one for one in cell.paragraphs if one.text.strip()), None)
    if first is None:
        return words
    form = first.paragraph_format
    width = sum(int(indent) for indent in (form.left_indent, form.first_line_indent) if indent)
    characters = sum(int(count) for count in first._p.xpath(_INDENTS) if count.isdecimal())
    steps = indent_of(first.text) + (2 * characters // 100 or width // _HALF_CHARACTER)
    return " " * min(max(steps, 0), _DEEPEST) + words
