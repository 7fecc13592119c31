"""The vocabulary as JSON, field by field, every Decimal exactly as it is printed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> str:
    """``value`` as one line of JSON: dataclasses and mappings become objects, tuples arrays.

    A ``Decimal`` is written digit by digit (``12.00`` stays ``12.00``), which the standard
    encoder cannot do. Raises ``TypeError`` for what JSON has no form for.
    """
    if isinstance(value, Decimal):
        return _number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return to_json(as_mapping(value))
    if isinstance(value, Mapping):
        pairs = (f"{to_json(name)}: {to_json(one)}" for name, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def as_mapping(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are; nested ones stay dataclasses."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"JSON has no number for {value}")
    return format(value, "f")
