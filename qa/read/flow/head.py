"""The head of a table: fragments in reading order become columns with their groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.model import Line
from qa.read.flow.cut import labels_of
from qa.read.flow.lines import is_index_row, opens_body
from qa.read.flow.stacked import has_head_beside, orders_of
from qa.read.flow.text import SUBJECT_CODE, Piece, key, pieces_of, squeeze
from qa.read.flow.tree import Half, columns_of
from qa.read.flow.words import Label, vocabulary

#: No head is printed on more lines.
TALLEST = 14
#: Labels on one line: tables side by side repeat labels, but those of one line each.
WIDE = 3


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head; ``length`` counts its lines, ``certain`` tells that it is understood.

    A ``doubtful`` one has words cut out of longer ones: only rows with a figure in every
    column show that it is understood.
    """

    halves: tuple[Half, ...]
    length: int
    certain: bool
    text: str
    doubtful: bool = False


def _split_halves(labels: Sequence[Label]) -> list[tuple[str | None, list[Label]]]:
    """Cut the labels of tables side by side: each begins with its own label columns."""
    words = vocabulary()
    stubs = [at for at, label in enumerate(labels) if label.role in ("name", "code")]
    first = labels[stubs[0]].core if stubs else ""
    starts = [at for at in stubs if labels[at].core == first]
    if len(starts) < 2:
        return [(None, list(labels))]
    heads = [label.text for label in labels[: starts[0]] if label.core in words.halves]
    halves: list[tuple[str | None, list[Label]]] = []
    for at, (start, end) in enumerate(zip(starts, [*starts[1:], len(labels)], strict=True)):
        head = heads[min(at, len(heads) - 1)] if heads else None
        halves.append((head, list(labels[start:end])))
    return halves


def _without_stub_heads(labels: Sequence[Label]) -> list[Label]:
    """Drop what is printed above label columns only: 项目 over 科目编码 and 科目名称."""
    over = vocabulary().over
    finer = any(label.role in ("code", "name") and label.core not in over for label in labels)
    return [label for label in labels if not (finer and label.core in over)]


def _labels_row(
    labels: Sequence[Label], rows: Sequence[tuple[Piece, ...]], below: Line | None
) -> bool:
    """Whether the last word of a head is the label of the first row instead.

    So it is where figures without a label follow it, and where it is a sum (合计) alone on
    its line: a column of sums stands before what it sums up, never alone at the end.
    """
    stubs = any(label.role is not None for label in labels[:-1])
    if len(labels) < 3 or not stubs or labels[-1].role is not None:
        return False
    line = rows[labels[-1].row]
    if not line[0].first or labels[-2].row == labels[-1].row:
        return False
    if below is not None and all(piece.kind != "text" for piece in pieces_of(below)):
        first = pieces_of(below)[0].text
        return not SUBJECT_CODE.fullmatch(first)
    return labels[-1].core in vocabulary().totals and len(line) == 1


def _goes_on(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether unknown words from ``start`` to ``end`` are of the head, not of the first row.

    A code stands before the label of its row, and 其中： begins no table.
    """
    if key(lines[start].text).startswith("其中"):
        return True
    return end < len(lines) and SUBJECT_CODE.match(lines[end].text.strip()) is not None


def read_head(lines: Sequence[Line]) -> Head | None:
    """The head that ``lines`` begin with, or ``None`` where they begin with none.

    The first row's label may run over lines of its own before its figures: lines at the
    end of the head that hold no word of the lexicon are taken for it.
    """
    size = _size(lines)
    rows = _once(lines[:size])
    return _head_of(labels_of(rows), rows, lines, size)


def stacked_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """The heads that ``lines`` may begin with where labels stand above and below their
    neighbours: one for each order of the columns."""
    size = _size(lines)
    if size > TALLEST:
        return
    for rows in orders_of(_once(lines[:size])):
        labels = [
            replace(label, row=at) for at, row in enumerate(rows) for label in labels_of((row,))
        ]
        head = _head_of(labels, rows, lines, size)
        if head is not None and head.certain and _keeps_all(head, labels):
            yield head


def _keeps_all(head: Head, labels: Sequence[Label]) -> bool:
    """Whether every label of figures is that of a column or stands above some."""
    words = vocabulary()
    held = {text for half in head.halves for column in half.columns for text in column.path}
    return all(
        label.text in held
        for label in labels
        if label.role is None and label.core not in words.over | words.halves
    )


def is_stacked(lines: Sequence[Line]) -> bool:
    """Whether the head of several columns stands above others than its own columns."""
    size = _size(lines)
    return size <= TALLEST and has_head_beside(_once(lines[:size]))


def _once(lines: Sequence[Line]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of the lines of a head, without those that it prints once more at its end, as
    where a page breaks right below it."""
    texts = [squeeze(line.text) for line in lines]
    size = len(texts)
    twice = (n for n in range(size // 2, 1, -1) if texts[size - n :] == texts[size - 2 * n : -n])
    rows = [pieces_of(line) for line in lines]
    again = next(twice, 0)
    if not any(len(row) >= WIDE for row in rows[size - again :]):
        return tuple(rows)
    return (*rows[: size - again], *((),) * again)


def _size(lines: Sequence[Line]) -> int:
    """How many lines there are before the first row."""
    return next((at for at, line in enumerate(lines) if opens_body(line)), len(lines))


def _head_of(
    words: Sequence[Label], rows: Sequence[tuple[Piece, ...]], lines: Sequence[Line], size: int
) -> Head | None:
    """The head that ``words`` make, printed on the first ``size`` of ``lines`` as ``rows``."""
    counted = is_index_row(lines[size]) if size < len(lines) else 0
    labels = list(words)
    whole = size
    while labels and not labels[-1].known and not counted:
        size = labels.pop().row
    labels = [label for label in labels if label.row < size]
    below = lines[size] if size < len(lines) else None
    if not counted and _labels_row(labels, rows, below):
        size = labels.pop().row
    if not any(label.known for label in labels):
        return None
    halves = [columns_of(head, _without_stub_heads(part)) for head, part in _split_halves(labels)]
    found = tuple(half for half in halves if half is not None)
    columns = sum(half.figures for half in found)
    known = all(label.known for label in labels)
    paths = [column.path for half in found for column in half.columns]
    known = known and all(len(set(half.columns)) == len(half.columns) for half in found)
    known = known and not any(path[-1] in vocabulary().bare for path in paths)
    certain = len(found) == len(halves) and (columns == counted if counted else known)
    certain = certain and (size == whole or not _goes_on(lines, size, whole))
    doubtful = any(label.split and label.role is None for label in labels) and not counted
    text = " ".join(label.text for label in labels)
    return Head(found, size + bool(counted), certain, text, doubtful)
