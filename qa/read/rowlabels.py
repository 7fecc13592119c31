"""What the rows of one half are called: label, code, and the labels of columns before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa.read.figures import is_code, is_dash, is_figure, is_year
from qa.read.grid import GridRow
from qa.read.hierarchy import Item
from qa.read.labels import clean_label
from qa.read.layout import Half
from qa.read.patterns import matches
from qa.read.text import squeeze, strip_markup, tight
from qa.read.unitname import unit_name

# A code printed in the cell of its name: 2010350事业运行, 30101-基本工资, [201]一般公共服务支出,
# 11000022T000000455794-评审经费.
_CODE_IN_NAME = re.compile(
    r"[\[【(（]?(\d[\dA-Z]{9,29}(?=[-—_])|\d{3}(?:\d{2}){0,3}(?=[^\d\s.,，%年月日])|\d{3,12}(?=[\]】)）\s\-—_]))"
    r"[\]】)）\s\-—_]*(?=[^\d\s.,，%年月日])"
)


def row_labels(body: Sequence[GridRow], half: Half) -> tuple[Item | None, ...]:
    """The label of every row, ``None`` for a row that prints none in this half.

    The labels of all label columns but the last one are carried down over blank cells:
    they stand above the row's own label.
    """
    several = _several_units(body, half)
    above = _Above()
    return tuple(_under_kinds([_item(row, half, above, several) for row in body]))


def _under_kinds(items: Sequence[Item | None]) -> Iterator[Item | None]:
    """The labels, those of a unit and what it buys under the kind that is printed above them
    (货物, 服务) in the same column."""
    kind = ""
    for item in items:
        if item is None:
            yield None
            continue
        first = clean_label((*item.groups, item.label)[0])
        if matches("reading", "body", "kinds", first) or matches("reading", "body", "total", first):
            kind = "" if matches("reading", "body", "total", first) else first
        elif kind and unit_name(first):
            item = replace(item, groups=(kind, *item.groups))
        yield item


def split_code(label: str) -> tuple[str, str]:
    """The code printed in front of a name (empty where there is none), and the name."""
    found = _CODE_IN_NAME.match(label)
    return (tight(found.group(1)), label[found.end() :]) if found else ("", label)


@dataclass(slots=True)
class _Above:
    """The names and codes that the rows above print, by their place among the columns; and
    how long the row's own code was where a wider subject was printed."""

    names: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)

    def forget(self, half: Half, texts: Sequence[str], level: int) -> None:
        """Keeps the names of wider subjects from rows of another level: a blank there is none."""
        for at, position in enumerate(half.labels[: len(texts)]):
            if position in half.crossed and texts[at]:
                self.levels[at] = level
            elif position in half.crossed and self.levels.get(at) != level:
                self.names.pop(at, None)


def _item(row: GridRow, half: Half, rows_above: _Above, several: bool) -> Item | None:
    texts = [_name(row.cells[i]) for i in half.labels]
    printed = ["" if is_dash(row.cells[i]) else row.cells[i] for i in half.codes]
    code = tight(
        "".join(_carried([text if is_code(text) else "" for text in printed], rows_above.codes))
    )
    if not any(texts):
        # 合计 may stand in the column of codes; a code without a name names the row.
        texts = [text for text in printed if text and not is_code(text)] or [code]
    if not any(texts):
        return None
    rows_above.forget(half, texts, len(code))
    path = _carried(texts, rows_above.names)
    label, above = path[-1], path[:-1]
    if is_figure(label) and not is_year(label) and tight(label) != code:
        # A figure in a label column: the row is out of place.
        return None
    if not code:
        code, label = split_code(label)
    total = matches("reading", "body", "total", clean_label(label)) and not texts[0]
    if total:
        above = []
    elif code and not several:
        above = [text for text, at in zip(above, half.labels, strict=False) if at in half.crossed]
    groups = tuple(clean_label(split_code(text)[1]) for text in above if text)
    own = half.labels[: len(path)][-1:]
    return Item(label, code or None, groups, row.indent(own[0]) if own else 0)


def _name(cell: str) -> str:
    """The words of a cell that names a row; a dash stands for none."""
    return "" if is_dash(cell) else strip_markup(cell)


def _carried(cells: Sequence[str], above: dict[int, str]) -> list[str]:
    """The cells up to the last printed one; a blank before it repeats the row above."""
    last = max((i for i, cell in enumerate(cells) if cell), default=-1)
    for position, cell in enumerate(cells[: last + 1]):
        if cell:
            for deeper in [at for at in above if at >= position]:
                del above[deeper]
            above[position] = cell
    return [above.get(position, "") for position in range(last + 1)]


def _several_units(body: Sequence[GridRow], half: Half) -> bool:
    """Whether the first of several label columns names more than one unit."""
    if len(half.labels) < 2:
        return False
    names = {squeeze(row.cells[half.labels[0]]) for row in body} - {""}
    return len({name for name in names if not matches("reading", "body", "total", name)}) > 1
