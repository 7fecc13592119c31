"""Statements that read an index, in words that SQLite and PostgreSQL understand alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

from qa.index.schema import Table


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, with the values of the ``:names`` in it."""

    words: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """A statement, with the values of the ``:names`` in it."""

    words: str
    given: Mapping[str, Any]


class Rows(Protocol):
    """A database that is read."""

    def read(self, query: Query) -> Sequence[Any]:
        """The rows that ``query`` finds, each a tuple of values as they are stored."""
        ...

    def close(self) -> None:
        """Lets go of the database."""
        ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """Columns of a table: how a statement names them, and how their values are read."""

    words: str
    reading: tuple[Callable[[str | None], Any] | None, ...]

    @classmethod
    def of(cls, table: Table, names: Iterable[str]) -> Chosen:
        """The columns of ``table`` that have these ``names``."""
        columns = table.of(names)
        listed = ", ".join(f'{table.name}."{column.name}"' for column in columns)
        return cls(f"{listed} FROM {table.name}", tuple(column.kind.read for column in columns))

    def read(self, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
        """The values of ``rows``, which hold these columns and no others."""
        columns = zip(self.reading, zip(*rows, strict=True), strict=False)
        return zip(*(map(read, one) if read else one for read, one in columns), strict=True)


def names_of(kind: type[Any], *left_out: str) -> tuple[str, ...]:
    """The fields of a dataclass, those apart that are ``left_out``."""
    return tuple(one.name for one in fields(kind) if one.name not in left_out)


def select(what: str, *conditions: Condition, order: str = "") -> Query:
    """The statement that reads ``what``, in ``order``, where all ``conditions`` hold."""
    words = f"SELECT {what}"
    if conditions:
        words += f" WHERE {' AND '.join(one.words for one in conditions)}"
    if order:
        words += f" ORDER BY {order}"
    return Query(words, {name: value for one in conditions for name, value in one.given.items()})


def among(column: str, values: Collection[Any] | None) -> Condition:
    """That ``column`` has one of ``values``; ``None`` leaves it open."""
    if values is None:
        return Condition("TRUE", {})
    given = {f"{column.replace('.', '_')}_{at}": value for at, value in enumerate(values)}
    return Condition(f"{column} IN ({', '.join(f':{name}' for name in given) or 'NULL'})", given)


def equal(column: str, value: Any) -> Condition:
    """That ``column`` has ``value``; ``None`` leaves it open."""
    return among(column, None if value is None else (value,))
