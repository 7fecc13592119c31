"""Tasks with their money: a name and long texts in narrow columns, then figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.model import Cell, Row
from qa.read.flow.form import quote_of
from qa.read.flow.rests import Above, Reading, is_sentence, pages_of, read_rests, read_row
from qa.read.flow.rows import is_total
from qa.read.flow.text import Piece
from qa.read.flow.tree import Half, columns_of
from qa.read.flow.words import Label
from qa.read.flow.wrap import Unit, Wrapped, join, units_of
from qa.read.flow.zones import Part
from qa.read.labels import clean_label

#: What speaks against a task without words in a column, in the costs of ``rests``.
MISSING = 0.6

#: The units of a task's name and then of its words, by column; later pages may add to them.
Texts = list[list[Unit]]


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and all the pieces that it was read from but those behind a page break."""

    texts: Texts
    figures: Sequence[Piece]
    pieces: Sequence[Piece]


@dataclass(slots=True)
class TaskReader:
    """Reads the tasks of a zone whose head has so many columns of ``words`` and ``figures``."""

    words: int
    figures: int
    marks: bool
    tasks: list[Task] = field(default_factory=list)
    dropped: int = 0

    def row(self, pieces: Sequence[Piece], figures: Sequence[Piece]) -> None:
        """A task whose figures stand behind ``pieces``, rests of the last one among them."""
        texts = self._read(pieces, beside=not figures[0].first)
        if texts is None or len(figures) != self.figures:
            self.dropped += len(figures)
        else:
            self.tasks.append(Task(texts, figures, (*pieces, *figures)))

    def tail(self, pieces: Sequence[Piece]) -> None:
        """What follows the last figures: rests of the last task on later pages."""
        for page in pages_of(units_of(pieces))[1:]:
            self._go_on(self._last(), page)

    def _read(self, pieces: Sequence[Piece], *, beside: bool) -> Texts | None:
        """The texts of the task that ``pieces`` end with; ``None`` where they make none."""
        pages = pages_of(units_of(pieces))
        if pieces and pieces[-1].first and is_total(pieces[-1].text):
            self.tail(pieces[:-1])
            texts = self._cut(units_of(pieces[-1:]), None, beside=beside)
        elif pages[0]:
            texts = self._cut(pages[0], None, beside=beside)
            for page in pages[1:]:
                self._go_on(texts, page)
        else:
            for page in pages[1:-1]:
                self._go_on(self._last(), page)
            texts = self._cut(pages[-1], self._last(), beside=beside)
        torn = len(pages) > 1 and texts is not None and is_sentence(texts[0])
        return None if torn else texts

    def _last(self) -> Texts | None:
        return self.tasks[-1].texts if self.tasks else None

    def _above(self, texts: Texts) -> Above:
        """Texts that may go on; a name is as wide as the widest line of one so far."""
        names = (unit.width for task in self.tasks for unit in task.texts[0])
        return Above(texts, [max(names, default=0), *[0] * self.words], named=True)

    def _go_on(self, texts: Texts | None, page: Sequence[Unit]) -> None:
        """Adds a page that only goes on with ``texts`` to them."""
        if page and texts:
            found = read_rests(Wrapped(page, self.marks), self._above(texts))
            if found:
                _extend(texts, page, found)

    def _cut(self, units: Sequence[Unit], last: Texts | None, *, beside: bool) -> Texts | None:
        """The texts of a new task from units that may begin with rests of the ``last`` one."""
        run = Wrapped(units, self.marks)
        above = self._above(last) if last else Above((), ())
        options: list[tuple[float, int, Reading]] = []
        for missing in range(self.words + 1):
            found = read_row(run, above, self.words + 1 - missing, beside=beside)
            if found:
                options.append((found.cost + MISSING * missing, missing, found))
        if not options:
            return None
        _, missing, best = min(options, key=lambda option: option[0])
        if last:
            _extend(last, units, best)
        own = [list(units[start:end]) for start, end in best.cut[len(best.rests) :]]
        return [*own, *([] for _ in range(missing))]


def _extend(texts: Texts, units: Sequence[Unit], found: Reading) -> None:
    """Adds the rests that ``units`` begin with to the texts that go on."""
    for column, (start, end) in zip(found.rests, found.cut, strict=False):
        texts[column] += units[start:end]


def _is_figures(pieces: Sequence[Piece], start: int, figures: int) -> bool:
    """Whether a line ends with so many figures from ``start`` on."""
    run = pieces[start : start + figures]
    if len(run) < figures or any(piece.kind != "figure" for piece in run):
        return False
    same = all(piece.line.number == run[0].line.number for piece in run)
    return same and (start + figures == len(pieces) or pieces[start + figures].first)


def read_tasks(heads: Sequence[Label], pieces: Sequence[Piece], marks: bool) -> Part:
    """The tasks of a zone: name, texts and one figure for every column of figures."""
    half = columns_of(None, heads)
    if half is None or not half.figures:
        return Part((), (), sum(piece.kind == "figure" for piece in pieces))
    reader = TaskReader(len(half.words), half.figures, marks)
    start = at = 0
    while at < len(pieces):
        if _is_figures(pieces, at, half.figures):
            end = at + half.figures
            reader.row(pieces[start:at], pieces[at:end])
            start = at = end
        else:
            at += 1
    reader.tail(pieces[start:])
    rows = tuple(_task_row(task, half) for task in reader.tasks)
    return Part(half.columns, rows, reader.dropped)


def _task_row(task: Task, half: Half) -> Row:
    words = iter(task.texts[1:])
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
        (clean_label(join(task.texts[0])),),
        tuple(cells),
        line.number,
        quote_of(task.pieces),
        None,
        line.page,
    )
