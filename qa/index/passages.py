"""A Disclosure becomes passages that stand alone.

Prose is cut by section and never through a paragraph or a list item, unless that alone is
very long. Rows of a table travel in groups, each group under the table's title, unit of
measure and column heads, so that one passage holds what a figure means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from qa.model import Disclosure, Paragraph, Passage, Profile, Row, Table

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+$")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long passages are, in characters. Measured by ``eval/ablation.py``.

    Paragraphs of a section are joined up to ``prose``; a paragraph longer than ``longest``
    is cut at ends of sentences into pieces of about ``prose``. Rows are joined up to
    ``table``, head not counted.
    """

    prose: int = 600
    longest: int = 1000
    table: int = 800

    def __post_init__(self) -> None:
        if not 0 < self.prose <= self.longest or self.table <= 0:
            raise ValueError(f"passage sizes must be positive and prose ≤ longest: {self}")


DEFAULT_SIZES = Sizes()


def passages_of(disclosure: Disclosure, sizes: Sizes = DEFAULT_SIZES) -> tuple[Passage, ...]:
    """Every passage of ``disclosure``, in the order of the lines that it starts on."""
    found = [*_prose(disclosure, sizes)]
    for table in disclosure.tables:
        found += _table(disclosure.doc, table, sizes.table)
    return tuple(sorted(found, key=lambda passage: passage.line))


def context_of(profile: Profile, passage: Passage) -> str:
    """What a passage does not say itself but is found by: whose it is, and its headings."""
    headings = " ".join(h for h in passage.section if h not in passage.text)
    return f"{profile.unit_name} {profile.year}年 {profile.kind} {headings}".strip()


def _prose(disclosure: Disclosure, sizes: Sizes) -> Iterator[Passage]:
    for section, paragraphs in groupby(disclosure.paragraphs, key=lambda p: p.section):
        pieces = [piece for p in paragraphs for piece in _pieces(p, sizes)]
        for group in _grouped(pieces, sizes.prose):
            yield Passage(
                doc=disclosure.doc,
                section=section,
                kind="prose",
                text="\n".join(piece.text for piece in group),
                line=group[0].line,
                page=group[0].page,
            )


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    line: int
    page: int | None


def _pieces(paragraph: Paragraph, sizes: Sizes) -> Iterator[_Piece]:
    """The paragraph itself, or its sentences in runs of about ``sizes.prose`` characters."""
    text = paragraph.text
    if len(text) <= sizes.longest:
        yield _Piece(text, paragraph.line, paragraph.page)
        return
    start = end = 0
    for match in _SENTENCE.finditer(text):
        if end > start and match.end() - start > sizes.prose:
            yield _Piece(text[start:end], paragraph.line_at(start), paragraph.page)
            start = end
        end = match.end()
    if end > start:
        yield _Piece(text[start:end], paragraph.line_at(start), paragraph.page)


def _grouped(pieces: Iterable[_Piece], size: int) -> Iterator[list[_Piece]]:
    """Neighbouring pieces together, up to ``size`` characters; a longer one stays alone."""
    group: list[_Piece] = []
    length = 0
    for piece in pieces:
        if group and length + len(piece.text) > size:
            yield group
            group, length = [], 0
        group.append(piece)
        length += len(piece.text)
    if group:
        yield group


def _table(doc: str, table: Table, size: int) -> Iterator[Passage]:
    head = _head(table)
    for group in _grouped(_row_pieces(table), size):
        yield Passage(
            doc=doc,
            section=table.section,
            kind="table",
            text="\n".join([*head, *(piece.text for piece in group)]),
            line=group[0].line,
            page=group[0].page,
        )
    if table.notes:
        yield Passage(
            doc,
            table.section,
            "table",
            "\n".join([head[0], *table.notes]),
            table.end_line,
            table.page,
        )


def _head(table: Table) -> list[str]:
    """The lines above each group of rows: number, title, unit of measure, column heads."""
    number = f"表{table.number} " if table.number else ""
    unit = f"（单位：{table.unit}）" if table.unit else ""
    columns = table.header or " ".join(" ".join(column.path) for column in table.columns)
    return [f"{number}{table.name}{unit}"] + ([columns] if columns.strip() else [])


def _row_pieces(table: Table) -> Iterator[_Piece]:
    """The printed rows. Two halves of one printed row are one piece, said once."""
    for _, rows in groupby(table.rows, key=lambda row: (row.line, row.quote)):
        row = next(rows)
        yield _Piece(_row_text(row), row.line, row.page)


def _row_text(row: Row) -> str:
    """The row as printed, with the labels it does not print itself: its parents'."""
    squeezed = re.sub(r"\s+", "", row.quote)
    parents = [label for label in row.labels[:-1] if re.sub(r"\s+", "", label) not in squeezed]
    return " ".join([*parents, row.quote])
