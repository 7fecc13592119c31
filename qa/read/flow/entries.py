"""The cheapest way to read running pieces as classes, names and values of indicators.

Every way is weighed, from the end backwards; rows that remain dear in the best one are left
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.read.figures import is_number
from qa.read.flow.kinds import (
    LONGEST_CLASS_PIECES,
    ends_like_name,
    is_any_class,
    is_placeholder,
    is_value,
)
from qa.read.flow.text import Piece, key
from qa.read.flow.weigh import NAME, ODD_END, VALUES, Span, Weigher, rooms_of
from qa.read.flow.zones import sheet_words
from qa.read.indicators import is_class

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
class Slots:
    """The columns after the name: how many hold values, which are numbers or often blank."""

    values: int
    numeric: frozenset[int]
    optional: frozenset[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as read: class words, name and values as ranges of pieces.

    ``rests`` are what a page break cut off the name and the values.
    """

    first: Span | None
    second: Span | None
    name: Span | None
    values: tuple[Span | None, ...]
    rests: tuple[Span | None, ...] = ()
    total: bool = False


#: Price, end and ranges of values.
Values = tuple[float, int, tuple[Span | None, ...]]
#: First and second class of a row; and its name, values and rests, and whether it is a total.
Classes = tuple[Span | None, Span | None]
Cells = tuple[Span | None, tuple[Span | None, ...], tuple[Span | None, ...], bool]
#: Price, cells and end of a row.
Option = tuple[float, Cells, int]


@dataclass(frozen=True, slots=True)
class Step:
    """The cheapest reading from a piece on: the row that it begins with, and where that ends.

    ``entry`` is ``None`` for a piece that no row takes; ``margin`` is how much dearer the
    next best reading is.
    """

    cost: float
    entry: Entry | None
    after: int
    margin: float = 0.0


class Reading:
    """The cheapest reading of all pieces, found from the end backwards."""

    def __init__(self, weigh: Weigher, slots: Slots) -> None:
        self.pieces = weigh.pieces
        self.slots = slots
        self.weigh = weigh
        self._values: dict[tuple[int, int, int], list[Values]] = {}
        self._plain: dict[int, list[Option]] = {}
        size = len(self.pieces)
        self.steps = [Step(0.0, None, size)] * (size + 1)
        for at in range(size - 1, -1, -1):
            self.steps[at] = self._at(at)

    @property
    def cost(self) -> float:
        """What speaks against the reading."""
        return self.steps[0].cost

    def entries(self) -> tuple[list[Entry], int]:
        """The rows, and how many pieces no row could take at a fair price."""
        found: list[Entry] = []
        lost = at = 0
        while at < len(self.pieces):
            step = self.steps[at]
            if step.entry is None or (step.entry.name and self._is_doubtful(at)):
                lost += step.after - at
            else:
                found.append(step.entry)
            at = step.after
        return found, lost

    def _is_doubtful(self, at: int) -> bool:
        """Whether the row at ``at`` is dear, or cut by a page where another is as likely."""
        step = self.steps[at]
        dear = step.cost - self.steps[step.after].cost > DEAREST
        torn = "page" in self.weigh.breaks[at + 1 : step.after + 1]
        return dear or (torn and step.margin < DOUBT)

    def _at(self, at: int) -> Step:
        best: tuple[Classes, Option] | None = None
        cost = second_best = LEFT_OUT + self.steps[at + 1].cost
        for classes, option in self._options(at):
            if option[0] < cost - 1e-9:
                second_best, cost, best = cost, option[0], (classes, option)
            elif option[0] < second_best:
                second_best = option[0]
        if best is None:
            return Step(cost, None, at + 1, second_best - cost)
        (first, second), (_, (name, values, rests, total), end) = best
        entry = Entry(first, second, name, values, rests, total)
        return Step(cost, entry, end, second_best - cost)

    def _options(self, at: int) -> Iterator[tuple[Classes, Option]]:
        """The rows that may begin at ``at``, each with the cost of the reading that it begins."""
        start = self.weigh.start(at)
        for first, second, after, cost in self._classes(at):
            for price, cells, end in self._rows(first, second, after):
                total = cost + price + start + self.steps[end].cost
                total += self.weigh.parts[VALUES][end] if end < len(self.pieces) else 0.0
                yield (first, second), (total, cells, end)

    def _class_ends(self, at: int, level: str) -> Iterator[int]:
        """Where classes of a level that begin at ``at`` may end."""
        text = ""
        for end in range(at, min(at + LONGEST_CLASS_PIECES, len(self.pieces))):
            if end > at and self.weigh.breaks[end] == "space":
                return
            text += self.pieces[end].text
            if is_class(text, level):
                yield end + 1

    def _classes(self, at: int) -> Iterator[tuple[Span | None, Span | None, int, float]]:
        """The ways to begin a row with classes: first and second, where they end, the cost."""
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
        """The rows whose name may begin at ``at``, behind those classes."""
        if first or second:
            yield BLANK, (None, (None,) * self.slots.values, (), False), at
        if at >= len(self.pieces):
            return
        if at not in self._plain:
            self._plain[at] = [*self._total(at), *self._named(at)]
        yield from self._plain[at]
        if second and is_placeholder(self.pieces[at].text):
            for cost, stop, values in self._value_runs(at + 1, 0, 1):
                yield cost, ((at, at + 1), values, (), False), stop

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
            yield 0.0, ((at, at + 1), values, (), True), numbers[1]

    def _named(self, at: int) -> Iterator[Option]:
        """Rows of an indicator: its name and values, and what a page break cut off them."""
        for end, price in self.weigh.names(at):
            for cost, stop, values in self._value_runs(end, 0, self.weigh.lines(at, end)):
                name = (at, end)
                yield price + cost, (name, values, (), False), stop
                if stop < len(self.pieces) and self.weigh.breaks[stop] == "page":
                    yield from self._with_rests(price + cost, name, values, stop)

    def _with_rests(
        self, cost: float, name: Span, values: tuple[Span | None, ...], at: int
    ) -> Iterator[Option]:
        """Cells cut by a page break go on behind the row, one after the other."""
        cells = (name, *values)
        for rests, end in self._rests(cells, at):
            whole = self.pieces[end - 1].last and any(rests[:-1])
            if whole:
                price = sum(
                    self._gain(column, cell, rest)
                    for column, (cell, rest) in enumerate(zip(cells, rests, strict=True))
                    if cell and rest
                )
                yield cost + REST + price, (name, values, rests, False), end

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
        """The cheapest ways to read the values from ``slot`` on, one for every end.

        The cell before them has ``above`` lines.
        """
        if slot == self.slots.values:
            return [(0.0, at, ())]
        place = at, slot, above
        if place not in self._values:
            cheapest: dict[int, Values] = {}
            for option in self._runs_of_values(*place):
                known = cheapest.get(option[1])
                if known is None or option[0] < known[0]:
                    cheapest[option[1]] = option
            self._values[place] = list(cheapest.values())
        return self._values[place]

    def _runs_of_values(self, at: int, slot: int, above: int) -> Iterator[Values]:
        """All of them, though some may end alike."""
        if slot in self.slots.optional:
            for cost, end, rest in self._value_runs(at, slot + 1, above):
                yield cost, end, (None, *rest)
        if at >= len(self.pieces):
            return
        column = VALUES if slot else NAME
        for end, price in self.weigh.values(at, slot in self.slots.numeric):
            lines = self.weigh.lines(at, end)
            own = price + self.weigh.parts[column][at] + self.weigh.place(at, above, lines)
            for more, stop, rest in self._value_runs(end, slot + 1, lines):
                yield own + more, stop, ((at, end), *rest)


def cheapest_reading(pieces: Sequence[Piece], slots: Slots, marks: bool) -> Reading:
    """The reading with those widths of the columns that make it cheapest."""
    wide, *others = rooms_of(pieces)
    best = Reading(Weigher(pieces, marks, (wide, wide)), slots)
    if marks:
        return best
    for column in (NAME, VALUES):
        for room in others:
            names, values = best.weigh.rooms
            rooms = (room, values) if column == NAME else (names, room)
            found = Reading(best.weigh.resized(rooms), slots)
            if found.cost < best.cost - 1e-9:
                best = found
    return best
