"""Items that figures belong to, and the lists that take one of them apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.amounts import convert, split_unit
from qa.model import Basis

#: Parts may exceed their whole by this much of it: figures are rounded.
_ROUNDING = Decimal("0.002")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item that later clauses may lean on; ``path`` is what its parts stand under."""

    row: Path
    path: Path
    year: int
    basis: Basis
    unit: str | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """An open list of the parts of ``whole``, with the sum and number of those read so far.

    ``whole`` is ``None`` where only a name opens the list (“…支出决算中，”). ``segment`` is
    the number of the segment that opened it, ``bracket`` says that a bracket did. ``joined``
    lists hold nothing but A、B、C; ``leading`` ones begin a sentence; ``moving`` ones tell how the
    parts of what has changed have changed.
    """

    path: Path
    whole: Item | None
    bracket: bool
    segment: int
    joined: bool = False
    leading: bool = False
    moving: bool = False
    total: Decimal = Decimal(0)
    count: int = 0

    def holds(self, value: Decimal, unit: str | None, segment: int) -> bool:
        """Whether one more part of ``value`` can belong to this list.

        The first one of the same segment does; a later one as long as it counts in the
        same unit and the parts do not outgrow the whole. A list without a known whole ends
        with its sentence.
        """
        if self.bracket:
            return True
        if self.count == 0:
            if segment != self.segment and self.whole is not None:
                return False
            alike = self.whole is None or _in_unit(value, unit, self.whole.unit) is not None
            return alike or not self.leading
        if self.joined or self.whole is None:
            return not self.joined
        share = _in_unit(value, unit, self.whole.unit)
        if self.moving and share is not None:
            return True
        if share is None:
            return segment == self.segment and not self.is_complete()
        return self.total + share <= self.whole.value * (1 + _ROUNDING)

    def is_complete(self) -> bool:
        """Whether the parts read so far make up the whole."""
        whole = self.whole
        if whole is None or self.count == 0 or whole.value <= 0:
            return False
        return abs(self.total - whole.value) <= whole.value * _ROUNDING

    def with_part(self, value: Decimal, unit: str | None) -> Parts:
        """The list after one more part."""
        share = _in_unit(value, unit, self.whole.unit) if self.whole else None
        return replace(self, total=self.total + (share or 0), count=self.count + 1)


def _in_unit(value: Decimal, unit: str | None, wanted: str | None) -> Decimal | None:
    """``value`` in the unit ``wanted``; ``None`` where the two measure different things."""
    if unit is None or wanted is None:
        return value if unit == wanted else None
    if split_unit(unit)[1] != split_unit(wanted)[1]:
        return None
    return convert(value, unit, wanted)
