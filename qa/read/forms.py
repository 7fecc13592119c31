"""Forms: labels beside their values, in rows that share no head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from qa.model import Cell, Column, Row
from qa.read.figures import is_figure
from qa.read.grid import GridRow
from qa.read.labels import clean_label
from qa.read.patterns import matches, pattern
from qa.read.rows import Body, cell_text, column_unit, join_broken
from qa.read.text import REMEMBERED, squeeze, strip_markup, tight

_COLONS = (":", "：")


@lru_cache(REMEMBERED)
def bare(cell: str) -> str:
    """A head cell without its mark (*) and outer colon."""
    return tight(strip_markup(cell)).strip("*:：")


def colon_labels(row: GridRow) -> list[int]:
    """The positions of the cells that end with a colon; a merged one counts once."""
    found = [i for i in row.filled if row.cells[i].rstrip().endswith(_COLONS)]
    return [i for i in found if not i or row.cells[i] != row.cells[i - 1]]


def read_form(rows: Sequence[GridRow], unit: str | None) -> Body:
    """The rows of a form, one for each label, with a column for each unit of measure; ``unit`` is
    that of the sheet, which a cell at the left may replace."""
    columns: list[Column] = []
    found: list[Row] = []
    caption: str | None = None
    wholes: dict[int, str] = {}
    parted: set[int] = set()  # where 其中 has begun to take the whole apart
    for row in join_broken(rows, (0,)):
        if row.cell(0):
            caption = None
            parted.clear()
        caption = _caption_unit(row) or caption
        pairs = form_pairs([row.cells[i] for i in row.filled])
        times = Counter(label for label, _ in pairs)
        for (label, value), place in zip(pairs, _places(row, pairs), strict=True):
            money = column_unit((label,), caption or unit) if is_figure(value) else None
            column = Column((), money)
            if column not in columns:
                columns.append(column)
            cell = Cell(columns.index(column), cell_text(value), row.line)
            if label.startswith("其中"):
                parted.add(place)
            elif times[label] == 1 and place not in parted:
                wholes[place] = label
            above = (wholes[place],) if times[label] > 1 and place in wholes else ()
            found.append(Row((*above, label), (cell,), row.line, row.quote, page=row.page))
    return Body(tuple(columns), tuple(found))


def _places(row: GridRow, pairs: Sequence[tuple[str, str]]) -> list[int]:
    """The positions at which the labels of a form's row stand."""
    cells = iter([(i, clean_label(row.cells[i]).rstrip(":：")) for i in row.filled])
    return [next(i for i, label in cells if label == wanted) for wanted, _ in pairs]


def _caption_unit(row: GridRow) -> str | None:
    """The unit of measure that the first cell names for the rows at its right."""
    found = pattern("reading", "measure", "units").search(squeeze(row.cell(0)))
    return found.group(1) if found else None


def form_pairs(cells: Sequence[str]) -> list[tuple[str, str]]:
    """The labels of a form's row with the values beside them; a value may be blank.

    What stands right before a figure is its label; so are words that end with a colon and
    those that the lexicon knows. Other words are the value of the label before them.
    """
    pairs: list[tuple[str, str]] = []
    for number, text in enumerate(cells):
        following = cells[number + 1] if number + 1 < len(cells) else ""
        waiting = bool(pairs) and not pairs[-1][1]
        if is_figure(text):
            if waiting:
                pairs[-1] = (pairs[-1][0], text)
        elif _is_form_label(text) or is_figure(following) or not waiting:
            pairs.append((clean_label(text).rstrip(":："), ""))
        else:
            pairs[-1] = (pairs[-1][0], text)
    # Words without a value are a caption, unless they can be nothing but a label.
    return [pair for pair in pairs if pair[1] or matches("reading", "sheet", "form_label", pair[0])]


def _is_form_label(text: str) -> bool:
    return text.rstrip().endswith(_COLONS) or matches("reading", "sheet", "form_label", bare(text))


def subject_of(rows: Sequence[Row]) -> str | None:
    """The project that a form names as its subject."""
    for row in rows:
        if matches("reading", "sheet", "subject", row.labels[-1]) and row.cells[0].text:
            return squeeze(row.cells[0].text)
    return None
