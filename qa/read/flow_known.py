"""What one table of a document tells about the blanks of another.

The statement of income names every source of money and what came from it: a source that
brought nothing stays blank in every other table, and where one source brought everything
all others do. Amounts that one table prints under a label are looked for in the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from qa import lexicon
from qa.model import Column
from qa.read.flow_place import Way, amount
from qa.read.flow_rows import RawRow
from qa.read.flow_text import key
from qa.read.labels import clean_label

Amounts = Mapping[tuple[str, str], Decimal]


@cache
def _alike() -> dict[str, str]:
    sets = lexicon.load("flow")["alike"]["sets"]
    return {key(word): key(words[0]) for words in sets for word in words}


def meaning(label: str) -> str:
    """A label reduced to the word that stands for all that mean the same."""
    plain = key(clean_label(label)).lstrip("*")
    return _alike().get(plain, plain)


@cache
def _sources() -> frozenset[str]:
    return frozenset(meaning(word) for word in lexicon.load("flow")["source"]["names"])


@cache
def _grand() -> frozenset[str]:
    return frozenset(meaning(word) for word in lexicon.load("flow")["sums"]["grand"])


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    families = lexicon.load("flow")["source"]["families"]
    return tuple(tuple(map(meaning, family)) for family in families)


def empty_sources(income: Iterable[Sequence[tuple[str, Decimal | None]]]) -> frozenset[str]:
    """The sources that brought nothing, by the document's statements of income.

    Each statement is a list of (row label, amount); ``None`` is a blank. Statements that
    print no grand total, or disagree about a source, tell nothing.
    """
    brought: set[str] = set()
    nothing: set[str] = set()
    for statement in income:
        rows: dict[str, Decimal | None] = {}
        for label, value in statement:
            rows.setdefault(meaning(label), value)
        total = next((rows[word] for word in _grand() if rows.get(word)), None)
        if total is None:
            continue
        sources = {label: value for label, value in rows.items() if label in _sources()}
        brought |= {label for label, value in sources.items() if value}
        nothing |= {label for label, value in sources.items() if not value}
        if total in sources.values():
            nothing |= _sources() - {label for label, value in sources.items() if value}
    nothing -= brought
    for family in _families():
        if family[0] in nothing:
            nothing |= set(family[1:]) - brought
    return frozenset(nothing - brought)


def empty_columns(columns: Sequence[Column], empty: frozenset[str]) -> frozenset[int]:
    """The columns under a source that brought nothing."""
    return frozenset(
        at
        for at, column in enumerate(columns)
        if any(meaning(label) in empty for label in column.path)
    )


def by_known_amounts(
    row: RawRow, ways: Sequence[Way], columns: Sequence[Column], amounts: Amounts
) -> list[Way]:
    """The ways that put every amount where another table has it for the same row."""
    label = meaning(row.labels[-1]) if row.labels else ""
    kept = []
    for way in ways:
        values = dict(zip(way, (amount(figure.text) for figure in row.figures), strict=True))
        fits = all(
            values.get(at) == amounts[label, word]
            for at, column in enumerate(columns)
            if (label, word := meaning(column.path[-1])) in amounts
        )
        if fits:
            kept.append(way)
    return kept or list(ways)


def by_own_label(row: RawRow, ways: Sequence[Way], columns: Sequence[Column]) -> list[Way]:
    """The ways that put the money of a row into the column that has the row's own name."""
    name = meaning(row.labels[-1]) if row.labels else ""
    own = {at for at, column in enumerate(columns) if meaning(column.path[-1]) == name}
    kept = [way for way in ways if own & set(way)]
    return kept or list(ways)
