"""The money of a project: funds by their budgets, what was spent, and the score for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.model import Cell, Column, Row
from qa.read.flow.form import quote_of
from qa.read.flow.text import Piece, is_money
from qa.read.flow.words import Label
from qa.read.flow.zones import Part, sheet_words, word_at
from qa.read.labels import clean_label


@dataclass(slots=True)
class _Fund:
    label: str
    pieces: list[Piece]
    values: list[Piece] = field(default_factory=list)


def _funds(pieces: Sequence[Piece]) -> tuple[list[_Fund], str | None, int]:
    """The rows, the unit of measure that a caption names, and figures without a row."""
    words, captions = sheet_words("sheet", "funds"), sheet_words("sheet", "money_captions")
    funds: list[_Fund] = []
    unit: str | None = None
    lost = at = 0
    while at < len(pieces):
        caption = word_at(pieces, at, captions)
        found = None if caption else word_at(pieces, at, words)
        if caption:
            unit = unit or caption[1].unit
            at = caption[0]
        elif found:
            funds.append(_Fund(found[1].text, list(pieces[at : found[0]])))
            unit = unit or found[1].unit
            at = found[0]
        else:
            piece = pieces[at]
            if piece.kind in ("figure", "dash") and funds:
                funds[-1].values.append(piece)
                funds[-1].pieces.append(piece)
            else:
                lost += piece.kind == "figure"
            at += 1
    return funds, unit, lost


def _places(values: Sequence[Piece], shares: Sequence[bool]) -> list[Piece | None] | None:
    """The value of each column; ``None`` where blanks leave that open.

    A row with as many values as there are columns of money holds amounts and no scores.
    """
    if len(values) == len(shares):
        return list(values)
    amounts = [at for at, share in enumerate(shares) if not share]
    if len(values) == len(amounts) and all(is_money(value.text) for value in values):
        placed: list[Piece | None] = [None] * len(shares)
        for at, value in zip(amounts, values, strict=True):
            placed[at] = value
        return placed
    return None


def read_money(heads: Sequence[Label], pieces: Sequence[Piece]) -> Part:
    """The funds of a project sheet under their heads; dashes stay as printed."""
    funds, unit, dropped = _funds(pieces)
    shares = [head.core in sheet_words("sheet", "shares") for head in heads]
    columns = tuple(
        Column((head.text,), head.unit or (None if share else unit))
        for head, share in zip(heads, shares, strict=True)
    )
    rows = []
    for fund in funds:
        placed = _places(fund.values, shares)
        if placed is None:
            dropped += sum(value.kind == "figure" for value in fund.values)
            continue
        line = fund.pieces[0].line
        cells = tuple(
            Cell(at, value.text if value else None, (value.line if value else line).number)
            for at, value in enumerate(placed)
        )
        label = clean_label(fund.label)
        rows.append(Row((label,), cells, line.number, quote_of(fund.pieces), None, line.page))
    return Part(columns, tuple(rows), dropped)
