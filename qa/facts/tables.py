"""Every cell of every table as a Fact: what it prints, under which labels, in which unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qa.facts.alike import row_paths
from qa.facts.amounts import is_money, parse_amount, parse_number
from qa.facts.labels import (
    basis_in,
    basis_of_row,
    change_in,
    ends_with,
    measure_in,
    unit_in,
    year_in,
    year_of_row,
)
from qa.lexicon import load
from qa.model import Basis, Cell, Column, Disclosure, Fact, Measure, Profile, Table


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a path of labels says of the figures under it; ``None`` where it is silent.

    ``counted`` is the unit of the things that the innermost label names without one."""

    unit: str | None
    year: int | None
    basis: Basis | None
    money: bool
    code: bool
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class _ColumnSense:
    """A column's labels, and what its cells show: figures, statements, points, words.

    ``measured`` columns hold figures whose unit may stand in a column of its own (度量单位).
    """

    labels: _Sense
    measure: Measure
    indicator: bool
    points: bool
    words: bool
    measured: bool


def facts_of_tables(disclosure: Disclosure) -> Iterator[Fact]:
    """One Fact a printed cell, blank ones included, in the order of the tables.

    A figure in a column of figures has ``value`` and ``unit``; a cell of words, and a
    statement such as ≥98% in a column of indicators, has ``text`` only; a blank cell has
    neither, but keeps the unit that a figure there would have.
    """
    for table_id, table in enumerate(disclosure.tables):
        yield from _facts_of_table(disclosure, table, table_id)


def _facts_of_table(disclosure: Disclosure, table: Table, table_id: int) -> Iterator[Fact]:
    profile = disclosure.profile
    texts = _texts_by_column(table)
    columns = [
        _column_sense(column, texts[index], profile) for index, column in enumerate(table.columns)
    ]
    title = _sense((table.title,), None, profile.year)
    of_units = _columns_of_units(table)
    paths, name = row_paths(table), table.name
    for row_id, row in enumerate(table.rows):
        labels = _sense(row.labels, None, profile.year, year_of_row, basis_of_row)
        # A row such as 完成率 is an indicator with a value of its own: only one of changes says so.
        of_row = change_in(row.labels[-1]) if row.labels else "值"
        page = row.page if row.page is not None else table.page
        beside = next((cell.text for cell in row.cells if cell.column in of_units), None)
        for cell in row.cells:
            column = columns[cell.column]
            value, text, unit = _content(cell, column, labels, table)
            if beside and column.measured and value is not None:
                unit = beside
            yield Fact(
                doc=disclosure.doc,
                unit_name=profile.unit_name,
                year=column.labels.year or labels.year or title.year or profile.year,
                basis=_basis(column, labels, title, profile),
                source="table",
                row=paths[row_id],
                column=table.columns[cell.column].path,
                value=value,
                text=text,
                unit=unit,
                section=table.section,
                line=cell.line,
                quote=row.quote,
                table=name,
                table_no=table.number,
                code=row.code,
                page=page,
                measure=column.measure if column.measure != "值" else of_row,
                table_id=table_id,
                row_id=row_id,
                column_id=cell.column,
            )


def _columns_of_units(table: Table) -> frozenset[int]:
    """The columns whose cells name the unit of the figure beside them."""
    return frozenset(
        index
        for index, column in enumerate(table.columns)
        if column.path and ends_with(column.path[-1], "measures")
    )


# The tables of a document have the same rows, and so have those of other documents.
@lru_cache(maxsize=4096)
def _sense(
    path: tuple[str, ...],
    unit: str | None,
    own_year: int,
    read_year: Callable[[str, int], int | None] = year_in,
    read_basis: Callable[[str], Basis | None] = basis_in,
) -> _Sense:
    """The labels of ``path`` together; of several that speak, the innermost decides."""
    inward = tuple(reversed(path))
    return _Sense(
        unit=unit or next((found for label in inward if (found := unit_in(label))), None),
        year=next((year for label in inward if (year := read_year(label, own_year))), None),
        basis=next((basis for label in inward if (basis := read_basis(label))), None),
        money=not any(ends_with(label, "not_money") for label in inward),
        counted=_counted(path[-1]) if path else None,
        code=bool(path) and ends_with(path[-1], "codes"),
    )


@lru_cache(maxsize=4096)
def _counted(label: str) -> str | None:
    """The unit in which the things of a row are counted that names them alone: 公务用车保有量."""
    units: dict[str, str] = load("facts")["tables"]["counted"]
    return next((unit for thing, unit in units.items() if label.endswith(thing)), None)


def _texts_by_column(table: Table) -> Sequence[Sequence[str]]:
    """What the cells of each column print, those left out that print nothing."""
    texts: list[list[str]] = [[] for _ in table.columns]
    for row in table.rows:
        for cell in row.cells:
            if cell.text is not None:
                texts[cell.column].append(cell.text)
    return texts


def _column_sense(column: Column, texts: Sequence[str], profile: Profile) -> _ColumnSense:
    named = bool(column.path) and ends_with(column.path[-1], "words")
    printed_words = bool(texts) and not any(map(_is_number, texts)) and not _are_amounts(texts)
    return _ColumnSense(
        labels=_sense(column.path, column.unit, profile.year),
        measure=_measure(column.path),
        indicator=bool(column.path) and ends_with(column.path[-1], "indicators"),
        points=bool(column.path) and ends_with(column.path[-1], "scores"),
        words=bool(column.path) and (printed_words or (named and not texts)),
        measured=bool(column.path)
        and any(ends_with(column.path[-1], key) for key in ("indicators", "quantities")),
    )


def _is_number(text: str) -> bool:
    return parse_number(text, brackets_negative=True) is not None


def _are_amounts(texts: Sequence[str]) -> bool:
    """Whether cells print amounts with their units of money (30.00万元), or dashes, alone."""
    told = [text for text in texts if any(map(str.isalnum, text))]
    return bool(told) and all(
        (amount := parse_amount(text)) is not None and not amount.bound and is_money(amount.unit)
        for text in told
    )


_Content = tuple[Decimal | None, str | None, str | None]


def _content(cell: Cell, column: _ColumnSense, row: _Sense, table: Table) -> _Content:
    """Value, text and unit of a cell."""
    unit = _unit(column, row, table)
    form = not table.columns[cell.column].path
    if cell.text is None:
        silent = column.words or (form and unit == table.unit)
        return None, None, None if silent else unit
    if column.labels.code or (form and row.code):
        return None, cell.text, None
    number = parse_number(cell.text, brackets_negative=not column.indicator)
    if number is not None:
        return number.value, cell.text, unit
    amount = None if column.indicator or column.words else parse_amount(cell.text)
    if amount is None or amount.bound or not (is_money(amount.unit) or amount.unit == "%"):
        return None, cell.text, None
    return amount.value, cell.text, amount.unit


def _unit(column: _ColumnSense, row: _Sense, table: Table) -> str | None:
    """The unit of a figure: its column's, its row's, or the table's where it is money."""
    # Points are given for an indicator, whatever it is measured in.
    by_column, by_row = column.labels.unit, None if column.points else row.unit
    if by_column and by_row:
        return by_column if is_money(by_row) else by_row
    if by_column or by_row:
        # A row counted in 元 says nothing of its column of points.
        return by_column or (by_row if column.labels.money or not is_money(by_row) else None)
    if not column.labels.money or not row.money:
        return column.labels.counted or (None if column.points else row.counted)
    return None if column.indicator else table.unit


def _basis(column: _ColumnSense, row: _Sense, title: _Sense, profile: Profile) -> Basis:
    if column.points:
        return "其他"
    return column.labels.basis or row.basis or title.basis or profile.kind


def _measure(column: tuple[str, ...]) -> Measure:
    """A column of rates says so of every row, and so does the head of a group of columns of
    changes."""
    said = (measure_in(column[-1]), *map(change_in, column[:-1])) if column else ()
    return next((one for one in said if one != "值"), "值")
