"""Tables that are drawn with characters, as the lines with tabs that are read.

    ┌────┬──────┐      +----+------+
    │项目│决算数│  or  |项目|决算数|
    ├────┼──────┤      +----+------+

A rule parts two rows, or the head from rows of one line each; one below some of the columns leaves
the cells beside it merged, and a line with fewer bars holds cells that are merged across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from qa.model import Line
from qa.read.figures import is_figure
from qa.read.text import display_width

#: The corners and crossings of Unicode's box drawing (U+2500 to U+257F), its bars and dashes.
_CORNERS, _BARS, _DASHES = "\u250c-\u254b\u2552-\u256c", "\u2502\u2503\u2551", "\u2500\u2501\u2550"
_RULE = re.compile(rf"[{_CORNERS}{_BARS}{_DASHES}\s|+=-]*")
_BOX = re.compile(r"[\u2500-\u257f]")
#: What is ruled below: in plain text a plus or minus alone is none.
_RULED = re.compile(rf"\s*(?:[{_DASHES}]+|[-=]{{2,}})\s*")
_CROSSES = re.compile(rf"[{_CORNERS}+]")
#: What may part cells: where none of it stands, nothing is drawn.
_MARKS = re.compile(rf"[{_CORNERS}{_BARS}|+]")
#: What parts the cells of a line, where it is drawn with boxes and where in plain text.
_DRAWN = re.compile(rf"[{_CORNERS}{_BARS}]")
_PLAIN = re.compile(r"\||(?<=--)\+|\+(?=--)|(?<===)\+|\+(?===)")
_FEWEST_LINES = 3
#: A bar takes one or two half characters of its line, by the type of the screen.
_WIDTHS = (1, 2)
#: Half characters: bars that stand no farther apart part the same columns.
_SAME = 1

_Cells = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line between the rules: its cells, each with the column that it begins in."""

    line: Line
    cells: _Cells


def with_boxes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with the rows of drawn tables parted by tabs, and without their rules.

    A table whose bars do not stand one below the other, and that has merged cells, stays as it is.
    """
    found: list[Line] = []
    for drawn, group in groupby(lines, key=_is_drawn):
        run = tuple(group)
        found += (_rows(run) if drawn and _is_table(run) else None) or run
    return tuple(found)


def unread(lines: Sequence[Line]) -> tuple[int, ...]:
    """Where a drawn table with figures begins that ``with_boxes`` leaves as it is."""
    runs = (tuple(group) for drawn, group in groupby(lines, key=_is_drawn) if drawn)
    return tuple(run[0].number for run in runs if _is_table(run))


def _is_drawn(line: Line) -> bool:
    """Whether a line is a rule, or has bars."""
    text = line.text
    if "\t" in text or not _MARKS.search(text):
        return False
    return bool(_DRAWN.search(text) or _PLAIN.search(text))


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None


def _is_table(run: Sequence[Line]) -> bool:
    """Whether lines with bars hold a rule with crossings, and figures."""
    crossed = any(_is_rule(line.text) and _CROSSES.search(line.text) for line in run)
    if len(run) < _FEWEST_LINES or not crossed:
        return False
    return any(is_figure(text) for line in run for _, text in _split(line.text, _WIDTHS[0]))


def _split(text: str, width: int) -> list[tuple[int, str]]:
    """The cells of a line with the places where they begin, in half characters; each bar before
    them counts ``width``."""
    bars = _DRAWN if _DRAWN.search(text) else _PLAIN
    found: list[tuple[int, str]] = []
    place = end = 0
    for bar in bars.finditer(text):
        cell = text[end : bar.start()]
        if found or end or cell.strip():
            found.append((place, cell.strip()))
        place += display_width(_BOX.sub("-" * width, cell)) + width
        end = bar.end()
    if text[end:].strip():
        found.append((place, text[end:].strip()))
    return found


def _rows(run: Sequence[Line]) -> tuple[Line, ...] | None:
    """The rows of a drawn table with tabs between their cells; ``None`` where it is not clear
    which columns a merged cell spans."""
    drawn = next((found for width in _WIDTHS if (found := _placed(run, width))), None)
    if drawn is None:
        return None
    columns = max(len(entry.cells) for entry in drawn if entry)
    blocks = list(_blocks(drawn))
    listed = _lists_rows(blocks)
    rows = [row for block in blocks for row in _block_rows(block, columns, listed)]
    texts = [(line, "\t".join(cells)) for line, cells in rows if any(cells)]
    return tuple(replace(line, text=text, gap=not at) for at, (line, text) in enumerate(texts))


def _placed(run: Sequence[Line], width: int) -> list[_Drawn | None] | None:
    """The lines with the columns of their cells, ``None`` for each rule; nothing where a line
    with merged cells does not tell its columns."""
    split = [None if _is_rule(line.text) else _split(line.text, width) for line in run]
    count = max(len(cells) for cells in split if cells)
    whole = [at for at, cells in enumerate(split) if cells and len(cells) == count]
    starts = _starts([cells for at in whole if (cells := split[at])])
    edge = _even([end for at in whole if (end := _end(run[at].text, width)) is not None])
    found: list[_Drawn | None] = []
    for line, cells in zip(run, split, strict=True):
        if cells is None:
            found.append(None)
            continue
        columns = tuple(range(count)) if len(cells) == count else _columns(cells, starts)
        end = _end(line.text, width)
        if columns is None or (end is not None and edge is not None and abs(end - edge) > _SAME):
            return None
        texts = (text for _, text in cells)
        found.append(_Drawn(line, tuple(zip(columns, texts, strict=True))))
    return found


def _end(text: str, width: int) -> int | None:
    """Where the bar at the end of a line stands, in half characters, if there is one."""
    body = text.rstrip()
    bars = _DRAWN if _DRAWN.search(text) else _PLAIN
    return display_width(_BOX.sub("-" * width, body)) if bars.fullmatch(body[-1:]) else None


def _even(places: Sequence[int]) -> int | None:
    """The place that all of ``places`` are, if they are one."""
    return places[0] if places and max(places) - min(places) <= _SAME else None


def _starts(whole: Sequence[Sequence[tuple[int, str]]]) -> tuple[int, ...]:
    """Where the columns begin by the lines that have them all; nowhere, if these disagree."""
    columns = (_even([place for place, _ in cells]) for cells in zip(*whole, strict=True))
    found = tuple(columns)
    return tuple(at for at in found if at is not None) if None not in found else ()


def _columns(cells: Sequence[tuple[int, str]], starts: Sequence[int]) -> tuple[int, ...] | None:
    """The columns in which the cells of a line begin, the first at the edge; words alone on
    their line stand over all of them."""
    if len(cells) == 1 and not is_figure(cells[0][1]):
        return (0,)
    found = [
        next((at for at, start in enumerate(starts) if abs(start - place) <= _SAME), None)
        for place, _ in cells
    ]
    known = tuple(at for at in found if at is not None)
    return known if len(known) == len(found) and known[:1] == (0,) else None


def _blocks(drawn: Sequence[_Drawn | None]) -> Iterator[list[_Drawn]]:
    """The lines between two rules that run across the whole table."""
    for ruled, group in groupby(drawn, key=lambda entry: entry is None):
        if not ruled:
            yield [entry for entry in group if entry is not None]


def _block_rows(
    block: Sequence[_Drawn], columns: int, listed: bool
) -> list[tuple[Line, list[str]]]:
    """The rows of a block: as many as it has lines where these are ``listed`` and hold figures,
    else one of broken cells."""
    rows: list[tuple[Line, list[str]]] = []
    row_of = [0] * columns
    listed = listed and any(_figures(entry) for entry in block)
    above = -1
    for entry in block:
        ruled = [at for at, text in _spread(entry.cells, columns) if _RULED.fullmatch(text)]
        broken = len(entry.cells) == above or ruled
        if not rows or ruled or listed or not broken:
            rows.append((entry.line, [""] * columns))
        for at in ruled or (range(columns) if listed or not broken else ()):
            row_of[at] = len(rows) - 1
        for at, text in entry.cells:
            if not _RULED.fullmatch(text):
                rows[row_of[at]][1][at] += text
        above = len(entry.cells)
    return rows


def _lists_rows(blocks: Sequence[Sequence[_Drawn]]) -> bool:
    """Whether no rule parts the rows: two lines between two rules print a figure in the same
    column, or no more than one block has figures, in several lines."""
    lines = [[found for entry in block if (found := _figures(entry))] for block in blocks]
    below = any(len(set().union(*block)) < sum(map(len, block)) for block in lines)
    return below or [len(block) > 1 for block in lines if block] == [True]


def _figures(entry: _Drawn) -> frozenset[int]:
    return frozenset(at for at, text in entry.cells if is_figure(text))


def _spread(cells: _Cells, columns: int) -> Iterator[tuple[int, str]]:
    """Each column with the text of the cell over it."""
    ends = [*(at for at, _ in cells[1:]), columns]
    for (start, text), end in zip(cells, ends, strict=True):
        yield from ((at, text) for at in range(start, end))
