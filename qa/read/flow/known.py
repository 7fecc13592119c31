"""What one table of a document tells about the blanks of another.

The statement of income names every source of money and what came from it: a source that
brought nothing stays blank in every other table, and where one source brought everything
all others do. Amounts that one table prints under a label are looked for in the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations

from qa import lexicon
from qa.model import Column
from qa.read.flow.place import Way, adds_up, amount
from qa.read.flow.rows import RawRow
from qa.read.flow.text import REMEMBERED, key
from qa.read.flow.tree import Half
from qa.read.labels import clean_label

#: Tables of single funds that may make up a table of all money: 一般公共预算, 政府性基金,
#: 国有资本经营.
MOST_FUNDS = 3

Amounts = Mapping[tuple[str, str], Decimal]


@cache
def _alike() -> dict[str, str]:
    sets = lexicon.load("flow")["alike"]["sets"]
    return {key(word): key(words[0]) for words in sets for word in words}


@lru_cache(REMEMBERED)
def meaning(label: str) -> str:
    """A label reduced to the word that stands for all that mean the same."""
    plain = key(clean_label(label)).lstrip("*")
    return _alike().get(plain, plain)


@cache
def _sources() -> frozenset[str]:
    return frozenset(meaning(word) for word in lexicon.load("flow")["source"]["names"])


@cache
def _grand() -> tuple[str, ...]:
    """In the lexicon's order: where a statement prints several, the first one speaks."""
    return tuple(dict.fromkeys(map(meaning, lexicon.load("flow")["sums"]["grand"])))


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


@dataclass(frozen=True, slots=True)
class Split:
    """A settled row: its amounts by column meaning, all of which make up ``total``."""

    total: Decimal
    parts: Mapping[str, Decimal]


def splits_of(
    half: Half, rows: Sequence[RawRow], ways: Sequence[Sequence[Way]]
) -> dict[str, Split]:
    """The settled rows of a table whose first column is the sum of all others, by code.

    A row without code goes by its label's meaning.
    """
    whole = next((rule for rule in half.sums if rule.total == 0), None)
    if whole is None or len(whole.parts) != half.figures - 1:
        return {}
    found: dict[str, Split] = {}
    for row, left in zip(rows, ways, strict=True):
        if len(left) != 1 or not row.figures or left[0][:1] != (0,):
            continue
        values = {at: amount(f.text) for at, f in zip(left[0], row.figures, strict=True)}
        parts = {
            meaning(half.columns[at].path[-1]): value
            for at, value in values.items()
            if at and value
        }
        total = values[0]
        if total is not None and adds_up(total, list(parts.values())):
            found[row_key(row)] = Split(total, parts)
    return found


def row_key(row: RawRow) -> str:
    """What a row is found by in other tables: its code, else its label."""
    return row.code or (meaning(row.labels[-1]) if row.labels else "")


def by_splits(row: RawRow, ways: Sequence[Way], half: Half, known: Sequence[Split]) -> list[Way]:
    """The ways in which a row is split as tables of its funds split the same money.

    ``known`` are the splits of the row that other tables have.

    Where the row's total is that of the funds' tables together, nothing is left for a
    column that they do not have.
    """
    whole = next((rule for rule in half.sums if rule.total == 0), None)
    total = amount(row.figures[0].text) if row.figures else None
    if whole is None or not total or any(way[:1] != (0,) for way in ways):
        return list(ways)
    for count in range(1, min(len(known), MOST_FUNDS) + 1):
        for chosen in combinations(known, count):
            if not adds_up(total, [split.total for split in chosen]):
                continue
            kept = [way for way in ways if _splits_alike(row, way, half, whole.parts, chosen)]
            if kept:
                return kept
    return list(ways)


def _splits_alike(
    row: RawRow, way: Way, half: Half, columns: Sequence[int], chosen: Sequence[Split]
) -> bool:
    values = {at: amount(f.text) for at, f in zip(way, row.figures, strict=True)}
    meanings = {meaning(half.columns[at].path[-1]): at for at in columns}
    if any(word not in meanings for split in chosen for word in split.parts):
        return False
    for word, at in meanings.items():
        expected = [split.parts[word] for split in chosen if word in split.parts]
        if not adds_up(values.get(at) or Decimal(0), expected):
            return False
    return True


def source_of(title: str) -> str | None:
    """The source of money that a table's title begins with (一般公共预算财政拨款…)."""
    plain = key(title)
    names = [name for name in _printed_sources() if plain.startswith(name)]
    return meaning(max(names, key=len)) if names else None


@cache
def _printed_sources() -> tuple[str, ...]:
    return tuple(key(word) for word in lexicon.load("flow")["source"]["names"])


def by_own_label(row: RawRow, ways: Sequence[Way], columns: Sequence[Column]) -> list[Way]:
    """The ways that put the money of a row into the column that has the row's own name."""
    name = meaning(row.labels[-1]) if row.labels else ""
    own = {at for at, column in enumerate(columns) if meaning(column.path[-1]) == name}
    kept = [way for way in ways if own & set(way)]
    return kept or list(ways)
