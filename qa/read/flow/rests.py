"""A run of units as rests of the cells above it, and then as the cells of a new row.

Where a page breaks within a row, the rests of its cells are printed one behind the other
below the break, and the next row follows. Of all ways to read them the cheapest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from qa.read.flow.wrap import BROKEN, LOOSE, Unit, Wrapped, free_room, join

# Costs of a reading; 1 is a line that breaks though it had room (``wrap``).
#: A name that is a sentence.
SENTENCE = 2.0
#: Behind a page break: each column that goes on, one whose text had ended, a text broken off.
MORE, ENDED, CUT_OFF = 0.4, 0.5, 0.3
ENDS = ("。", "；", "！", "等", "）")
SENTENCES = re.compile(r"[，。；：！？“”]")

#: First and last unit of each cell.
Cut = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Above:
    """The texts of the row above by column; the first is its name where they are ``named``.

    ``rooms`` are the widths of the columns, 0 where not known.
    """

    texts: Sequence[Sequence[Unit]]
    rooms: Sequence[int]
    named: bool = False

    def ended(self, column: int) -> bool:
        """Whether the text of a column is complete by its last mark."""
        text = self.texts[column]
        return bool(text) and text[-1].text.endswith(ENDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """Units read as rests of the columns ``rests`` and then as the cells of a new row."""

    cost: float
    rests: tuple[int, ...]
    cut: Cut


def read_rests(run: Wrapped, above: Above, least: int = 0) -> Reading | None:
    """The cheapest way to read units as rests of at least ``least`` of the texts above."""
    return _cheapest(run, above, least)


def read_row(run: Wrapped, above: Above, cells: int, *, beside: bool) -> Reading | None:
    """The cheapest way to read units as rests of texts above and ``cells`` of a new row.

    The first of the new cells is the row's name. Figures ``beside`` the last words stand in
    the middle of their cell: it has one line.
    """
    return _cheapest(run, above, 0, cells, beside=beside)


def pages_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units by page; the first page is empty where they begin with a page break."""
    pages: list[list[Unit]] = [[]]
    for unit in units:
        if unit.before == "page":
            pages.append([])
        pages[-1].append(unit)
    return pages


def _cheapest(
    run: Wrapped, above: Above, least: int, own: int = 0, *, beside: bool = False
) -> Reading | None:
    wide = [_too_wide(run, room) for room in above.rooms]
    best: Reading | None = None
    for rests in _choices(len(above.texts), least):
        reading = _Trial(run, above, wide, rests, own, beside).reading()
        if reading and (best is None or reading.cost < best.cost - 1e-9):
            best = reading
    return best


def _choices(columns: int, least: int) -> Iterator[tuple[int, ...]]:
    """All sets of columns that may go on, few of them first."""
    for count in range(least, columns + 1):
        yield from combinations(range(columns), count)


def _too_wide(run: Wrapped, room: int) -> list[int]:
    """How many of the first units are wider than a column that is ``room`` wide."""
    limit = room + room // LOOSE if room else max(run.widths, default=0)
    return list(accumulate((width > limit for width in run.widths), initial=0))


@dataclass(frozen=True, slots=True)
class _Trial:
    """One choice of the columns that go on, before ``own`` cells of a new row.

    ``wide`` counts by column how many of the first units are too wide for it.
    """

    run: Wrapped
    above: Above
    wide: Sequence[Sequence[int]]
    rests: tuple[int, ...]
    own: int
    beside: bool

    @property
    def _name_goes_on(self) -> bool:
        return self.above.named and 0 in self.rests

    def reading(self) -> Reading | None:
        """The cheapest cut of the units for this choice."""
        rooms = [*(self.above.rooms[column] for column in self.rests), *[0] * self.own]
        found = self.run.cut(rooms, self._price)
        if found is None:
            return None
        words = len(self.rests) - self._name_goes_on
        cost = found[0] + MORE * words + CUT_OFF * self._waiting()
        return Reading(cost, self.rests, found[1])

    def _waiting(self) -> int:
        """How many texts are broken off above and do not go on."""
        above = self.above
        columns = set(range(int(above.named), len(above.texts))) - set(self.rests)
        return sum(bool(above.texts[at]) and not above.ended(at) for at in columns)

    def _price(self, cell: int, start: int, end: int) -> float:
        """What speaks against a cell, but for its line breaks."""
        column = self.rests[cell] if cell < len(self.rests) else None
        if column is None:
            return self._of_own(start, end, named=cell == len(self.rests))
        outside = self.wide[column][end] - self.wide[column][start]
        if column == 0 and self.above.named:
            return self._of_name(start, end) + self._unfilled(start) + outside
        cut_off = self.own > 0 and not self.run.units[end - 1].text.endswith(ENDS)
        return ENDED * self.above.ended(column) + CUT_OFF * cut_off + outside

    def _of_own(self, start: int, end: int, *, named: bool) -> float:
        """What speaks against a cell of the new row, its name or not."""
        units = self.run.units
        last = self.beside and end == len(units)
        broken = last and any(unit.before != "space" for unit in units[start + 1 :])
        if not named:
            return BROKEN * broken
        # A name that goes on tells how wide its column is.
        wider = self._name_goes_on and self.wide[0][end] > self.wide[0][start]
        return self._of_name(start, end) + BROKEN * broken + wider

    def _of_name(self, start: int, end: int) -> float:
        return SENTENCE * is_sentence(self.run.units[start:end])

    def _unfilled(self, start: int) -> float:
        """What speaks against a name that goes on though its last line still had room."""
        name, room = self.above.texts[0], self.above.rooms[0]
        free = free_room(name[-1], self.run.units[start], room) if name else room
        return BROKEN * (free >= 0 and free * LOOSE >= room)


def is_sentence(units: Sequence[Unit]) -> bool:
    """Whether words hold marks that no name of a task does."""
    return SENTENCES.search(join(units)) is not None
