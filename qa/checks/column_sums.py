"""Sums of columns, row by row: 合计 = 基本支出 + 项目支出, 小计 = 购置费 + 运行费.

The heads of a table form a tree. A relation (``[[sum]]`` of the lexicon) holds between a node
and its children; a group without a column of its own is the sum of what stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.checks.figures import Measured, measured, total
from qa.checks.grid import Grid, GridRow, Version, is_amount, version
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import TOTAL, Path, head, is_total, items, listed, mentions, relations
from qa.model import Fact

Leaves = Mapping[Path, Fact]


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a node: its item, the cells that make it up, and their sign."""

    item: str
    cells: tuple[Fact, ...]
    sign: int = 1

    @property
    def value(self) -> Measured:
        """The sum of its cells, with its sign."""
        found = total(measured(cell) for cell in self.cells)
        return Measured(self.sign * found.value, found.slack)


def column_sums(grid: Grid) -> Iterator[Outcome]:
    """Every relation between columns, tried in every row of ``grid``."""
    fitting = [relation for relation in relations("sum") if _fits(relation, grid)]
    for row in grid.rows if fitting else ():
        for leaves in _versions(row).values():
            for relation in fitting:
                yield from _try(relation, leaves, grid)


def _fits(relation: Mapping[str, Any], grid: Grid) -> bool:
    """Whether the heads of ``grid`` name enough parts of the relation."""
    paths = {cell.column for row in grid.rows for cell in row.cells.values()}
    named = {item for path in paths for label in head(path) for item in items(label)}
    parts = named & {*relation["parts"], *relation.get("minus", ())}
    return len(parts) > 1 and set(relation.get("needs", ())) <= parts


def _versions(row: GridRow) -> dict[Version, dict[Path, Fact]]:
    """The amounts of a row by the path of their column, each version by itself."""
    found: dict[Version, dict[Path, Fact]] = {}
    for cell in row.cells.values():
        if is_amount(cell):
            found.setdefault(version(cell), {}).setdefault(head(cell.column), cell)
    return found


def _try(relation: Mapping[str, Any], leaves: Leaves, grid: Grid) -> Iterator[Outcome]:
    words = {*relation.get("total", ()), *relation.get("whole", ()), *relation["parts"]}
    words |= set(relation.get("minus", ()))
    for tree in _by_suffix(leaves, words).values():
        for parent in sorted({path[:depth] for path in tree for depth in range(len(path) + 1)}):
            found = _total_at(parent, tree, relation)
            if found is not None and found.value is not None:
                yield from _trial(relation, parent, found, tree, grid)


def _by_suffix(leaves: Leaves, words: set[str]) -> dict[Path, dict[Path, Fact]]:
    """The columns as trees of what the relation speaks of.

    A label behind the last one that the relation knows is no part of the tree but says of what
    it is: 公务接待费 / 一般公共预算 and 公务接待费 / 政府性基金预算 belong to two trees.
    """
    trees: dict[Path, dict[Path, Fact]] = {}
    for path, cell in leaves.items():
        known = [n for n, label in enumerate(path) if items(label) & words or is_total(label)]
        end = known[-1] + 1 if known else len(path)
        core = path[:end]
        if core and is_total(core[-1]):
            core = (*core[:-1], TOTAL)
        trees.setdefault(path[end:], {}).setdefault(core, cell)
    return trees


def _total_at(parent: Path, tree: Leaves, relation: Mapping[str, Any]) -> Fact | None:
    """The cell that prints the total of what stands below ``parent``."""
    whole = bool(parent) and bool(items(parent[-1]) & set(relation.get("whole", ())))
    totals = set(relation.get("total", ()))
    if whole and parent in tree:
        return tree[parent]
    if (TOTAL in totals or whole) and (*parent, TOTAL) in tree:
        return tree[(*parent, TOTAL)]
    for path, cell in tree.items():
        if path[:-1] == parent and path[-1:] and items(path[-1]) & totals:
            return cell
    return None


def _trial(
    relation: Mapping[str, Any], parent: Path, found: Fact, tree: Leaves, grid: Grid
) -> Iterator[Outcome]:
    parts, strangers = _children(relation, parent, found, tree)
    needed = set(relation.get("needs", ()))
    if len(parts) < 2 or not needed <= {part.item for part in parts}:
        return
    expected = total(part.value for part in parts)
    cells = tuple(cell for part in parts for cell in part.cells if cell.value)
    trial = Trial(relation["rule"], found, expected, cells, _how(parts), place=grid.name)
    if trial.verdict == "off" and strangers:
        why = f"《{grid.name}》“{strangers[0].column[-1]}”是否计入合计不明"
        yield Hurdle(relation["rule"], why)
    else:
        yield trial


def _children(
    relation: Mapping[str, Any], parent: Path, found: Fact, tree: Leaves
) -> tuple[list[Part], list[Fact]]:
    """The parts of the sum below ``parent``, and the columns there that it does not know."""
    depth = len(parent)
    labels = dict.fromkeys(
        path[depth] for path in tree if len(path) > depth and path[:depth] == parent
    )
    parts: list[Part] = []
    strangers: list[Fact] = []
    minus = relation.get("minus", ())
    for label in labels:
        cells = _cells((*parent, label), tree)
        if label == TOTAL or found in cells:
            continue
        known = [item for item in (*relation["parts"], *minus) if item in items(label)]
        if known:
            parts.append(Part(known[0], cells, -1 if known[0] in minus else 1))
        elif not mentions(label, listed("labels", "beside")):
            strangers += [cell for cell in cells if cell.value]
    return parts, strangers


def _cells(node: Path, tree: Leaves) -> tuple[Fact, ...]:
    """The cell of a node, or those of its children where it has none of its own."""
    for path in (node, (*node, TOTAL)):
        if path in tree:
            return (tree[path],)
    depth = len(node)
    below = dict.fromkeys(p[depth] for p in tree if len(p) > depth and p[:depth] == node)
    return tuple(cell for label in below for cell in _cells((*node, label), tree))


def _how(parts: Sequence[Part]) -> str:
    """The sum in words and figures; what is blank or zero is left out."""
    shown = [
        f"{'－' if part.sign < 0 else '＋'} {cell.column[-1]} {cell.text}"
        for part in parts
        for cell in part.cells
        if cell.value
    ]
    return " ".join(shown).removeprefix("＋ ")
