"""An answer, or facts, as a file to take away: Word, Excel, Markdown, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from qa.app.render import figure
from qa.app.words import Words
from qa.cli.show import PATH, flat, safe
from qa.model import Answer, Citation, Fact

Cell = str | Decimal | int | None
#: The longest text that a cell of an Excel file can hold.
MOST_IN_A_CELL = 32_767
#: The most facts that a sheet of an Excel file can hold below its head.
MOST_ROWS = 1_048_575
_RISKY = ("=", "+", "-", "@", "\t", "\r")
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


def export(answer: Answer, ending: str, words: Words) -> bytes:
    """The answer with its figures and sources in the format of ``ending`` (see ``MEDIA``)."""
    return _WRITERS[ending](answer, words)


def _markdown(answer: Answer, words: Words) -> bytes:
    lines = [f"# {_plain(answer.question)}", ""]
    lines += [f"**{_plain(one.label)}：{one.figure}**  " for one in map(figure, answer.values)]
    lines += ["", _plain(answer.text).replace("\n", "  \n"), ""]
    lines += [f"> **{words['warning']}** {_plain(one)}\n" for one in answer.warnings]
    if answer.calculation:
        lines += [f"{words['formula']}：{_plain(answer.calculation.formula)}", ""]
        lines += [
            f"- {_plain(one.label)}：{one.figure}{_number(one.citation)}"
            for one in map(figure, answer.calculation.operands)
        ]
        lines.append("")
    if answer.citations:
        lines += [f"## {words['sources']}", ""]
    for number, citation in enumerate(answer.citations, 1):
        lines += [f"[{number}] {_plain(where(citation, words))}", ""]
        lines += [f"> {_plain(flat(citation.quote))}", ""]
    return "\n".join(lines).encode()


def _word(answer: Answer, words: Words) -> bytes:
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), "宋体"
    )
    document.add_heading(safe(answer.question), 1)
    for one in map(figure, answer.values):
        document.add_paragraph().add_run(safe(f"{one.label}：{one.figure}")).bold = True
    document.add_paragraph(safe(answer.text))
    for warning in answer.warnings:
        document.add_paragraph(safe(f"{words['warning']}：{warning}"), style="Intense Quote")
    if answer.calculation:
        document.add_paragraph(safe(f"{words['formula']}：{answer.calculation.formula}"))
        for one in map(figure, answer.calculation.operands):
            text = f"{one.label}：{one.figure}{_number(one.citation)}"
            document.add_paragraph(safe(text), style="List Bullet")
    if answer.citations:
        document.add_heading(words["sources"], 2)
    for number, citation in enumerate(answer.citations, 1):
        document.add_paragraph(safe(f"[{number}] {where(citation, words)}"))
        document.add_paragraph(safe(flat(citation.quote)), style="Quote")
    return _saved(document.save)


def _excel(answer: Answer, words: Words) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words["answer"]
    _append(sheet, [words["question"], answer.question])
    _append(sheet, [words["answer"], answer.text])
    for warning in answer.warnings:
        _append(sheet, [words["warning"], warning])
    _append(sheet, [])
    for row in figure_rows(answer, words):
        _append(sheet, row)
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 16
    cited = book.create_sheet(words["sources"])
    for row in source_rows(answer, words):
        _append(cited, row)
    return _saved(book.save)


def _csv(answer: Answer, words: Words) -> bytes:
    return csv_bytes([*figure_rows(answer, words), [], *source_rows(answer, words)])


_WRITERS: Mapping[str, Callable[[Answer, Words], bytes]] = {
    "docx": _word,
    "xlsx": _excel,
    "md": _markdown,
    "csv": _csv,
}


def figure_rows(answer: Answer, words: Words) -> list[list[Cell]]:
    """The figures, then the operands, under a head; a figure is a number, its unit beside it."""
    rows: list[list[Cell]] = [[words["label"], words["value"], words["unit"], words["sources"]]]
    operands = answer.calculation.operands if answer.calculation else ()
    for value in (*answer.values, *operands):
        rows.append([value.label, value.value, value.unit, value.citation])
    for reading in answer.candidates:
        rows.append([reading.label, reading.value, reading.unit, reading.citation])
    return rows


def source_rows(answer: Answer, words: Words) -> list[list[Cell]]:
    """The sources under a head, by number."""
    names = ("sources", "document", "table", "row", "column", "text")
    rows: list[list[Cell]] = [[*(words[name] for name in names), words["line"].format(line="")]]
    for number, one in enumerate(answer.citations, 1):
        row, column = PATH.join(one.row), PATH.join(one.column)
        rows.append([number, one.doc, one.table, row, column, flat(one.quote), one.line])
    return rows


def where(citation: Citation, words: Words) -> str:
    """The place of a citation in one line."""
    page = words["page"].format(page=citation.page) if citation.page else None
    line = words["line"].format(line=citation.line)
    return " · ".join(filter(None, (citation.doc, citation.table, page, line)))


def fact_rows(facts: Iterable[Fact], words: Words) -> Iterable[list[Cell]]:
    """Facts under a head, one a row; a blank cell stays empty."""
    names = ("item", "column", "value", "unit", "text", "year", "basis", "table", "unit_name",
             "document")  # fmt: skip
    yield [*(words[name] for name in names), words["line"].format(line="")]
    for one in facts:
        yield [
            PATH.join(one.row), PATH.join(one.column), one.value, one.unit, one.text, one.year,
            one.basis, one.table, one.unit_name, one.doc, one.line,
        ]  # fmt: skip


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV that spreadsheets open as UTF-8; text that they would take for a formula is not one."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def excel_bytes(rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """A workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        _append(sheet, row)
    return _saved(book.save)


def _append(sheet: Any, row: Sequence[Cell]) -> None:
    """Adds a row in which a document's ``=…`` is text, no formula."""
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for content in row:
        cell = WriteOnlyCell(sheet, None)
        cell.value = safe(content)[:MOST_IN_A_CELL] if isinstance(content, str) else content
        if isinstance(content, str):
            cell.data_type = "s"
        cells.append(cell)
    sheet.append(cells)


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _plain(text: str) -> str:
    """Text whose own marks Markdown does not read."""
    return "".join(f"\\{c}" if c in "\\`*_{}<>#|" else c for c in safe(text))


def _number(citation: int | None) -> str:
    return f" [{citation}]" if citation else ""


def _saved(save: Callable[[Any], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
