"""Lists read off a table row by row, or off a sentence item by item.

“哪些指标没拿满分”, “时效指标有哪几个，目标值分别是什么”, “哪些指标写了偏差原因”: the rows of a
sheet that stand under a class and keep a condition, with the cells asked for. “新增了哪些项目，各
多少”: the items that a sentence enumerates with their amounts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from qa.ask import lookup, sets
from qa.ask.desk import Desk, figure_from
from qa.ask.figures import Figure
from qa.ask.finder import Scope, of_class, stated
from qa.ask.lookup import operands
from qa.ask.measure import Measure
from qa.ask.narrative import Excerpt
from qa.ask.outcome import Listed, Outcome, answered
from qa.ask.query import Query, bits
from qa.ask.sets import LONGEST_LIST, MIN_FAMILY, named
from qa.ask.sheets import STARS, Columns, Sheet, SheetRow, points, says_nothing
from qa.ask.text import canonical, skeleton
from qa.lexicon import load
from qa.model import Fact

#: A class of rows is named by this much of its label.
NAMED = 0.95
#: What the project that the question names adds to a sheet of it.
SUBJECT = 0.5
#: A column is named by so many characters of its label.
SHORTEST_COLUMN = 2
_CLAUSE_END = re.compile("[；;。]")


@dataclass(frozen=True, slots=True)
class _Condition:
    """What a row must keep; ``shown`` are the columns that bear it out, ``said`` marks the
    words of the question that say it."""

    holds: Callable[[SheetRow], bool]
    said: int
    shown: tuple[Columns, ...] = ()
    by_points: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sheet as the question may mean it: the rows, how they are shown, how well it fits."""

    rows: tuple[Listed, ...]
    figures: tuple[Figure, ...]
    score: float
    conditioned: bool


def listing(query: Query, desk: Desk) -> Outcome | None:
    """The rows of a sheet of goals and results, else the members of a family of figures."""
    return rows(query, desk) or sets.listing(query, desk)


def value(query: Query, desk: Desk) -> Outcome | None:
    """The figures asked for; the parts where “各几辆” asks for each of one thing's parts."""
    if query.each and len(operands(query, desk)) == 1:
        whole = parts(query, desk) or sets.listing(query, desk)
        if whole:
            return whole
    return lookup.value(query, desk)


def parts(query: Query, desk: Desk) -> Outcome | None:
    """The parts that a document prints of the one thing that the question names."""
    links = desk.links(query)
    if not links:
        return None
    whole = links[0].fact
    found = [
        member
        for family in desk.families
        for member in family.members
        if (member.doc, member.section, member.row[:-1]) == (whole.doc, whole.section, whole.row)
        and (member.year, member.basis, member.measure) == (whole.year, whole.basis, "值")
        and of_class(member, query)
    ]
    figures = [figure_from(fact) for fact in dict.fromkeys(found)]
    return answered(*figures, remark=named(figures)) if len(figures) > 1 else None


def rows(query: Query, desk: Desk, *, conditioned: bool = False) -> Outcome | None:
    """The rows of the sheet that the question means, with the cells asked for; ``conditioned``
    takes only a question that puts a condition on them."""
    found = (_reading(sheet, query, desk) for sheet in desk.sheets)
    readings = [r for r in found if r and (r.conditioned or not conditioned)]
    best = max(readings, key=lambda reading: reading.score, default=None)
    return Outcome("answered", best.figures, rows=best.rows) if best else None


def _reading(sheet: Sheet, query: Query, desk: Desk) -> _Reading | None:
    if not _in_scope(sheet, query):
        return None
    measure = desk.finder.measure(query)
    condition = _by_points(query) or _by_remark(sheet, query)
    classes = _classes(sheet, measure)
    row_words = _spots(query.text, [*load("members")["levels"], *load("members")["rows"]])
    if not (condition or classes or row_words):
        return None
    asked = _asked_columns(sheet, query)
    shown = asked or (condition.shown if condition else ()) or _goals(sheet)
    kept = [
        row
        for row in sheet.rows
        if (not classes or classes & set(row.labels[:-1]))
        and (condition.holds(row) if condition else _is_alive(row, shown))
    ]
    labels = (sheet.title, sheet.subject, *sheet.section[-1:], *classes, *(c[-1] for c in shown))
    mask = measure.mask(label for label in labels if label) | row_words
    coverage = measure.coverage(mask | (condition.said if condition else 0))
    if not 0 < len(kept) <= LONGEST_LIST or coverage < MIN_FAMILY:
        return None
    by_points = condition is not None and condition.by_points and not asked
    listed = tuple(_listed(row, shown, by_points=by_points) for row in kept)
    subject = measure.completeness(sheet.subject) if sheet.subject else 0.0
    scope = Scope(query.units, query.years)
    score = coverage + SUBJECT * subject + desk.finder.preference(sheet.sample, scope, query.text)
    return _Reading(
        listed, tuple(_figures(listed)) if asked or by_points else (), score, bool(condition)
    )


def _in_scope(sheet: Sheet, query: Query) -> bool:
    fact = sheet.sample
    return (not query.units or fact.unit_name in query.units) and (
        not query.years or fact.year in query.years
    )


def _classes(sheet: Sheet, measure: Measure) -> set[str]:
    """The classes of rows that the question names (时效指标), other than by the letters of the
    sheet's own name; points in brackets (产出(50分)) are no part of a class's name."""
    own = measure.mask(name for name in (sheet.title, sheet.subject) if name)
    found = set()
    for label in {label for row in sheet.rows for label in row.labels[:-1]}:
        bare = re.sub(r"[(（].*?[)）]", "", label)
        if measure.completeness(bare) >= NAMED and measure.mask((bare,)) & ~own:
            found.add(label)
    return found


def _by_points(query: Query) -> _Condition | None:
    """没拿满分, 拿满分: the points got against those to be had."""
    words = load("members")["points"]
    for key, full in (("below", False), ("full", True)):
        if said := _spots(query.text, words[key]):
            return _Condition(partial(_has_points, full), said, by_points=True)
    return None


def _has_points(full: bool, row: SheetRow) -> bool:
    """Whether a row got all of its points (``full``), or fewer than are to be had."""
    both = points(row)
    if both is None or both[0].value is None or both[1].value is None:
        return False
    return (both[0].value >= both[1].value) is full


def _by_remark(sheet: Sheet, query: Query) -> _Condition | None:
    """写了偏差原因, 没有偏差: whether a cell of the column named after the word says anything."""
    words = load("members")["remarks"]
    made = "|".join(sorted(map(re.escape, words["made"]), key=len, reverse=True))
    for match in re.finditer(made, query.text):
        for column in sheet.columns:
            length = _shared(query.text[match.end() :], skeleton(column[-1]))
            if length < SHORTEST_COLUMN:
                continue
            negated = query.text[: match.start()].endswith(("没", "未", "无", "不"))
            said = bits((match.start(), match.end() + length))
            said |= _spots(query.text, [x for x in words["nothing"] if len(x) >= SHORTEST_COLUMN])
            shown = (*_goals(sheet), column)
            return _Condition(partial(_remarks, column, not negated), said, shown)
    return None


def _remarks(column: Columns, made: bool, row: SheetRow) -> bool:
    """Whether a row's cell under ``column`` says something (``made``), or nothing."""
    return column in row.cells and says_nothing(row.cells[column]) is not made


def _shared(text: str, label: str) -> int:
    """How many of the first characters of ``text`` stand together in ``label``."""
    return next((n for n in range(min(len(text), len(label)), 0, -1) if text[:n] in label), 0)


def _asked_columns(sheet: Sheet, query: Query) -> tuple[Columns, ...]:
    """The columns whose cells the question asks for: by label, or as goals and results."""
    text = skeleton(query.text[query.asked_from :])
    versions = [
        basis
        for basis in ("目标值", "实际值")
        if any(
            canonical(word) in text for word in load("questions")["basis"][basis] if len(word) > 2
        )
    ]
    return tuple(
        column
        for column in sheet.columns
        if any(cell.basis in versions for cell in _cells(sheet, column))
        or (len(label := skeleton(column[-1].strip(STARS))) >= SHORTEST_COLUMN and label in text)
    )


def _cells(sheet: Sheet, column: Columns) -> Iterator[Fact]:
    return (row.cells[column] for row in sheet.rows if column in row.cells)


def _goals(sheet: Sheet) -> tuple[Columns, ...]:
    """The columns of goals and of what became of them."""
    return tuple(
        column
        for column in sheet.columns
        if any(cell.basis in ("目标值", "实际值") for cell in _cells(sheet, column))
    )


def _is_alive(row: SheetRow, shown: Sequence[Columns]) -> bool:
    """Whether a row says anything under the columns shown; 不涉及 and blanks say nothing."""
    return any(column in row.cells and not says_nothing(row.cells[column]) for column in shown)


def _listed(row: SheetRow, shown: Sequence[Columns], *, by_points: bool) -> Listed:
    both = points(row) if by_points else None
    if both:
        words = load("answers")["list"]
        return Listed(row.name, ((words["got"], both[0]), (words["to_be_had"], both[1])))
    cells = tuple(
        (column[-1].strip(STARS), row.cells[column])
        for column in shown
        if column in row.cells and not says_nothing(row.cells[column])
    )
    return Listed(row.name, cells or (("", row.fact),))


def _figures(listed: Iterable[Listed]) -> Iterator[Figure]:
    """The figures among the cells shown; of points those got, in points."""
    for row in listed:
        for label, cell in row.cells:
            if label == load("answers")["list"]["to_be_had"]:
                continue
            if cell.value is not None or stated(cell):
                figure = figure_from(cell)
                unit = figure.unit or (label == load("answers")["list"]["got"] and "分") or ""
                yield replace(figure, label=f"{row.name}{label}", unit=unit)


def _spots(text: str, words: Sequence[str]) -> int:
    """The characters of ``text`` on which one of ``words`` stands."""
    pattern = "|".join(sorted(map(re.escape, map(canonical, words)), key=len, reverse=True))
    return bits(*(match.span() for match in re.finditer(pattern, text)))


def enumerated(query: Query, excerpt: Excerpt, facts: Iterable[Fact]) -> Outcome | None:
    """The items that the words of ``excerpt`` enumerate with their amounts, behind the word
    that the question names (新增): in printed order. ``facts`` are those of the document."""
    leads = load("members")["leads"]
    words = next((said for said in leads.values() if _spots(query.text, said)), None)
    if words is None:
        return None
    inside = [
        fact
        for fact in facts
        if fact.source == "prose" and fact.quote in excerpt.text and fact.measure == "值"
    ]
    for number, fact in enumerate(inside):
        bare = _without(words, fact)
        if bare is None:
            continue
        end = _CLAUSE_END.search(fact.quote, fact.quote.find(fact.row[-1]))
        clause = fact.quote[fact.quote.find(fact.row[-1]) : end.start() if end else None]
        items = [replace(fact, row=(bare,))]
        for other in inside[number + 1 :]:
            if other.quote != fact.quote or other.row[-1] not in clause:
                break
            items.append(other)
        if all(of_class(item, query) for item in items):
            figures = [figure_from(item) for item in items]
            return answered(*figures, remark=named(figures))
    return None


def _without(leads: Sequence[str], fact: Fact) -> str | None:
    """The item's name without the word that leads to it; ``None`` where none does."""
    label = fact.row[-1]
    for lead in sorted(leads, key=len, reverse=True):
        if label.startswith(lead) and len(label) > len(lead):
            return label.removeprefix(lead)
        at = fact.quote.find(label)
        if at > 0 and fact.quote[:at].endswith(lead):
            return label
    return None
