"""Tables that print no unit of measure: tied by their sums to one that does, under the one that the
document tells of all its tables, or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.model import Cell, Column, Row, Table
from qa.read.figures import amount
from qa.read.patterns import matches, pattern
from qa.read.rows import column_unit
from qa.read.text import tight

# A sum of fewer digits may be the same by chance; so large a figure, or one with decimals, is
# money, where others may be a count of persons or cars.
_FEWEST_DIGITS = 5
_LARGE = Decimal(10_000)
# So many figures of so many digits that sentences print too are not the same by chance.
_FEWEST_SAME = 2
_FEWEST_SAME_DIGITS = 3
# Stands for the unit that a table's columns of money would get.
_SOME = "元"


def with_tied_units(
    tables: Sequence[Table], sentences: Iterable[str] = ()
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables, those without a unit of measure under that of the tables that print their
    largest sum too, the one that the ``sentences`` of the document tell of all tables, or the one
    in which they print several of its figures; and what a reader should know of each table without
    a unit."""
    sentences = tuple(sentences)
    units = _units_by_figure(tables)
    common = _told_of_all(sentences)
    printed = _printed_in(sentences)
    found: list[Table] = []
    notices: list[str] = []
    silent: list[str] = []
    for table in tables:
        largest = _largest_sum(table)
        place = f"表“{table.name}”" + (f"（第{table.page}页）" if table.page else "")
        same = _same_as_sentences(table, printed)
        if same and (largest is None or not common):
            found.append(_measured(table, same))
            notices.append(f"{place}没有写明计量单位，按正文中相同的数字以{same}读入。")
            continue
        if largest is None:
            found.append(table)
            continue
        told = units.get(largest, {}) if _digits(largest) >= _FEWEST_DIGITS else {}
        if len(told) == 1:
            ((unit, other),) = told.items()
            found.append(_measured(table, unit))
            notices.append(
                f"{place}没有写明计量单位，合计与表“{other}”的{largest:,}{unit}一致，按{unit}读入。"
            )
        elif common and not told:
            found.append(_measured(table, common))
            notices.append(f"{place}没有写明计量单位，按文中对全部表格的说明以{common}读入。")
        else:
            found.append(table)
            silent.append(place)
    if silent:
        places = "、".join(silent)
        notices.append(f"{places}没有写明计量单位，其中的数字不带单位读入，请核对原件。")
    return tuple(found), tuple(notices)


def _told_of_all(sentences: Iterable[str]) -> str | None:
    """The one unit of measure that a document says all its tables are in."""
    told = pattern("reading", "measure", "all_tables")
    units = {found.group(1) for text in sentences for found in told.finditer(tight(text))}
    return units.pop() if len(units) == 1 else None


def _printed_in(sentences: Iterable[str]) -> Mapping[Decimal, frozenset[str]]:
    """The units of money in which sentences print each figure that is no small number."""
    units: dict[Decimal, set[str]] = {}
    for text in sentences:
        for found in pattern("reading", "measure", "printed").finditer(tight(text)):
            value = amount(found.group(1))
            if value is not None and _digits(value) >= _FEWEST_SAME_DIGITS:
                units.setdefault(value, set()).add(found.group(2))
    return {value: frozenset(names) for value, names in units.items()}


def _same_as_sentences(table: Table, printed: Mapping[Decimal, frozenset[str]]) -> str | None:
    """The one unit in which sentences print several figures of a table without any."""
    if table.unit is not None or any(column.unit for column in table.columns):
        return None
    values = {value for value, _ in _figures(table, table.rows)} & printed.keys()
    units = frozenset().union(*(printed[value] for value in values))
    return next(iter(units)) if len(values) >= _FEWEST_SAME and len(units) == 1 else None


def _units_by_figure(tables: Iterable[Table]) -> Mapping[Decimal, Mapping[str, str]]:
    """The units of measure under which each figure is printed, each with a table's name."""
    units: dict[Decimal, dict[str, str]] = {}
    for table in tables:
        if not (unit := table.unit):
            continue
        name = table.name
        for value, cell in _figures(table, table.rows):
            if table.columns[cell.column].unit == unit:
                units.setdefault(value, {}).setdefault(unit, name)
    return units


def _largest_sum(table: Table) -> Decimal | None:
    """The largest figure in the rows of totals; ``None`` where the table prints a unit, or no
    sum of money."""
    if table.unit is not None:
        return None
    sums = [row for row in table.rows if row.labels and _is_total(row.labels[-1])]
    values = [value for value, cell in _figures(table, sums) if _may_be_money(table, cell)]
    money = any(value >= _LARGE or value != value.to_integral() for value in values)
    return max(values) if money else None


def _figures(table: Table, rows: Iterable[Row]) -> Iterator[tuple[Decimal, Cell]]:
    for row in rows:
        for cell in row.cells:
            value = amount(cell.text) if cell.text is not None else None
            if value is not None:
                yield value, cell


def _is_total(label: str) -> bool:
    return matches("reading", "body", "total", label)


def _may_be_money(table: Table, cell: Cell) -> bool:
    path = table.columns[cell.column].path
    return bool(path) and column_unit(path, _SOME) == _SOME


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _measured(table: Table, unit: str) -> Table:
    money = {cell.column for _, cell in _figures(table, table.rows)}
    columns = tuple(
        replace(column, unit=_unit(column, unit)) if at in money else column
        for at, column in enumerate(table.columns)
    )
    return replace(table, unit=unit, columns=columns)


def _unit(column: Column, unit: str) -> str | None:
    return column.unit or column_unit(column.path, unit)
