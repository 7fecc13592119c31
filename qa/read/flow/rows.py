"""The body of a table with one set of columns: printed lines become rows.

Reading goes cell by cell: a row's label may take several lines before its figures, and
blank cells are not there. Which column a figure belongs to is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from qa import lexicon
from qa.model import Line
from qa.read.flow.coded import with_whole_labels
from qa.read.flow.draft import Draft, Figure, figure_of
from qa.read.flow.lines import is_index_row, is_numbered, printed_lines
from qa.read.flow.text import (
    SUBJECT_CODE,
    YEAR,
    Piece,
    key,
    other_cell,
    pieces_of,
)
from qa.read.flow.tree import Half
from qa.read.flow.words import vocabulary

LEVEL_CODE = re.compile(r"\d{2}")
LONGEST_CODE = 7
BRACKETS = ("（", "(")
YEAR_WORDS = ("年", "年度")
MARK = re.compile(r"[A-Z]\d{0,8}")
#: A label breaks where its column is full; a word kept whole may break one or two
#: characters early, so four half characters of slack.
SLACK = 4


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as printed: its label parts, code and figures, columns still unknown.

    ``complete`` tells that no label column stays blank before the figures. ``least`` are the
    columns that the figures cannot stand before, ``fixed`` those that they stand in, where the
    row's cells tell that.
    """

    labels: tuple[str, ...]
    code: str | None
    figures: tuple[Figure, ...]
    words: tuple[Figure, ...]
    lines: tuple[Line, ...]
    mark: Figure | None = None
    half: int = 0
    complete: bool = True
    least: tuple[int, ...] = ()
    fixed: tuple[int, ...] | None = None

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def quote(self) -> str:
        return " ".join(" ".join(line.text.split()) for line in self.lines)


def label_room(lines: Iterable[Line]) -> int:
    """The widest label that is printed whole, figures after it on the same line."""
    room = 0
    for line in lines:
        pieces = pieces_of(line)
        for piece, after in pairwise(pieces):
            if piece.kind == "text" and after.kind == "figure":
                room = max(room, piece.width)
    return room


def may_go_on(piece: Piece, room: int, marks: bool) -> bool:
    """Whether a label printed up to the end of its line may go on below."""
    if marks:
        return not piece.closed
    return piece.width + SLACK > room


def is_level_head(text: str) -> bool:
    """Whether words are the heads of a code in several columns (类款项), printed beside a row."""
    return vocabulary().roles.get(key(text)) == "levels"


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(key, lexicon.load("flow")["sums"]["rows"]))


def is_total(label: str) -> bool:
    """Whether a row's label says that it sums up the table."""
    return key(label) in _totals()


def prints_decimals(lines: Iterable[Line]) -> bool:
    """Whether amounts are printed with decimals, so that no code looks like one."""
    return any(
        piece.kind == "figure" and "." in piece.text for line in lines for piece in pieces_of(line)
    )


def _is_code(piece: Piece, pieces: Sequence[Piece], draft: Draft, decimals: bool) -> bool:
    """Whether a number that begins a line is a code, not the figure of the label above."""
    if not SUBJECT_CODE.fullmatch(piece.text) or not piece.first:
        return False
    waits = bool(draft.texts) and not draft.figures
    if not waits or decimals:
        return True
    named = len(pieces) > 1 and pieces[1].kind == "text"
    follows = bool(draft.code) and piece.text[:3] == (draft.code or "")[:3]
    return named or (len(pieces) == 1 and follows)


class Reader:
    """Reads the lines of one table into rows."""

    def __init__(self, half: Half, lines: Sequence[Line], marks: bool) -> None:
        self.half = half
        self.marks = marks
        self.room = label_room(lines)
        self.coded = bool({"code", "levels"} & set(half.stubs))
        self.decimals = prints_decimals(lines)
        self.draft = Draft()
        self.rows: list[Draft] = []

    def close(self) -> None:
        if self.draft:
            self.rows.append(self.draft)
        self.draft = Draft()

    def text(self, piece: Piece) -> None:
        draft = self.draft
        if draft.figures and not piece.first and self.half.words:
            draft.words.append(Figure(piece.text, piece.line.number))
            return
        many = sum(role in ("unit", "name") for role in self.half.stubs) > 1
        if draft.texts and YEAR.fullmatch(draft.texts[-1].text):
            if piece.text in YEAR_WORDS:
                last = draft.texts[-1]
                draft.texts[-1] = replace(last, text=last.text + piece.text)
                return
            self.close()
            draft = self.draft
        ended = bool(draft.texts) and not many and piece.first
        whole = ended and (
            is_total(piece.text)
            or is_numbered(piece.text)
            or other_cell(piece)
            or not may_go_on(draft.texts[-1], self.room, self.marks)
        )
        if whole or draft.figures or draft.words:
            self.close()
        if "mark" in self.half.stubs and not self.draft.texts and MARK.fullmatch(piece.text):
            self.draft.mark = Figure(piece.text, piece.line.number)
        else:
            self.draft.texts.append(piece)

    def figure(self, piece: Piece) -> None:
        draft = self.draft
        year = "year" in self.half.stubs and not draft.figures
        if year and draft.texts and YEAR.fullmatch(piece.text):
            draft.texts.append(piece)
            return
        level = "levels" in self.half.stubs and draft.code and not (draft.texts or draft.figures)
        if level and LEVEL_CODE.fullmatch(piece.text) and len(draft.code or "") < LONGEST_CODE:
            draft.code = (draft.code or "") + piece.text
            return
        starts = piece.first and not self.half.stubs
        if starts and draft.figures:
            self.close()
        self.draft.figures.append(figure_of(piece))

    def read(self, line: Line, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if piece.first and self.coded and is_level_head(piece.text):
                continue
            coded = self.coded and _is_code(piece, pieces, self.draft, self.decimals)
            if piece.kind == "code" or coded:
                self.close()
                self.draft.code = piece.text
            elif piece.kind == "text":
                self.text(piece)
            else:
                self.figure(piece)
            self.draft.see(line)


def _labels(draft: Draft, half: Half, units: frozenset[str]) -> tuple[str, ...]:
    """The label parts of a row: the unit that many rows repeat is a part of its own."""
    if "year" in half.stubs and draft.texts and YEAR.fullmatch(draft.texts[-1].text):
        return ("".join(piece.text for piece in draft.texts[:-1]), draft.texts[-1].text)
    whole = "".join(piece.text for piece in draft.texts)
    for unit in units:
        rest = whole.removeprefix(unit)
        if rest and rest != whole and not rest.startswith(BRACKETS):
            return (unit, rest)
    return (whole,) if whole else ()


def _wrapped_around(drafts: Sequence[Draft]) -> list[Draft]:
    """Rows of a text that prints every height of the page as one line.

    There a wrapped label stands as far above its figures as below them: as many lines
    before as after. A code with figures but no name is the sign of such a text; rows that
    stay without a label are left out.
    """
    if not any(draft.code and draft.figures and not draft.texts for draft in drafts):
        return list(drafts)
    rows: list[Draft] = []
    above: list[Draft] = []
    below = 0
    for draft in drafts:
        if draft.figures or draft.code:
            draft.texts = [text for other in above for text in other.texts] + draft.texts
            below, above = len(above), []
            rows.append(draft)
            continue
        for text in draft.texts:
            if below:
                rows[-1].texts.append(text)
                below -= 1
            else:
                above.append(Draft(texts=[text], lines=draft.lines))
    return [draft for draft in rows if draft.texts and not below]


def _is_complete(draft: Draft, half: Half) -> bool:
    """Whether the last label column before the figures is filled."""
    last = half.stubs[-1] if half.stubs else ""
    return len(half.stubs) < 2 or draft.code is not None or last in ("year", "unit")


def _stands_blank(draft: Draft, half: Half, units: frozenset[str]) -> bool:
    """Whether a last row without figures is a row at all: by code, year, total or unit."""
    label = "".join(piece.text for piece in draft.texts)
    return bool(draft.code) or "year" in half.stubs or is_total(label) or label in units


def rows_of(
    half: Half, lines: Sequence[Line], marks: bool, units: frozenset[str]
) -> tuple[RawRow, ...]:
    """The rows that ``lines`` print; ``units`` are names of units that start labels."""
    reader = Reader(half, lines, marks)
    body = [line for line in lines if not is_index_row(line)]
    for line, pieces in printed_lines(body, reader.coded, "index" in half.stubs):
        reader.read(line, pieces)
    reader.close()
    drafts = _wrapped_around(with_whole_labels(reader.rows))
    while drafts and not (
        drafts[-1].figures or drafts[-1].words or _stands_blank(drafts[-1], half, units)
    ):
        drafts.pop()
    known = set(units)
    if "unit" in half.stubs and drafts and drafts[0].code is None and "year" not in half.stubs:
        known.add("".join(piece.text for piece in drafts[0].texts))
    return tuple(
        RawRow(
            labels=_labels(draft, half, frozenset(known - {""})),
            code=draft.code,
            figures=tuple(draft.figures),
            words=tuple(draft.words),
            lines=tuple(draft.lines),
            mark=draft.mark,
            complete=_is_complete(draft, half),
        )
        for draft in drafts
    )
