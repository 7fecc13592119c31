"""Indicators: classes, a name that may wrap, and its values, cut out of running pieces.

Every way to read the pieces as classes, names and values is weighed; the cheapest is
taken. Rows that remain dear in it are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.model import Cell, Column, Row
from qa.read.figures import is_number
from qa.read.flow.form import quote_of
from qa.read.flow.text import Piece, key
from qa.read.flow.weigh import (
    LONGEST_CLASS_PIECES,
    NAME,
    ODD_END,
    VALUES,
    Span,
    Weigher,
    ends_like_name,
    is_any_class,
    is_value,
    rooms_of,
)
from qa.read.flow.words import Label
from qa.read.flow.wrap import join, units_of
from qa.read.flow.zones import Part, sheet_words, word_at
from qa.read.indicators import is_class
from qa.read.labels import clean_label

#: A row cut by a page is left out where another reading is hardly dearer.
DOUBT = 0.6
# Costs, as in ``weigh``.
#: A class without an indicator, and one whose name is broken off.
BLANK, BROKEN_OFF = 4.0, 2.0
#: A cell that goes on behind a page break, and one more of the same row.
REST, REST_TOO = 1.0, 0.2
#: A piece that no row takes.
LEFT_OUT = 50.0
#: A row that costs more is left out.
DEAREST = 5.0
LONGEST_REST = 3


@dataclass(frozen=True, slots=True)
class _Slots:
    """The columns after the name: how many hold values, which are numbers or often blank."""

    values: int
    numeric: frozenset[int]
    optional: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row as read: class words, name and values as ranges of pieces.

    ``rests`` are what a page break cut off the name and the values.
    """

    first: Span | None
    second: Span | None
    name: Span | None
    values: tuple[Span | None, ...]
    rests: tuple[Span | None, ...] = ()
    total: bool = False


Values = tuple[float, int, tuple[Span | None, ...]]
Option = tuple[float, _Entry, int]


class _Reading:
    """The cheapest reading of all pieces, found from the end backwards."""

    def __init__(self, weigh: Weigher, slots: _Slots) -> None:
        self.pieces = weigh.pieces
        self.slots = slots
        self.weigh = weigh
        self._values: dict[tuple[int, int, int], list[Values]] = {}
        self._plain: dict[int, list[Option]] = {}
        size = len(self.pieces)
        self.best: list[tuple[float, _Entry | None, int]] = [(0.0, None, size)] * (size + 1)
        self.margins = [0.0] * size
        for at in range(size - 1, -1, -1):
            self.best[at] = self._at(at)

    @property
    def cost(self) -> float:
        """What speaks against the reading."""
        return self.best[0][0]

    def entries(self) -> tuple[list[_Entry], int]:
        """The rows, and how many pieces no row could take at a fair price."""
        found: list[_Entry] = []
        lost = at = 0
        while at < len(self.pieces):
            cost, entry, after = self.best[at]
            dear = cost - self.best[after][0] > DEAREST
            torn = "page" in self.weigh.breaks[at + 1 : after + 1]
            doubtful = torn and self.margins[at] < DOUBT
            if entry is None or (entry.name and (dear or doubtful)):
                lost += after - at
            else:
                found.append(entry)
            at = after
        return found, lost

    def _at(self, at: int) -> tuple[float, _Entry | None, int]:
        best: tuple[float, _Entry | None, int] = (LEFT_OUT + self.best[at + 1][0], None, at + 1)
        second_best = best[0]
        for first, second, after, cost in self._classes(at):
            for price, entry, end in self._rows(first, second, after):
                total = cost + price + self.weigh.start(at) + self.best[end][0]
                total += self.weigh.parts[VALUES][end] if end < len(self.pieces) else 0.0
                if total < best[0] - 1e-9:
                    second_best = best[0]
                    best = (total, replace(entry, first=first, second=second), end)
                else:
                    second_best = min(second_best, total)
        self.margins[at] = second_best - best[0]
        return best

    def _class_ends(self, at: int, level: str) -> Iterator[int]:
        text = ""
        for end in range(at, min(at + LONGEST_CLASS_PIECES, len(self.pieces))):
            if end > at and self.weigh.breaks[end] == "space":
                return
            text += self.pieces[end].text
            if is_class(text, level):
                yield end + 1

    def _classes(self, at: int) -> Iterator[tuple[Span | None, Span | None, int, float]]:
        yield None, None, at, 0.0
        if at not in self.weigh.classes:
            return
        for end in self._class_ends(at, "second"):
            yield None, (at, end), end, self._class_cost(at, end)
        for end in self._class_ends(at, "first"):
            cost = self._class_cost(at, end)
            yield (at, end), None, end, cost + 0.1
            for stop in self._class_ends(end, "second"):
                yield (at, end), (end, stop), stop, cost + self._class_cost(end, stop)

    def _class_cost(self, start: int, end: int) -> float:
        """A class takes all the pieces that it can: 可持续影响 and then 指标."""
        more = "".join(piece.text for piece in self.pieces[start : end + 1])
        longer = end < len(self.pieces) and is_any_class(more)
        return BROKEN_OFF if longer and not self.pieces[end - 1].closed else 0.0

    def _rows(self, first: Span | None, second: Span | None, at: int) -> Iterator[Option]:
        if first or second:
            yield BLANK, _Entry(None, None, None, (None,) * self.slots.values), at
        if at >= len(self.pieces):
            return
        if at not in self._plain:
            self._plain[at] = [*self._total(at), *self._named(at)]
        yield from self._plain[at]
        if second and _placeholder(self.pieces[at].text):
            for cost, stop, values in self._value_runs(at + 1, 0, 1):
                yield cost, _Entry(None, None, (at, at + 1), values), stop

    def _total(self, at: int) -> Iterator[Option]:
        """A row of totals: numbers in the columns of numbers, nothing in the others."""
        if key(self.pieces[at].text) not in sheet_words("sheet", "totals"):
            return
        numbers = at + 1, at + 1 + len(self.slots.numeric)
        printed = self.pieces[numbers[0] : numbers[1]]
        if not printed or len(printed) < len(self.slots.numeric):
            return
        if all(is_number(piece.text) for piece in printed):
            spans = iter((place, place + 1) for place in range(*numbers))
            values = tuple(
                next(spans) if slot in self.slots.numeric else None
                for slot in range(self.slots.values)
            )
            yield 0.0, _Entry(None, None, (at, at + 1), values, total=True), numbers[1]

    def _named(self, at: int) -> Iterator[Option]:
        for end, price in self.weigh.names(at):
            for cost, stop, values in self._value_runs(end, 0, self.weigh.lines(at, end)):
                entry = _Entry(None, None, (at, end), values)
                yield price + cost, entry, stop
                yield from self._with_rests(price + cost, entry, stop)

    def _with_rests(self, cost: float, entry: _Entry, at: int) -> Iterator[Option]:
        """Cells cut by a page break go on behind the row, one after the other."""
        if at >= len(self.pieces) or self.weigh.breaks[at] != "page":
            return
        cells = (entry.name, *entry.values)
        for rests, end in self._rests(cells, at):
            whole = self.pieces[end - 1].last and any(rests[:-1])
            if whole:
                price = sum(
                    self._gain(column, cell, rest)
                    for column, (cell, rest) in enumerate(zip(cells, rests, strict=True))
                    if cell and rest
                )
                yield cost + REST + price, replace(entry, rests=rests), end

    def _rests(
        self, cells: Sequence[Span | None], at: int
    ) -> Iterator[tuple[tuple[Span | None, ...], int]]:
        """The ways to read pieces from ``at`` on as rests of some of ``cells``."""
        if not cells:
            yield (), at
            return
        for rests, end in self._rests(cells[1:], at):
            yield (None, *rests), end
        if cells[0] is None:
            return
        for end in range(at + 1, min(at + LONGEST_REST, len(self.pieces)) + 1):
            text = self.weigh.text(at, end)
            if is_any_class(text) or is_value(text) or "page" in self.weigh.breaks[at + 1 : end]:
                return
            for rests, stop in self._rests(cells[1:], end):
                yield ((at, end), *rests), stop

    def _gain(self, column: int, cell: Span, rest: Span) -> float:
        """What a rest changes in the price of its cell."""
        part, more = self.weigh.text(*cell), self.weigh.text(*rest)
        kind = VALUES if column else NAME
        price = self.weigh.torn(kind, cell, rest) + self.weigh.inside(kind, *rest)
        if column:
            return price + self.weigh.value(part + more) - self.weigh.value(part) + REST_TOO
        price += REST * ends_like_name(part) * (1 + ends_like_name(more))
        price += 0.0 if ends_like_name(part + more) else ODD_END
        return price - ODD_END * (not ends_like_name(part))

    def _value_runs(self, at: int, slot: int, above: int) -> list[Values]:
        """The ways to read the values from ``slot`` on: price, end and ranges.

        The cell before them has ``above`` lines.
        """
        if slot == self.slots.values:
            return [(0.0, at, ())]
        if (at, slot, above) in self._values:
            return self._values[at, slot, above]
        found: list[Values] = []
        if slot in self.slots.optional:
            blank = self._value_runs(at, slot + 1, above)
            found += [(cost, end, (None, *rest)) for cost, end, rest in blank]
        if at < len(self.pieces):
            for end, price in self.weigh.values(at, slot in self.slots.numeric):
                lines = self.weigh.lines(at, end)
                column = VALUES if slot else NAME
                own = price + self.weigh.parts[column][at] + self.weigh.place(at, above, lines)
                for more, stop, rest in self._value_runs(end, slot + 1, lines):
                    found.append((own + more, stop, ((at, end), *rest)))
        cheapest: dict[int, Values] = {}
        for option in found:
            if option[1] not in cheapest or option[0] < cheapest[option[1]][0]:
                cheapest[option[1]] = option
        self._values[at, slot, above] = list(cheapest.values())
        return self._values[at, slot, above]


def _cheapest(pieces: Sequence[Piece], slots: _Slots, marks: bool) -> _Reading:
    """The reading with those widths of the columns that make it cheapest."""
    wide, *others = rooms_of(pieces)
    best = _Reading(Weigher(pieces, marks, (wide, wide)), slots)
    if marks:
        return best
    for column in (NAME, VALUES):
        for room in others:
            names, values = best.weigh.rooms
            rooms = (room, values) if column == NAME else (names, room)
            found = _Reading(best.weigh.resized(rooms), slots)
            if found.cost < best.cost - 1e-9:
                best = found
    return best


def _placeholder(text: str) -> bool:
    return key(text) in sheet_words("sheet", "placeholders")


def _texts(pieces: Sequence[Piece], at: int) -> tuple[int, Label] | None:
    return word_at(pieces, at, sheet_words("sheet", "texts"))


def _text_rows(pieces: Sequence[Piece], columns: int, offset: int) -> tuple[list[Row], list[Piece]]:
    """Rows whose value is a text (测算明细 …), and the pieces that are left.

    Such a text ends where a line begins with a class of indicators or the next such name.
    """
    rows: list[Row] = []
    left: list[Piece] = []
    at = 0
    classes: list[str] = []
    while at < len(pieces):
        found = _texts(pieces, at) if columns else None
        if not found:
            left.append(pieces[at])
            at += 1
            continue
        if left and is_class(left[-1].text, "first"):
            classes = [left.pop().text]
        end = found[0]
        while end < len(pieces) and not (
            pieces[end].first and (is_any_class(pieces[end].text) or _texts(pieces, end))
        ):
            end += 1
        labels = tuple(clean_label(label) for label in (*classes, found[1].text))
        line = pieces[at].line
        own = pieces[found[0]].line if found[0] < end else line
        cells = [Cell(offset, join(units_of(pieces[found[0] : end])) or None, own.number)]
        cells += [Cell(offset + more, None, line.number) for more in range(1, columns)]
        quote = quote_of(pieces[at:end])
        rows.append(Row(labels, tuple(cells), line.number, quote, None, line.page))
        at = end
    return rows, left


def read_indicators(heads: Sequence[Label], pieces: Sequence[Piece], marks: bool) -> Part:
    """The indicators of a zone; a class without one is a row with blank cells."""
    values = [head for head in heads if head.role is None]
    names = [head for head in heads if head.role == "measure"][:1]
    columns = tuple(Column((head.text,), head.unit) for head in (*names, *values))
    rows, left = _text_rows(pieces, len(values), len(names))
    numeric, optional = sheet_words("sheet", "numeric"), sheet_words("sheet", "optional")
    slots = _Slots(
        len(values),
        frozenset(at for at, head in enumerate(values) if head.core in numeric),
        frozenset(at for at, head in enumerate(values) if head.core in optional),
    )
    reading = _cheapest(left, slots, marks)
    entries, lost = reading.entries()
    classes = ("", "")
    for entry in entries:
        classes = ("", "") if entry.total else _classes(reading.weigh, entry, classes)
        rows.append(_row(reading.weigh, entry, classes, len(names)))
    rows.sort(key=lambda row: row.line)
    return Part(columns, tuple(rows), lost)


def _classes(weigh: Weigher, entry: _Entry, above: tuple[str, str]) -> tuple[str, str]:
    first = weigh.text(*entry.first) if entry.first else above[0]
    if entry.second:
        return first, weigh.text(*entry.second)
    return (first, "") if entry.first else above


def _row(weigh: Weigher, entry: _Entry, classes: tuple[str, str], offset: int) -> Row:
    spans = [s for s in (entry.first, entry.second, entry.name, *entry.values, *entry.rests) if s]
    used = [piece for start, end in spans for piece in weigh.pieces[start:end]]
    line = used[0].line
    rests = entry.rests or (None,) * (1 + len(entry.values))
    name, *texts = (
        "".join(weigh.text(*span) for span in spans if span)
        for spans in zip((entry.name, *entry.values), rests, strict=True)
    )
    own = bool(name) and not _placeholder(name)
    printed = (*classes, name) if own else classes
    cells = [Cell(0, name or None, line.number)] if offset and not own else []
    for at, (span, text) in enumerate(zip(entry.values, texts, strict=True)):
        where = weigh.pieces[span[0]].line if span else line
        cells.append(Cell(offset + at, text or None, where.number))
    labels = tuple(clean_label(label) for label in printed if label)
    return Row(labels, tuple(cells), line.number, quote_of(used), None, line.page)
