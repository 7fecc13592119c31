"""What may stand in a column of an index, how it is stored and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of values: its type in a database, and, where they are stored as something else,
    what ``store``s a value and what ``read``s it."""

    type: str
    store: Callable[[Any], str | None] | None = None
    read: Callable[[str | None], Any] | None = None


def digits(value: Decimal | None) -> str | None:
    """How a figure is stored, digit for digit: ``12.00`` stays ``12.00``."""
    return None if value is None else str(value)


def figure(stored: str | None) -> Decimal | None:
    """The figure that ``digits`` say."""
    return None if stored is None else Decimal(stored)


@lru_cache(20_000)
def listed(value: tuple[Any, ...]) -> str:
    """How a tuple of strings, numbers or tuples of them is stored; labels and headings come back
    in every row."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(20_000)
def parsed(stored: str | None) -> tuple[Any, ...]:
    """The tuple that was ``listed``."""
    return _tuples(json.loads(stored)) if stored else ()


def _tuples(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(item) if isinstance(item, list) else item for item in value)


#: The kinds by the names that the schema calls them.
KINDS = {
    "text": Kind("VARCHAR"),
    "integer": Kind("INTEGER"),
    "figure": Kind("VARCHAR", digits, figure),
    "tuple": Kind("VARCHAR", listed, parsed),
}
