"""A printed table before it is printed: columns, rows, what stands above and below.

From the same ``Sheet`` come the text of the table in either flavour and the list of its
cells as a careful reader would note them (``cells``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

Role = Literal["label", "code", "index", "amount", "words"]
#: 一、 （一） 1. (1) ① before a label: printed, but no part of it.
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、．](?!\d))\s*"
)
_CODE_IN_LABEL = re.compile(r"^\[(\d{3,7})\]\s*")
_CELLS = ("amount", "words")
DASHES = ("-", "—")
_NUMBER = re.compile(r"^-?[\d,]+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Money:
    """How a table or a text prints amounts, given in 元.

    ``places`` counts decimals; ``zero`` is what stands for nought, empty for a blank cell.
    """

    unit: str = "万元"
    places: int = 2
    commas: bool = True
    zero: str = "0.00"

    def text(self, yuan: int) -> str:
        """The amount as printed, rounded half up."""
        if not yuan:
            return self.zero
        return self.always(yuan)

    def always(self, yuan: int) -> str:
        """The same, with nought printed in digits."""
        amount = Decimal(yuan) / (10000 if self.unit == "万元" else 1)
        rounded = amount.quantize(Decimal(1).scaleb(-self.places), "ROUND_HALF_UP")
        return f"{rounded:,f}" if self.commas else f"{rounded:f}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head from the outermost group to the leaf, and how wide it prints."""

    path: tuple[str, ...]
    role: Role = "amount"
    width: int = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed, a text for each column; ``known`` is false where it has no cells
    of its own to know (column numbers, group lines)."""

    cells: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head; spans count columns and head rows."""

    text: str
    row: int
    column: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``halves`` are the columns at which tables side by side begin."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = "万元"
    number: str = ""
    owner: str = ""
    halves: tuple[int, ...] = (0,)
    notes: tuple[str, ...] = ()
    subject: str = ""
    before: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The title, with the subject of a sheet of one project."""
        return f"{self.title} {self.subject}" if self.subject else self.title


def head_cells(columns: Sequence[Column]) -> tuple[HeadCell, ...]:
    """The head's cells row by row: equal neighbours of a group merge, leaves reach down."""
    depth = max(len(column.path) for column in columns)
    found = []
    for level in range(depth):
        start = 0
        while start < len(columns):
            path = columns[start].path
            end = start + 1
            if len(path) <= level:
                start = end
                continue
            leaf = len(path) == level + 1
            while (
                not leaf
                and end < len(columns)
                and len(columns[end].path) > level + 1
                and columns[end].path[: level + 1] == path[: level + 1]
            ):
                end += 1
            rows = depth - level if leaf else 1
            found.append(HeadCell(path[level], level, start, end - start, rows))
            start = end
    return tuple(found)


def clean_label(text: str) -> str:
    """A label without white space, numbering or a code in brackets."""
    plain = _CODE_IN_LABEL.sub("", re.sub(r"\s+", "", text))
    return _NUMBERING.sub("", plain)


def cells_of(doc: str, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The cells of a table in the format of ``eval/cells-dev.jsonl``.

    Left out are rows that cannot be told apart by half, label and code, and dashes, which
    may be taken for words as well as for blanks.
    """
    heads = _column_names(sheet)
    keys = [_keys(sheet, row) if row.known else {} for row in sheet.rows]
    count = Counter((half, key) for found in keys for half, key in found.items())
    for row, found in zip(sheet.rows, keys, strict=True):
        for index, column in enumerate(sheet.columns):
            half = _half(sheet, index)
            if column.role not in _CELLS or half not in found:
                continue
            if count[half, found[half]] > 1 or row.cells[index] in DASHES:
                continue
            code, label = found[half]
            yield _cell(doc, sheet, column, heads[index], code, label, row.cells[index])


def _cell(
    doc: str, sheet: Sheet, column: Column, head: str, code: str, label: str, printed: str
) -> dict[str, Any]:
    value, text = content_of(printed)
    return {
        "doc": doc,
        "table": sheet.name,
        "row": label,
        "code": code or None,
        "column": head,
        "value": value,
        "unit": sheet.unit if column.role == "amount" else None,
        "text": text,
    }


def content_of(printed: str) -> tuple[float | None, str | None]:
    """Value and text of a cell: a number has no text, words have no value, a blank neither."""
    if _NUMBER.match(printed):
        return float(Decimal(printed.replace(",", ""))), None
    return None, printed or None


def _half(sheet: Sheet, index: int) -> int:
    return sum(start <= index for start in sheet.halves) - 1


def _keys(sheet: Sheet, row: Row) -> dict[int, tuple[str, str]]:
    """Code and label of the row in each half that prints one."""
    found = {}
    bounds = [*sheet.halves, len(sheet.columns)]
    labelled = any(column.role == "label" for column in sheet.columns)
    for half, (start, end) in enumerate(pairwise(bounds)):
        code = "".join(row.cells[i] for i in range(start, end) if sheet.columns[i].role == "code")
        labels = [
            row.cells[i]
            for i in range(start, end)
            if sheet.columns[i].role == "label" and row.cells[i]
        ]
        if not labels and labelled:
            continue
        label = labels[-1] if labels else ""
        inside = _CODE_IN_LABEL.match(label.strip())
        found[half] = (inside[1] if inside else code, clean_label(label))
    return found


def _column_names(sheet: Sheet) -> list[str]:
    """Each column's leaf, or ``group/leaf`` with the nearest group that tells it apart."""
    paths = [tuple(re.sub(r"\s+", "", part) for part in column.path) for column in sheet.columns]
    wanted = [paths[i] for i, column in enumerate(sheet.columns) if column.role in _CELLS]
    return [_column_name(path, wanted) for path in paths]


def _column_name(path: tuple[str, ...], wanted: Sequence[tuple[str, ...]]) -> str:
    """The shortest name that fits this path alone: its end, or its leaf with a group."""
    for length in (1, 2):
        end = path[-length:]
        if sum(other[-length:] == end for other in wanted) == 1:
            return "/".join(end)
    for group in reversed(path[:-1]):
        if sum(other[-1] == path[-1] and group in other[:-1] for other in wanted) == 1:
            return f"{group}/{path[-1]}"
    return "/".join(path)
