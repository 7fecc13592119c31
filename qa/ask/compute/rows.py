"""Lists read off a sheet of goals and results row by row.

“哪些指标没拿满分”, “时效指标有哪几个，目标值分别是什么”, “哪些指标写了偏差原因”: the rows of a
sheet that stand under a class and keep a condition, with the cells asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qa.ask.compute.choosing import MIN_FAMILY
from qa.ask.compute.outcome import Listed, Outcome, answered
from qa.ask.compute.outcome import remark as said
from qa.ask.compute.points import lost_points
from qa.ask.compute.sets import LONGEST_LIST
from qa.ask.find.conditions import SHORTEST_COLUMN, Condition, condition_of, spots
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.measure import Measure
from qa.ask.find.scope import Scope, stated
from qa.ask.find.sheets import (
    STARS,
    Columns,
    Sheet,
    SheetRow,
    bare_class,
    goals,
    points,
    says_nothing,
)
from qa.ask.question.asked import mentions
from qa.ask.question.query import Query
from qa.ask.words.text import canonical, skeleton
from qa.lexicon import load
from qa.model import OF_INDICATORS

#: A class of rows is named by this much of its label.
NAMED = 0.95
#: What the project that the question names adds to a sheet of it.
SUBJECT = 0.5
#: Sheets of projects whose scores are no further apart are meant alike.
AS_WELL = 0.1


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sheet as the question means it: the rows, the columns to show and what they are."""

    sheet: Sheet
    rows: tuple[SheetRow, ...]
    shown: tuple[Columns, ...]
    asked: bool
    condition: Condition | None
    classes: tuple[str, ...]
    score: float

    @property
    def by_points(self) -> bool:
        """Whether the points of the rows are shown."""
        return self.condition is not None and not self.shown


def rows(query: Query, desk: Desk, *, only_told: bool = False) -> Outcome | None:
    """The rows of the sheet that the question means, with the cells asked for; ``only_told``
    takes only a question that names a class of them or puts a condition on them."""
    found = _readings(query, desk)
    reading = max(found, key=lambda reading: reading.score, default=None)
    if reading is None or (only_told and not (reading.condition or reading.classes)):
        return None
    return _told(_of_all_projects(reading, found))


def by_points(query: Query, desk: Desk) -> Outcome | None:
    """The rows that lost most or fewest points, where the question asks for those."""
    reading = _meant(query, desk)
    if reading is None or not reading.by_points:
        return None
    most = "largest" in query.operations
    ranked = sorted(reading.rows, key=_lost, reverse=most)
    kept = [row for row in ranked if _lost(row) == _lost(ranked[0])] if ranked else []
    told = str(load("answers")["list"]["most_lost" if most else "least_lost"])
    condition = reading.condition and replace(reading.condition, told=told)
    chosen = tuple(ranked[: query.top] if query.top else kept)
    if mentions(query.text, "lost_points"):
        lost = [lost_points(both) for row in chosen if (both := points(row))]
        names = "、".join(row.name for row in chosen)
        return answered(*lost, remark=said("lost_most" if most else "lost_least", names=names))
    return _told(replace(reading, rows=chosen, condition=condition))


def _lost(row: SheetRow) -> Decimal:
    """How many points a row lost; 0 where it does not print points."""
    both = points(row)
    return both.lost if both else Decimal(0)


def _meant(query: Query, desk: Desk) -> _Reading | None:
    """The sheet that explains the question best, with the rows that it means."""
    found = _readings(query, desk)
    return max(found, key=lambda reading: reading.score, default=None)


def _readings(query: Query, desk: Desk) -> list[_Reading]:
    """The sheets that explain the question, each with the rows that it means."""
    found = (_reading(sheet, query, desk) for sheet in desk.sheets if _in_scope(sheet, query))
    return [reading for reading in found if reading]


def _of_all_projects(best: _Reading, found: Sequence[_Reading]) -> _Reading:
    """``best`` with the rows of the other projects' sheets of its document that keep the condition
    as well, each named after its project; itself where the question names its project."""
    if best.condition is None or not best.sheet.subject:
        return best
    place = (best.sheet.sample.doc, best.sheet.title)
    others = [
        reading
        for reading in found
        if (reading.sheet.sample.doc, reading.sheet.title) == place
        and reading.score >= best.score - AS_WELL
    ]
    if len(others) < 2:
        return best
    named = (
        replace(row, labels=(*row.labels[:-1], f"{reading.sheet.subject}：{row.name}"))
        for reading in others
        for row in reading.rows
    )
    return replace(best, sheet=replace(best.sheet, subject=""), rows=tuple(named))


def _in_scope(sheet: Sheet, query: Query) -> bool:
    fact = sheet.sample
    return (not query.units or fact.unit_name in query.units) and (
        not query.years or fact.year in query.years
    )


def _reading(sheet: Sheet, query: Query, desk: Desk) -> _Reading | None:
    measure = desk.finder.measure(query)
    condition = condition_of(sheet, query)
    classes = _classes(sheet, query, measure)
    words = load("members")
    row_words = spots(query.text, [*words["levels"], *words["rows"]])
    if not (condition or (classes and row_words) or row_words):
        return None
    if not row_words and _which_projects().search(query.text):
        return None  # the lines of a project's sheet are no projects
    asked = _asked_columns(sheet, query)
    by_goals = condition.shown if condition and condition.by_goals else ()
    shown = by_goals or asked or (condition.shown if condition else goals(sheet))
    if level := _level(sheet, query):
        shown, kept = (), tuple(_heads(sheet, level))
    else:
        kept = tuple(_kept(sheet, classes, condition, shown))
    labels = (sheet.title, sheet.subject, *sheet.section[-1:], *classes, *(c[-1] for c in asked))
    mask = measure.mask(label for label in labels if label) | row_words
    mask |= condition.said if condition else 0
    # What is said of the rows behind their name (…指标超额完成) must be understood; a single
    # letter is grammar.
    behind = query.content & ~mask & ~((1 << row_words.bit_length()) - 1)
    said_of_them = behind & behind << 1
    coverage = measure.coverage(mask)
    if len(kept) > LONGEST_LIST or coverage < MIN_FAMILY or (row_words and said_of_them):
        return None
    if not kept and not (condition and not condition.by_goals and _is_complete(sheet)):
        return None
    score = coverage + SUBJECT * (measure.completeness(sheet.subject) if sheet.subject else 0.0)
    score += desk.finder.preference(sheet.sample, Scope(query.units, query.years), query.text)
    return _Reading(sheet, kept, shown, bool(asked), condition, tuple(classes), score)


@cache
def _which_projects() -> re.Pattern[str]:
    return re.compile(rf"哪[些个几]*{load('labels')['subject_kind']}")


def _is_complete(sheet: Sheet) -> bool:
    """Whether every row with a goal prints its points: none is missed where none was lost."""
    under_a_class = [row for row in sheet.rows if len(row.labels) > 1]
    return all(points(row) for row in under_a_class if _says_something(row, goals(sheet)))


def _classes(sheet: Sheet, query: Query, measure: Measure) -> list[str]:
    """The classes of rows that the question names (时效指标), other than by the letters of the
    sheet's own name. Of a class and one whose name holds its (效益 and 经济效益) the narrower is
    meant."""
    own = measure.mask(name for name in (sheet.title, sheet.subject) if name)
    labels = dict.fromkeys(label for row in sheet.rows for label in _above(row))
    named = [
        label
        for label in labels
        if measure.completeness(bare_class(label)) >= NAMED
        and measure.mask((bare_class(label),)) & ~own
    ]
    explained = own | measure.mask(map(bare_class, labels))
    return [
        label
        for label in named
        if not any(_is_within(label, other) for other in named)
        and not _ends_a_name(label, query, explained)
    ]


def _above(row: SheetRow) -> tuple[str, ...]:
    """The classes that a row stands under; one that says that it has no rows (经济效益：不涉及) is
    itself one."""
    said = [cell for cell in row.cells.values() if cell.value is None and cell.text is not None]
    scored = any(cell.value for cell in row.cells.values())
    is_class = bool(said) and all(map(says_nothing, said)) and not scored
    return row.labels if is_class and len(row.labels) > 1 else row.labels[:-1]


def _is_within(label: str, other: str) -> bool:
    """Whether the name of one class stands in that of ``other``."""
    one, whole = (canonical(bare_class(name)) for name in (label, other))
    return one != whole and one in whole


def _ends_a_name(label: str, query: Query, explained: int) -> bool:
    """Whether the question names a class by more letters than ``label`` has, which no other label
    explains: 生态效益, of which a sheet tells that has but 效益."""
    start = query.text.find(canonical(bare_class(label)))
    return start > 0 and bool(query.content & ~explained & 1 << (start - 1))


def _level(sheet: Sheet, query: Query) -> int:
    """How many labels down the rows stand that the question asks for by level (1: 一级指标);
    0 where it asks for the rows themselves."""
    levels = load("members")["levels"]
    found = next((n for n, word in enumerate(levels, 1) if word in query.text), 0)
    return found if any(len(row.labels) > found for row in sheet.rows) else 0


def _heads(sheet: Sheet, level: int) -> Iterator[SheetRow]:
    """The classes of rows ``level`` labels down, each with the cells of its first row."""
    seen = set()
    for row in sheet.rows:
        head = tuple(map(bare_class, row.labels[:level]))
        if len(row.labels) > level and head not in seen:
            seen.add(head)
            yield SheetRow(head, row.cells)


def _kept(
    sheet: Sheet, classes: Sequence[str], condition: Condition | None, shown: Sequence[Columns]
) -> Iterator[SheetRow]:
    """The rows under the classes named that keep the condition, or say anything where there is
    none; rows of a class that say nothing only where it has no others (不涉及)."""
    under = [r for r in sheet.rows if not classes or set(classes) & {*_above(r)}]
    # Where indicators stand under classes, what stands alone is no indicator.
    under = [row for row in under if len(row.labels) > 1] or under
    if condition:
        yield from (row for row in under if condition.holds(row))
        return
    alive = [row for row in under if _says_something(row, shown) or _is_left_blank(row)]
    yield from alive or (under if classes else ())


def _is_left_blank(row: SheetRow) -> bool:
    """Whether a row under a class prints its name and nothing beside it: it is there all the
    same."""
    return len(row.labels) > 1 and all(cell.text is None for cell in row.cells.values())


def _says_something(row: SheetRow, shown: Sequence[Columns]) -> bool:
    return any(column in row.cells and not says_nothing(row.cells[column]) for column in shown)


def _asked_columns(sheet: Sheet, query: Query) -> tuple[Columns, ...]:
    """The columns whose cells the question asks for: by label, or as goals and results."""
    text = skeleton(query.text[query.asked_from :])
    named = load("questions")["basis"]
    versions = [
        basis
        for basis in OF_INDICATORS
        if any(canonical(word) in text for word in named[basis] if len(word) > SHORTEST_COLUMN)
    ]
    return tuple(
        column
        for column in sheet.columns
        if any(cell.basis in versions for cell in sheet.cells(column))
        or (len(label := skeleton(column[-1].strip(STARS))) >= SHORTEST_COLUMN and label in text)
    )


def _told(reading: _Reading) -> Outcome:
    """The outcome that lists the rows, under a line that says what they are."""
    words = load("answers")["list"]
    sheet = reading.sheet
    what = "、".join(map(bare_class, reading.classes)) or words["rows"]
    told = reading.condition.told if reading.condition else ""
    remark = str(words["lead" if reading.rows else "none"]).format(
        unit=sheet.sample.unit_name,
        year=sheet.sample.year,
        title=sheet.title,
        subject=sheet.subject and f"（{sheet.subject}）",
        told=told,
        what=what,
    )
    listed = tuple(_listed(row, reading) for row in reading.rows)
    figures = tuple(_figures(listed)) if reading.asked or reading.by_points else ()
    grounds = () if listed else tuple(row.fact for row in sheet.rows)
    return Outcome("answered", figures, remark=remark, rows=listed, grounds=grounds)


def _listed(row: SheetRow, reading: _Reading) -> Listed:
    both = points(row) if reading.by_points else None
    if both:
        words = load("answers")["list"]
        return Listed(row.name, ((words["got"], both.got), (words["to_be_had"], both.had)))
    cells = tuple(
        (column[-1].strip(STARS), row.cells[column])
        for column in reading.shown
        if column in row.cells and (row.cells[column].text or "").strip()
    )
    return Listed(row.name, cells or (("", row.fact),))


def _figures(listed: Iterable[Listed]) -> Iterator[Figure]:
    """The figures among the cells shown; of points those got, in points."""
    words = load("answers")["list"]
    for row in listed:
        for label, cell in row.cells:
            if label != words["to_be_had"] and (cell.value is not None or stated(cell)):
                figure = figure_from(cell)
                unit = figure.unit or ("分" if label == words["got"] else "")
                yield replace(figure, label=f"{row.name}{label}", unit=unit)
