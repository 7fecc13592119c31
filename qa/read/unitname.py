"""Names of organisations: what stands before 2025年部门预算, or behind 编制单位."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from qa.read.patterns import matches, pattern, words
from qa.read.text import REMEMBERED, squeeze

_SHORTEST, _LONGEST = 3, 40
# A row with more filled cells than this is one of a table, not of the line above it.
_MOST_CELLS = 4
_MARKS = "：: 《》“”.·、_-—|"


@lru_cache(REMEMBERED)
def unit_name(text: str) -> str:
    """``text`` as the name of an organisation; empty where it can be none."""
    name = pattern("profile", "unit", "lead").sub("", squeeze(text.strip(_MARKS)))
    name = pattern("profile", "unit", "noise").sub("", name.strip(_MARKS))
    bare = bare_name(name)
    if not _SHORTEST <= len(bare) <= _LONGEST or matches("profile", "unit", "never_in_name", bare):
        return ""
    ending = next((e for e in _endings() if bare.endswith(e)), "")
    pronouns = words("profile", "unit", "pronouns")
    return name if ending and bare.removesuffix(ending) not in pronouns else ""


@cache
def _endings() -> tuple[str, ...]:
    """The endings of organisations' names, the longest first."""
    return tuple(sorted(words("profile", "unit", "endings"), key=len, reverse=True))


def bare_name(name: str) -> str:
    """The name without 本级, 机关 or brackets at its end."""
    return pattern("profile", "unit", "suffix").sub("", name)


def is_place(name: str) -> bool:
    """Whether a name is that of a county or a city and not of a body in it."""
    return matches("profile", "unit", "place", name)


def has_place(name: str) -> bool:
    """Whether a name says where its body is: 资源局 does not."""
    return matches("profile", "unit", "ranked", name)


def is_short_form(short: str, full: str) -> bool:
    """Whether ``short`` keeps characters of ``full`` in their order, its last one among them."""
    characters = iter(full)
    return bool(short) and short[-1] == full[-1] and all(c in characters for c in short)


def owners(text: str) -> list[str]:
    """The units that a line such as 单位名称：… names, however its cells are parted.

    A form may name the unit with no label, left of its period: 105某县财政局 and 预算年度：2025.
    """
    cells = [cell for printed in text.split("\t") if (cell := printed.strip())]
    if len(cells) > _MOST_CELLS:
        return []
    found: list[str] = []
    for number, cell in enumerate(cells):
        line = pattern("profile", "unit", "line").search(cell)
        if line:
            name = line.group(1)
        elif len(cells) > 1 and _is_owner(cells, number):
            name = cell
        else:
            continue
        name = unit_name(pattern("profile", "unit", "after").sub("", name))
        if name:
            found.append(name)
    return found


def _is_owner(cells: Sequence[str], number: int) -> bool:
    """Whether the cell stands right of 单位名称, or left of a period."""
    if number and matches("profile", "unit", "label", cells[number - 1]):
        return True
    return any(matches("profile", "unit", "period", cell) for cell in cells[number + 1 :])
