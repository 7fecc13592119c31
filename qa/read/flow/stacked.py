"""Heads of texts that print every height of the page as one line.

There a label that runs over two lines stands above and below those of its neighbours, and the
head of several columns above the labels that it stands beside. Between which of them is not
printed any more: every place is tried, where columns have a usual order only those that keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, permutations, product
from math import perm

from qa import lexicon
from qa.read.flow.text import Piece, key
from qa.read.flow.tree import holds
from qa.read.flow.words import core_of, vocabulary

#: The lines of one label stand so many lines apart at most.
FARTHEST = 3
#: Ways to put the labels of a head in order that are tried.
MOST_WAYS = 40
#: Orders of the labels of one line that are looked at; a line of more is left as it is.
MOST_ORDERS = 25_000
#: So often at least a word stands on a line of its own kind below the columns.
FEWEST_REPEATS = 3

Rows = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A label of a head in its printed parts; ``moved``: its place on the line is lost."""

    pieces: tuple[Piece, ...]
    row: int
    place: int
    moved: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def core(self) -> str:
        return core_of(self.text, vocabulary().keys)[0]


_Lines = list[list[_Word]]


def orders_of(rows: Rows) -> tuple[Rows, ...]:
    """The lines of a head with its labels whole, in every order in which these may stand; nothing
    where none stands above or below its neighbours."""
    words = [
        _Word((piece,), at, place) for at, row in enumerate(rows) for place, piece in enumerate(row)
    ]
    whole = _wrapped(words)
    lines = [
        sorted((word for word in whole if word.row == at), key=lambda word: word.place)
        for at in range(len(rows))
    ]
    lines = [[] if _repeats(line) else line for line in _with_heads_beside(lines)]
    lines = _with_codes_beside(lines)
    if len(whole) == len(words) and not any(word.moved for line in lines for word in line):
        return ()
    ways = [tuple(_merges(line)) for line in lines]
    size = 1
    for found in ways:
        size *= len(found)
    if size > MOST_WAYS:
        return ()
    return tuple(tuple(map(_pieces, lines)) for lines in product(*ways))


def has_head_beside(rows: Rows) -> bool:
    """Whether the head of several columns stands alone on the line above its neighbours."""
    lines = [
        [_Word((piece,), at, place) for place, piece in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    return any(word.moved for line in _with_heads_beside(lines) for word in line)


def _wrapped(words: Sequence[_Word]) -> list[_Word]:
    """The words with the parts of a label put together."""
    found = list(words)
    for known in (False, True):
        for word in words:
            if word in found and (rest := _rest_of(word, found, known)):
                parts = (word, *rest)
                left = [other for other in found if other not in parts]
                found = [*left, _whole(parts, left)]
    return found


def _rest_of(word: _Word, words: Sequence[_Word], known: bool) -> tuple[_Word, ...]:
    """The words below ``word`` that it makes a label of the lexicon with.

    ``known``: such as are labels themselves, but stand apart and with nothing beside them.
    """
    keys = vocabulary().keys
    if _role(word) is not None or (known and word.core in vocabulary().over):
        return ()
    below = [other for other in words if len(other.pieces) == 1 and other.row > word.row]
    parts = [other for other in below if _role(other) is None]
    for rest in (*combinations(parts, 2), *((part,) for part in parts)):
        all_parts = (word, *rest)
        steps = [below.row - above.row for above, below in pairwise(all_parts)]
        if any(not 0 < step <= FARTHEST for step in steps):
            continue
        if key("".join(part.text for part in all_parts)) not in keys:
            continue
        all_known = all(part.core in keys for part in all_parts)
        apart = sum(steps) > 1 and all(_is_alone(part, words) for part in all_parts)
        if all_known == known and (apart or not known):
            return rest
    return ()


def _is_alone(word: _Word, words: Sequence[_Word]) -> bool:
    """Whether nothing but what names label columns stands on the line of a word."""
    beside = [other for other in words if other.row == word.row and other is not word]
    stubs = vocabulary().roles.keys() | vocabulary().over
    return all(other.core in stubs for other in beside)


def _whole(parts: tuple[_Word, ...], words: Sequence[_Word]) -> _Word:
    """A label of several lines, on the fullest line between them if there is one."""
    first, last = parts[0], parts[-1]
    between = [word.row for word in words if first.row < word.row < last.row]
    pieces = tuple(piece for part in parts for piece in part.pieces)
    if not between:
        return _Word(pieces, first.row, first.place)
    row = max(sorted(set(between)), key=between.count)
    label = _Word(pieces, row, first.place, True)
    stub = vocabulary().roles.get(label.core) is not None
    return replace(label, place=-1, moved=False) if stub else label


def _with_heads_beside(lines: _Lines) -> _Lines:
    """The lines with the head of several columns on the line of those that it stands beside: such
    as it may not head stand right below it, and its own columns below these."""
    found = [list(line) for line in lines]
    printed = [at for at, line in enumerate(lines) if line]
    for at, below, last in zip(printed, printed[1:], printed[2:], strict=False):
        kept = [word for word in found[at] if not word.moved]
        if len(kept) != 1 or len(found[below]) < 2 or len(found[last]) < 2:
            continue
        head = kept[0].core
        beside = not any(holds(head, word.core, False) for word in found[below])
        if beside and all(holds(head, word.core, False) for word in found[last]):
            found[below].append(replace(kept[0], row=below, moved=True))
            found[at].remove(kept[0])
    return found


def _with_codes_beside(lines: _Lines) -> _Lines:
    """The lines with the codes of tables side by side, printed above and below their names, each
    before its name, with the columns that it is printed in."""
    found = list(lines)
    for at, line in enumerate(lines):
        names = [word for word in line if _role(word) == "name"]
        if len(names) < 2 or len({word.core for word in names}) > 1:
            continue
        parts = [word for other in lines for word in other if _is_part_of_code(word)]
        levels = [word for other in found[at + 1 :] for word in other if _levels(word)]
        if not parts:
            continue
        code = replace(parts[0], pieces=_code_pieces(parts[0]), row=at)
        found = [[word for word in other if word not in (*parts, *levels)] for other in found]
        found[at] = [
            one
            for word in found[at]
            for one in ((code, *levels[:1], word) if word in names else (word,))
        ]
    return found


def _is_part_of_code(word: _Word) -> bool:
    """Whether a word is the head of a column of codes, or a line of one and no other label."""
    if _role(word) == "code":
        return True
    known = word.core in vocabulary().keys - vocabulary().over
    return not known and any(word.core in code for code in _code_heads())


@cache
def _code_heads() -> tuple[str, ...]:
    return tuple(head for head, role in vocabulary().roles.items() if role == "code")


def _code_pieces(word: _Word) -> tuple[Piece, ...]:
    """The pieces of a whole head of codes, in place of the lines of one."""
    text = word.text if _role(word) == "code" else _code_heads()[0]
    return (replace(word.pieces[0], text=text),)


def _role(word: _Word) -> str | None:
    return vocabulary().roles.get(word.core)


def _levels(word: _Word) -> bool:
    """Whether a word is the head of a code in several columns, once for each of the tables."""
    text = key(word.text)
    return any(
        role == "levels" and text.replace(head, "") == ""
        for head, role in vocabulary().roles.items()
    )


def _repeats(line: Sequence[_Word]) -> bool:
    """Whether a line says one and the same of each column above it: 决算数 决算数 决算数."""
    cores = {word.core for word in line}
    return len(line) >= FEWEST_REPEATS and len(cores) == 1 and cores <= vocabulary().dated


def _merges(line: Sequence[_Word]) -> Iterator[tuple[_Word, ...]]:
    """Every order of a line in which the words that kept their places keep their order, as those
    do that did not; where the usual order of columns tells more, those that keep it."""
    fixed = [word for word in line if not word.moved]
    moved = sorted((word for word in line if word.moved), key=_printed_at)
    size = len(line)
    if perm(size, len(moved)) > MOST_ORDERS:
        return
    found = []
    for others in permutations(moved):
        # Words that begin on one line keep their order.
        if any(
            _printed_at(b) < _printed_at(a) and _line(a) == _line(b)
            for a, b in combinations(others, 2)
        ):
            continue
        for places in combinations(range(size), len(moved)):
            kept, lost = iter(fixed), iter(others)
            found.append(tuple(next(lost) if at in places else next(kept) for at in range(size)))
    if not moved:
        yield from found
        return
    found = [order for order in found if not _total_behind(order)] or found
    yield from [order for order in found if _is_usual(order)] or found


def _line(word: _Word) -> int:
    return word.pieces[0].line.number


def _printed_at(word: _Word) -> tuple[int, int]:
    """The line that a word begins on, and its place there."""
    return _line(word), word.place


def _total_behind(line: Sequence[_Word]) -> bool:
    """Whether a word whose place is lost stands right before a sum: that is printed first."""
    totals = vocabulary().totals
    return any(word.moved and below.core in totals for word, below in pairwise(line))


@cache
def _usual_orders() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(key, order)) for order in lexicon.load("flow")["column"]["orders"])


def _is_usual(line: Sequence[_Word]) -> bool:
    """Whether words stand as they usually do; at least one usual order must tell that."""
    told = False
    for order in _usual_orders():
        known = [word for word in line if word.core in order]
        places = [order.index(word.core) for word in known]
        if {word.moved for word in known} == {True, False}:
            told = True
            if places != sorted(places):
                return False
    return told


def _pieces(words: Sequence[_Word]) -> tuple[Piece, ...]:
    end = len(words) - 1
    return tuple(
        replace(word.pieces[0], text=word.text, first=at == 0, last=at == end)
        for at, word in enumerate(words)
    )
