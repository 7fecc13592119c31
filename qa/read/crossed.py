"""Rows that print several subjects beside each other: one amount by function, by the economic
class of the government's budget and by that of the department's.

The narrowest names the row, with its code; the wider ones stand above it, as groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from qa import lexicon
from qa.read.grid import GridRow
from qa.read.layout import Half, Role
from qa.read.text import tight

# The classifications of 政府收支分类科目, the widest first.
_KINDS = ("function", "government_economic", "economic")
# The first digits of a code name its 类.
_CLASS_LENGTH = 3


def with_subjects_ordered(half: Half, kinds: Sequence[Role], body: Sequence[GridRow]) -> Half:
    """The half with the names of its narrowest subject last, and the codes of that one.

    A half with one subject stays as it is.
    """
    subjects: dict[int, tuple[int, tuple[int, ...]]] = {}
    for name in half.labels:
        codes = _codes_before(name, kinds)
        rank = _rank(codes, body)
        if rank is not None:
            subjects[name] = (rank, codes)
    if len(subjects) < 2:
        return half
    others = [name for name in half.labels if name not in subjects]
    *wider, own = sorted(subjects, key=lambda name: subjects[name][0])
    return replace(
        half, labels=(*others, *wider, own), codes=subjects[own][1], crossed=tuple(wider)
    )


def _codes_before(name: int, kinds: Sequence[Role]) -> tuple[int, ...]:
    """The columns of codes that adjoin a column of names at its left."""
    start = name
    while start and kinds[start - 1] is Role.CODE:
        start -= 1
    return tuple(range(start, name))


def _rank(codes: Sequence[int], body: Sequence[GridRow]) -> int | None:
    """Of which classification most of the codes are; ``None`` where they are of none."""
    printed = [tight("".join(row.cells[i] for i in codes)) for row in body]
    ranks = Counter(_classes().get(code[:_CLASS_LENGTH]) for code in printed if code)
    return ranks.most_common(1)[0][0] if ranks else None


@cache
def _classes() -> dict[str, int]:
    """The codes of every 类, with the rank of their classification."""
    book = lexicon.load("subjects")
    return {
        code: rank
        for rank, kind in enumerate(_KINDS)
        for code in book[kind]
        if len(code) == _CLASS_LENGTH
    }
