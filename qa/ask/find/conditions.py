"""Conditions that a question puts on the rows of a sheet: points lost, remarks made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from qa.ask.find.attained import reached
from qa.ask.find.sheets import STARS, Columns, Sheet, SheetRow, goals, points, says_nothing
from qa.ask.question.query import Query, bits
from qa.ask.words.text import canonical, skeleton
from qa.ask.words.wordlist import WordList
from qa.lexicon import alternatives, load
from qa.model import Basis

#: A column is named by so many characters of its label.
SHORTEST_COLUMN = 2
#: So many lists of words that were looked for last are kept ready.
KEPT = 64


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must keep. ``told`` says it in words, ``shown`` are the columns that bear it
    out (none: the points), ``said`` marks the words of the question that say it. ``by_goals``
    tells that some rows may not show whether they keep it."""

    holds: Callable[[SheetRow], bool]
    told: str
    said: int
    shown: tuple[Columns, ...] = ()
    by_goals: bool = False


def condition_of(sheet: Sheet, query: Query) -> Condition | None:
    """The condition that the question puts on the rows of ``sheet``, if any."""
    return (
        _by_goal(sheet, query)
        or _by_words(sheet, query)
        or _by_points(sheet, query)
        or _by_remark(sheet, query)
    )


def puts_condition(query: Query) -> bool:
    """Whether the question asks for what missed its goal or lost points (没有完成的项目)."""
    words = load("members")
    return bool(spots(query.text, (*words["attained"]["missed"], *words["points"]["below"])))


def spots(text: str, words: Sequence[str]) -> int:
    """The characters of ``text`` on which one of ``words`` stands."""
    return bits(*_list_of(tuple(words)).spans(text))


# A question is asked of each sheet whether it puts a condition on its rows.
@lru_cache(maxsize=KEPT)
def _list_of(words: tuple[str, ...]) -> WordList:
    return WordList(map(canonical, words))


def _by_goal(sheet: Sheet, query: Query) -> Condition | None:
    """没有达到目标值: the results beside their goals, on a sheet that prints both."""
    if not any(_attained(row) is not None for row in sheet.rows):
        return None
    for key, met in (("missed", False), ("met", True)):
        if said := spots(query.text, load("members")["attained"][key]):
            told = str(load("answers")["list"][key])
            return Condition(partial(_has_attained, met), told, said, goals(sheet), by_goals=True)
    return None


def _has_attained(met: bool, row: SheetRow) -> bool:
    return _attained(row) is met


def _attained(row: SheetRow) -> bool | None:
    """Whether a row's result reached its goal; ``None`` where it does not show."""
    texts = {
        basis: cell.text
        for cell in row.cells.values()
        if (basis := cell.basis) in ("目标值", "实际值") and cell.text
    }
    goal, result = texts.get("目标值"), texts.get("实际值")
    return reached(goal, result) if goal and result else None


def _by_words(sheet: Sheet, query: Query) -> Condition | None:
    """目标值为≥99%: what the cells of a column of goals or results say to the letter."""
    for column in goals(sheet):
        basis = next(cell.basis for cell in sheet.cells(column))
        if found := _said_of(skeleton(column[-1]), basis).search(query.text):
            name, text = column[-1].strip(STARS), found[1]
            told = str(load("answers")["list"]["saying"]).format(column=name, text=text)
            holds = partial(_says, column, skeleton(text))
            return Condition(holds, told, bits(found.span()), (column,), by_goals=True)
    return None


@cache
def _said_of(label: str, basis: Basis) -> re.Pattern[str]:
    """What a question says that the cells print of a column, by its label or its version."""
    names = (*load("questions")["basis"][basis], label)
    says = alternatives(load("members")["attained"]["says"])
    return re.compile(rf"(?:{alternatives(names)})(?:{says})?([≥≤<>]?\d[^的,;?]*)的")


def _says(column: Columns, text: str, row: SheetRow) -> bool:
    return column in row.cells and skeleton(row.cells[column].text or "") == text


def _by_points(sheet: Sheet, query: Query) -> Condition | None:
    """没拿满分, 拿满分: the points got against those to be had, on a sheet that prints both."""
    if not any(map(points, sheet.rows)):
        return None
    for key, full in (("below", False), ("full", True)):
        if said := spots(query.text, load("members")["points"][key]):
            told = str(load("answers")["list"][key])
            return Condition(partial(_has_points, full), told, said)
    return None


def _has_points(full: bool, row: SheetRow) -> bool:
    """Whether a row got all of its points (``full``), or fewer than are to be had; what has none
    to be had got neither."""
    both = points(row)
    return both is not None and bool(both.had.value) and both.is_full is full


def _by_remark(sheet: Sheet, query: Query) -> Condition | None:
    """写了偏差原因, 没有偏差: whether a cell of the column named after the word says anything."""
    words = load("members")["remarks"]
    for match in re.finditer(alternatives(words["made"]), query.text):
        for column in sheet.columns:
            length = _shared(query.text[match.end() :], skeleton(column[-1]))
            if length < SHORTEST_COLUMN:
                continue
            negated = query.text[: match.start()].endswith(tuple(words["negations"]))
            said = bits((match.start(), match.end() + length))
            said |= spots(query.text, [x for x in words["nothing"] if len(x) >= SHORTEST_COLUMN])
            told = str(load("answers")["list"]["unremarked" if negated else "remarked"])
            holds = partial(_remarks, column, not negated)
            return Condition(holds, told.format(column=column[-1]), said, (*goals(sheet), column))
    return None


def _remarks(column: Columns, made: bool, row: SheetRow) -> bool:
    """Whether a row's cell under ``column`` says something (``made``), or nothing."""
    return column in row.cells and says_nothing(row.cells[column]) is not made


def _shared(text: str, label: str) -> int:
    """How many of the first characters of ``text`` stand together in ``label``."""
    return next((n for n in range(min(len(text), len(label)), 0, -1) if text[:n] in label), 0)
