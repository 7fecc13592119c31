"""The head of a table: fragments in reading order become columns with their groups.

Joined without spaces the fragments are cut into the words of the lexicon; which word
stands under which follows from the lexicon's groups and from the order of printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from qa import lexicon
from qa.model import Column, Line
from qa.read.flow_lines import is_index_row, opens_body
from qa.read.flow_text import Piece, key, pieces_of

LONGEST_WORD = 24
PREFIX = re.compile(r"\*?(?:其中：?)?(?:\d{4}年度?)?")
SUFFIX = re.compile(r"（(亿元|万元|千元|元|%)）")
#: Costs of cutting a head: few known words, cut where the print breaks.
KNOWN, UNKNOWN, INSIDE, SPACE, LOOSE_SPACE, WRAP, JUMP = 1.0, 6.0, 2.0, 3.0, 0.4, 0.1, 1.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of heads: ``roles`` of label columns, ``kinds`` of groups, sums."""

    keys: frozenset[str]
    roles: dict[str, str]
    heads: dict[str, list[int]]
    parts: tuple[frozenset[str], ...]
    words: frozenset[str]
    totals: frozenset[str]
    dated: frozenset[str]
    halves: frozenset[str]
    repeated: frozenset[int]
    over: frozenset[str]
    bare: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The lexicon's table words, normalised."""
    data = lexicon.load("flow")
    stubs = data["stub"].items()
    roles = {key(word): role for role, words in stubs if role != "over" for word in words}
    heads: dict[str, list[int]] = {}
    for at, group in enumerate(data["group"]):
        for word in group["heads"]:
            heads.setdefault(key(word), []).append(at)
    parts = tuple(frozenset(map(key, group["parts"])) for group in data["group"])
    columns = data["column"]
    totals = frozenset(map(key, data["sums"]["total"]))
    halves = frozenset(key(head) for half in data["half"] for head in half["heads"])
    dated = frozenset(map(key, columns["dated"]))
    words = frozenset(map(key, columns["words"]))
    keys = frozenset(roles) | frozenset(heads) | frozenset().union(*parts) | totals | halves
    keys |= frozenset(map(key, columns["figure"])) | words | dated
    repeated = frozenset(at for at, g in enumerate(data["group"]) if g.get("repeated"))
    over = frozenset(map(key, data["stub"]["over"]))
    bare = halves - frozenset(map(key, columns["figure"]))
    return Vocabulary(keys, roles, heads, parts, words, totals, dated, halves, repeated, over, bare)


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a head as printed; ``row`` is the line (in the head) where it begins."""

    text: str
    core: str
    known: bool
    row: int
    unit: str | None

    @property
    def role(self) -> str | None:
        return vocabulary().roles.get(self.core)


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``: numbers of columns."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """The columns of a table, or of one of the tables that stand side by side."""

    head: str | None
    stubs: tuple[str, ...]
    columns: tuple[Column, ...]
    sums: tuple[Sum, ...]
    words: frozenset[int]

    @property
    def figures(self) -> int:
        """How many columns hold figures."""
        return len(self.columns) - len(self.words)


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head; ``length`` counts its lines, ``certain`` tells that it is understood."""

    halves: tuple[Half, ...]
    length: int
    certain: bool
    text: str


def _cost_inside(breaks: dict[int, float], start: int, end: int) -> float:
    return sum(breaks.get(at, 0.0) for at in range(start + 1, end))


@dataclass(frozen=True, slots=True)
class _Text:
    printed: str
    plain: str
    breaks: dict[int, float]
    rows: tuple[int, ...]


def _spans(lines: Sequence[tuple[Piece, ...]], row: int) -> bool:
    """Whether the line above is 其中： alone, over all the words of this line."""
    above = lines[row - 1] if row else ()
    return len(above) == 1 and key(above[0].text).endswith("：") and len(lines[row]) > 1


def _join(lines: Sequence[tuple[Piece, ...]]) -> _Text:
    printed = ""
    breaks: dict[int, float] = {}
    rows: list[int] = []
    for row, pieces in enumerate(lines):
        for piece in pieces:
            if piece.first and _spans(lines, row):
                breaks[len(printed)] = SPACE
            elif piece.first:
                breaks[len(printed)] = WRAP if piece.line.gap else JUMP
            else:
                digits = printed[-1].isascii() or piece.text[0].isascii()
                breaks[len(printed)] = LOOSE_SPACE if digits else SPACE
            printed += piece.text
            rows += [row] * len(piece.text)
    plain = key(printed)
    breaks[len(printed)] = WRAP
    return _Text(printed, plain, breaks, tuple(rows))


def _word_ends(text: str, start: int) -> list[int]:
    """Where words of the lexicon that begin at ``start`` may end."""
    words = vocabulary()
    prefix = PREFIX.match(text, start)
    starts = {start, start + int(text.startswith("*", start))}
    if prefix:
        starts.add(prefix.end())
    dated = bool(prefix and prefix[0].endswith(("年", "年度")))
    ends = []
    for begin in starts:
        allowed = words.dated if dated and prefix and begin == prefix.end() else words.keys
        for end in range(begin + 1, min(begin + LONGEST_WORD, len(text)) + 1):
            if text[begin:end] in allowed:
                ends += [end, end + int(text.startswith("：", end))]
                suffix = SUFFIX.match(text, end)
                if suffix:
                    ends.append(suffix.end())
    return ends


def _cut(text: _Text) -> list[tuple[int, int, bool]]:
    """The cheapest way to cut a head into words: (start, end, known)."""
    size = len(text.plain)
    best: list[tuple[float, int, bool]] = [(0.0, -1, True)] + [(1e9, -1, True)] * size
    for start in range(size):
        cost = best[start][0]
        if cost >= 1e9:
            continue
        edge = 0.0 if start in text.breaks or start == 0 else INSIDE
        for end in _word_ends(text.plain, start):
            price = cost + edge + KNOWN + _cost_inside(text.breaks, start, end)
            if price < best[end][0]:
                best[end] = (price, start, True)
        if start in text.breaks:
            for end in sorted(at for at in text.breaks if start < at <= start + LONGEST_WORD):
                price = cost + UNKNOWN + (end - start)
                if price < best[end][0]:
                    best[end] = (price, start, False)
    cuts: list[tuple[int, int, bool]] = []
    end = size
    while end > 0:
        _, start, known = best[end]
        if start < 0:
            return []
        cuts.append((start, end, known))
        end = start
    return cuts[::-1]


def core_of(printed: str, words: AbstractSet[str]) -> tuple[str, str | None]:
    """A printed label reduced to one of ``words``, and the unit of measure it names.

    Marks (*), 其中： and a year before it and the unit behind it are taken off as far as
    needed; a label that is none of the words comes back without its unit only.
    """
    plain = key(printed).rstrip("：")
    suffix = SUFFIX.search(plain)
    unit = suffix[1] if suffix and suffix.end() == len(plain) else None
    core = plain[: suffix.start()] if suffix and unit else plain
    prefix = PREFIX.match(core)
    bare = core[prefix.end() :] if prefix else core
    for option in (core, core.lstrip("*"), bare):
        if option in words:
            return option, unit
    return core, unit


def _label(text: _Text, start: int, end: int, known: bool) -> Label:
    core, unit = core_of(text.plain[start:end], vocabulary().keys)
    return Label(text.printed[start:end], core, known, text.rows[start], unit)


@lru_cache(maxsize=256)
def _labels(lines: tuple[tuple[Piece, ...], ...]) -> tuple[Label, ...]:
    text = _join(lines)
    return tuple(_label(text, *cut) for cut in _cut(text))


def _ancestors(at: int, parents: Sequence[int | None]) -> set[int]:
    found: set[int] = set()
    up = parents[at]
    while up is not None:
        found.add(up)
        up = parents[up]
    return found


def _holds(head: str, part: str, often: bool) -> bool:
    """Whether ``part`` may stand under ``head``; ``often``: it is printed several times."""
    words = vocabulary()
    kinds = [kind for kind in words.heads.get(head, ()) if often or kind not in words.repeated]
    return any(part in words.parts[kind] for kind in kinds)


def _heads_above(
    at: int, labels: Sequence[Label], parents: Sequence[int | None], equals: int
) -> list[int]:
    """The heads that a word may stand under, as many as the word is printed times.

    Of heads that stand one under the other only the lowest can hold it.
    """
    above = []
    for up in range(at):
        if _holds(labels[up].core, labels[at].core, equals > 1):
            above.append(up)
    higher: set[int] = set().union(*(_ancestors(up, parents) for up in above))
    lowest = [up for up in above if up not in higher]
    return lowest


def _heads_for(
    at: int, labels: Sequence[Label], parents: Sequence[int | None], equals: Sequence[int]
) -> int | None:
    """The head that label ``at``, one of ``equals``, stands under; −1 where unclear.

    A word that is printed as often as it has heads goes to them level by level.
    """
    heads = _heads_above(equals[-1], labels, parents, len(equals))
    if len(heads) == 1:
        return heads[0] if at == equals[-1] else None
    if not heads:
        return None
    if len(heads) != len(equals):
        return -1
    heads.sort(key=lambda head: (len(_ancestors(head, parents)), head))
    return heads[equals.index(at)]


def _groups(labels: Sequence[Label], totals_first: bool) -> list[int | None] | None:
    """For each label the label it stands under; ``None`` where that is not certain.

    Sums (小计, 合计) stand where their right neighbour does; they are placed last, or
    before the words that are printed several times.
    """
    words = vocabulary()
    parents: list[int | None] = [None] * len(labels)
    sums = [at for at, label in enumerate(labels) if label.core in words.totals]
    plain = [at for at in range(len(labels)) if at not in sums]
    same = {at: [other for other in plain if labels[other].core == labels[at].core] for at in plain}
    once = [at for at in plain if len(same[at]) == 1]
    often = [at for at in plain if len(same[at]) > 1]
    for at in [*once, *sums, *often] if totals_first else [*plain, *sums]:
        if at in same:
            head = _heads_for(at, labels, parents, same[at])
            if head == -1:
                return None
            parents[at] = head
            continue
        after = next((below for below in plain if below > at), None)
        up = parents[after] if after is not None else None
        if up is not None and _holds(labels[up].core, labels[at].core, often=True):
            parents[at] = up
    return parents


@dataclass(frozen=True, slots=True)
class _Tree:
    """The labels of a head with what stands under each (under ``None``: on top)."""

    labels: Sequence[Label]
    children: dict[int | None, list[int]]

    def leaves(self, node: int) -> list[int]:
        """The lowest labels under ``node``, from left to right."""
        below = self.children.get(node)
        return [leaf for child in below for leaf in self.leaves(child)] if below else [node]

    def is_total(self, node: int) -> bool:
        return self.labels[node].core in vocabulary().totals

    def amount_of(self, node: int, version: str | None) -> list[int]:
        """The labels whose columns add up to what stands under ``node``.

        ``version`` picks among columns that each amount is printed in (预算数, 决算数).
        """
        below = self.children.get(node)
        if not below:
            return [node]
        picked = [leaf for leaf in below if self.labels[leaf].core == version]
        if picked:
            return picked
        if self.is_total(below[0]):
            return self.amount_of(below[0], version)
        return [leaf for child in below for leaf in self.amount_of(child, version)]

    def sums(self, parts: Sequence[int]) -> list[tuple[int, list[int]]]:
        """The sums among what stands under one head: total and what adds up to it.

        What follows 其中： is part of what stands before it and adds nothing.
        """
        if len(parts) < 2 or not self.is_total(parts[0]):
            return []
        within = [
            at
            for at, node in enumerate(parts)
            if at > 1 and key(self.labels[node].text).lstrip("*").startswith("其中：")
        ]
        added = parts[1 : within[0]] if within else parts[1:]
        versions = self.children.get(parts[0])
        if not versions:
            return [(parts[0], [leaf for node in added for leaf in self.amount_of(node, None)])]
        return [
            (total, [leaf for node in added for leaf in self.amount_of(node, core)])
            for total in versions
            if (core := self.labels[total].core)
        ]


def _half(head: str | None, labels: Sequence[Label]) -> Half | None:
    """The columns of one half from its labels, label columns included."""
    words = vocabulary()
    stubs = tuple(label.role for label in labels if label.role is not None)
    figures = [label for label in labels if label.role is None or label.role == "mark"]
    parents = _groups(figures, totals_first=False) or _groups(figures, totals_first=True)
    if parents is None:
        return None
    children: dict[int | None, list[int]] = {}
    for at, up in enumerate(parents):
        children.setdefault(up, []).append(at)
    tree = _Tree(figures, children)
    order = [leaf for top in children.get(None, []) for leaf in tree.leaves(top)]
    place = {leaf: at for at, leaf in enumerate(order)}
    columns = []
    for leaf in order:
        path = [figures[leaf].text]
        up = parents[leaf]
        unit = figures[leaf].unit
        while up is not None:
            path.insert(0, figures[up].text)
            unit = unit or figures[up].unit
            up = parents[up]
        columns.append(Column((head, *path) if head else tuple(path), unit))
    sums = []
    for nodes in children.values():
        for total, parts in tree.sums(nodes):
            sums.append(Sum(place[total], tuple(place[part] for part in parts)))
    spoken = frozenset(
        place[leaf]
        for leaf in order
        if figures[leaf].core in words.words or figures[leaf].role == "mark"
    )
    return Half(head, stubs, tuple(columns), tuple(sums), spoken)


def columns_of(labels: Sequence[Label]) -> Half | None:
    """The columns that ``labels`` name, label columns included; ``None`` where unclear."""
    return _half(None, labels)


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


def _is_row_of_totals(labels: Sequence[Label], rows: Sequence[tuple[Piece, ...]]) -> bool:
    """Whether the last line of a head is the label of a first row (合计) instead.

    A column of sums stands before what it sums up, never alone at the end.
    """
    if len(labels) < 3 or labels[-1].core not in vocabulary().totals:
        return False
    line = rows[labels[-1].row]
    return len(line) == 1 and line[0].first and labels[-2].row < labels[-1].row


def read_head(lines: Sequence[Line]) -> Head | None:
    """The head that ``lines`` begin with, or ``None`` where they begin with none.

    The first row's label may run over lines of its own before its figures: lines at the
    end of the head that hold no word of the lexicon are taken for it.
    """
    size = next((at for at, line in enumerate(lines) if opens_body(line)), len(lines))
    counted = is_index_row(lines[size]) if size < len(lines) else 0
    rows = tuple(pieces_of(line) for line in lines[:size])
    labels = list(_labels(rows))
    while labels and not labels[-1].known and not counted:
        size = labels.pop().row
    labels = [label for label in labels if label.row < size]
    if not counted and _is_row_of_totals(labels, rows):
        size = labels.pop().row
    if not any(label.known for label in labels):
        return None
    halves = [_half(head, _without_stub_heads(part)) for head, part in _split_halves(labels)]
    found = tuple(half for half in halves if half is not None)
    columns = sum(half.figures for half in found)
    known = all(label.known for label in labels)
    paths = [column.path for half in found for column in half.columns]
    known = known and (len(found) > 1 or len(paths) == len(set(paths)))
    known = known and not any(path[-1] in vocabulary().bare for path in paths)
    certain = len(found) == len(halves) and (columns == counted if counted else known)
    text = " ".join(label.text for label in labels)
    return Head(found, size + bool(counted), certain, text)
