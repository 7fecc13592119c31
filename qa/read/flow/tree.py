"""Which word of a head stands under which, and the columns and sums that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.model import Column
from qa.read.flow.text import REMEMBERED, key
from qa.read.flow.words import Label, core_of, vocabulary

#: What the head of a label is where that is not certain; no label has this number.
UNCLEAR = -1
#: A head may be printed below the parts of another one: once more with all heads placed.
ROUNDS = 2
#: No head has more labels: the page is no table, or it is hostile.
MOST_LABELS = 200


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``: numbers of columns."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """The columns of a table, or of one of the tables that stand side by side.

    ``stubs`` are the roles of the label columns, ``words`` the columns that hold words.
    """

    head: str | None
    stubs: tuple[str, ...]
    columns: tuple[Column, ...]
    sums: tuple[Sum, ...]
    words: frozenset[int]

    @property
    def figures(self) -> int:
        """How many columns hold figures."""
        return len(self.columns) - len(self.words)


def _ancestors(at: int, parents: Sequence[int | None]) -> set[int]:
    found: set[int] = set()
    up = parents[at]
    while up is not None:
        found.add(up)
        up = parents[up]
    return found


@lru_cache(maxsize=REMEMBERED)
def holds(head: str, part: str, often: bool) -> bool:
    """Whether ``part`` may stand under ``head``; ``often``: it is printed several times."""
    words = vocabulary()
    kinds = [kind for kind in words.heads.get(head, ()) if often or kind not in words.repeated]
    return any(part in words.parts[kind] for kind in kinds)


def _heads_above(
    at: int, labels: Sequence[Label], parents: Sequence[int | None], equals: int
) -> list[int]:
    """The heads that a word may stand under, as many as the word is printed times.

    Of heads that stand one under the other only the lowest can hold it; a word on the same
    line as the head stands beside it.
    """
    above = []
    for up in range(at):
        if labels[up].row != labels[at].row and holds(labels[up].core, labels[at].core, equals > 1):
            above.append(up)
    higher: set[int] = set().union(*(_ancestors(up, parents) for up in above))
    return [up for up in above if up not in higher]


def _heads_for(
    at: int, labels: Sequence[Label], parents: Sequence[int | None], equals: Sequence[int]
) -> int | None:
    """The head that label ``at``, one of ``equals``, stands under, if any.

    A word that is printed as often as it has heads goes to them level by level; other
    numbers leave it ``UNCLEAR``.
    """
    heads = _heads_above(equals[-1], labels, parents, len(equals))
    if len(heads) == 1:
        return heads[0] if at == equals[-1] else None
    if not heads:
        return None
    if len(heads) != len(equals):
        return UNCLEAR
    heads.sort(key=lambda head: (len(_ancestors(head, parents)), head))
    return heads[equals.index(at)]


def _groups(labels: Sequence[Label], totals_first: bool) -> list[int | None] | None:
    """For each label the label it stands under; ``None`` where that is not certain.

    Sums (小计, 合计) stand where their right neighbour does; they are placed last, or
    before the words that are printed several times.
    """
    if len(labels) > MOST_LABELS:
        return None
    words = vocabulary()
    parents: list[int | None] = [None] * len(labels)
    sums = [at for at, label in enumerate(labels) if label.core in words.totals]
    plain = [at for at in range(len(labels)) if at not in sums]
    same = {at: [other for other in plain if labels[other].core == labels[at].core] for at in plain}
    once = [at for at in plain if len(same[at]) == 1]
    often = [at for at in plain if len(same[at]) > 1]
    order = [*once, *sums, *often] if totals_first else [*plain, *sums]
    for _ in range(ROUNDS):
        certain = True
        for at in order:
            if at in same:
                head = _heads_for(at, labels, parents, same[at])
                certain = certain and head != UNCLEAR
                parents[at] = None if head == UNCLEAR else head
                continue
            after = next((below for below in plain if below > at), None)
            up = parents[after] if after is not None else None
            if up is not None and holds(labels[up].core, labels[at].core, often=True):
                parents[at] = up
    if not certain:
        return None
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

    def _named_sums(self, parts: Sequence[int]) -> list[tuple[int, list[int]]]:
        """Sums that the lexicon knows by the words alone (本年预算 = 编制预算 + 上年结转)."""
        cores = {self.labels[node].core: node for node in parts if node not in self.children}
        return [
            (cores[total], [cores[word] for word in added])
            for total, *added in vocabulary().adding
            if {total, *added} <= set(cores)
        ]

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
        if len(parts) < 2:
            return []
        if not self.is_total(parts[0]):
            return self._named_sums(parts)
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


def _beside_stubs(labels: Sequence[Label]) -> Label | None:
    """The total that is printed right behind the label columns, groups above it before them."""
    stubs = [at for at, label in enumerate(labels) if label.role is not None]
    after = stubs[-1] + 1 if stubs and stubs[0] else len(labels)
    if after >= len(labels) or labels[after].row != labels[after - 1].row:
        return None
    return labels[after] if labels[after].core in vocabulary().totals else None


def _parents(figures: Sequence[Label]) -> list[int | None] | None:
    return _groups(figures, totals_first=False) or _groups(figures, totals_first=True)


def _is_whole(at: int, labels: Sequence[Label], parents: Sequence[int | None]) -> bool:
    """Whether a label has words below it, and a total among them if it may have one."""
    totals = vocabulary().totals
    below = {label.core for label, up in zip(labels, parents, strict=True) if up == at}
    wants = any(holds(labels[at].core, total, often=True) for total in totals)
    return bool(below) and (not wants or bool(totals & below))


def _placed(labels: Sequence[Label]) -> tuple[list[Label], list[int | None]] | None:
    """The columns of figures and their heads from left to right, and what each stands under.

    What is printed higher up comes first in the text. So a total right beside the label
    columns is the first column although groups come before it, if each has its own total or,
    as 其中, none.
    """
    figures = [label for label in labels if label.role is None or label.role == "mark"]
    total = _beside_stubs(labels)
    if total is not None:
        rest = [label for label in figures if label is not total]
        parents = _parents(rest)
        above = next(at for at, label in enumerate(labels) if label.role is not None)
        if parents is not None and all(_is_whole(at, rest, parents) for at in range(above)):
            return [total, *rest], [None, *(None if up is None else up + 1 for up in parents)]
    parents = _parents(figures)
    return None if parents is None else (figures, parents)


def columns_of(head: str | None, labels: Sequence[Label]) -> Half | None:
    """The columns that ``labels`` name, label columns included, under the half's ``head``.

    ``None`` where it is not clear which label stands under which.
    """
    stubs = tuple(label.role for label in labels if label.role is not None)
    found = _placed(labels)
    if found is None:
        return None
    figures, parents = found
    return _half(head, stubs, figures, parents)


def half_of(
    paths: Sequence[tuple[str, ...]], units: Sequence[str | None], stubs: tuple[str, ...]
) -> Half:
    """The columns of a head whose ``paths`` are known, with the sums that its words tell."""
    keys = vocabulary().keys
    labels: list[Label] = []
    parents: list[int | None] = []
    chain: list[int] = []
    before: tuple[str, ...] = ()
    for path in paths:
        same = 0
        while same < min(len(before), len(path) - 1) and before[same] == path[same]:
            same += 1
        del chain[same:]
        for level in range(same, len(path)):
            core, unit = core_of(path[level], keys)
            labels.append(Label(path[level], core, core in keys, level, unit))
            parents.append(chain[-1] if chain else None)
            chain.append(len(labels) - 1)
        before = path
    half = _half(None, stubs, labels, parents)
    columns = tuple(Column(path, unit) for path, unit in zip(paths, units, strict=True))
    return replace(half, columns=columns, words=frozenset())


def _half(
    head: str | None,
    stubs: tuple[str, ...],
    figures: Sequence[Label],
    parents: Sequence[int | None],
) -> Half:
    words = vocabulary()
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
