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
from typing import Protocol, TypeVar

from qa.model import Disclosure, Paragraph, Passage, Profile, Row, Table

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+$")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long passages are, in characters. Measured by ``eval/ablation.py``.

    Paragraphs of a section are joined up to ``prose``; a paragraph longer than ``longest``
    is cut at ends of sentences into pieces of about ``prose``. Rows are joined up to
    ``table``, head not counted.
    """

    prose: int = 800
    longest: int = 1200
    table: int = 1000

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
                text="\n".join(piece.quote for piece in group),
                line=group[0].line,
                page=group[0].page,
            )


class _Printed(Protocol):
    """Something that the document prints, with its place."""

    @property
    def quote(self) -> str: ...
    @property
    def line(self) -> int: ...


_T = TypeVar("_T", bound=_Printed)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or a part of one."""

    quote: str
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


def _grouped(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Neighbours together, up to ``size`` characters; a longer one stays alone."""
    group: list[_T] = []
    length = 0
    for thing in things:
        if group and length + len(thing.quote) > size:
            yield group
            group, length = [], 0
        group.append(thing)
        length += len(thing.quote)
    if group:
        yield group


def _table(doc: str, table: Table, size: int) -> Iterator[Passage]:
    head = _head(table)
    for group in _grouped(_printed_rows(table), size):
        yield Passage(
            doc=doc,
            section=table.section,
            kind="table",
            text="\n".join([*head, *_with_parents(group)]),
            line=group[0].line,
            page=group[0].page,
        )
    if table.notes:
        yield Passage(
            doc=doc,
            section=table.section,
            kind="table",
            text="\n".join([head[0], *table.notes]),
            line=table.end_line,
            page=table.page,
        )


def _head(table: Table) -> list[str]:
    """The lines above each group of rows: number, title, unit of measure, column heads."""
    number = f"表{table.number} " if table.number else ""
    unit = f"（单位：{table.unit}）" if table.unit else ""
    columns = table.header or " ".join(" ".join(column.path) for column in table.columns)
    return [f"{number}{table.name}{unit}"] + ([columns] if columns.strip() else [])


def _printed_rows(table: Table) -> Iterator[Row]:
    """The rows as they are printed: two halves of one printed row are one."""
    for _, rows in groupby(table.rows, key=lambda row: (row.line, row.quote)):
        yield next(rows)


def _with_parents(rows: Iterable[Row]) -> Iterator[str]:
    """The printed rows, each after those labels above it that were not printed until then."""
    printed = ""
    for row in rows:
        printed += _squeezed(row.quote)
        missing = [label for label in row.labels[:-1] if _squeezed(label) not in printed]
        printed += _squeezed("".join(missing))
        yield " ".join([*missing, row.quote])


def _squeezed(text: str) -> str:
    return "".join(text.split())
