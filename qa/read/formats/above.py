"""The lines above a drawn table: unit and owner stand in columns whose words wrap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.read.formats.printed import PrintedLine, Word
from qa.read.patterns import matches
from qa.read.titles import is_preamble_line

# Owner and unit of measure stand on one of so many lines above a table.
_LINES = 3
# In sizes of the type: how far a wrapped line is from its first one.
_PITCH = 1.8
# Points by which two lines of one column may start apart.
_SAME = 2.0
# The rest of a name that wraps is short.
_LONGEST_REST = 16


def unwrapped(lines: Sequence[PrintedLine], tables: Sequence[float]) -> list[PrintedLine]:
    """The lines of a page with owners and units above its ``tables`` (their upper edges)
    put together where they wrap: 部门：…法 / 院, 单位：万 / 元."""
    found = list(lines)
    for top in tables:
        # The last line may be cut by the table's upper rule.
        above = [line for line in found if (line.top + line.bottom) / 2 <= top][-_LINES:]
        for first, second in pairwise(above):
            if first in found:
                at = found.index(first)
                found[at : at + 2] = _put_together(first, second)
    return found


def _put_together(first: PrintedLine, second: PrintedLine) -> list[PrintedLine]:
    if second.top - first.top > _PITCH * first.size:
        return [first, second]
    whole, rest = first.parts, second.parts
    words: list[Word] = []
    for part in whole:
        words += part.words
        for more in [more for more in rest if _wraps(part, more)]:
            words += more.words
            rest.remove(more)
    left = [word for part in rest for word in part.words]
    return [PrintedLine(tuple(group)) for group in (words, left) if group]


def _wraps(part: PrintedLine, more: PrintedLine) -> bool:
    """Whether the words ``more`` go on below ``part``, which names an owner or a unit."""
    aligned = min(abs(part.left - more.left), abs(part.right - more.right)) <= _SAME
    return (
        aligned
        and is_preamble_line(part.text)
        and not is_preamble_line(more.text)
        and not matches("reading", "lines", "period", more.text)
        and len(more.text) <= _LONGEST_REST
    )
