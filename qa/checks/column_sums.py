"""Sums of columns, row by row: 合计 = 基本支出 + 项目支出, 小计 = 购置费 + 运行费.

The heads of a table form a tree. A relation (``[[sum]]`` of the lexicon) holds between a node
and its children; a group without a column of its own is the sum of what stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qa.checks.figures import measured, total
from qa.checks.grid import Grid, GridRow, Version, is_amount, version
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import TOTAL, Path, head, is_total, items, listed, mentions, relations
from qa.model import Fact

Leaves = Mapping[Path, Fact]
#: The columns as a tree of what a relation speaks of: where each of them stands in a row.
_Tree = Mapping[Path, Path]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum that the heads of a table print: the column of its total, those of its parts with
    their signs, and the columns beside them that the relation does not know."""

    rule: str
    total: Path
    parts: tuple[tuple[int, Path], ...]
    strangers: tuple[Path, ...]

    def tried(self, leaves: Leaves, grid: Grid) -> Iterator[Outcome]:
        """The sum in one row."""
        found = leaves[self.total]
        parts = [(sign, cell) for sign, path in self.parts if (cell := leaves[path]).value]
        if found.value is None or not (found.value or parts):
            return  # not printed, or nothing as the sum of nothing
        expected = total(measured(cell).scaled(Decimal(sign)) for sign, cell in parts)
        cells = tuple(cell for _, cell in parts)
        trial = Trial(self.rule, found, expected, cells, _how(parts), place=grid.name)
        strangers = [leaves[path] for path in self.strangers if leaves[path].value]
        if trial.verdict == "off" and strangers:
            why = f"《{grid.name}》“{strangers[0].column[-1]}”是否计入合计不明"
            yield Hurdle(self.rule, why)
        else:
            yield trial


def column_sums(grid: Grid) -> Iterator[Outcome]:
    """Every relation between columns, tried in every row of ``grid``."""
    columns = {cell.column for row in grid.rows for cell in row.cells.values()}
    named = {item for column in columns for label in head(column) for item in items(label)}
    fitting = [relation for relation in relations("sum") if _fits(relation, named)]
    of_heads: dict[tuple[Path, ...], list[_Sum]] = {}
    for row in grid.rows if fitting else ():
        for leaves in _versions(row).values():
            heads = tuple(leaves)
            if heads not in of_heads:  # the rows of a table have the same columns
                of_heads[heads] = [one for each in fitting for one in _sums(each, heads)]
            for one in of_heads[heads]:
                yield from one.tried(leaves, grid)


def _fits(relation: Mapping[str, Any], named: Set[str]) -> bool:
    """Whether heads that have ``named`` so much name enough parts of the relation."""
    parts = named & {*relation["parts"], *relation.get("minus", ())}
    return len(parts) > 1 and set(relation.get("needs", ())) <= parts


def _versions(row: GridRow) -> dict[Version, dict[Path, Fact]]:
    """The amounts of a row by the path of their column, each version by itself."""
    found: dict[Version, dict[Path, Fact]] = {}
    for cell in row.cells.values():
        if is_amount(cell):
            found.setdefault(version(cell), {}).setdefault(head(cell.column), cell)
    return found


def _sums(relation: Mapping[str, Any], heads: Sequence[Path]) -> Iterator[_Sum]:
    """The sums of ``relation`` between columns under these ``heads``."""
    words = {*relation.get("total", ()), *relation.get("whole", ()), *relation["parts"]}
    words |= set(relation.get("minus", ()))
    for tree in _by_suffix(heads, words).values():
        for parent in sorted({path[:depth] for path in tree for depth in range(len(path) + 1)}):
            found = _total_at(parent, tree, relation)
            one = _sum(relation, parent, found, tree) if found is not None else None
            if one is not None:
                yield one


def _by_suffix(heads: Sequence[Path], words: set[str]) -> dict[Path, dict[Path, Path]]:
    """The columns as trees of what the relation speaks of.

    A label behind the last one that the relation knows is no part of the tree but says of what
    it is: 公务接待费 / 一般公共预算 and 公务接待费 / 政府性基金预算 belong to two trees.
    """
    trees: dict[Path, dict[Path, Path]] = {}
    for path in heads:
        known = [n for n, label in enumerate(path) if items(label) & words or is_total(label)]
        end = known[-1] + 1 if known else len(path)
        core = path[:end]
        if core and is_total(core[-1]):
            core = (*core[:-1], TOTAL)
        trees.setdefault(path[end:], {}).setdefault(core, path)
    return trees


def _total_at(parent: Path, tree: _Tree, relation: Mapping[str, Any]) -> Path | None:
    """The column that prints the total of what stands below ``parent``."""
    whole = bool(parent) and bool(items(parent[-1]) & set(relation.get("whole", ())))
    totals = set(relation.get("total", ()))
    if whole and parent in tree:
        return tree[parent]
    if (TOTAL in totals or whole) and (*parent, TOTAL) in tree:
        return tree[(*parent, TOTAL)]
    for path, column in tree.items():
        if path[:-1] == parent and path[-1:] and items(path[-1]) & totals:
            return column
    return None


def _sum(relation: Mapping[str, Any], parent: Path, found: Path, tree: _Tree) -> _Sum | None:
    """The sum below ``parent`` with its total in the column ``found``, if enough of it is there."""
    depth = len(parent)
    labels = dict.fromkeys(
        path[depth] for path in tree if len(path) > depth and path[:depth] == parent
    )
    parts: list[tuple[str, tuple[Path, ...], int]] = []
    strangers: list[Path] = []
    minus = relation.get("minus", ())
    for label in labels:
        columns = _columns((*parent, label), tree)
        if label == TOTAL or found in columns:
            continue
        known = [item for item in (*relation["parts"], *minus) if item in items(label)]
        if known:
            parts.append((known[0], columns, -1 if known[0] in minus else 1))
        elif not mentions(label, listed("labels", "beside")):
            strangers += columns
    needed = set(relation.get("needs", ()))
    if len(parts) < 2 or not needed <= {item for item, _, _ in parts}:
        return None
    signed = tuple((sign, column) for _, columns, sign in parts for column in columns)
    return _Sum(relation["rule"], found, signed, tuple(strangers))


def _columns(node: Path, tree: _Tree) -> tuple[Path, ...]:
    """The column of a node, or those of its children where it has none of its own."""
    for path in (node, (*node, TOTAL)):
        if path in tree:
            return (tree[path],)
    depth = len(node)
    below = dict.fromkeys(p[depth] for p in tree if len(p) > depth and p[:depth] == node)
    return tuple(column for label in below for column in _columns((*node, label), tree))


def _how(parts: Sequence[tuple[int, Fact]]) -> str:
    """The sum in words and figures."""
    shown = [f"{'－' if sign < 0 else '＋'} {cell.column[-1]} {cell.text}" for sign, cell in parts]
    return " ".join(shown).removeprefix("＋ ")
