"""What a figure is called, in a table or in a sentence, so that the two can be set side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TypeVar

from qa.checks.figures import measured
from qa.checks.grid import Grid, GridRow, is_amount
from qa.checks.ledger import Ledger
from qa.checks.words import (
    Path,
    bare,
    head,
    is_limited,
    is_total,
    items,
    listed,
    mentions,
    normal,
    project_name,
    shows_every_fund,
    side_of,
    wholes_of,
)
from qa.model import Fact
from qa.read.labels import clean_label
from qa.read.text import tight

#: How a sentence begins: up to its first figure but for a year, or its first stop.
_SUBJECT = re.compile(r"\D*(?:(?:19|20)\d{2}\s*年[^\d，。；：]*)?")
K = TypeVar("K")
#: An item of the lexicon, or the label itself where it is none.
Key = str
#: A sentence that names a 科目 by so many labels says which one it is.
_SUBJECT_LABELS = 2
#: A name of fewer characters (设备购置费) may be that of different things in two places.
PROPER_NAME = 7
#: Tables of single funds repeat the labels of the whole with figures of a part of it.
_PARTIAL = frozenset({"基金支出表"})
#: Tables of these show an item's share of them, which is rarely all of the item; these all of it.
_SPENDING = frozenset({"基本支出", "项目支出"})
_PARTS_OF_SPENDING = _SPENDING | {"人员经费", "公用经费", "退休支出", "家庭补助"}
#: Rows that are of all of a table's money as much as 合计 is.
_OF_THE_YEAR = frozenset({"本年收入", "本年支出"})
_GRAND = frozenset({"收入总计", "支出总计"})
_SUMS = _OF_THE_YEAR | _GRAND
#: The table of all that the budget allots, what was carried over included.
_FISCAL = "财政收支总表"


@dataclass(slots=True)
class Names:
    """The cells of all tables by what they are called.

    ``exact`` holds cells whose one label names them while the other says “all of it”;
    ``loose`` every cell under each of its labels.
    """

    exact: dict[Key, list[Fact]] = field(default_factory=dict)
    loose: dict[Key, list[Fact]] = field(default_factory=dict)
    #: Cells of all the money of a 科目, by its labels from 类 down to its own.
    subjects: dict[Path, list[Fact]] = field(default_factory=dict)
    #: The tables that show only a part of the document's money, and those that show all.
    limited: set[int] = field(default_factory=set)
    every: set[int] = field(default_factory=set)
    #: The totals of all tables.
    totals: list[Fact] = field(default_factory=list)
    #: The projects that have a sheet of their own.
    projects: set[Key] = field(default_factory=set)

    def find(self, keys: Iterable[Key], like: Fact) -> list[Fact]:
        """The cells called by one of ``keys``, of the year and version of ``like``."""
        return _alike(self.exact, keys, like)

    def find_subject(self, like: Fact) -> list[Fact]:
        """The cells of the 科目 that a sentence names with what stands above it: 教育支出（类）
        普通教育（款）小学教育（项）. None where it leaves out so much that two would fit.
        """
        path = tuple(map(bare, sentence_path(like)))
        if len(path) < _SUBJECT_LABELS:
            return []
        found = [one for one in self.subjects if one[-1] == path[-1] and _is_within(path, one)]
        return _alike(self.subjects, found, like) if len(found) == 1 else []

    def stands_elsewhere(self, keys: Iterable[Key], like: Fact) -> bool:
        """Whether the very figure stands under that label for a part of it."""
        return any(
            measured(cell).value == measured(like).value for cell in _alike(self.loose, keys, like)
        )

    def is_of_another_scope(self, cells: Iterable[Fact], like: Fact) -> bool:
        """Whether ``cells`` show the money of a fund and ``like`` speaks of all, or vice versa.

        It makes no difference where the totals are the same: then one fund had all the money.
        """
        tables = {cell.table_id for cell in cells}
        of_fund = is_of_a_fund(like)
        if not tables <= (self.every if of_fund else self.limited):
            return False
        totals = _alike({"": self.totals}, ("",), like)
        mine = {measured(cell).value for cell in totals if cell.table_id in tables}
        others = {
            measured(cell).value for cell in totals if (cell.table_id in self.limited) == of_fund
        }
        return mine.isdisjoint(others)


def _is_within(some: Path, path: Path) -> bool:
    """Whether ``path`` holds the labels of ``some`` in their order."""
    rest = iter(path)
    return all(label in rest for label in some)


def _alike(cells: Mapping[K, list[Fact]], keys: Iterable[K], like: Fact) -> list[Fact]:
    found = dict.fromkeys(
        cell
        for key in keys
        for cell in cells.get(key, ())
        if cell.year == like.year and same_version(cell, like) and _same_side(cell, like)
    )
    return list(found)


def _same_side(cell: Fact, like: Fact) -> bool:
    """Whether a cell may be what a sentence speaks of: 一般公共预算财政拨款支出 is no income."""
    label = bare(name_in_prose(like))
    own, said = side_of(cell.column), label[-2:]
    return not own or said not in ("收入", "支出") or own == said


def same_version(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one version: the accounts and what was spent are."""
    return version_group(one) == version_group(other)


def version_group(fact: Fact) -> str:
    """The version of a figure; 决算 stands for all that says what was really spent."""
    return "决算" if fact.basis in _actual() else fact.basis


@cache
def _actual() -> frozenset[str]:
    return frozenset(listed("prose", "actual"))


@lru_cache(maxsize=8192)
def keys_of(label: str) -> tuple[Key, ...]:
    """What a label may stand for."""
    return tuple(sorted(items(label))) or (project_name(label),)


def names_of(ledger: Ledger) -> Names:
    """The names of every cell of money of the document's tables."""
    names = Names()
    for grid in ledger.grids:
        if (grid.kinds and grid.kinds <= _PARTIAL) or grid.name in ledger.repeated:
            continue
        if is_limited(grid.kinds):
            names.limited.add(grid.number)
        if shows_every_fund(grid.kinds):
            names.every.add(grid.number)
        wholes = {row.number for row in grid.wholes}
        for row in grid.rows:
            whole = row.number in wholes
            for cell in row.cells.values():
                if is_amount(cell) and cell.value is not None:
                    _enter(names, grid, row, cell, whole)
    return names


def _enter(names: Names, grid: Grid, row: GridRow, cell: Fact, whole: bool) -> None:
    """Adds a cell under its names; ``whole`` tells whether its row is that of the whole table."""
    columns = _telling(head(cell.column))
    # The labels that all columns share tell nothing apart.
    own = _telling(head(cell.column)[len(grid.shared_head) :])
    label = row.label
    if grid.subject:
        if not columns and _is_project_total(label):
            names.projects.add(project_name(grid.subject))
            _add(names.exact, (project_name(grid.subject),), cell)
        return
    for name in (*columns, label):
        _add(names.loose, keys_of(name), cell)
    if label == cell.unit_name and not whole:
        return  # Whose project it is, not what.
    if not columns and (whole or items(label) & _SUMS):
        names.totals.append(cell)
        if grid.number in names.limited and items(label) & _OF_THE_YEAR:
            _add(names.exact, ("财政拨款",), cell)
        if _FISCAL in grid.kinds and items(label) & _GRAND:
            _add(names.exact, ("财政拨款总计", "财政拨款总收入", "财政拨款总支出"), cell)
    if columns and (whole or items(label) & _SUMS):
        # What a fund paid of purchases or projects is not all that it paid.
        if not (wholes_of(grid.kinds) and is_a_fund(columns[-1])):
            _add(names.exact, keys_of(columns[-1]), cell)
    elif whole:
        side = side_of(cell.column)
        _add(names.exact, (f"{side}总计",) if side else wholes_of(grid.kinds), cell)
    elif not own and label and not _is_part(row, grid):
        _add(names.exact, keys_of(label), cell)
        if row.code:
            _add(names.subjects, (tuple(map(bare, row.labels)),), cell)


def _is_part(row: GridRow, grid: Grid) -> bool:
    """Whether a row shows only what 基本支出 or 项目支出 spends on its item."""
    known = items(row.label)
    spending = not _SPENDING.isdisjoint(wholes_of(grid.kinds))
    return spending and bool(row.code or known) and known.isdisjoint(_PARTS_OF_SPENDING)


def _is_project_total(label: str) -> bool:
    return bare(label) in listed("details", "total")


@lru_cache(maxsize=4096)
def _telling(labels: Path) -> Path:
    """The labels of a column but for those that say “all of it” or which half of a table it is."""
    return tuple(
        label for label in labels if not is_total(label) and label not in listed("labels", "sides")
    )


def _add(cells: dict[K, list[Fact]], keys: Iterable[K], cell: Fact) -> None:
    for key in keys:
        cells.setdefault(key, []).append(cell)


def name_in_prose(fact: Fact) -> str:
    """The label of a sentence's figure without a version of its own: 全年预算数 of 某项目."""
    path = sentence_path(fact)
    return path[-1] if path else ""


def is_project(fact: Fact, names: Names) -> bool:
    """Whether a sentence's figure is that of a project with a sheet of its own."""
    return project_name(name_in_prose(fact)) in names.projects and fact.table is None


def is_of_the_whole(fact: Fact) -> bool:
    """Whether a sentence speaks of the whole document's item, not of a part of something.

    基本支出 below 总支出 is that of the document; below 社会保障和就业支出 it is not.
    """
    path = sentence_path(fact)
    return all(_keeps(label) for label in path if label != path[-1]) and not _of_another_body(fact)


def is_of_a_fund(fact: Fact) -> bool:
    """Whether a sentence, or a heading above it, begins with a fund: 一般公共预算支出，其中……"""
    return bool(funds_of(fact))


def funds_of(fact: Fact) -> tuple[str, ...]:
    """The funds with which a sentence, or a heading above it, begins."""
    subject = _SUBJECT.match(fact.quote)
    said = (*fact.section, *fact.row[:-1], subject[0] if subject else "")
    labels = [tight(label) for label in said]
    return tuple(f for f in listed("prose", "funds") if any(f in label for label in labels))


def is_a_fund(label: str) -> bool:
    """Whether a label speaks of a part of the money by its source."""
    return mentions(label, listed("prose", "funds"))


def _keeps(parent: str) -> bool:
    name = bare(parent)
    return bool(items(parent)) or (mentions(name, _neutral()) and not _is_thing(name))


@cache
def _neutral() -> tuple[str, ...]:
    return listed("labels", "neutral")


def _is_thing(name: str) -> bool:
    return name.endswith(listed("labels", "project_tails")) and not items(name)


def _of_another_body(fact: Fact) -> bool:
    """Whether a heading above the sentence names another organisation than the publisher."""
    return any(_names_another(heading, fact.unit_name) for heading in fact.section)


def _names_another(heading: str, unit: str) -> bool:
    name = bare(clean_label(heading))
    return name.endswith(listed("prose", "bodies")) and name not in bare(unit) and name != unit


def sentence_path(fact: Fact) -> Path:
    """The labels of a sentence's figure but for those that only name a version."""
    return path_in_sentence(fact.row)


@lru_cache(4096)
def path_in_sentence(row: Path) -> Path:
    """The labels of a sentence's figure by its ``row``, those apart that only name a version."""
    return tuple(label for label in row if head((label,)))


@lru_cache(4096)
def known_things(path: Path) -> tuple[frozenset[str], ...]:
    """What each label of ``path`` may mean; that of one that no relation knows is itself."""
    return tuple(items(label) or frozenset({normal(label)}) for label in path)
