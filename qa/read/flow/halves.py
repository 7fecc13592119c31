"""Tables that stand side by side: each printed row holds a row of both.

A line prints what is there of either half. Row numbers (行次) tell the halves apart where
they are printed, 经济分类 codes where those are, else the words of the labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qa.model import Line
from qa.read.flow.beside import with_labels_around
from qa.read.flow.coded import with_whole_labels
from qa.read.flow.draft import Draft, figure_of
from qa.read.flow.lines import is_index_row, is_numbered, printed_lines
from qa.read.flow.place import adds_up, amount
from qa.read.flow.rows import LEVEL_CODE, LONGEST_CODE, RawRow, is_total, prints_decimals
from qa.read.flow.sides import side_of, words_of
from qa.read.flow.text import (
    PLAIN_INTEGER,
    SUBJECT_CODE,
    Piece,
    is_money,
    other_cell,
    pieces_of,
)
from qa.read.flow.tree import Half
from qa.read.labels import numbering

#: Digits of the code of a 类.
CLASS_DIGITS = 3
#: A label may break two characters before its column is full.
SLACK = 4


@dataclass(slots=True)
class _Numbers:
    """The next row number of either half; both count on without a gap."""

    left: int = 1
    right: int = 0
    last: list[int] = field(default_factory=list)

    def side(self, number: int) -> int | None:
        if number == self.left:
            return 0
        if self.right and number == self.right:
            return 1
        return 1 if not self.right and number > self.left else None

    def take(self, number: int, side: int) -> None:
        if side == 0:
            self.left = number + 1
        else:
            self.right = number + 1


class NumberedReader:
    """Reads halves with row numbers: label, number, figures, in this order."""

    def __init__(self, halves: Sequence[Half]) -> None:
        self.halves = halves
        self.numbers = _Numbers()
        self.draft = Draft()
        self.numbered = False
        self.rows: list[Draft] = []

    def close(self) -> None:
        if self.draft.texts and self.numbered:
            self.rows.append(self.draft)
        self.draft, self.numbered = Draft(), False

    def _number(self, piece: Piece) -> int | None:
        if not PLAIN_INTEGER.fullmatch(piece.text):
            return None
        side = self.numbers.side(int(piece.text))
        full = len(self.draft.figures) >= self.halves[self.draft.half].figures
        if self.numbered and side is not None and side == self.draft.half and not full:
            return None
        return side

    def read(self, line: Line, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            side = self._number(piece)
            if piece.kind == "text":
                if self.numbered:
                    self.close()
                self.draft.texts.append(piece)
            elif side is not None:
                if self.numbered:
                    self.close()
                self.numbers.take(int(piece.text), side)
                self.draft.half, self.numbered = side, True
            else:
                self.draft.figures.append(figure_of(piece))
            self.draft.see(line)


def _families(halves: Sequence[Half]) -> tuple[str, ...]:
    """How codes of the halves begin; nothing where they print none."""
    if not any("code" in half.stubs for half in halves):
        return ()
    known = words_of(halves)
    return tuple(code for words in known if words for code in words.codes) or tuple("123456789")


class PlainReader:
    """Reads halves without row numbers: each label is a row, with its figures or blank."""

    def __init__(self, halves: Sequence[Half], lines: Sequence[Line], marks: bool) -> None:
        self.halves = halves
        self.marks = marks
        self.rooms = self._rooms(lines)
        self.families = _families(halves)
        self.levels = any("levels" in half.stubs for half in halves)
        self.decimals = prints_decimals(lines)
        self.draft = Draft()
        self.rows: list[Draft] = []

    def _rooms(self, lines: Sequence[Line]) -> list[int]:
        """For each half its widest label that stands whole on one line."""
        rooms = [0] * len(self.halves)
        for line in lines:
            pieces = pieces_of(line)
            labels = [at for at, piece in enumerate(pieces) if piece.kind == "text"]
            whole = [at for at in labels if at + 1 < len(pieces)]
            for order, at in enumerate(whole):
                side = side_of(pieces[at].text, None, self.halves)
                if side is None and len(labels) == len(self.halves):
                    side = order
                if side is not None and (side or is_money(pieces[at + 1].text) or order == 0):
                    rooms[side] = max(rooms[side], pieces[at].width)
        return rooms

    def close(self) -> None:
        if self.draft:
            self.rows.append(self.draft)
        self.draft = Draft()

    def _goes_on(self, piece: Piece) -> bool:
        """Whether ``piece``, first on its line, continues the label above it."""
        if not self.draft.texts or self.draft.figures or not piece.first:
            return False
        above = self.draft.texts[-1]
        if not above.last or is_numbered(piece.text) or is_total(piece.text):
            return False
        if other_cell(piece):
            return False
        if self.marks:
            return not above.closed
        side = side_of(above.text, None, self.halves)
        room = max(self.rooms) if side is None else self.rooms[side]
        return above.width + SLACK > room

    def _is_numbered(self) -> bool:
        """Whether nothing but the number of a label is read."""
        texts = self.draft.texts
        number = numbering(texts[0].text) if len(texts) == 1 and not self.draft.figures else None
        return number is not None and not number.rest

    def _is_code(self, pieces: Sequence[Piece], at: int) -> bool:
        """Whether a number is a code rather than the figure of the label before it.

        Where figures are printed with decimals or commas a bare number is a code; else it
        is one where no label waits for a figure, or where a name follows it.
        """
        piece = pieces[at]
        if not self.families or not SUBJECT_CODE.fullmatch(piece.text):
            return False
        if not piece.text.startswith(self.families):
            return False
        waits = bool(self.draft.texts) and not self.draft.figures
        if not waits or self.decimals:
            return True
        label = "".join(text.text for text in self.draft.texts)
        alone = len(pieces) == 1 and len(piece.text) > CLASS_DIGITS
        named = at + 1 < len(pieces) and pieces[at + 1].kind == "text"
        return (alone or named) and not is_total(label)

    def _is_level(self, piece: Piece) -> bool:
        """Whether a number goes on with a code that is printed in several columns."""
        draft = self.draft
        if not self.levels or draft.code is None or draft.texts or draft.figures:
            return False
        return len(draft.code) < LONGEST_CODE and LEVEL_CODE.fullmatch(piece.text) is not None

    def read(self, line: Line, pieces: Sequence[Piece]) -> None:
        for at, piece in enumerate(pieces):
            if piece.kind == "code" or self._is_code(pieces, at):
                self.close()
                self.draft.code = piece.text
            elif self._is_level(piece):
                self.draft.code = (self.draft.code or "") + piece.text
            elif piece.kind == "text":
                fresh = self.draft.code is not None and not (self.draft.texts or self.draft.figures)
                if not (fresh or self._is_numbered() or self._goes_on(piece)):
                    self.close()
                self.draft.texts.append(piece)
            else:
                self.draft.figures.append(figure_of(piece))
            self.draft.see(line)


def _sides(drafts: Sequence[Draft], halves: Sequence[Half]) -> list[int | None]:
    """Which half each label belongs to: by its words or code, else by its place."""
    sides: list[int | None] = []
    for at, draft in enumerate(drafts):
        label = "".join(piece.text for piece in draft.texts)
        side = side_of(label, draft.code, halves)
        before = drafts[at - 1] if at else None
        together = bool(before and before.lines[-1].number == draft.lines[0].number)
        if side is None and together and sides[-1] == 0:
            side = 1
        if side is None and not together:
            after = drafts[at + 1] if at + 1 < len(drafts) else None
            paired = after is not None and after.lines[0].number == draft.lines[-1].number
            side = 0 if paired else len(halves) - 1
            own = None if paired else _side_of_whole(drafts, at)
            side = side if own is None else own
        sides.append(side)
    return sides


def _side_of_whole(drafts: Sequence[Draft], at: int) -> int | None:
    """The half whose row above, printed beside one of the other half, is the sum of the rows
    alone on their lines that the one at ``at`` is among; ``None`` where that is not one."""
    start = at
    while start and _is_alone(drafts, start):
        start -= 1
    if not 0 < start < at or drafts[start - 1].lines[0].number != drafts[start].lines[0].number:
        return None
    end = at + 1
    while end < len(drafts) and _is_alone(drafts, end):
        end += 1
    parts = [_first(draft) for draft in drafts[start + 1 : end]]
    wholes = [_first(draft) for draft in drafts[start - 1 : start + 1]]
    known = [part for part in parts if part is not None]
    fits = [whole is not None and bool(whole) and adds_up(whole, known) for whole in wholes]
    return fits.index(True) if sum(fits) == 1 and len(known) == len(parts) else None


def _is_alone(drafts: Sequence[Draft], at: int) -> bool:
    """Whether a row stands alone on its line."""
    line = drafts[at].lines[0].number
    return [other.lines[0].number for other in drafts[max(0, at - 1) : at + 2]].count(line) == 1


def _first(draft: Draft) -> Decimal | None:
    return amount(draft.figures[0].text) if draft.figures else None


def rows_of_halves(
    halves: Sequence[Half], lines: Sequence[Line], marks: bool, by_height: bool = False
) -> tuple[RawRow, ...]:
    """The rows of all halves in printed order; ``half`` of a row says which one it is of.

    ``by_height``: every height of the page may be printed as one line.
    """
    numbered = any("index" in half.stubs for half in halves)
    body = [line for line in lines if not is_index_row(line)]
    reader: NumberedReader | PlainReader
    reader = NumberedReader(halves) if numbered else PlainReader(halves, body, marks)
    coded = any("code" in half.stubs for half in halves)
    for line, pieces in printed_lines(body, coded, numbered):
        reader.read(line, pieces)
    reader.close()
    drafts = with_whole_labels(reader.rows) if coded else reader.rows
    if by_height and not (coded or numbered):
        drafts = with_labels_around(drafts, halves)
    if numbered:
        sides: list[int | None] = [draft.half for draft in drafts]
    else:
        sides = _sides(drafts, halves)
    return tuple(
        RawRow(
            labels=("".join(piece.text for piece in draft.texts),),
            code=draft.code,
            figures=tuple(draft.figures),
            words=(),
            lines=tuple(draft.lines),
            half=side,
        )
        for draft, side in zip(drafts, sides, strict=True)
        if side is not None
    )
