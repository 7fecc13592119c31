"""What the columns of a grid are: labels, codes, row numbers, figures or words.

A grid whose label columns start again after figures is two tables side by side: each part
is a half with labels and values of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from qa.read.figures import is_code, is_dash, is_figure
from qa.read.grid import GridRow, Path
from qa.read.patterns import matches, words

# A column of longer texts describes its row, it does not name it.
_LONGEST_LABEL = 30


class Role(Enum):
    """What stands in a column."""

    LABEL = "label"
    CODE = "code"
    INDEX = "index"
    FIGURE = "figure"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Half:
    """A part of the grid that has its own label columns; positions count in the grid.

    ``crossed`` are the label columns of wider subjects than the one that names the rows.
    """

    labels: tuple[int, ...]
    codes: tuple[int, ...]
    values: tuple[int, ...]
    crossed: tuple[int, ...] = ()


def roles(
    paths: Sequence[Path], body: Sequence[GridRow], merged: Sequence[int]
) -> tuple[Role, ...]:
    """The role of every column, from its label and from what stands below it.

    ``merged`` names for each column the one that it is merged into: they share a role.
    """
    found: list[Role] = []
    for position, path in enumerate(paths):
        if merged[position] != position:
            found.append(found[merged[position]])
            continue
        cells = [cell for row in body if (cell := row.cell(position))]
        found.append(_role(path, cells, found) if body else _role_by_head(path))
    return tuple(
        Role.LABEL if _starts_half(position, paths, found) else kind
        for position, kind in enumerate(found)
    )


def _starts_half(position: int, paths: Sequence[Path], kinds: Sequence[Role]) -> bool:
    """Whether words under a group head of their own are followed by the group's figures."""
    if kinds[position] is not Role.TEXT or not 0 < position < len(kinds) - 1:
        return False
    group, left, right = (paths[at][:1] for at in (position, position - 1, position + 1))
    return (
        kinds[position + 1] is Role.FIGURE and len(paths[position]) > 1 and group == right != left
    )


def _role_by_head(path: Path) -> Role:
    """The role of a column without cells: figures, unless its label says otherwise."""
    return _role(path, (), (Role.FIGURE,))


def _role(path: Path, cells: Sequence[str], before: Sequence[Role]) -> Role:
    leaf = path[-1] if path else ""
    if matches("reading", "head", "index", leaf):
        return Role.INDEX
    if _is_code_column(leaf, cells):
        return Role.CODE
    named = matches("reading", "head", "label", leaf)
    if named and leaf_is_period(leaf):
        return Role.LABEL
    # Dashes may fill what a shorter half leaves blank.
    if named and not _mostly_figures([cell for cell in cells if not is_dash(cell)]):
        return Role.LABEL
    if cells and _mostly_figures(cells):
        return Role.FIGURE
    if matches("reading", "head", "text", leaf):
        return Role.TEXT
    if not cells:
        return Role.LABEL if not before else Role.FIGURE
    seen_values = any(role in (Role.FIGURE, Role.TEXT) for role in before)
    short = median(len(cell) for cell in cells) <= _LONGEST_LABEL
    return Role.LABEL if short and not seen_values else Role.TEXT


def label_columns(kinds: Sequence[Role]) -> frozenset[int]:
    """The positions of columns that name their rows."""
    named = (Role.LABEL, Role.CODE, Role.INDEX)
    return frozenset(i for i, kind in enumerate(kinds) if kind in named)


def leaf_is_period(leaf: str) -> bool:
    """Whether the column's cells are years: 2021 is a label there, not a figure."""
    return leaf in ("年度", "年份")


def _is_code_column(leaf: str, cells: Sequence[str]) -> bool:
    named = matches("reading", "head", "code", leaf) or leaf in words(
        "reading", "head", "code_parts"
    )
    coded = [cell for cell in cells if is_code(cell)]
    return named and len(coded) * 2 >= len(cells)


def _mostly_figures(cells: Sequence[str]) -> bool:
    figures = sum(is_figure(cell) or is_dash(cell) for cell in cells)
    return bool(cells) and figures * 2 >= len(cells)


def halves(paths: Sequence[Path], kinds: Sequence[Role]) -> tuple[Half, ...]:
    """The halves of the grid from left to right; a plain table is one half."""
    parts: list[list[int]] = [[]]
    for position in range(len(kinds)):
        has_figures = any(kinds[i] is Role.FIGURE for i in parts[-1])
        if has_figures and _names_rows(position, kinds):
            parts.append([])
        parts[-1].append(position)
    result: list[Half] = []
    for part in parts:
        half = _half(part, paths, kinds)
        if not half.values and result:
            # Labels with nothing beside them describe the half at their left.
            last = result[-1]
            result[-1] = Half(last.labels, last.codes, last.values + half.labels)
        else:
            result.append(half)
    return tuple(result)


def _names_rows(position: int, kinds: Sequence[Role]) -> bool:
    """Whether a label column starts here, codes before it included."""
    while position < len(kinds) and kinds[position] is Role.CODE:
        position += 1
    return position < len(kinds) and kinds[position] is Role.LABEL


def _half(part: Sequence[int], paths: Sequence[Path], kinds: Sequence[Role]) -> Half:
    def of(*wanted: Role) -> tuple[int, ...]:
        return tuple(i for i in part if kinds[i] in wanted)

    labels = _units_first(of(Role.LABEL), paths)
    return Half(labels, _subject_code(of(Role.CODE), paths), of(Role.FIGURE, Role.TEXT))


def _units_first(labels: Sequence[int], paths: Sequence[Path]) -> tuple[int, ...]:
    """The label columns with that of the unit behind a project's name before it: a row is
    about the project, whoever runs it."""
    if len(labels) < 2:
        return tuple(labels)
    *before, last = labels
    projects = any(matches("reading", "head", "project", head) for i in before for head in paths[i])
    unit = bool(paths[last]) and matches("reading", "head", "unit", paths[last][-1])
    return (last, *before) if projects and unit else tuple(labels)


def _subject_code(codes: Sequence[int], paths: Sequence[Path]) -> tuple[int, ...]:
    """The columns that together print the rows' code: 类, 款 and 项, or one column.

    Of several codes (that of the unit, that of the subject) the subject's counts.
    """
    groups: dict[Path, list[int]] = {}
    for position in codes:
        path = paths[position]
        part = bool(path) and path[-1] in words("reading", "head", "code_parts")
        groups.setdefault(path[:-1] if part else path, []).append(position)
    subjects = [
        group
        for path, group in groups.items()
        if any(matches("reading", "head", "subject_code", label) for label in path)
    ]
    return tuple((subjects or list(groups.values()) or [[]])[0])


def told_apart(paths: Sequence[Path], parts: Sequence[Half]) -> tuple[Path, ...]:
    """The paths of the columns; where two halves print the same ones, with the half's label.

    So 支出/预算数 of two halves become 支出/功能分类科目/预算数 and 支出/经济分类科目/预算数.
    """
    told = list(paths)
    names: dict[Path, set[str]] = {}
    for half in parts:
        for path in {paths[i] for i in half.values}:
            names.setdefault(path, set()).update(_name(half, paths))
    for half in parts:
        for name in _name(half, paths):
            for position in half.values:
                path = paths[position]
                if len(names[path]) > 1 and name not in path:
                    told[position] = (*path[:-1], name, path[-1])
    return tuple(told)


def _name(half: Half, paths: Sequence[Path]) -> tuple[str, ...]:
    """What the half's own label column is called, if anything."""
    return tuple(paths[i][-1] for i in half.labels if paths[i])[-1:]
