"""The vocabulary of the project: what every other module passes around.

Everything here is frozen: a stage of the pipeline makes new objects, it never
changes those of an earlier stage. Money and every other printed figure is a
``Decimal``; a figure that a document leaves blank is ``None``, which is neither
zero nor missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["预算", "决算"]
Scope = Literal["部门", "单位"]
Source = Literal["table", "prose"]
Status = Literal["answered", "no_data", "ambiguous"]
Severity = Literal["error", "notice"]
Basis = Literal[
    "年初预算", "调整预算", "全年预算", "预算", "决算", "执行", "目标值", "实际值", "其他"
]
#: The versions of a budget, of what came of it, and of what an indicator was to reach and did.
BUDGETED: tuple[Basis, ...] = ("年初预算", "调整预算", "全年预算", "预算")
CARRIED_OUT: tuple[Basis, ...] = ("执行", "决算")
OF_INDICATORS: tuple[Basis, ...] = ("目标值", "实际值")
#: What a figure says of its item: the thing itself, or how it relates to something else.
Measure = Literal["值", "增减额", "增减率", "完成率", "占比"]
CHANGES: tuple[Measure, ...] = ("增减额", "增减率")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank.

    ``number`` counts from 1 in the file; ``gap`` tells whether a blank line (or the
    file's start) comes before it, which is how some texts mark paragraphs and others
    mark page breaks.
    """

    number: int
    text: str
    gap: bool = True
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its place in the outline; ``path`` ends with the heading itself."""

    path: tuple[str, ...]
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item of prose, its broken lines joined.

    ``starts`` maps offsets of ``text`` to line numbers, ascending, so that a sentence
    inside the paragraph can name the line on which it is printed.
    """

    section: tuple[str, ...]
    text: str
    line: int
    starts: tuple[tuple[int, int], ...]
    page: int | None = None

    def line_at(self, offset: int) -> int:
        """The source line that prints the character at ``offset`` of ``text``."""
        after = bisect_right(self.starts, offset, key=lambda place: place[0])
        return self.starts[after - 1][1] if after else self.line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures or words; ``path`` runs from the group head to the leaf."""

    path: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row prints under one column: ``text`` is ``None`` where it is blank."""

    column: int
    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or of one half where two tables stand side by side.

    ``labels`` is the path of row labels without numbering or line breaks, the row's own
    label last; it is empty where the row prints no label. ``quote`` is the whole printed
    row, both halves included. ``page`` is that of the row: a table may run over pages.
    """

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    line: int
    quote: str
    code: str | None = None
    page: int | None = None

    def shifted(self, offset: int) -> Row:
        """The same row with its columns numbered from ``offset``."""
        if not offset:
            return self
        cells = (Cell(cell.column + offset, cell.text, cell.line) for cell in self.cells)
        return replace(self, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its continued pages joined.

    ``title`` names the kind of table (``项目支出绩效自评表``) and ``subject`` the project
    of a sheet that repeats for each project. ``unit`` is the unit of measure of the
    table's own line (元, 千元, 万元). In a form (label beside value) a row holds one cell
    whose column has an empty path. ``dropped`` counts printed figures that could not be
    placed under a label with certainty and were left out.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    section: tuple[str, ...]
    line: int
    end_line: int
    number: str | None = None
    unit: str | None = None
    subject: str | None = None
    header: str = ""
    notes: tuple[str, ...] = ()
    dropped: int = 0
    page: int | None = None

    @property
    def name(self) -> str:
        """The title, followed by the project's name on a sheet of one project."""
        return f"{self.title} {self.subject}" if self.subject else self.title


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose disclosure it is: the reporting unit, the year, budget or final accounts.

    ``scope`` tells a whole department (部门, its subordinate units included) from a
    single unit (单位).
    """

    unit_name: str
    year: int
    kind: Kind
    scope: Scope = "部门"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure as read: who published it, its outline, its prose and its tables.

    ``pages`` counts those of the file (sheets of a workbook; 0 where it has none), and
    ``scanned`` are those that are pictures and were recognised, each with the confidence of
    the recognition from 0 to 1.
    """

    doc: str
    profile: Profile
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    notices: tuple[str, ...] = ()
    pages: int = 0
    scanned: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a table cell, with everything needed to find it again.

    ``year`` and ``basis`` are those of the figure, not of the document. ``value`` is as
    printed, in ``unit``; ``None`` for a cell of words or a blank one (then ``text`` is
    ``None`` too). ``measure`` other than 值 marks a figure that relates the item to
    something else (``against``: 上年决算数, 年初预算数, …); ``direction`` is +1 or −1 where
    the words say that it rose or fell. ``table_id``, ``row_id`` and ``column_id`` count
    from 0 within the document, the table and the table again; −1 in prose.
    """

    doc: str
    unit_name: str
    year: int | None
    basis: Basis
    source: Source
    row: tuple[str, ...]
    column: tuple[str, ...]
    value: Decimal | None
    text: str | None
    unit: str | None
    section: tuple[str, ...]
    line: int
    quote: str
    table: str | None = None
    table_no: str | None = None
    code: str | None = None
    page: int | None = None
    measure: Measure = "值"
    against: str | None = None
    direction: int = 0
    table_id: int = -1
    row_id: int = -1
    column_id: int = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a disclosure that stands alone; ``score`` is set by a search."""

    doc: str
    section: tuple[str, ...]
    kind: Literal["prose", "table"]
    text: str
    line: int
    page: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a disclosure on which an answer rests."""

    doc: str
    title: str
    section: tuple[str, ...]
    quote: str
    line: int
    table: str | None = None
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of an answer; ``citation`` is the number (from 1) of its source."""

    label: str
    value: Decimal
    unit: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """How a figure was computed: the formula in words and its operands."""

    formula: str
    operands: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several readings of a question, with its answer."""

    label: str
    doc: str
    value: Decimal | None
    unit: str | None
    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question: headline text, figures, formula, sources, warnings.

    ``notes`` tell how the answer came about where that is not the usual way, such as a language
    model that took part. ``timings``, where they were asked for, are the milliseconds of each
    stage.
    """

    question: str
    status: Status
    text: str
    values: tuple[Value, ...] = ()
    calculation: Calculation | None = None
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    notes: tuple[str, ...] = ()
    timings: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one 勾稽 check that did not come out even.

    The first ``doubtful`` of the citations print figures that cannot all be right; those
    behind them only bear out what was expected.
    """

    doc: str
    rule: str
    severity: Severity
    message: str
    expected: Decimal | None
    found: Decimal | None
    difference: Decimal | None
    citations: tuple[Citation, ...] = ()
    doubtful: int = 1


class QaError(Exception):
    """Something the user can mend; the message is one line of Chinese with the remedy."""
