"""Figures that are no numbers as printed, and headings of another year than their document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.checks.grid import is_amount, is_run_together
from qa.checks.ledger import Ledger
from qa.checks.trial import Hurdle, Outcome, Remark
from qa.checks.words import listed, mentions
from qa.facts.amounts import find_amounts, parse_number
from qa.facts.labels import year_in
from qa.lexicon import load
from qa.model import Disclosure, Fact
from qa.read.labels import numbering
from qa.read.text import REMEMBERED, tight
from qa.read.unitname import unit_name

MALFORMED = "数字写法有误"
YEAR = "标题年份与文件一致"
UNIT = "标题单位与文件一致"

#: What the edge of a narrow column leaves of a figure: 132,698,7 with 99.00 on the next line.
_BROKEN = re.compile(r"\d{1,3}(?:,\d{3})+,\d{1,2}")
_COMMA = re.compile(r"\d\s*[,，]\s*\d")


def misprints(ledger: Ledger) -> Iterator[Outcome]:
    """Malformed figures of cells, sentences and plain text; years of headings and titles."""
    seen: set[tuple[int, str]] = set()
    for fact in ledger.facts:
        if fact.value is not None and fact.text and is_malformed(fact.text):
            seen.add((fact.line, fact.text))
            yield _run_together(fact) if is_run_together(fact.text) else _malformed(fact, fact.text)
    if ledger.disclosure is not None:
        yield from _in_text(ledger.disclosure, seen)
        yield from _bare_rates(ledger.disclosure)
        yield from _years(ledger.disclosure)
        yield from _units(ledger.disclosure)
    yield from _heads(ledger)


@lru_cache(REMEMBERED)
def is_malformed(text: str) -> bool:
    """Whether a printed number has its thousands commas in wrong places."""
    if not _COMMA.search(text):
        return False
    number = parse_number(text, brackets_negative=True)
    return number is not None and number.malformed


def _run_together(fact: Fact) -> Hurdle:
    return Hurdle(MALFORMED, f"“{fact.text}”像是金额与后面的科目编码连在了一起，可能读错")


def _malformed(fact: Fact, text: str) -> Remark:
    number = parse_number(text, brackets_negative=True)
    value = number.value if number else None
    plain = f"去掉逗号为 {value:,f}" if value is not None else "读不成数"
    message = f"数字“{text}”的千分位逗号位置不对（{plain}），原数是多少无法确定。"
    return Remark(MALFORMED, fact, message, value=value)


def _in_text(disclosure: Disclosure, seen: set[tuple[int, str]]) -> Iterator[Remark]:
    """Malformed figures of sentences that gave no fact."""
    for paragraph in disclosure.paragraphs:
        if not _COMMA.search(paragraph.text):
            continue
        for amount in find_amounts(paragraph.text):
            line = paragraph.line_at(amount.start)
            known = (line, amount.digits) in seen or is_run_together(amount.digits)
            if amount.malformed and not known and not _BROKEN.fullmatch(amount.digits):
                seen.add((line, amount.digits))
                place = _place(disclosure, paragraph.section, line, paragraph.text)
                yield _malformed(place, amount.digits)


def _bare_rates(disclosure: Disclosure) -> Iterator[Remark]:
    """Rates of changes that are printed without a unit."""
    for paragraph in disclosure.paragraphs:
        for match in _bare_rate().finditer(paragraph.text):
            line = paragraph.line_at(match.start("rate"))
            place = _place(disclosure, paragraph.section, line, paragraph.text)
            message = f"“{tight(match['rate'])}”后面没有单位，可能缺了“%”。"
            yield Remark(MALFORMED, place, message, severity="notice")


@cache
def _bare_rate() -> re.Pattern[str]:
    return re.compile(load("checks")["misprints"]["bare_rate"])


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading or title that names a year with the document's kind, and perhaps a unit."""

    place: Fact
    words: str
    year: int
    unit: str


def _headings(disclosure: Disclosure) -> Iterator[_Heading]:
    sections = [(s.path, s.line, s.path[-1]) for s in disclosure.sections]
    tables = [(t.section, t.line, t.title) for t in disclosure.tables]
    for path, line, text in (*sections, *tables):
        found = numbering(text)
        name = tight(found.rest if found else text)
        match = _pattern().match(name)
        if match is None or match["kind"] != disclosure.profile.kind:
            continue
        if not mentions(name, listed("headings", "comparing")):
            place = _place(disclosure, path, line, text)
            yield _Heading(place, match[0], int(match["year"]), unit_name(match["unit"]))


def _years(disclosure: Disclosure) -> Iterator[Remark]:
    """Headings and titles that name the document's kind with another year.

    Only where most of them name the document's own: otherwise it is the document's year that
    is in doubt.
    """
    profile = disclosure.profile
    found = list(_headings(disclosure))
    own = sum(heading.year == profile.year for heading in found)
    for heading in found:
        if heading.year != profile.year and own > len(found) / 2:
            message = f"标题写作“{heading.words}”，而文件是{profile.year}年{profile.kind}。"
            yield Remark(YEAR, heading.place, message)


def _units(disclosure: Disclosure) -> Iterator[Remark]:
    """Headings that name another unit: those of a department's own units may, and attachments."""
    own = disclosure.profile.unit_name
    for heading in _headings(disclosure):
        if mentions(heading.words, listed("headings", "attached")):
            continue
        unit = heading.unit
        if unit and unit not in own and own not in unit and not _is_short_form(unit, own):
            message = f"标题写的单位是“{unit}”，而文件是“{own}”的{disclosure.profile.kind}。"
            yield Remark(UNIT, heading.place, message, severity="notice")


def _is_short_form(short: str, name: str) -> bool:
    """Whether the characters of ``short`` stand in ``name`` in the same order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _heads(ledger: Ledger) -> Iterator[Remark]:
    """Tables whose heads name one year only, and not that of the document."""
    for grid in ledger.grids:
        cells = [cell for amounts in grid.amounts for _, cell in amounts]
        columns = {cell.column for cell in cells}
        labels = {label for column in columns for label in column}
        years = {year for label in labels if (year := year_in(label)) is not None}
        printed = any(cell.value is not None for cell in cells)
        if printed and ledger.year is not None and len(years) == 1 and ledger.year not in years:
            message = f"《{grid.name}》的表头只写了{years.pop()}年，而文件是{ledger.year}年的。"
            in_rows = (cell for row in grid.rows for cell in row.cells.values())
            first = next(cell for cell in in_rows if is_amount(cell))
            yield Remark(YEAR, first, message, severity="notice")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(load("checks")["headings"]["pattern"])


def _place(disclosure: Disclosure, path: tuple[str, ...], line: int, text: str) -> Fact:
    """A place of the document that holds no fact, for what is to be quoted there."""
    profile = disclosure.profile
    return Fact(
        doc=disclosure.doc, unit_name=profile.unit_name, year=profile.year, basis="其他",
        source="prose", row=(), column=(), value=None, text=None, unit=None, section=path,
        line=line, quote=text,
    )  # fmt: skip
