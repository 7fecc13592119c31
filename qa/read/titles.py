"""The lines around a table: its number, title, owner, unit of measure and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.model import Line
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import REMEMBERED, heading_depth, plain, squeeze, tight
from qa.read.unitname import unit_name

# A longer line is a sentence, whatever it ends with.
_LONGEST_TITLE = 60
# Title, number, owner, period and unit of measure: more lines never stand above a head.
_MOST_LINES = 8

_CODE = re.compile(r"^\d+\s*[-—－]?\s*")
# What parts a number from the title behind it, and what encloses it.
_SEPARATORS = " \t\u3000:：、.．-－—"
_IN_BRACKETS = re.compile(r"[（(【\[]([^（()）【】\[\]]{2,12})[】\]）)]")
_COLUMN_GAP = re.compile(r"\t+| {2,}")


@dataclass(frozen=True, slots=True)
class Preamble:
    """What the lines above a table say; ``lines`` are those that belong to it."""

    title: str = ""
    number: str | None = None
    owner: str | None = None
    unit: str | None = None
    lines: tuple[Line, ...] = ()

    @property
    def names_table(self) -> bool:
        """Whether a title or a number tells which table follows."""
        return bool(self.title or self.number)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one line says of the table below it; ``loose`` titles do not look like one, and a
    ``blank`` line asks for the owner's name, which is left out."""

    title: str = ""
    number: str | None = None
    owner: str | None = None
    unit: str | None = None
    period: bool = False
    blank: bool = False
    loose: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Which parts the line holds."""
        held = {
            "title": bool(self.title),
            "number": bool(self.number),
            "owner": bool(self.owner),
            "unit": bool(self.unit),
            "period": self.period,
            "blank": self.blank,
        }
        return frozenset(name for name, value in held.items() if value)


def read_preamble(lines: Sequence[Line]) -> Preamble:
    """The preamble at the end of ``lines``, which stand between two tables.

    Reads upwards until a line that can be no part of it, or says again what is known.
    """
    taken: list[Line] = []
    known: dict[str, _Parts] = {}
    for line in reversed(lines[-_MOST_LINES:]):
        parts = _line_parts(line.text)
        if parts is None or parts.names & known.keys():
            break
        if parts.title and parts.loose and not _title_fits(known):
            break
        taken.append(line)
        known |= dict.fromkeys(parts.names, parts)
    return _preamble(known, tuple(reversed(taken)))


def read_title_row(cells: Sequence[str], line: Line) -> Preamble | None:
    """The preamble that a row of a grid prints in its cells; ``None`` for any other row."""
    known: dict[str, _Parts] = {}
    filled = [cell for cell in cells if cell]
    for number, cell in enumerate(filled):
        parts = _line_parts(cell)
        if parts and parts.loose and not number and len(filled) > 1:
            # The first of them may name the unit with no word before it: 105某县财政局.
            parts = _Parts(owner=_bare_owner(plain(cell))[0])
        if parts is None or parts.loose or not parts.names:
            return None
        known |= dict.fromkeys(parts.names, parts)
    alone = len(filled) == 1 or known.keys() - {"title"}
    return _preamble(known, (line,)) if alone else None


def merge(above: Preamble, below: Preamble) -> Preamble:
    """Two preambles of one table as one; what stands nearer to the table counts."""
    return Preamble(
        title=below.title or above.title,
        number=below.number or above.number,
        owner=below.owner or above.owner,
        unit=below.unit or above.unit,
        lines=(*above.lines, *below.lines),
    )


def with_unit(above: Preamble, below: Preamble) -> Preamble:
    """The preamble of a table with the unit that its rows or the lines behind it print, if it
    has none."""
    return replace(above, unit=above.unit or below.unit)


def split_number(text: str) -> tuple[str | None, str]:
    """A table's number (``3`` of 表 3 and 预算表3, ``公开01表`` as printed) and its title.

    The number stands before the title or behind it, in brackets or not.
    """
    text = pattern("reading", "title", "number_lead").sub("", text.strip())
    numbers = pattern("reading", "title", "numbers")
    if found := numbers.match(text):
        return _number(found.group(0)), clean_title(text[found.end() :].lstrip(_SEPARATORS))
    for bracket in _IN_BRACKETS.finditer(text):
        if numbers.fullmatch(bracket.group(1).strip()):
            title = text[: bracket.start()] + text[bracket.end() :]
            return _number(bracket.group(1)), clean_title(title)
    before, _, last = text.rpartition(" ")
    if before.strip() and numbers.fullmatch(last):
        return _number(last), clean_title(before)
    return None, clean_title(text)


def _number(printed: str) -> str:
    """What is printed behind 表, or all where 表 stands behind."""
    printed = squeeze(printed)
    return printed if printed.endswith("表") else printed.rpartition("表")[2]


def clean_title(text: str) -> str:
    """A title without heading marks, numbering, inner spaces, outer colons and （续表）."""
    text = pattern("reading", "title", "attachment").sub("", plain(text))
    text = squeeze(text).strip(":：")
    found = numbering(text)
    if found and found.rest:
        text = found.rest
    return pattern("reading", "title", "continued").sub("", text).strip(":：")


def is_preamble_line(text: str) -> bool:
    """Whether the line can only stand above a table: its number, title, owner or measure."""
    parts = _line_parts(text)
    return parts is not None and not parts.loose and bool(parts.names - {"period", "blank"})


@lru_cache(REMEMBERED)
def is_number_cell(text: str) -> bool:
    """Whether the text is the number of a table and nothing else."""
    number, title = split_number(text)
    return number is not None and not title


def is_note(text: str) -> bool:
    """Whether the line is a note below a table."""
    return matches("reading", "lines", "note", plain(text))


def is_note_more(text: str) -> bool:
    """Whether the line goes on with the note above it."""
    return matches("reading", "lines", "note_more", plain(text))


def _preamble(known: dict[str, _Parts], lines: tuple[Line, ...]) -> Preamble:
    return Preamble(
        title=known["title"].title if "title" in known else "",
        number=known["number"].number if "number" in known else None,
        owner=known["owner"].owner if "owner" in known else None,
        unit=known["unit"].unit if "unit" in known else None,
        lines=lines,
    )


def _title_fits(known: dict[str, _Parts]) -> bool:
    """Whether a line that does not look like a title is one because of what stands below."""
    return "number" not in known and bool(known.keys() & {"owner", "unit", "period"})


@lru_cache(REMEMBERED)
def _line_parts(printed: str) -> _Parts | None:
    """What a line says of the table below it; ``None`` where it can be no part of it."""
    text = plain(printed)
    if not text or len(text) > 2 * _LONGEST_TITLE or is_note(text):
        return None
    measure = pattern("reading", "lines", "measure").search(text)
    unit = measure.group(1) if measure else None
    rest = text[: measure.start()].rstrip("（( ") if measure else text
    owner, rest = _split_owner(rest)
    if unit and not owner:
        owner, rest = _bare_owner(rest)
    if rest and matches("reading", "lines", "no_owner", rest):
        return _Parts(owner=owner, unit=unit, blank=True)
    if rest and matches("reading", "lines", "period", rest):
        return _Parts(owner=owner, unit=unit, period=True)
    number, title = split_number(rest)
    title, own_unit = _without_unit(title)
    unit = unit or own_unit
    if not title:
        return _Parts(number=number, owner=owner, unit=unit)
    if not _may_be_title(rest, title):
        return _Parts(owner=owner, unit=unit) if owner or unit else None
    strict = (
        number or heading_depth(printed) or matches("reading", "title", "endings", tight(title))
    )
    return _Parts(title, number, owner, unit, loose=not strict)


def _split_owner(text: str) -> tuple[str | None, str]:
    """The unit that the line names (部门：…) and the words in front of it."""
    found = pattern("reading", "lines", "owner").search(text)
    if not found:
        return None, text.strip()
    name = _COLUMN_GAP.split(found.group(1).strip())[0]
    return squeeze(name) or None, text[: found.start()].strip()


def _without_unit(title: str) -> tuple[str, str | None]:
    """The title of a table without the unit of measure in brackets behind it, and that unit."""
    found = pattern("reading", "lines", "titled_unit").search(title)
    if not found or not matches("reading", "title", "endings", tight(title[: found.start()])):
        return title, None
    return title[: found.start()], found.group(1)


def _bare_owner(text: str) -> tuple[str | None, str]:
    """The unit that stands beside the unit of measure without a word before it, perhaps behind
    its code (341-水利局)."""
    name = unit_name(_CODE.sub("", text))
    return (name, "") if name else (None, text)


def _may_be_title(printed: str, title: str) -> bool:
    """Whether the words are short, no clause, no part heading and no page number."""
    found = numbering(printed)
    if found and (found.rank is Rank.PART or not matches("reading", "title", "endings", title)):
        return False
    page = matches("reading", "lines", "page", title)
    clause = matches("reading", "title", "excludes", title)
    return len(title) <= _LONGEST_TITLE and not clause and not page
