"""The targets: what is fed with bytes, and what must hold of it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

from eval.generate.world import draw_world
from qa.facts.amounts import convert, find_amounts, parse_amount, parse_number
from qa.model import QaError
from qa.read import read
from qa.read.formats.source import Source, cleaned
from qa.read.grid import GridRow, column_paths, head_height, pad
from qa.read.labels import clean_head
from qa.read.outline import read_outline
from qa.read.source import split_lines
from tests.fuzz.draw import LABELS, TAGS, Draw
from tests.fuzz.invariants import check_disclosure, check_lines, folded, numbers

Target = Callable[[bytes], None]


def amounts(data: bytes) -> None:
    """Numbers in a text: each is what its characters say, and none overlaps another."""
    draw = Draw(data)
    text = draw.text() + draw.characters()
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start :].startswith(amount.digits)
        (printed,) = numbers(amount.digits)
        assert abs(amount.value) == Decimal(printed.replace(",", ""))
        if amount.unit in ("元", "千元", "万元", "亿元"):
            other = convert(amount.value, amount.unit, "万元")
            assert convert(other, "万元", amount.unit) == amount.value
        end = amount.end
    whole = parse_amount(text)
    assert whole is None or whole.end == len(text.strip())
    number = parse_number(text, brackets_negative=True)
    assert number is None or len(numbers(text)) == 1


def heads(data: bytes) -> None:
    """A head: every column gets the labels above it, and no others."""
    rows = Draw(data).rows()
    grid = pad([GridRow(tuple(row), n, "\t".join(row)) for n, row in enumerate(rows, start=1)])
    height = head_height(grid)
    assert 0 <= height <= len(grid)
    width = len(grid[0].cells)
    paths, merged = column_paths(grid[:height], width)
    assert len(paths) == len(merged) == width
    labels = {clean_head(cell) for row in grid[:height] for cell in row.cells}
    assert all(set(path) <= labels for path in paths)
    assert all(0 <= owner <= position for position, owner in enumerate(merged))


def outlines(data: bytes) -> None:
    """An outline: paragraphs hold what is printed, in its order, and nothing twice."""
    text = Draw(data).document(separators=(" ",))
    lines = split_lines(text, "fuzz")
    outline = read_outline(lines)
    source = "".join(folded(text).split())
    at = 0
    for paragraph in outline.paragraphs:
        for sentence in paragraph.text.replace("**", "").splitlines():
            words = "".join(folded(sentence).split())
            place = source.find(words, at)
            if place >= 0:  # marks of lists and of Markdown are left out
                at = place + len(words)
    printed = sum(len(line.text) for line in lines)
    assert sum(len(paragraph.text) for paragraph in outline.paragraphs) <= printed + len(lines)
    assert all(section.path for section in outline.sections)


def tables(data: bytes) -> None:
    """A text file with tables, with tabs and without: read, made facts of, checked."""
    _document(Draw(data).document().encode())


def shaken(data: bytes) -> None:
    """A made-up disclosure some of whose lines were lost, doubled, swapped, cut or changed."""
    draw = Draw(data)
    lines = list(draw.pick(_made_up()))
    while draw.left > 0:
        at = (draw.below(256) * 256 + draw.below(256)) % len(lines)
        change = draw.below(6)
        line = lines[at]
        cut = draw.below(max(1, min(256, len(line))))
        if change == 0 and len(lines) > 1:
            del lines[at]
        elif change == 1:
            lines.insert(at, line)
        elif change == 2:
            lines[at - 1], lines[at] = line, lines[at - 1]
        elif change == 3:
            lines[at : at + 1] = [line[:cut], line[cut:]]
        elif change == 4:
            lines[at] = line[:cut] + draw.text(2) + line[cut:]
        else:
            lines[at] = line[:cut] + line[cut + 1 :]
    _document("\n".join(lines).encode())


@cache
def _made_up() -> tuple[tuple[str, ...], ...]:
    """The lines of some disclosures of the generator, with tabs and as text of a PDF."""
    documents = draw_world(1).documents
    return tuple(tuple(document.text.split("\n")) for document in documents[:6])


def text(data: bytes) -> None:
    """A text file of any bytes."""
    _document("云岭县水务局2021年部门预算\n".encode() + data)


def _document(content: bytes) -> None:
    from qa.read.source import read_lines

    with _file(content, ".txt") as path:
        try:
            lines = read_lines(path)
            check_lines(lines)
            disclosure = read(path)
        except QaError:
            return
    check_disclosure(disclosure, lines)


def html(data: bytes) -> None:
    """A web page of any bytes."""
    from qa.read.formats.html import read_html

    _read(read_html, b"<html><body>" + data, ".html")


def page(data: bytes) -> None:
    """A web page made of drawn elements: no figure comes back more often than it is printed."""
    from qa.read.formats.html import read_html

    draw = Draw(data)
    expected: list[str] = []
    body = ""
    while draw.left > 0:
        tag = draw.pick(TAGS)
        words = _printable(draw.text()) if draw.below(2) else draw.pick(LABELS)
        expected.append(words)
        body += f"<{tag}>{escape(words)}" + ("" if draw.below(3) else f"</{tag.split()[0]}>")
    source = _read(read_html, f"<html><body>{body}</body></html>".encode(), ".html")
    found = Counter(numbers("\n".join(line.text for line in source.lines)) if source else ())
    # Elements within a line join what they hold: 1<b>2</b>.
    joined = folded("".join("".join(expected).split()))
    for number, count in found.items():
        assert count <= joined.count(number), number


def docx(data: bytes) -> None:
    """A Word file made of drawn paragraphs and tables: every cell comes back once."""
    from docx import Document

    from qa.read.formats.docx import read_docx

    draw = Draw(data)
    made = Document()
    expected: list[str] = []
    while draw.left > 0 and len(expected) < 40:
        if draw.below(2):
            line = _printable(draw.text())
            made.add_paragraph(line)
            expected += [line]
        else:
            rows = [[_printable(cell) for cell in row] for row in draw.rows(3)]
            table = made.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
                    expected.append(words)
    _same_numbers(_saved(made.save, ".docx", read_docx), expected)


def xlsx(data: bytes) -> None:
    """An Excel file made of drawn rows: every cell comes back once."""
    from openpyxl import Workbook

    from qa.read.formats.xlsx import read_xlsx

    rows = [[_printable(cell) for cell in row] for row in Draw(data).rows(12)]
    book = Workbook()
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            made = book.worksheets[0].cell(number, column)
            made.value, made.data_type = cell, "s"
    _same_numbers(_saved(book.save, ".xlsx", read_xlsx), [cell for row in rows for cell in row])


def pdf(data: bytes) -> None:
    """A PDF of any objects behind a good head."""
    from qa.read.formats.pdf import read_pdf

    _read(read_pdf, b"%PDF-1.4\n" + data, ".pdf")


def _read(reader: Callable[[Path], Source], content: bytes, ending: str) -> Source | None:
    """What a reader makes of a file; whatever it raises ends its own process and no other."""
    with _file(content, ending) as path:
        try:
            source = cleaned(reader(path), path.name)
        except Exception:
            return None
    check_lines(source.lines)
    return source


def _saved(
    save: Callable[[str], None], ending: str, reader: Callable[[Path], Source]
) -> Source | None:
    with _file(b"", ending) as path:
        save(str(path))
        try:
            source = cleaned(reader(path), path.name)
        except QaError:
            return None
    check_lines(source.lines)
    return source


def _same_numbers(source: Source | None, expected: list[str]) -> None:
    found = [number for line in source.lines for number in numbers(line.text)] if source else []
    assert sorted(found) == sorted(number for words in expected for number in numbers(words))


def _printable(words: str) -> str:
    return "".join(character for character in words if character >= " ")


class _file:
    """A file that lasts as long as it is looked at."""

    def __init__(self, content: bytes, ending: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-")
        self._path = Path(self._folder.name) / f"2021年云岭县水务局部门预算{ending}"
        self._path.write_bytes(content)

    def __enter__(self) -> Path:
        return self._path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (amounts, heads, outlines, tables, shaken, text, html, page, docx, xlsx, pdf)
}
