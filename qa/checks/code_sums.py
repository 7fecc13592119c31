"""Sums down a column by 科目 codes: 类 = Σ款, 款 = Σ项, and the total row = Σ类.

A row stands below the row with the longest code that begins its own. Where a table prints no
codes, its outline tells what stands below a 科目, whose names are known (政府收支分类科目).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.checks.figures import measured, total
from qa.checks.grid import Grid, GridRow, is_whole
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
class _Block:
    """Rows from the place ``start`` of a column on in which each code stands once.

    ``codes`` are theirs, empty where none is known; ``below`` tells which of them (by their
    places in the block) stand right below one, ``total`` which is that of all.
    """

    start: int
    rows: tuple[GridRow, ...]
    codes: tuple[str, ...]
    below: Mapping[int, Sequence[int]]
    total: int | None

    def named(self, item: str) -> bool:
        """Whether a row without a code bears ``item``."""
        return bool(_named(self.rows, self.codes, item))


#: The cells of a block, in the order of its rows.
_Cells = Sequence[Fact]


def code_sums(grid: Grid) -> Iterator[Outcome]:
    """Both relations in every column of money of ``grid``."""
    of_rows: dict[tuple[int, ...], list[_Block]] = {}
    for amounts in grid.amounts:
        numbers = tuple(row.number for row, _ in amounts)
        if numbers not in of_rows:  # the columns of a table have the same rows
            of_rows[numbers] = [*_blocks([row for row, _ in amounts])]
        for block in of_rows[numbers]:
            end = block.start + len(block.rows)
            cells = [cell for _, cell in amounts[block.start : end]]
            yield from _levels(block, cells, grid)
            yield from _whole(block, cells, grid)


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


def _blocks(rows: Sequence[GridRow]) -> Iterator[_Block]:
    """The stretches of a column in which each code stands once.

    A table of several units repeats the codes for each of them: every unit is a block, its
    own row the first.
    """
    codes = [_code(row) for row in rows]
    start, seen = 0, set[str]()
    for place, code in enumerate(codes):
        if code and code in seen:
            end = place if codes[place - 1] else place - 1
            yield _block(start, rows[start:end], codes[start:end])
            start, seen = end, set()
        seen.add(code)
    yield _block(start, rows[start:], codes[start:])


def _block(start: int, rows: Sequence[GridRow], codes: Sequence[str]) -> _Block:
    below: dict[int, list[int]] = {}
    for place, parent in enumerate(_parents(rows)):
        if parent is not None:
            below.setdefault(parent, []).append(place)
    return _Block(start, tuple(rows), tuple(codes), below, _total(rows, codes))


def _levels(block: _Block, cells: _Cells, grid: Grid) -> Iterator[Outcome]:
    for number, below in block.below.items():
        trial = _trial(LEVELS, cells[number], below, block, cells, grid)
        if trial is not None:
            why = _doubt(number, below, block, cells) if trial.verdict == "off" else ""
            yield Hurdle(LEVELS, f"《{grid.name}》{why}") if why else trial


def _doubt(number: int, below: Sequence[int], block: _Block, cells: _Cells) -> str:
    """Why the rows below a 科目 may not be all of it; empty where they must be."""
    label = block.rows[number].label
    if not any(cells[place].value for place in below):
        return f"“{label}”的下级科目没有数字"
    strangers = [
        row.label
        for place, (row, code) in enumerate(zip(block.rows, block.codes, strict=True))
        if place != number and not code and cells[place].value and _may_be_below(row)
    ]
    return f"“{strangers[0]}”是否计入“{label}”不明" if strangers else ""


def _parents(rows: Sequence[GridRow]) -> list[int | None]:
    """For each row the place of the one above it: by its code, or by its labels without codes."""
    by_code = {row.code: n for n, row in enumerate(rows) if row.code}
    by_labels = {
        row.labels: n for n, row in enumerate(rows) if not row.code and _codes_of(row.label)
    }
    return [
        _longest(row.code, by_code) if row.code else by_labels.get(row.labels[:-1]) for row in rows
    ]


def _longest(code: str, places: Mapping[str, int]) -> int | None:
    """The place of the longest code that begins ``code``."""
    return next((places[code[:n]] for n in range(len(code) - 1, 0, -1) if code[:n] in places), None)


def _may_be_below(row: GridRow) -> bool:
    """Whether a row that prints no code may be one more child of a 科目."""
    return not items(row.label) and len(row.labels) == 1 and not is_whole(row)


def _whole(block: _Block, cells: _Cells, grid: Grid) -> Iterator[Outcome]:
    classes = [place for place, code in enumerate(block.codes) if len(code) == _CLASS_LENGTH]
    if block.total is None or len(classes) < 2:
        return
    carried = []
    if "支出总计" in items(block.rows[block.total].label) and not block.named("本年支出"):
        carried = [n for n, row in enumerate(block.rows) if items(row.label) & _CARRIED]
    trial = _trial(TOTAL, cells[block.total], [*classes, *carried], block, cells, grid)
    if trial is None:
        return
    if trial.verdict == "off":
        strangers = [
            row.label
            for place, (row, code) in enumerate(zip(block.rows, block.codes, strict=True))
            if place != block.total and not code and cells[place].value and _counts(row)
        ]
        if strangers:
            yield Hurdle(TOTAL, f"《{grid.name}》“{strangers[0]}”是否计入合计不明")
            return
    yield trial


def _counts(row: GridRow) -> bool:
    """Whether a row without a code may be one more part of the total."""
    outside = {"合计", "本年支出", "支出总计", "收入总计"} | _CARRIED
    return len(row.labels) == 1 and not items(row.label) & outside


def _total(rows: Sequence[GridRow], codes: Sequence[str]) -> int | None:
    """The place of the block's total; ``None`` where there is none or more than one."""
    for item in _TOTALS:
        found = _named(rows, codes, item)
        if found:
            return found[0] if len(found) == 1 else None
    whole = [n for n, row in enumerate(rows) if not codes[n] and is_whole(row)]
    if len(whole) == 1:
        return whole[0]
    # The row of one unit among several stands right above its codes.
    first = rows[0].label
    return 0 if not codes[0] and first.endswith(listed("prose", "bodies")) else None


def _named(rows: Sequence[GridRow], codes: Sequence[str], item: str) -> list[int]:
    """The places of rows without a code that bear ``item``."""
    return [n for n, row in enumerate(rows) if not codes[n] and item in items(row.label)]


def _trial(
    rule: str, found: Fact, below: Sequence[int], block: _Block, cells: _Cells, grid: Grid
) -> Trial | None:
    """The figure against those ``below`` it; ``None`` where it is blank, or all of them nothing."""
    counted = [place for place in below if cells[place].value]
    if found.value is None or not (found.value or counted):
        return None
    terms = tuple(cells[place] for place in counted)
    expected = total(map(measured, terms))
    shown = [f"{block.rows[place].label} {cells[place].text}" for place in counted[:_SHOWN]]
    more = f" 等{len(counted)}项" if len(counted) > _SHOWN else ""
    return Trial(rule, found, expected, terms, " ＋ ".join(shown) + more, place=grid.name)
