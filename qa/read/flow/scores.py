"""Score sheets: an indicator with its full marks, how it is judged, and the score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low

from qa.model import Cell, Row
from qa.read.flow.form import fields_of, quote_of
from qa.read.flow.rests import Above, read_rests
from qa.read.flow.text import Piece, starts_page
from qa.read.flow.tree import Half, columns_of
from qa.read.flow.words import Label
from qa.read.flow.wrap import Unit, Wrapped, join, units_of
from qa.read.flow.zones import Part, sheet_words, word_at
from qa.read.labels import clean_label

MARK = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
#: A name holds no sentence and no formula.
ENDINGS = ("。", "；", "）", "！")
NOT_NAME = re.compile(r"[，。；：=≥≤＜＞×÷]|\d+\s*分")


@dataclass(slots=True)
class Judged:
    """An indicator while it is being read."""

    labels: tuple[str, ...]
    full: Piece
    pieces: list[Piece]
    texts: list[Piece] = field(default_factory=list)
    score: Piece | None = None
    rest: list[Piece] = field(default_factory=list)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in pieces:
        if not lines or lines[-1][0].line.number != piece.line.number:
            lines.append([])
        lines[-1].append(piece)
    return lines


def _heads_row(line: Sequence[Piece]) -> bool:
    """Whether a line names an indicator and ends with its full marks."""
    return (
        len(line) > 1
        and MARK.fullmatch(line[-1].text) is not None
        and not any(NOT_NAME.search(piece.text) or piece.kind == "figure" for piece in line[:-1])
    )


class ScoreReader:
    """Reads lines into indicators: a heading line, texts, a line with the score alone."""

    def __init__(self) -> None:
        self.rows: list[Judged] = []
        self.classes: list[str] = []
        self.pending: list[Piece] = []
        self.dropped = 0

    def _open(self) -> Judged | None:
        last = self.rows[-1] if self.rows else None
        return last if last and last.score is None else None

    def read(self, line: Sequence[Piece]) -> None:
        last = self._open()
        if last is None and _heads_row(line):
            self._start(line)
        elif last is not None and len(line) == 1 and MARK.fullmatch(line[0].text):
            last.score = line[0]
            last.pieces.append(line[0])
        elif last is not None:
            last.texts += line
            last.pieces += line
        elif self.rows and not self.pending and self._turned(line):
            self._rest(line)
        else:
            self.pending += line

    def _turned(self, line: Sequence[Piece]) -> bool:
        return starts_page(line[0].line) or bool(self.rows[-1].rest)

    def _rest(self, line: Sequence[Piece]) -> None:
        """Below a page break: the rest of the last texts, then classes of the next row."""
        last = self.rows[-1]
        above = [*last.texts, *last.rest]
        ended = bool(above) and above[-1].text.endswith(ENDINGS)
        if ended and not any(NOT_NAME.search(piece.text) for piece in line):
            self.pending += line
        else:
            last.rest += line
            last.pieces += line

    def _start(self, line: Sequence[Piece]) -> None:
        *names, full = line
        labels = [piece.text for piece in (*self.pending, *names)]
        self.pending = []
        own = labels[-3:]
        self.classes = [*self.classes[: 3 - len(own)], *own][:3]
        self.rows.append(Judged(tuple(self.classes), full, list(line)))


def _texts(row: Judged, rooms: Sequence[int], marks: bool) -> list[list[Unit]]:
    """The words of a row by column; on its first page every column has some."""
    texts: list[list[Unit]] = [[] for _ in rooms]
    for pieces, least in ((row.texts, len(rooms)), (row.rest, 0)):
        units = units_of(pieces)
        found = read_rests(Wrapped(units, marks), Above(texts, rooms), least) if units else None
        if found:
            for column, (start, end) in zip(found.rests, found.cut, strict=True):
                texts[column] += units[start:end]
    return texts


def _rooms(rows: Sequence[Judged], columns: int, marks: bool) -> list[int]:
    """The widths of the columns of words: what most rows fill."""
    widths: list[list[int]] = [[] for _ in range(columns)]
    for row in rows:
        for column, units in enumerate(_texts(row, [0] * columns, marks)):
            widths[column].append(max((unit.width for unit in units), default=0))
    return [median_low(found) if found else 0 for found in widths]


def _judged_row(row: Judged, half: Half, texts: Sequence[Sequence[Unit]]) -> Row:
    words = iter(texts)
    figures = [at for at in range(len(half.columns)) if at not in half.words]
    cells = []
    for at in range(len(half.columns)):
        if at in half.words:
            units = next(words)
            line = units[0].line if units else row.full.line
            cells.append(Cell(at, join(units) or None, line.number))
        else:
            piece = row.full if at == figures[0] else row.score
            line = (piece or row.full).line
            cells.append(Cell(at, piece.text if piece else None, line.number))
    labels = tuple(clean_label(label) for label in row.labels)
    line = row.pieces[0].line
    return Row(labels, tuple(cells), line.number, quote_of(row.pieces), None, line.page)


def _closing_rows(pieces: Sequence[Piece], column: int) -> list[Row]:
    """Sheet-wide results below the last indicator: 综合评分, 评分等级, who filled it in."""
    rows = []
    for found in fields_of(pieces)[0]:
        line = found.pieces[0].line
        cell = Cell(column, found.text, line.number)
        quote = quote_of((*found.pieces, *found.value))
        rows.append(
            Row((clean_label(found.label.text),), (cell,), line.number, quote, page=line.page)
        )
    return rows


def read_scores(heads: Sequence[Label], pieces: Sequence[Piece], marks: bool) -> Part:
    """The indicators of a score sheet: full marks, texts, score.

    The first number behind a name is its full marks, the lone number below its score.
    """
    half = columns_of(None, heads)
    if half is None or half.figures != 2:
        return Part((), (), sum(piece.kind == "figure" for piece in pieces))
    closing = sheet_words("form", "closing")
    end = next(
        (at for at, p in enumerate(pieces) if p.first and word_at(pieces, at, closing)),
        len(pieces),
    )
    reader = ScoreReader()
    for line in _lines(pieces[:end]):
        reader.read(line)
    rooms = _rooms(reader.rows, len(half.words), marks)
    rows = [_judged_row(row, half, _texts(row, rooms, marks)) for row in reader.rows]
    rows += _closing_rows(pieces[end:], len(half.columns) - 1)
    return Part(half.columns, tuple(rows), reader.dropped)
