"""Which ways to place the amounts of some rows make up the row above them.

All columns have to add up at once. The rows are gone through one after the other; of what
is left of the whole, equal remainders are looked at once, and those that the rows still to
come cannot use up are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

#: Remainders times ways that are looked at; where there are more, hardly anything is settled.
MOST_STEPS = 40_000

#: The amounts of a row by column.
Amounts = Mapping[int, Decimal]
#: The same in units of the last printed decimal, one for each column.
Vector = tuple[int, ...]


def joint_ways(
    whole: Sequence[Amounts], parts: Sequence[Sequence[Amounts]]
) -> list[set[int]] | None:
    """The numbers of the ways of ``whole`` and of each of ``parts`` that solutions take.

    In a solution every column of the parts adds up to the whole, each amount rounded to its
    printed decimals. ``None`` where there is no solution, or too much to look at.
    """
    every = [whole, *parts]
    columns = sorted({column for row in every for way in row for column in way})
    places = _decimals(amount for row in every for way in row for amount in way.values())
    wholes, *vectors = [[_vector(way, columns, places) for way in row] for row in every]
    filled = [sum(any(way[at] for way in row) for row in vectors) for at in range(len(columns))]
    return _Search(vectors, tuple(count + 1 for count in filled)).solve(wholes)


def _decimals(amounts: Iterable[Decimal]) -> int:
    return max((-int(amount.as_tuple().exponent) for amount in amounts), default=0)


def _vector(way: Amounts, columns: Sequence[int], places: int) -> Vector:
    return tuple(int(way.get(column, Decimal(0)).scaleb(places)) for column in columns)


def _less(left: Vector, way: Vector) -> Vector:
    return tuple([one - other for one, other in zip(left, way, strict=True)])


class _Search:
    """The ways of the parts, those with the fewest first.

    ``_bounds[n]`` is the least and the most that the parts from the n-th on make up, by
    column, with twice what rounding explains (``slack``) taken off and added.
    """

    def __init__(self, parts: Sequence[Sequence[Vector]], slack: Vector) -> None:
        self._order = sorted(range(len(parts)), key=lambda at: len(parts[at]))
        self._parts = [parts[at] for at in self._order]
        self._bounds = [tuple((-free, free) for free in slack)]
        for ways in reversed(self._parts):
            own = [(2 * min(amounts), 2 * max(amounts)) for amounts in zip(*ways, strict=True)]
            reach = zip(self._bounds[-1], own, strict=True)
            self._bounds.append(tuple((low + a, high + b) for (low, high), (a, b) in reach))
        self._bounds.reverse()

    def _open(self, left: Vector, after: int) -> bool:
        """Whether the parts from ``after`` on can use up what is left."""
        for one, (low, high) in zip(left, self._bounds[after], strict=True):
            if not low <= 2 * one <= high:
                return False
        return True

    def solve(self, wholes: Sequence[Vector]) -> list[set[int]] | None:
        """The numbers of the ways that solutions take: of the whole, then of each part."""
        layers = [{way for way in wholes if self._open(way, 0)}]
        steps = 0
        for after, ways in enumerate(self._parts, 1):
            steps += len(layers[-1]) * len(ways)
            if steps > MOST_STEPS:
                return None
            rests = (_less(left, way) for left in layers[-1] for way in ways)
            layers.append({rest for rest in rests if self._open(rest, after)})
        taken: list[set[int]] = [set() for _ in self._parts]
        good = layers.pop()
        for at, layer in zip(reversed(range(len(layers))), reversed(layers), strict=True):
            ways, before = self._parts[at], set()
            for left in layer:
                fitting = [n for n, way in enumerate(ways) if _less(left, way) in good]
                taken[self._order[at]].update(fitting)
                before |= {left} if fitting else set()
            good = before
        if not good:
            return None
        return [{number for number, way in enumerate(wholes) if way in good}, *taken]
