"""Every figure of every sentence as a Fact, in paragraphs and in cells of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.facts.amounts import find_amounts, is_money
from qa.facts.headed import headed
from qa.facts.labels import basis_in, ends_with, squeeze, words
from qa.facts.names import Name, name_of, strip_numbering
from qa.facts.relations import Reading
from qa.facts.speaker import other_name
from qa.facts.walk import walk
from qa.model import Basis, Cell, Disclosure, Fact, Paragraph, Profile, Row, Table
from qa.numerals import NUMERALS

#: A sentence longer than this is quoted from semicolon to semicolon.
_LONGEST_QUOTE = 300
#: A paragraph longer than this announces nothing.
_LONGEST_HEADING = 80
#: The number of a part of the document, before the heading of the part.
_PART = re.compile(rf"^第[{NUMERALS}\d]{{1,3}}[部分章节篇]{{1,2}}[:：、\s]*")
#: A heading longer than this says more than what its paragraphs are about.
_LONGEST_SUBJECT = 24
#: A cell of words shorter than this is a value of an indicator, not a sentence.
_SHORTEST_SENTENCE = 12
#: So many bars or ampersands part cells; a sentence may have one.
_FEWEST_MARKS = 3
#: Headings that are remembered: every paragraph below one asks what it is about.
_HEADINGS = 256
_DIGIT = re.compile(r"\d")
_FULL_STOP = re.compile(r"[！？!?\n]|。(?!\s*[）)])")
_SEMICOLON = re.compile(r"[！？!?\n；;]|。(?!\s*[）)])")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands: what all its facts have in common."""

    section: tuple[str, ...]
    base: tuple[str, ...] = ()
    table: str | None = None
    table_no: str | None = None
    page: int | None = None
    heading: tuple[str, ...] = ()
    basis: Basis | None = None


def _is_row(text: str) -> bool:
    """Whether a text is what is left of a table that was not read: bars, or what parts the cells
    of a table of TeX, tell its cells from sentences."""
    return text.count("|") >= _FEWEST_MARKS or text.count("&") >= _FEWEST_MARKS


def facts_of_prose(disclosure: Disclosure) -> Iterator[Fact]:
    """One Fact a figure of the paragraphs, of the longer cells of words and of the notes below
    tables, in their order.

    ``row`` ends with the label that the clause gives the figure, below the heading or the
    whole that it is part of; ``quote`` is the sentence; ``line`` the line of the figure.
    """
    heading: tuple[str, ...] = ()
    for paragraph in disclosure.paragraphs:
        place = _Place(paragraph.section, page=paragraph.page, heading=heading)
        yield from _facts_of_text(disclosure, paragraph.text, place, paragraph.line_at)
        heading = _heading_of(paragraph, disclosure.profile)
    for table in disclosure.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text is not None and _is_sentence(cell.text):
                    yield from _facts_of_cell(disclosure, table, row, cell, cell.text)
        yield from _facts_of_notes(disclosure, table)


def _heading_of(paragraph: Paragraph, profile: Profile) -> tuple[str, ...]:
    """What the paragraph announces for the next one, where it is no more than a name."""
    text = paragraph.text.strip()
    if len(text) > _LONGEST_HEADING or any(mark in text.rstrip("。") for mark in "，。；：,;:"):
        return ()
    if any(is_money(amount.unit) for amount in find_amounts(text)):
        return ()
    return () if strip_numbering(text) == text else subject_of(text, profile)


def _facts_of_cell(
    disclosure: Disclosure, table: Table, row: Row, cell: Cell, text: str
) -> Iterator[Fact]:
    column = table.columns[cell.column].path
    labels = (*row.labels, *column)
    if any(ends_with(label, "rules") for label in labels):
        return
    above = (table.subject,) if table.subject else ()
    own = tuple(label.strip("*＊") for label in row.labels[-1:])
    indicator = bool(column) and ends_with(column[-1], "indicators")
    under = () if indicator else tuple(label.strip("*＊") for label in column[-1:])
    place = _Place(
        table.section,
        above + own + under,
        table.name,
        table.number,
        row.page if row.page is not None else table.page,
        basis=_basis_of(labels),
    )
    yield from _facts_of_text(disclosure, text, place, lambda _: cell.line)


def _facts_of_notes(disclosure: Disclosure, table: Table) -> Iterator[Fact]:
    """What is said below a table (说明：实有人员72人，其中：…)."""
    above = (table.subject,) if table.subject else ()
    place = _Place(table.section, above, table.name, table.number, table.page)
    for note in table.notes:
        yield from _facts_of_text(disclosure, note, place, lambda _: table.line)


def _basis_of(labels: tuple[str, ...]) -> Basis | None:
    """Whether the counts of a cell are aims or achievements."""
    if any(ends_with(label, "reached") for label in labels):
        return "实际值"
    return "目标值" if any(ends_with(label, "aims") for label in labels) else None


def _is_sentence(text: str) -> bool:
    """Whether a cell of words is prose: long enough, and with money or a full stop in it."""
    if len(text) < _SHORTEST_SENTENCE:
        return False
    return "。" in text or any(is_money(amount.unit) for amount in find_amounts(text))


def _facts_of_text(
    disclosure: Disclosure, text: str, place: _Place, line_at: Callable[[int], int]
) -> Iterator[Fact]:
    profile = disclosure.profile
    if not _DIGIT.search(text) or _is_row(text):
        return
    other = other_name(disclosure)
    year, basis = headed(place.section, profile)
    speaker = profile if year == profile.year else replace(profile, year=year)
    if other and other in text:
        speaker = replace(speaker, unit_name=other)
    section = place.heading
    if not section and not place.base and place.section:
        section = subject_of(place.section[-1], profile)
    sentences = _Sentences(text)
    for reading in walk(text, speaker, section, basis=basis):
        at = reading.amount.start
        yield Fact(
            doc=disclosure.doc,
            unit_name=profile.unit_name,
            year=reading.year,
            basis=_basis(reading, place, profile),
            source="prose",
            row=place.base + reading.row,
            column=(),
            value=reading.amount.value,
            text=reading.amount.digits,
            unit=reading.unit,
            section=place.section,
            line=line_at(at),
            quote=sentences.at(at),
            table=place.table,
            table_no=place.table_no,
            code=reading.code,
            page=place.page,
            measure=reading.measure,
            against=reading.against,
            direction=reading.direction,
        )


def _basis(reading: Reading, place: _Place, profile: Profile) -> Basis:
    counted = not is_money(reading.unit) and reading.basis == profile.kind
    return place.basis if counted and place.basis else reading.basis


@lru_cache(_HEADINGS)
def subject_of(heading: str, profile: Profile) -> tuple[str, ...]:
    """What a heading is about, for clauses that name nothing; () if it says nothing of that."""
    text = squeeze(strip_numbering(_PART.sub("", heading.strip("#*。 "))))
    tails = words("names", "heading_tails")
    while found := next((tail for tail in tails if text.endswith(tail)), None):
        text = text.removesuffix(found)
    if text in (profile.unit_name, *words("names", "of_no_item")):
        return ()
    name = name_of(text, profile)
    if side := _side_of_budget(name):
        return (side,)
    if basis_in(text) is not None or any(word in text for word in words("names", "introducers")):
        return ()
    path = name.path
    return path if all(len(label) <= _LONGEST_SUBJECT for label in path) else ()


def _side_of_budget(name: Name) -> str:
    """收入预算 or 支出预算, items of their own: 年初预算数 3 万元 below them is of them."""
    said = name.path[0] if len(name.path) == 1 else name.version
    side = next((side for side in words("names", "sides") if said.startswith(side)), "")
    return said if side and said.removeprefix(side) in words("names", "versions") else ""


class _Sentences:
    """The sentences of a text, ready to be quoted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds: dict[re.Pattern[str], list[int]] = {}

    def at(self, offset: int) -> str:
        """The sentence that prints the character at ``offset``; a long one from ； to ；."""
        sentence = self._stretch(offset, _FULL_STOP)
        return sentence if len(sentence) <= _LONGEST_QUOTE else self._stretch(offset, _SEMICOLON)

    def _stretch(self, offset: int, mark: re.Pattern[str]) -> str:
        bounds = self._bounds.get(mark)
        if bounds is None:
            ends = (match.end() for match in mark.finditer(self._text))
            bounds = self._bounds[mark] = [0, *ends, len(self._text)]
        after = bisect_right(bounds, offset, hi=len(bounds) - 1)
        return self._text[bounds[after - 1] : bounds[after]].strip()
