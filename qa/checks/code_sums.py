"""Sums down a column by 科目 codes: 类 = Σ款, 款 = Σ项, and the total row = Σ类.

A row stands below the row with the longest code that begins its own. Where a table prints no
codes, its outline tells what stands below a 科目, whose names are known (政府收支分类科目).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.checks.figures import measured, total
from qa.checks.grid import Grid, GridRow, is_amount, is_whole
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import bare, items, listed
from qa.model import Fact
from qa.read.hierarchy import standard_codes
from qa.read.text import tight

LEVELS = "科目的合计等于其下级科目之和"
TOTAL = "合计等于各类科目之和"
_CLASS_LENGTH = 3
#: Rows that are the total of the 类 above or below them, the most fitting first.
_TOTALS = ("本年支出", "合计", "人员经费", "公用经费", "支出总计")
#: What a grand total holds beside the 类.
_CARRIED = frozenset({"年末结转", "结余分配"})
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Coded:
    """A cell of a column with the code of its row; empty where none is known."""

    row: GridRow
    cell: Fact
    code: str


def code_sums(grid: Grid) -> Iterator[Outcome]:
    """Both relations in every column of money of ``grid``."""
    for number in grid.columns:
        cells = [(row, cell) for row, cell in grid.column(number) if is_amount(cell)]
        for block in _blocks([_Coded(row, cell, _code(row)) for row, cell in cells]):
            yield from _levels(block, grid)
            yield from _whole(block, grid)


def _code(row: GridRow) -> str:
    """The code of a row, or that of the 类 whose name it bears."""
    if row.code:
        return row.code
    classes = {code for code in _codes_of(row.label) if len(code) == _CLASS_LENGTH}
    return min(classes) if classes and len(row.labels) == 1 else ""


@lru_cache(maxsize=8192)
def _codes_of(label: str) -> frozenset[str]:
    book = standard_codes()
    return frozenset(code for name in (tight(label), bare(label)) for code in book.get(name, ()))


def _blocks(cells: Sequence[_Coded]) -> Iterator[list[_Coded]]:
    """The stretches of a column in which each code stands once.

    A table of several units repeats the codes for each of them: every unit is a block, its
    own row the first.
    """
    block: list[_Coded] = []
    codes: set[str] = set()
    for coded in cells:
        if coded.code and coded.code in codes:
            last = block[-1]
            repeated = [last] if not last.code else []
            yield block[:-1] if repeated else block
            block, codes = repeated, set()
        block.append(coded)
        codes.add(coded.code)
    if block:
        yield block


def _levels(block: Sequence[_Coded], grid: Grid) -> Iterator[Outcome]:
    children: dict[int, list[_Coded]] = {}
    parents = _parents(block)
    for coded, parent in zip(block, parents, strict=True):
        if parent is not None:
            children.setdefault(parent, []).append(coded)
    for number, below in children.items():
        found = block[number]
        if found.cell.value is not None:
            trial = _trial(LEVELS, found.cell, below, grid)
            why = _doubt(found, below, block) if trial.verdict == "off" else ""
            yield Hurdle(LEVELS, f"《{grid.name}》{why}") if why else trial


def _doubt(found: _Coded, below: Sequence[_Coded], block: Sequence[_Coded]) -> str:
    """Why the rows below a 科目 may not be all of it; empty where they must be."""
    if not any(coded.cell.value for coded in below):
        return f"“{found.row.label}”的下级科目没有数字"
    strangers = [coded for coded in block if _may_be_below(coded, found)]
    return f"“{strangers[0].row.label}”是否计入“{found.row.label}”不明" if strangers else ""


def _parents(block: Sequence[_Coded]) -> list[int | None]:
    """For each row the place of the one above it: by its code, or by its labels without codes."""
    by_code = {coded.row.code: n for n, coded in enumerate(block) if coded.row.code}
    by_labels = {
        coded.row.labels: n
        for n, coded in enumerate(block)
        if not coded.row.code and _codes_of(coded.row.label)
    }
    rows = [coded.row for coded in block]
    return [
        _longest(row.code, by_code) if row.code else by_labels.get(row.labels[:-1]) for row in rows
    ]


def _longest(code: str, places: Mapping[str, int]) -> int | None:
    """The place of the longest code that begins ``code``."""
    return next((places[code[:n]] for n in range(len(code) - 1, 0, -1) if code[:n] in places), None)


def _may_be_below(coded: _Coded, parent: _Coded) -> bool:
    """Whether a row that prints no code may be one more child of ``parent``."""
    if coded.code or not coded.cell.value or coded is parent or items(coded.row.label):
        return False
    return len(coded.row.labels) == 1 and not is_whole(coded.row)


def _whole(block: Sequence[_Coded], grid: Grid) -> Iterator[Outcome]:
    classes = [coded for coded in block if len(coded.code) == _CLASS_LENGTH]
    found = _total(block)
    if found is None or len(classes) < 2 or found.cell.value is None:
        return
    carried = []
    if "支出总计" in items(found.row.label) and not _named(block, "本年支出"):
        carried = [coded for coded in block if items(coded.row.label) & _CARRIED]
    trial = _trial(TOTAL, found.cell, [*classes, *carried], grid)
    if trial.verdict == "off":
        strangers = [c for c in block if not c.code and c is not found and _counts(c, found)]
        if strangers:
            yield Hurdle(TOTAL, f"《{grid.name}》“{strangers[0].row.label}”是否计入合计不明")
            return
    yield trial


def _counts(coded: _Coded, found: _Coded) -> bool:
    """Whether a row without a code may be one more part of the total."""
    known = items(coded.row.label)
    outside = {"合计", "本年支出", "支出总计", "收入总计"} | _CARRIED
    return bool(coded.cell.value) and len(coded.row.labels) == 1 and not known & outside


def _total(block: Sequence[_Coded]) -> _Coded | None:
    """The row of the block's total; ``None`` where there is none or more than one."""
    for item in _TOTALS:
        found = _named(block, item)
        if found:
            return found[0] if len(found) == 1 else None
    whole = [coded for coded in block if not coded.code and is_whole(coded.row)]
    if len(whole) == 1:
        return whole[0]
    # The row of one unit among several stands right above its codes.
    first = block[0]
    return first if not first.code and first.row.label.endswith(listed("prose", "bodies")) else None


def _named(block: Sequence[_Coded], item: str) -> list[_Coded]:
    return [coded for coded in block if not coded.code and item in items(coded.row.label)]


def _trial(rule: str, found: Fact, below: Sequence[_Coded], grid: Grid) -> Trial:
    expected = total(measured(coded.cell) for coded in below)
    counted = [coded for coded in below if coded.cell.value]
    terms = tuple(coded.cell for coded in counted)
    return Trial(rule, found, expected, terms, _how(counted), place=grid.name)


def _how(parts: Sequence[_Coded]) -> str:
    shown = [f"{part.row.label} {part.cell.text}" for part in parts[:_SHOWN]]
    more = f" 等{len(parts)}项" if len(parts) > _SHOWN else ""
    return " ＋ ".join(shown) + more
