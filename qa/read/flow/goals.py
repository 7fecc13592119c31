"""Aims beside results: a long text under each head."""

from __future__ import annotations

from qa.model import Cell, Column, Row
from qa.read.flow.form import quote_of
from qa.read.flow.rests import Above, pages_of, read_rests
from qa.read.flow.wrap import Unit, Wrapped, join, units_of
from qa.read.flow.zones import Part, Zone
from qa.read.labels import clean_label


def read_goals(zone: Zone, marks: bool) -> Part:
    """Aims beside results: one row, a text under each head, page by page.

    The row's label is the caption beside it, where there is one.
    """
    texts: list[list[Unit]] = [[] for _ in zone.heads]
    for number, page in enumerate(filter(None, pages_of(units_of(zone.pieces)))):
        least = 0 if number or len(page) < len(texts) else len(texts)
        found = read_rests(Wrapped(page, marks), Above(texts, [0] * len(texts)), least)
        if found:
            for column, (start, end) in zip(found.rests, found.cut, strict=True):
                texts[column] += page[start:end]
    line = zone.pieces[0].line
    cells = tuple(
        Cell(at, join(units) or None, (units[0].line if units else line).number)
        for at, units in enumerate(texts)
    )
    columns = tuple(Column((head.text,)) for head in zone.heads)
    labels = (clean_label(zone.caption),) if zone.caption else ()
    row = Row(labels, cells, line.number, quote_of(zone.pieces), None, line.page)
    return Part(columns, (row,))
