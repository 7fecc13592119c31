"""Tasks with their money, and aims beside results: long texts in narrow columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations

from qa.model import Cell, Column, Row
from qa.read.flow.form import quote_of
from qa.read.flow.rows import is_total
from qa.read.flow.text import Piece
from qa.read.flow.tree import Half, columns_of
from qa.read.flow.words import Label
from qa.read.flow.wrap import BROKEN, LOOSE, Unit, Wrapped, free_room, join, units_of
from qa.read.flow.zones import Part, Zone
from qa.read.labels import clean_label

# Costs of a reading; 1 is a line that breaks though it had room (``wrap``).
#: A task without words in a column, and a name that is a sentence.
MISSING, SENTENCE = 0.6, 2.0
#: Behind a page break: each column that goes on, one whose text had ended, a text broken off.
MORE, ENDED, CUT_OFF = 0.4, 0.5, 0.3
ENDS = ("。", "；", "！", "等", "）")
SENTENCES = re.compile(r"[，。；：！？“”]")

#: First and last unit of each cell.
Cut = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Task:
    """A task while it is being read: its name and then its words, by column."""

    cells: list[list[Unit]]
    figures: list[Piece]
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """Units read as rests of the columns ``rests`` and then as the cells of a new row."""

    cost: float
    rests: tuple[int, ...]
    cut: Cut


def _pages(units: Sequence[Unit]) -> list[list[Unit]]:
    """Cut units where a page begins."""
    pages: list[list[Unit]] = [[]]
    for unit in units:
        if unit.before == "page":
            pages.append([])
        pages[-1].append(unit)
    return pages


def _too_wide(run: Wrapped, room: int) -> list[int]:
    """How many of the first units are wider than a column that is ``room`` wide."""
    limit = room + room // LOOSE if room else max(run.widths, default=0)
    return list(accumulate((width > limit for width in run.widths), initial=0))


def _unfilled(text: Sequence[Unit], rest: Unit, room: int) -> float:
    """What speaks against a name that goes on though its last line still had room."""
    free = free_room(text[-1], rest, room) if text else room
    return BROKEN * (free >= 0 and free * LOOSE >= room)


def read_units(
    run: Wrapped,
    texts: Sequence[Sequence[Unit]],
    own: int,
    rooms: Sequence[int] = (),
    least: int = 0,
    named: bool = False,
    beside: bool = False,
) -> Reading | None:
    """The cheapest way to read units as rests of ``texts`` and ``own`` cells of a new row.

    The first of its own cells is the row's name, and so is the first text where they are
    ``named``. ``rooms`` are the widths of the columns where known (0 where not); at least
    ``least`` of the texts go on. Figures ``beside`` the last words stand in the middle of
    their cell: it has one line.
    """
    ended = [bool(text) and text[-1].text.endswith(ENDS) for text in texts]
    rooms = rooms or [0] * len(texts)
    wide = [_too_wide(run, room) for room in rooms]
    units = run.units
    breaks = [at for at, unit in enumerate(units) if unit.before != "space"]
    best: Reading | None = None
    for count in range(least, len(texts) + 1):
        for rests in combinations(range(len(texts)), count):

            def price(cell: int, start: int, end: int, rests: tuple[int, ...] = rests) -> float:
                column = rests[cell] if cell < len(rests) else None
                name = cell == len(rests) or (named and column == 0)
                sentence = SENTENCE * bool(name and SENTENCES.search(join(units[start:end])))
                if column is None:
                    broken = beside and end == len(units) and breaks[-1] > start
                    # A name that goes on tells how wide its column is.
                    wider = name and named and 0 in rests and wide[0][end] > wide[0][start]
                    return sentence + BROKEN * broken + wider
                outside = wide[column][end] - wide[column][start]
                if name:
                    return sentence + outside + _unfilled(texts[0], units[start], rooms[0])
                cut_off = own and not units[end - 1].text.endswith(ENDS)
                return ENDED * ended[column] + CUT_OFF * bool(cut_off) + outside

            left = [at for at in range(int(named), len(texts)) if at not in rests]
            waiting = sum(bool(texts[at]) and not ended[at] for at in left)
            found = run.cut([*(rooms[at] for at in rests), *[0] * own], price)
            if found is None:
                continue
            words = count - (named and 0 in rests)
            cost = found[0] + MORE * words + CUT_OFF * waiting
            if best is None or cost < best.cost - 1e-9:
                best = Reading(cost, rests, found[1])
    return best


class TaskReader:
    """Reads the rows of a zone whose head has ``words`` columns of words before figures."""

    def __init__(self, words: int, figures: int, marks: bool) -> None:
        self.words = words
        self.figures = figures
        self.marks = marks
        self.tasks: list[Task] = []
        self.dropped = 0

    def _room(self) -> int:
        """The widest line of a name so far."""
        return max((unit.width for task in self.tasks for unit in task.cells[0]), default=0)

    def _rest(self, page: Sequence[Unit], task: Task | None) -> None:
        """A page that only goes on with the words of a task."""
        if page and task:
            rooms = [self._room(), *[0] * self.words]
            best = read_units(Wrapped(page, self.marks), task.cells, 0, rooms, named=True)
            self._go_on(task, page, best)

    @staticmethod
    def _go_on(task: Task, units: Sequence[Unit], found: Reading | None) -> None:
        if found:
            for column, (start, end) in zip(found.rests, found.cut, strict=False):
                task.cells[column].extend(units[start:end])

    def _row(self, units: Sequence[Unit], above: Task | None, beside: bool) -> Task | None:
        """A new task from units that may begin with rests of the one ``above``."""
        run = Wrapped(units, self.marks)
        texts = above.cells if above else []
        rooms = [self._room(), *[0] * self.words] if above else []
        options: list[tuple[float, int, Reading]] = []
        for words in range(self.words, -1, -1):
            found = read_units(run, texts, words + 1, rooms, 0, above is not None, beside)
            if found:
                options.append((found.cost + MISSING * (self.words - words), words, found))
        if not options:
            return None
        _, words, best = min(options, key=lambda option: option[0])
        if above:
            self._go_on(above, units, best)
        cells = [list(units[start:end]) for start, end in best.cut[len(best.rests) :]]
        blank: list[list[Unit]] = [[] for _ in range(self.words - words)]
        return Task([*cells, *blank], [])

    def row(self, texts: Sequence[Piece], figures: Sequence[Piece]) -> None:
        """A task whose figures stand behind ``texts``, the rests of the last one among them."""
        above = self.tasks[-1] if self.tasks else None
        pages = _pages(units_of(texts))
        beside = not figures[0].first
        if texts and texts[-1].first and is_total(texts[-1].text):
            self.tail(texts[:-1])
            task = self._row(units_of(texts[-1:]), None, beside)
        elif pages[0]:
            task = self._row(pages[0], None, beside)
            for page in pages[1:]:
                self._rest(page, task)
        else:
            for page in pages[1:-1]:
                self._rest(page, above)
            task = self._row(pages[-1], above, beside)
        torn = len(pages) > 1 and task is not None and SENTENCES.search(join(task.cells[0]))
        if task is None or torn or len(figures) != self.figures:
            self.dropped += len(figures)
            return
        task.figures = list(figures)
        task.pieces = [*texts, *figures]
        self.tasks.append(task)

    def tail(self, texts: Sequence[Piece]) -> None:
        """What follows the last figures: rests of the last task on later pages."""
        for page in _pages(units_of(texts))[1:]:
            self._rest(page, self.tasks[-1] if self.tasks else None)


def _is_figures(pieces: Sequence[Piece], start: int, figures: int) -> bool:
    run = pieces[start : start + figures]
    same = all(piece.line.number == pieces[start].line.number for piece in run)
    closes = start + figures == len(pieces) or pieces[start + figures].first
    return len(run) == figures and same and closes and all(p.kind == "figure" for p in run)


def read_tasks(heads: Sequence[Label], pieces: Sequence[Piece], marks: bool) -> Part:
    """The tasks of a zone: name, texts and one figure for every column of figures."""
    half = columns_of(None, heads)
    if half is None or not half.figures:
        return Part((), (), sum(piece.kind == "figure" for piece in pieces))
    reader = TaskReader(len(half.words), half.figures, marks)
    texts: list[Piece] = []
    at = 0
    while at < len(pieces):
        if pieces[at].kind == "figure" and _is_figures(pieces, at, half.figures):
            reader.row(texts, pieces[at : at + half.figures])
            texts = []
            at += half.figures
        else:
            texts.append(pieces[at])
            at += 1
    reader.tail(texts)
    rows = tuple(_task_row(task, half) for task in reader.tasks)
    return Part(half.columns, rows, reader.dropped)


def _task_row(task: Task, half: Half) -> Row:
    words = iter(task.cells[1:])
    figures = iter(task.figures)
    cells = []
    for at in range(len(half.columns)):
        if at in half.words:
            units = next(words)
            line = units[0].line if units else task.pieces[0].line
            cells.append(Cell(at, join(units) or None, line.number))
        else:
            figure = next(figures)
            cells.append(Cell(at, figure.text, figure.line.number))
    line = task.pieces[0].line
    return Row(
        (clean_label(join(task.cells[0])),),
        tuple(cells),
        line.number,
        quote_of(task.pieces),
        None,
        line.page,
    )


def read_goals(zone: Zone, marks: bool) -> Part:
    """Aims beside results: one row, a text under each head, page by page.

    The row's label is the caption beside it, where there is one.
    """
    texts: list[list[Unit]] = [[] for _ in zone.heads]
    for number, page in enumerate(page for page in _pages(units_of(zone.pieces)) if page):
        least = 0 if number or len(page) < len(texts) else len(texts)
        best = read_units(Wrapped(page, marks), texts, 0, least=least)
        if best:
            for column, (start, end) in zip(best.rests, best.cut, strict=True):
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
